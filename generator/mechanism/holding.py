"""Who held a project how long before its start and at its certifications, in working days (附件1; O26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.elapsed import Elapsed
from generator.mechanism.steps import OFFICE, office_id, owed, party_of, start_due
from generator.records.model.events import (
    Commissioned,
    Completed,
    CompletionCertified,
    StartCertified,
    SubstantiveStart,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.steps import Party, StartSteps, StepState
    from generator.records.calendar import WorkingDays
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio

CERTIFYING = ("开工认定", "完工认定")


@dataclass(frozen=True, slots=True)
class Held:
    """One stretch in which a project was somebody's turn; `until` is None while it still is.

    The clock runs from the day after `since`. `days` are working days, `overdue` those past the deadline.
    """

    step: str
    party: Party
    unit: str
    since: date
    until: date | None
    days: int
    overdue: int


@dataclass(frozen=True, slots=True)
class _Acts:
    """The first report of a start and of a completion of each project, and the day each was certified."""

    started: Mapping[str, tuple[date, date | None]]
    completed: Mapping[str, tuple[date, date | None]]


def holdings(
    known: Portfolio,
    stories: Mapping[str, ProjectStory],
    told: Mapping[str, StartSteps],
    working: WorkingDays,
) -> Mapping[str, Sequence[Held]]:
    """Give the stretches of every project by the day they began; the open ones are what it waits for now."""
    acts, elapsed, office = _acts(known), Elapsed.of(working), office_id(known)
    found = {}
    for key, story in stories.items():
        past = [*_before(story, told.get(key), acts, known, elapsed), *_certified(key, acts, office, elapsed)]
        held = [one for one in past if one.days or one.overdue]
        waits = told[key].waits if key in told else ()
        held += [Held(w.step, w.party, w.unit, w.since, None, w.days, w.overdue) for w in waits]
        found[key] = sorted(
            held, key=lambda one: (one.since, one.until is None, one.until or one.since, one.step)
        )
    return found


def _acts(known: Portfolio) -> _Acts:
    starts = {event.start: event.date for event in known.of_type(StartCertified)}
    ends = {event.completion: event.date for event in known.of_type(CompletionCertified)}
    done: list[Event] = [*known.of_type(Completed), *known.of_type(Commissioned)]
    return _Acts(
        _first(known.of_type(SubstantiveStart), starts),
        _first(sorted(done, key=lambda event: (event.date, event.id)), ends),
    )


def _first(events: Sequence[Event], certified: Mapping[str, date]) -> Mapping[str, tuple[date, date | None]]:
    """Give each project's first report that was certified, else the first one there is."""
    found: dict[str, tuple[date, date | None]] = {}
    for event in sorted(events, key=lambda event: (event.id not in certified, event.date)):
        found.setdefault(event.project, (event.date, certified.get(event.id)))  # type: ignore[attr-defined]
    return found


def _before(
    story: ProjectStory, told: StartSteps | None, acts: _Acts, known: Portfolio, elapsed: Elapsed
) -> Iterator[Held]:
    """Go through 附件1, its steps by deadline, and the start, as `steps` tells whose turn it is."""
    if told is None or told.confirmed is None or not told.applying:
        return
    begun = owed(story, told.confirmed)
    lead = story.lead_units(told.confirmed)[0]
    days = elapsed.between(begun, told.confirmed)
    yield Held("附件1", "责任单位", lead, begun, told.confirmed, days, 0)
    ends = [deed.date for deed in (story.certified, story.withdrawn) if deed]
    end = min(ends, default=None)
    for step in told.steps:
        yield from _step(story, told, step, end, known, elapsed)
    reported = acts.started.get(story.project.id)
    if told.ripe and reported:
        day, due = reported[0], start_due(story)
        overdue = elapsed.between(due, day) if due else 0
        unit = story.lead_units(day)[0]
        yield Held("开工", "责任单位", unit, told.ripe, day, elapsed.between(told.ripe, day), overdue)


def _step(  # noqa: PLR0913, PLR0917 - a step and all that bears on it
    story: ProjectStory,
    told: StartSteps,
    step: StepState,
    end: date | None,
    known: Portfolio,
    elapsed: Elapsed,
) -> Iterator[Held]:
    until = step.done or end
    if step.planned is None or until is None or told.confirmed is None:
        return
    earlier = [one.done for one in told.steps if one.planned and one.planned.due < step.planned.due]
    if step.done is None and None in earlier:
        return
    since = max([told.confirmed, *(day for day in earlier if day)])
    unit = step.planned.department
    party = party_of(unit, story.lead_units(until), known)
    yield Held(step.name, party, unit, since, until, elapsed.between(since, until), step.late)


def _certified(key: str, acts: _Acts, office: str, elapsed: Elapsed) -> Iterator[Held]:
    for step, found in zip(CERTIFYING, (acts.started, acts.completed), strict=True):
        reported, certified = found.get(key, (None, None))
        if reported and certified:
            days = elapsed.between(reported, certified)
            yield Held(step, OFFICE, office, reported, certified, days, 0)
