"""Which unit may stand where, and while it exists (二, 三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.model.events.base import UNITS
from generator.records.model.organisations import in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.organisations import Kind, Leader, Organisation
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def existing_units(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A unit writes, and is charged or supervised, only while it exists."""
    passing = {unit.id: unit for unit in portfolio.organisations.values() if unit.from_ or unit.to}
    if not passing:
        return
    for event in portfolio.events.values():
        for key in ("writer", "unit"):
            unit = passing.get(getattr(event, key, ""))
            if unit and not in_place(unit, event.date):
                yield context.say(event, codes.UNIT_GONE, key, unit=unit.id, day=event.date)


def unit_kinds(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project lies in a 街道 and is led by units that are assessed; lines and overrides name 综合协调办."""
    for project in portfolio.projects.values():
        yield from _of_kind(portfolio, context, project, project.street, ("街道",), "street")
        for index, unit in enumerate(project.lead_units):
            yield from _of_kind(portfolio, context, project, unit, UNITS, "lead_units", index)
        if override := project.coordination_office:
            place = "coordination_office", "office"
            yield from _of_kind(portfolio, context, project, override.office, ("综合协调办",), *place)
    for leader in portfolio.leaders.values():
        for index, unit in enumerate(leader.offices):
            yield from _of_kind(portfolio, context, leader, unit, ("综合协调办",), "offices", index)


def periods(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A unit or a leader's line does not end before it begins."""
    lasting: list[Organisation | Leader] = [*portfolio.organisations.values(), *portfolio.leaders.values()]
    for record in lasting:
        if record.from_ and record.to and record.to < record.from_:
            yield context.say(record, codes.PERIOD, "to", first=record.from_, last=record.to)


def _of_kind(
    portfolio: Portfolio,
    context: Context,
    record: Record,
    id_: str,
    kinds: tuple[Kind, ...],
    *location: str | int,
) -> Iterator[Problem]:
    unit = portfolio.organisations.get(id_)
    if unit and unit.kind not in kinds:
        yield context.say(
            record, codes.UNIT_KIND, *location, unit=id_, kind=unit.kind, wanted="、".join(kinds)
        )
