"""A project's promises and deeds: planned weeks and months beside certified days (三(三), D5–D16)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from generator.mechanism.deeds import awaited, before, earliest, first, milestones
from generator.mechanism.timeline import approved_plans
from generator.records.calendar import Month, Week
from generator.records.model.events import (
    Ceremony,
    Commissioned,
    Completed,
    CompletionCertified,
    LeadChanged,
    MilestoneReached,
    PlanAdjusted,
    ProjectWithdrawn,
    StartCertified,
    SubstantiveStart,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.mechanism.deeds import Deed, Told, What
    from generator.records.model.events import Event
    from generator.records.model.events.base import ProjectEvent
    from generator.records.model.projects import Plan, PlanClass, Project
    from generator.records.portfolio import Portfolio

KINDS: tuple[type[ProjectEvent], ...] = (
    *(Ceremony, Commissioned, Completed, LeadChanged),
    *(MilestoneReached, PlanAdjusted, ProjectWithdrawn, SubstantiveStart),
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One planned week or month of one plan, after the adjustments made in time (D12).

    `until` is the day the next year's plan took its place or the project was withdrawn, None while it stands.
    A plan takes the place of what it plans anew at its approval, of all else not before its year begins.
    """

    what: What
    plan: Plan
    period: Week | Month
    until: date | None
    because: tuple[str, ...]
    milestone: str = ""
    name: str = ""

    @property
    def deadline(self) -> date:
        """Give the last day on time: the week's Sunday, the month's last day."""
        return self.period.last


@dataclass(frozen=True)
class ProjectStory:
    """What is known of one project on a day: binding plans, promises in order of deadline, deeds.

    `certified` is the substantive start; `start` is what the edition takes for a start (D13).
    `completion` is 投产（运营）, or 完工 where there is none (D16); `finished` is whichever came first: a
    finished project misses no milestone and owes no report. `awaited` are a start and a completion that a
    unit has reported and 区重大项目办 has not certified, so that they do not count yet (D13).
    Nothing counts that is dated after the day the project was `withdrawn` from the pools.
    """

    project: Project
    plans: tuple[tuple[Plan, date], ...] = ()
    certified: Deed | None = None
    start: Deed | None = None
    ceremony: Deed | None = None
    completion: Deed | None = None
    finished: Deed | None = None
    milestones: Mapping[str, Deed] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    leads: tuple[LeadChanged, ...] = ()
    withdrawn: Deed | None = None
    awaited: Mapping[What, Deed] = field(default_factory=dict)

    def lead_units(self, day: date) -> tuple[str, ...]:
        """Give the units in charge on a day."""
        units = self.project.lead_units
        for change in self.leads:
            if change.date <= day:
                units = change.lead_units
        return units

    def of(self, what: What, plan_class: PlanClass) -> Sequence[Promise]:
        """Give the standing promises of one sort made by plans of one class, earliest first."""
        return self._sorts.get((what, plan_class), ())

    @cached_property
    def _sorts(self) -> Mapping[tuple[What, PlanClass], Sequence[Promise]]:
        found: dict[tuple[What, PlanClass], list[Promise]] = defaultdict(list)
        for promise in self.promises:
            found[promise.what, promise.plan.class_].append(promise)
        return dict(found)

    def outdone(self, promise: Promise, deed: Deed) -> bool:
        """Tell a plan made when all was done, before its year, as an earlier plan had asked."""
        made = min(
            next(day for plan, day in self.plans if plan is promise.plan), date(promise.plan.year, 1, 1)
        )
        before = [plan for plan, _ in self.plans if plan.year <= deed.date.year]
        return deed.date < made and any(_plans(plan, promise.what, promise.milestone) for plan in before)

    def deed(self, promise: Promise) -> Deed | None:
        """Give what keeps a promise, if it has been done; a completed project has passed its milestones."""
        if promise.what == "start":
            return self.start
        if promise.what == "completion":
            return self.completion
        return earliest(self.milestones.get(promise.milestone), self.finished)


def project_stories(known: Portfolio, *, ceremony_is_start: bool = False) -> Mapping[str, ProjectStory]:
    """Tell every project's story as of the day the portfolio was cut to, by project id.

    A project of which the same is known as on another day keeps the story told then.
    """
    plans, told = approved_plans(known), _told(known)
    return {
        key: _kept(known, project, tuple(plans.get(key, ())), told.get(key, []), ceremony_is_start)
        for key, project in known.projects.items()
    }


def _told(known: Portfolio) -> Mapping[str, list[Told]]:
    """Give what each project's story is made of, by kind and date, each with what certifies it.

    What is certified comes first, as the certificates were recorded: a later one moves no day.
    """
    starts = {proof.start: proof for proof in known.of_type(StartCertified)}
    ends = {proof.completion: proof for proof in known.of_type(CompletionCertified)}
    proofs: dict[type, Mapping[str, Event]] = {SubstantiveStart: starts, Completed: ends, Commissioned: ends}
    found: dict[str, list[Told]] = defaultdict(list)
    for kind in KINDS:
        certified = proofs.get(kind, {})
        known_on = {id_: known.recorded.get(proof.path, date.max) for id_, proof in certified.items()}
        for event in _by_certificate(known.of_type(kind), known_on):
            found[event.project].append((event, certified.get(event.id)))
    return found


def _by_certificate(events: Sequence[ProjectEvent], known_on: Mapping[str, date]) -> Sequence[ProjectEvent]:
    if not known_on:
        return events
    return sorted(events, key=lambda one: (one.id not in known_on, known_on.get(one.id, date.max)))


def _kept(
    known: Portfolio,
    project: Project,
    plans: tuple[tuple[Plan, date], ...],
    told: list[Told],
    ceremony_is_start: bool,  # noqa: FBT001 - a reading of the edition
) -> ProjectStory:
    """Tell a story, unless the very same has been told of a portfolio this one was made from."""
    key, facts = (project.id, len(told), ceremony_is_start), (project, plans, told)
    before = known.memory.get(key)
    if before is None or before[0] != facts:
        known.memory[key] = before = facts, _story(project, plans, told, ceremony_is_start=ceremony_is_start)
    story: ProjectStory = before[1]
    return story


def _story(
    project: Project, plans: tuple[tuple[Plan, date], ...], told: list[Told], *, ceremony_is_start: bool
) -> ProjectStory:
    withdrawn = first(told, ProjectWithdrawn)
    certified = before(withdrawn, first(told, SubstantiveStart, proved=True))
    ceremony = before(withdrawn, first(told, Ceremony))
    built, running = (before(withdrawn, first(told, kind, proved=True)) for kind in (Completed, Commissioned))
    story = ProjectStory(
        project,
        plans,
        certified,
        earliest(certified, ceremony) if ceremony_is_start else certified,
        ceremony,
        running or built,
        earliest(built, running),
        milestones(told, withdrawn),
        leads=tuple(event for event, _ in told if isinstance(event, LeadChanged)),
        withdrawn=withdrawn,
        awaited=awaited(told, withdrawn, certified, running or built),
    )
    return replace(story, promises=_standing(story, told))


def _standing(story: ProjectStory, told: list[Told]) -> tuple[Promise, ...]:
    adjusted = [event for event, _ in told if isinstance(event, PlanAdjusted)]
    promises = [
        promise
        for index, (plan, _) in enumerate(story.plans)
        for promise in _promises(plan, partial(_end, story, story.plans[index + 1 : index + 2]))
    ]
    settled = (_settled(promise, adjusted, story.deed(promise)) for promise in promises)
    standing = (p for p in settled if _stands(p, story.deed(p)))
    return tuple(sorted(standing, key=lambda p: (p.deadline, p.plan.year, p.what, p.milestone)))


def _end(story: ProjectStory, following: Sequence[tuple[Plan, date]], what: What, name: str) -> date | None:
    """Give the day a promise ceased to bind, by the next plan or the withdrawal, whichever was earlier.

    A year's weeks end where those of the next begin: the Sunday of its last may lie in January (D5).
    """
    days = []
    for plan, approved in following:
        begin = Week(plan.year, 1).first if what == "start" else date(plan.year, 1, 1)
        days.append(approved if _plans(plan, what, name) else max(approved, begin))
    days += [story.withdrawn.date] if story.withdrawn else []
    return min(days, default=None)


def _plans(plan: Plan, what: What, milestone: str) -> bool:
    """Tell whether a plan promises something of a sort, the milestone of that id."""
    if what == "milestone":
        return any(point.id == milestone for point in plan.milestones)
    return (plan.start_week if what == "start" else plan.completion_month) is not None


def _promises(plan: Plan, until: Callable[[What, str], date | None]) -> Iterable[Promise]:
    if (week := plan.start_week) is not None:
        yield Promise("start", plan, week, until("start", ""), (plan.at("start_week"),))
    if (month := plan.completion_month) is not None:
        yield Promise("completion", plan, month, until("completion", ""), (plan.at("completion_month"),))
    for index, point in enumerate(plan.milestones):
        because = (plan.at(f"milestones.{index}", "milestones"),)
        end = until("milestone", point.id)
        yield Promise("milestone", plan, point.due_month, end, because, point.id, point.name)


def _settled(promise: Promise, adjusted: Sequence[PlanAdjusted], deed: Deed | None) -> Promise:
    """Move a promise by each adjustment approved by its deadline, before the deed and its new one (D12)."""
    name = {"start": "start_week", "completion": "completion_month"}.get(
        promise.what, f"milestones.{promise.milestone}"
    )
    changes = [change for change in adjusted if change.year == promise.plan.year and change.field == name]
    for change in sorted(changes, key=lambda change: (change.approved_on, change.id)):
        period = (Week if promise.what == "start" else Month).parse(change.new)
        moot = period.last < change.approved_on or (deed is not None and deed.date < change.approved_on)
        if in_time(promise, change) and not moot:
            because = (*promise.because, change.at("new"))
            promise = replace(promise, period=period, because=because)
    return promise


def in_time(promise: Promise, change: PlanAdjusted) -> bool:
    """Tell whether an adjustment counts: approved on or before the old deadline (D12)."""
    return change.approved_on <= promise.deadline


def _stands(promise: Promise, deed: Deed | None) -> bool:
    """Drop a promise that a newer plan or a withdrawal took away before it fell due or was kept (D12)."""
    if promise.until is None or promise.deadline < promise.until:
        return True
    return deed is not None and deed.date < promise.until
