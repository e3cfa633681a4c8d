"""Whatever a record names is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.codes import references as codes
from generator.records.guesses import nearest
from generator.records.model.events import KINDS, MilestoneReached, PlanAdjusted
from generator.records.references import SHELVES, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.records.checks.context import Context
    from generator.records.model.events import Event
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.references import Reference
    from generator.records.source import Code, Problem

# Suggestions are dear; a broken register must not make a check take minutes.
SUGGESTED = 50
MOST = 1000
_NOBODY: dict[str, Code] = {
    "organisations": codes.NO_UNIT,
    "people": codes.NO_PERSON,
    "leaders": codes.NO_LEADER,
    "projects": codes.NO_PROJECT,
    "meeting": codes.NO_MEETING,
    "decision": codes.NO_ITEM,
    "issue_raised": codes.NO_ISSUE,
    "item_closed": codes.NO_CLOSING,
    "substantive_start": codes.NO_START,
    "completed commissioned": codes.NO_COMPLETION,
    "": codes.NO_EVENT,
}


def resolve(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Every unit, person, leader, project and event a record names exists, and is of the kind meant."""
    unknown = 0
    for record in records(portfolio):
        for reference in references(record):
            if reference.id in context.unread:
                continue
            if reference.target in SHELVES:
                known: Mapping[str, object] = getattr(portfolio, reference.target)
                if reference.id in known:
                    continue
            elif (event := context.filed.events.get(reference.id)) is not None:
                yield from _kind(context, record, reference, event)
                continue
            else:
                known = context.filed.events
            unknown += 1
            yield _nobody(context, record, reference, known if unknown <= SUGGESTED else ())


def milestones(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A milestone reached is one of the project's plans, of any year."""
    for event in portfolio.of_type(MilestoneReached):
        if event.project in portfolio.projects:
            planned = [
                point.id for plan in portfolio.plans_of.get(event.project, ()) for point in plan.milestones
            ]
            if event.milestone not in planned and event.project not in context.unread:
                values = {"project": event.project, "id": event.milestone, "near": _listed(planned)}
                yield context.say(event, codes.NO_MILESTONE, "milestone", **values)


def adjusted_plans(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A plan that is adjusted exists for that project and year."""
    for event in portfolio.of_type(PlanAdjusted):
        planned = (event.project, event.year) in portfolio.plans or event.project in context.unread
        if event.project in portfolio.projects and not planned:
            yield context.say(event, codes.NO_PLAN, "year", project=event.project, year=event.year)


def records(portfolio: Portfolio) -> Iterator[Record]:
    """Give all records that name others."""
    yield from portfolio.organisations.values()
    yield from portfolio.people.values()
    yield from portfolio.leaders.values()
    if portfolio.steps:
        yield portfolio.steps
    yield from portfolio.projects.values()
    yield from portfolio.plans.values()
    yield from portfolio.events.values()


def _kind(context: Context, record: Record, reference: Reference, event: Event) -> Iterator[Problem]:
    wanted = reference.target.split()
    if wanted and event.kind not in wanted:
        titles = "、".join(KINDS[kind].title for kind in wanted)
        values = {"id": event.id, "found": type(event).title, "wanted": titles, "kind": event.kind}
        yield context.say(record, codes.OTHER_KIND, *reference.location, **values)


def _nobody(context: Context, record: Record, reference: Reference, known: Iterable[str]) -> Problem:
    likely = [id_ for id_ in known if id_[:2] == reference.id[:2]]
    near = _listed(nearest(reference.id, likely[:MOST]))
    return context.say(record, _NOBODY[reference.target], *reference.location, id=reference.id, near=near)


def _listed(ids: Iterable[str]) -> str:
    return "、".join(ids) or "—"
