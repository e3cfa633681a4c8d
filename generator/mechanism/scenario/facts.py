"""Worked cases → records: each neutral fact of a case becomes the files a district would have written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.mechanism.scenario.draft import Draft, Fact
from generator.mechanism.scenario.writers import WRITERS, levels
from generator.records.calendar import Quarter, day
from generator.records.model.organisations import Organisation
from generator.records.model.projects import Plan
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

DAY = re.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}")


def portfolio(
    facts: list[Fact], names: list[str], policy: Policy, calendars: Mapping[int, CalendarYear]
) -> tuple[Portfolio, Draft]:
    """Write a case's facts as records. Raises KeyError or ValueError where a fact is malformed.

    A case's district has been there, and its plans approved, since the year of the first fact began.
    """
    draft = Draft({}, levels(facts))
    for name in names:
        draft.unit(name)
    for fact in facts:
        WRITERS[fact["kind"]](draft, fact)
    planned = {record.year for record in draft.records if isinstance(record, Plan)}
    years = sorted({*planned, *(one.year for one in _days(facts))})
    for year in (one for one in years if one in planned or one == years[0]):
        begin = f"{years[0]}-01-01"
        draft.event("plan_approved", begin, year=str(year), approved_on=begin, document="年度计划")
    draft.records += [_organisation(key, name) for name, key in draft.units.items()]
    made = Portfolio.of([*draft.records, policy, *calendars.values()])
    return made, draft


def _organisation(key: str, name: str) -> Organisation:
    base = {"id": key, "name": name, "short": name, "kind": "责任单位", "scored": "是"}
    return Organisation.model_validate(base)


def last_day(facts: list[Fact]) -> date | None:
    """Give the end of the quarter of a case's last fact, for a case that names no day."""
    last = max(_days(facts), default=None)
    return Quarter.of(last).last if last else None


def _days(value: object) -> Iterator[date]:
    """Give every day that facts name, however deep."""
    if isinstance(value, str) and DAY.fullmatch(value):
        yield day(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _days(part)
