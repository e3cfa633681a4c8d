"""Who may write what, and which unit may stand where (二, 三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.model.events import CardIssued, ItemClosed, LeadChanged
from generator.records.model.events.base import UNITS, ProjectEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.organisations import Kind, Leader, Organisation
    from generator.records.model.projects import Project
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

_COLOURS: dict[str, Kind] = {"黄牌": "区重大项目办", "红牌": "督查室"}


def writer_kinds(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each kind of event is written by the kinds of unit the regulation names for it."""
    for event in portfolio.events.values():
        unit = portfolio.organisations.get(event.writer)
        if unit and unit.kind not in event.writers:
            allowed = "、".join(event.writers)
            values = {"unit": unit.id, "kind": unit.kind, "title": event.title, "allowed": allowed}
            yield context.say(event, codes.WRITER_KIND, "writer", **values)


def strangers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project's events are written by those who have a part in it.

    Its lead units past and present, its street, a coordination office, the departments of its steps,
    or 区重大项目办.
    """
    everywhere = context.of_kind("区重大项目办", "综合协调办")
    steps = _departments(portfolio)
    handed = _handed_over(portfolio)
    for event in portfolio.events.values():
        if not isinstance(event, ProjectEvent) or event.writers != UNITS or event.writer in everywhere:
            continue
        project = portfolio.projects.get(event.project)
        if project is None or event.writer in steps or event.writer not in portfolio.organisations:
            continue
        if event.writer not in _concerned(project) | handed.get(project.id, set()):
            yield context.say(event, codes.STRANGER, "writer", unit=event.writer, project=project.id)


def closers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An item is reported as done by a unit responsible for it or supporting, or by 区重大项目办."""
    for event in portfolio.of_type(ItemClosed):
        item = context.decision(event.item)
        if item and event.writer not in {*item.responsible, *item.supporting, *context.office}:
            yield context.say(event, codes.CLOSING_STRANGER, "writer", unit=event.writer, item=item.id)


def card_colours(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Yellow cards are issued by 区重大项目办, red cards by 督查室."""
    for event in portfolio.of_type(CardIssued):
        unit = portfolio.organisations.get(event.writer)
        if unit and unit.kind in _COLOURS.values() and unit.kind != _COLOURS[event.colour]:
            yield context.say(event, codes.CARD_COLOUR, "colour", colour=event.colour, kind=unit.kind)


def existing_units(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A unit writes, and is charged or supervised, only while it exists."""
    passing = {unit.id: unit for unit in portfolio.organisations.values() if unit.from_ or unit.to}
    if not passing:
        return
    for event in portfolio.events.values():
        for key in ("writer", "unit"):
            unit = passing.get(getattr(event, key, ""))
            if unit and not (unit.from_ or event.date) <= event.date <= (unit.to or event.date):
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


def _concerned(project: Project) -> set[str]:
    planned = project.start_plan.steps if project.start_plan else ()
    return {*project.lead_units, project.street, *(step.department for step in planned)}


def _departments(portfolio: Portfolio) -> set[str]:
    steps = portfolio.steps.steps if portfolio.steps else ()
    return {unit for step in steps for unit in step.departments}


def _handed_over(portfolio: Portfolio) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for event in portfolio.of_type(LeadChanged):
        found.setdefault(event.project, set()).update(event.lead_units)
    return found
