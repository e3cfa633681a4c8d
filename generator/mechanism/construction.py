"""A project's promises and deeds: planned weeks and months beside certified days (三(三), D5–D16)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeVar

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
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.records.model.events import Event
    from generator.records.model.events.base import ProjectEvent
    from generator.records.model.projects import Plan, PlanClass, Project
    from generator.records.portfolio import Portfolio

What = Literal["start", "milestone", "completion"]
E = TypeVar("E", bound="Event")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done on a day, and the files that say so (the fact, then its certification).

    `what` says it in a word: 实质性开工, 完工, 投产（运营）.
    """

    date: date
    because: tuple[str, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """One planned week or month of one plan, after the adjustments made in time (D12).

    `until` is the day the next year's plan took its place or the project was withdrawn, None while it stands.
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
    Nothing counts that is dated after the day the project was `withdrawn` from the pools.
    """

    project: Project
    plans: tuple[tuple[Plan, date], ...] = ()
    certified: Deed | None = None
    start: Deed | None = None
    ceremony: Deed | None = None
    completion: Deed | None = None
    milestones: Mapping[str, Deed] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    leads: tuple[LeadChanged, ...] = ()
    withdrawn: Deed | None = None

    def lead_units(self, day: date) -> tuple[str, ...]:
        """Give the units in charge on a day."""
        units = self.project.lead_units
        for change in self.leads:
            if change.date <= day:
                units = change.lead_units
        return units

    def of(self, what: What, plan_class: PlanClass) -> Sequence[Promise]:
        """Give the standing promises of one sort made by plans of one class, earliest first."""
        return [p for p in self.promises if p.what == what and p.plan.class_ == plan_class]

    def deed(self, promise: Promise) -> Deed | None:
        """Give what keeps a promise, if it has been done; a completed project has passed its milestones."""
        if promise.what == "start":
            return self.start
        reached = self.milestones.get(promise.milestone) if promise.what == "milestone" else None
        deeds = [deed for deed in (reached, self.completion) if deed is not None]
        return min(deeds, key=lambda deed: deed.date, default=None)


def project_stories(known: Portfolio, *, ceremony_is_start: bool = False) -> Mapping[str, ProjectStory]:
    """Tell every project's story as of the day the portfolio was cut to, by project id."""
    plans = approved_plans(known)
    adjusted = _by_project(known.of_type(PlanAdjusted))
    leads = _by_project(known.of_type(LeadChanged))
    withdrawn = _first(known.of_type(ProjectWithdrawn))
    ceremonies = _until(withdrawn, _first(known.of_type(Ceremony)))
    begun = _certified(known, SubstantiveStart, {e.start: e for e in known.of_type(StartCertified)})
    certified = _until(withdrawn, begun)
    starts = _earliest(certified, ceremonies) if ceremony_is_start else certified
    proofs = {e.completion: e for e in known.of_type(CompletionCertified)}
    done = _certified(known, Completed, proofs) | _certified(known, Commissioned, proofs)
    completions = _until(withdrawn, done)
    reached = _milestones(known, withdrawn)
    return {
        key: _story(
            ProjectStory(
                project,
                tuple(plans.get(key, ())),
                certified.get(key),
                starts.get(key),
                ceremonies.get(key),
                completions.get(key),
                reached.get(key, {}),
                leads=tuple(leads.get(key, ())),
                withdrawn=withdrawn.get(key),
            ),
            adjusted.get(key, ()),
        )
        for key, project in known.projects.items()
    }


def _story(story: ProjectStory, adjusted: Sequence[PlanAdjusted]) -> ProjectStory:
    promises = [
        promise
        for index, (plan, _) in enumerate(story.plans)
        for promise in _promises(plan, _end(story, index))
    ]
    settled = (_settled(promise, adjusted, story.deed(promise)) for promise in promises)
    standing = (p for p in settled if _stands(p, story.deed(p)))
    ordered = sorted(standing, key=lambda p: (p.deadline, p.plan.year, p.what, p.milestone))
    return replace(story, promises=tuple(ordered))


def _end(story: ProjectStory, index: int) -> date | None:
    """Give the day a plan ceased to bind: the next one's approval, or the withdrawal if that was earlier."""
    days = [approved for _, approved in story.plans[index + 1 : index + 2]]
    days += [story.withdrawn.date] if story.withdrawn else []
    return min(days, default=None)


def _promises(plan: Plan, until: date | None) -> Iterable[Promise]:
    if plan.start_week is not None:
        yield Promise("start", plan, plan.start_week, until, (plan.at("start_week"),))
    if plan.completion_month is not None:
        yield Promise("completion", plan, plan.completion_month, until, (plan.at("completion_month"),))
    for index, point in enumerate(plan.milestones):
        because = (plan.at(f"milestones.{index}", "milestones"),)
        yield Promise("milestone", plan, point.due_month, until, because, point.id, point.name)


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


def _by_project(events: Iterable[ProjectEvent]) -> Mapping[str, list]:  # type: ignore[type-arg]
    found = defaultdict(list)
    for event in events:
        found[event.project].append(event)
    return found


def _deed(event: Event, proof: Event | None = None) -> Deed:
    cites = (event.at("date"), proof.at()) if proof else (event.at("date"),)
    return Deed(event.date, cites, event.title)


def _first(events: Iterable[ProjectEvent]) -> dict[str, Deed]:
    """Give each project's first event of a kind."""
    return {key: _deed(of_project[0]) for key, of_project in _by_project(events).items()}


def _milestones(known: Portfolio, withdrawn: Mapping[str, Deed]) -> dict[str, dict[str, Deed]]:
    """Give the first word on each milestone of each project, before its withdrawal."""
    found: dict[str, dict[str, Deed]] = defaultdict(dict)
    for event in known.of_type(MilestoneReached):
        if event.project not in withdrawn or event.date <= withdrawn[event.project].date:
            found[event.project].setdefault(event.milestone, _deed(event))
    return found


def _until(withdrawn: Mapping[str, Deed], deeds: Mapping[str, Deed]) -> dict[str, Deed]:
    """Leave out what is dated after a project's withdrawal."""
    return {
        key: deed for key, deed in deeds.items() if key not in withdrawn or deed.date <= withdrawn[key].date
    }


def _certified(known: Portfolio, kind: type[ProjectEvent], proofs: Mapping[str, Event]) -> dict[str, Deed]:
    """Give each project's first deed of a kind that has been certified (D13, D16)."""
    found: dict[str, Deed] = {}
    for event in known.of_type(kind):
        if event.id in proofs:
            found.setdefault(event.project, _deed(event, proofs[event.id]))
    return found


def _earliest(one: dict[str, Deed], other: dict[str, Deed]) -> dict[str, Deed]:
    both = one.keys() | other.keys()
    return {
        key: min((deeds[key] for deeds in (one, other) if key in deeds), key=lambda deed: deed.date)
        for key in both
    }
