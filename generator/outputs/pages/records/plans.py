"""The versions of a project's plan: each year's entry, its approval, and each adjustment's effect (D12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import span
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.records.model.events import PlanAdjusted, PlanApproved
    from generator.records.model.projects import Plan

NAMES = {"start_week": "计划开工", "completion_month": "计划完工投产"}
PROMISED = {"start": "start_week", "completion": "completion_month"}
NO_EFFECT = "批准时已过原时限，不影响已发生的延期"


@dataclass(frozen=True, slots=True)
class Change:
    """One adjustment: what it moves, from and to in words; `void` says why it does not count."""

    event: PlanAdjusted
    what: str
    old: str
    new: str
    void: str


@dataclass(frozen=True, slots=True)
class Version:
    """One year's entry with its approval (None for a draft) and its adjustments by date."""

    plan: Plan
    approval: PlanApproved | None
    changes: Sequence[Change]


def versions(
    story: ProjectStory,
    plans: Sequence[Plan],
    approvals: Mapping[int, PlanApproved],
    adjusted: Sequence[PlanAdjusted],
) -> list[Version]:
    """Give a project's plan entries, newest year first."""
    return [
        Version(plan, approvals.get(plan.year), _changes(story, plan, adjusted)) for plan in reversed(plans)
    ]


def baseline(promise: Promise | None) -> Week | Month | None:
    """Give what the plan promised as approved, where an adjustment has moved it since."""
    if promise is None:
        return None
    key = f"milestones.{promise.milestone}" if promise.what == "milestone" else PROMISED[promise.what]
    first = _planned(promise.plan).get(key)
    return first if first != promise.period else None


def _changes(story: ProjectStory, plan: Plan, adjusted: Sequence[PlanAdjusted]) -> list[Change]:
    own = [change for change in adjusted if change.year == plan.year]
    found = []
    periods = _planned(plan)
    for change in sorted(own, key=lambda change: (change.approved_on, change.id)):
        old, deed = periods.get(change.field), _deed(story, change.field)
        void = "计划中没有这一项" if old is None else ""
        if old is not None and change.approved_on > old.last:
            void = NO_EFFECT
        elif old is not None and deed is not None and change.approved_on > deed:
            void = "批准时已经完成，不再改变"
        new = (Week if change.field == "start_week" else Month).parse(change.new)
        if not void:
            periods[change.field] = new
        found.append(Change(change, _name(plan, change.field), _said(change.old), span(new), void))
    return found


def _planned(plan: Plan) -> dict[str, Week | Month]:
    named = {"start_week": plan.start_week, "completion_month": plan.completion_month}
    points = {f"milestones.{point.id}": point.due_month for point in plan.milestones}
    return {key: period for key, period in (named | points).items() if period is not None}


def _deed(story: ProjectStory, field: str) -> date | None:
    """Give the day on which what a field promises was done; a completed project has passed its milestones."""
    if field == "start_week":
        return story.start.date if story.start else None
    if field == "completion_month":
        return story.completion.date if story.completion else None
    reached = story.milestones.get(field.removeprefix("milestones."))
    days = [deed.date for deed in (reached, story.finished) if deed]
    return min(days, default=None)


def _name(plan: Plan, field: str) -> str:
    key = field.removeprefix("milestones.")
    named = {point.id: f"节点“{point.name}”" for point in plan.milestones}
    return NAMES.get(field) or named.get(key, f"节点{key}")


def _said(text: str) -> str:
    return span(Week.parse(text) if "W" in text else Month.parse(text))
