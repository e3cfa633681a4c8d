"""The limits of a right to write: about whom, and after whom; each a small rule of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.checks.order import CERTIFICATES
from generator.records.codes import authority as codes
from generator.records.model.events import (
    Coordination,
    Correction,
    Decision,
    DueChanged,
    IssueRaised,
    IssueResolved,
    ItemClosed,
    Meeting,
)
from generator.records.model.events.base import ProjectEvent
from generator.records.model.events.discipline import UnitEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.records.checks.context import Context
    from generator.records.model.events import Event
    from generator.records.model.events.base import Limit
    from generator.records.model.organisations import Kind
    from generator.records.model.projects import Project
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

    Rule = Callable[[Event, Portfolio, Context], Iterable[Problem]]

_ABOVE: tuple[Kind, ...] = ("综合协调办", "区重大项目办")
"""Who records meetings above a unit's own."""


def concerned(event: Event, portfolio: Portfolio, context: Context) -> Sequence[Problem]:
    """A project's events are written by those who have a part in it.

    Its lead units past and present, its street, a coordination office, the departments of its steps,
    or 区重大项目办.
    """
    if not isinstance(event, ProjectEvent):
        return ()
    return _stranger(event, event.project, portfolio, context, "project")


def raised(event: Event, portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A problem is settled by a unit it names, or by whoever has a part in its project."""
    issue = portfolio.events.get(event.issue) if isinstance(event, IssueResolved) else None
    if isinstance(issue, IssueRaised) and event.writer not in {issue.writer, *issue.units}:
        yield from _stranger(event, issue.project, portfolio, context, "issue")


def charged(event: Event, portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """An item is reported as done by a unit responsible for it or supporting, or by 区重大项目办."""
    item = context.decision(event.item) if isinstance(event, ItemClosed) else None
    if item and event.writer not in {*item.responsible, *item.supporting, *context.office}:
        place = "item" if context.moved(event, "item") else "writer"
        yield context.say(event, codes.CLOSING_STRANGER, place, unit=event.writer, item=item.id)


def second_hand(event: Event, portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What a unit reported is certified or confirmed by another (D13, D20)."""
    key = CERTIFICATES.get(type(event))
    deed = portfolio.events.get(getattr(event, key)) if key else None
    if key and deed and deed.writer == event.writer:
        yield context.say(event, codes.SECOND_HAND, key, unit=event.writer, title=event.title, deed=deed.id)


def own_affair(event: Event, portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Nobody cards, rewards or refers themselves, revokes their own card, or moves their own deadline."""
    if event.writer in _about(event, portfolio, context):
        place = "of" if isinstance(event, Correction) else "item" if isinstance(event, DueChanged) else "unit"
        yield context.say(event, codes.OWN_AFFAIR, place, unit=event.writer, title=event.title)


def own_line(event: Event, portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A leader's coordination is recorded by an office of the leader's line, or 区重大项目办 (四(一))."""
    leader = portfolio.leaders.get(event.leader) if isinstance(event, Coordination) else None
    if leader and event.writer not in {*leader.offices, *context.office}:
        offices = "、".join(leader.offices) or "本线综合协调办"
        yield context.say(
            event, codes.OTHER_LINE, "leader", leader=leader.id, unit=event.writer, offices=offices
        )


def level(event: Event, portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A meeting is recorded by a unit of its level (D23): it may charge others, and calls for referrals.

    A unit's own meeting charges no other unit: it discusses what that unit is responsible for.
    """
    unit = portfolio.organisations.get(event.writer)
    if not isinstance(event, Meeting) or unit is None:
        return
    if event.level == "责任单位":
        yield from _agenda(event, context)
        return
    if unit.kind not in _ABOVE:
        values = {"unit": unit.id, "kind": unit.kind, "level": event.level}
        yield context.say(event, codes.MEETING_LEVEL, "level", allowed="、".join(_ABOVE), **values)


def _agenda(event: Meeting, context: Context) -> Iterator[Problem]:
    for index, id_ in enumerate(event.agenda):
        item = context.decision(id_)
        if item and event.writer not in {*item.responsible, item.writer, *context.office}:
            yield context.say(event, codes.AGENDA_STRANGER, "agenda", index, unit=event.writer, item=item.id)


LIMITS: Mapping[Limit, Rule] = {
    "项目有关单位": concerned,
    "问题有关单位": raised,
    "事项承办单位": charged,
    "由另一单位": second_hand,
    "不涉及本单位": own_affair,
    "本线负责人": own_line,
    "会议层级": level,
}


def _about(event: Event, portfolio: Portfolio, context: Context) -> set[str]:
    """Give the units an event is about, or takes a burden from."""
    match event:
        case UnitEvent():
            return {event.unit}
        case DueChanged() if event.writer not in context.office:
            item = context.decision(event.item)
            return set(item.responsible) if item else set()
        case Correction():
            return _undone(event, portfolio, context)
    unit = getattr(event, "unit", None)
    return {unit} if isinstance(unit, str) else set()


def _undone(event: Correction, portfolio: Portfolio, context: Context) -> set[str]:
    """Give the units that an event was about which may be corrected by this writer, as far as that goes."""
    other, office = context.filed.events.get(event.of), event.writer in context.office
    if other is None or isinstance(other, Correction) or not (office or event.writer == other.writer):
        return set()
    if isinstance(other, Decision):
        return set() if office else set(other.responsible)
    return _about(other, portfolio, context)


def _stranger(
    event: Event, project_id: str, portfolio: Portfolio, context: Context, key: str
) -> Sequence[Problem]:
    """Say it of the writer; where a correction names another project, of what the correction says."""
    project = portfolio.projects.get(project_id)
    if project is None or event.writer in context.everywhere or _concerned(event.writer, project):
        return ()
    if event.writer in portfolio.handed_to.get(project_id, ()):
        return ()
    place = key if context.moved(event, key) else "writer"
    return [context.say(event, codes.STRANGER, place, unit=event.writer, project=project.id)]


def _concerned(unit: str, project: Project) -> bool:
    if unit in project.lead_units or unit == project.street:
        return True
    return project.start_plan is not None and any(
        unit == step.department for step in project.start_plan.steps
    )
