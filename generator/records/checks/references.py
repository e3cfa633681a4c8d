"""Whatever a record names is on record."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.records.codes import references as codes
from generator.records.guesses import nearest
from generator.records.model.events import KINDS, MilestoneReached, PlanAdjusted
from generator.records.model.organisations import Steps
from generator.records.model.projects import Project
from generator.records.references import SHELVES, named_by, references, units_inside

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
    suspects = _suspects(portfolio, context)
    for record in (one for one in records(portfolio) if id(one) in suspects) if suspects else ():
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
    planned: dict[str, list[str]] = defaultdict(list)
    for key in sorted(portfolio.plans):
        planned[key[0]] += [point.id for point in portfolio.plans[key].milestones]
    for event in portfolio.of_type(MilestoneReached):
        ids = planned.get(event.project, ())
        if (
            event.milestone in ids
            or event.project not in portfolio.projects
            or event.project in context.unread
        ):
            continue
        values = {"project": event.project, "id": event.milestone, "near": _listed(ids)}
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


def _suspects(portfolio: Portfolio, context: Context) -> set[int]:
    """Give the `id()` of the records that may name something unknown: where all is well, of none."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records(portfolio):
        by_kind[type(record)].append(record)
    found, units = set[int](), _known("organisations", portfolio, context)
    for kind, group in by_kind.items():
        for name, target in named_by(kind):
            named = attrgetter(name)
            if strange := _strange(set(map(named, group)), _known(target, portfolio, context)):
                found.update(id(record) for record in group if named(record) in strange)
        if kind in {Project, Steps}:
            found.update(id(record) for record in group if not units.issuperset(units_inside(record)))
    return found


def _strange(
    values: set[str | tuple[str, ...] | None], known: frozenset[str]
) -> set[str | tuple[str, ...] | None]:
    """Give the values, an id or several, of which not all are known."""
    several = {value for value in values if isinstance(value, tuple) and not known.issuperset(value)}
    return several | {value for value in values - known if isinstance(value, str)}


def _known(target: str, portfolio: Portfolio, context: Context) -> frozenset[str]:
    """Give the ids of all that a field may name."""
    if target in SHELVES:
        return frozenset(getattr(portfolio, target))
    kinds = target.split()
    if not kinds:
        return frozenset(context.filed.events)
    return frozenset(event.id for kind in kinds for event in context.filed.of_type(KINDS[kind]))


def _kind(context: Context, record: Record, reference: Reference, event: Event) -> Iterator[Problem]:
    wanted = reference.target.split()
    if wanted and event.kind not in wanted:
        titles = "、".join(KINDS[kind].title for kind in wanted)
        values = {"id": event.id, "found": type(event).title, "wanted": titles, "kind": event.kind}
        yield context.say(record, codes.OTHER_KIND, *reference.location, **values)


def _nobody(context: Context, record: Record, reference: Reference, known: Iterable[str]) -> Problem:
    likely = [id_ for id_ in known if id_[:2] == reference.id[:2]]
    likely = likely or [id_ for id_ in known if id_[:1] == reference.id[:1]]
    near = nearest(reference.id, likely[:MOST])
    told = {"near": f"；相近的编号：{_listed(near)}", "similar": f"; similar ids: {', '.join(near)}"}
    values = {"id": reference.id, **(told if near else dict.fromkeys(told, ""))}
    return context.say(record, _NOBODY[reference.target], *reference.location, **values)


def _listed(ids: Iterable[str]) -> str:
    return "、".join(ids) or "—"
