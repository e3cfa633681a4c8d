"""Worked cases → records: each neutral fact of a case becomes the files a district would have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.calendar import Quarter, day
from generator.records.model.organisations import Organisation
from generator.records.model.projects import Plan
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

from generator.mechanism.scenario.draft import Draft, Fact
from generator.mechanism.scenario.writers import WRITERS, unused


def portfolio(
    facts: list[Fact], names: list[str], policy: Policy, calendars: Mapping[int, CalendarYear]
) -> tuple[Portfolio, Draft]:
    """Write a case's facts as records. Raises KeyError or ValueError where a fact is malformed."""
    draft = Draft({})
    for name in names:
        draft.unit(name)
    for fact in facts:
        WRITERS[fact["kind"]](draft, fact)
        if fact["kind"] == "consent" and unused(fact):
            raise ValueError("、".join(unused(fact)))
    years = sorted({record.year for record in draft.records if isinstance(record, Plan)})
    for year in years:
        draft.event(
            "plan_approved", f"{year}-01-01", year=str(year), approved_on=f"{year}-01-01", document="年度计划"
        )
    draft.records += [_organisation(key, name) for name, key in draft.units.items()]
    made = Portfolio.of([*draft.records, policy, *calendars.values()])
    return made, draft


def _organisation(key: str, name: str) -> Organisation:
    base = {"id": key, "name": name, "short": name, "kind": "责任单位", "scored": "是"}
    return Organisation.model_validate(base)


def last_day(facts: list[Fact]) -> date:
    """Give the end of the quarter of a case's last fact, for a case that names no day."""
    days = [text for fact in facts for text in fact.values() if isinstance(text, str) and text[:2] == "20"]
    return Quarter.of(max(day(text) for text in days if len(text) == len("2026-01-01"))).last
