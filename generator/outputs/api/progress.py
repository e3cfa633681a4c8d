"""How far a project is, as the list of all projects tells it: planned and done, days late, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from generator.mechanism.ledger import exact
from generator.outputs.documents import iso, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.mechanism.deeds import What
    from generator.outputs.tables import ProjectRow
    from generator.outputs.tables.projects import StartState
    from generator.records.calendar import Week

Row = dict[str, Any]
CompletionState = Literal["提前完工投产", "按期完工投产", "延期完工投产", "超期未完工投产", "未到期"]
STARTS: tuple[StartState, ...] = ("提前开工", "按期开工", "延期开工", "应开工未开工", "未到期")
ENDS: tuple[CompletionState, ...] = get_args(CompletionState)
"""Words for a promise kept early, in time or late, broken, and not yet due."""


def progress(row: ProjectRow, story: ProjectStory, as_of: date) -> Row:
    """Tell the start, the completion, the milestones and the investment of a project on a day."""
    return {
        "class": row.class_,
        **_start(row, story, as_of),
        **_completion(story, as_of),
        **_overdue("milestones_overdue", _milestones(story, as_of), as_of),
        **_overdue("overdue", row.overdue, as_of),
        "plan_wan": exact(row.plan.invest_wan) if row.plan else None,
        "invested_wan": plain(row.invested) if row.reported else None,
        "scheduled_wan": plain(row.scheduled) if row.plan else None,
    }


def _start(row: ProjectRow, story: ProjectStory, as_of: date) -> Row:
    """Tell the start by the year's plan; of what that does not ask to start, by the plan that did."""
    promise = _newest(story, "start", row.week)
    number, late = _stands(promise, story, as_of)
    return {
        "start_week": str(promise.period) if promise else None,
        "start_year": promise.plan.year if promise else None,
        "start_state": row.start_told or (None if number is None else STARTS[number]),
        "late_days": row.late_told if row.start_told else late,
        "started": iso(row.started),
        "start_awaited": iso(row.awaited),
    }


def _completion(story: ProjectStory, as_of: date) -> Row:
    promise, told = _newest(story, "completion"), story.awaited.get("completion")
    number, late = _stands(promise, story, as_of)
    return {
        "completion_month": str(promise.period) if promise else None,
        "completion_state": None if number is None else ENDS[number],
        "completion_late_days": late,
        "completed": iso(story.completion.date if story.completion else None),
        "completion_awaited": iso(told.date if told else None),
    }


def _newest(story: ProjectStory, what: What, period: Week | None = None) -> Promise | None:
    """Give the newest promise of a sort, as the list of projects shows it; of one week if there is such."""
    found = [promise for promise in reversed(story.promises) if promise.what == what]
    return next((promise for promise in found if promise.period == period), next(iter(found), None))


def _stands(promise: Promise | None, story: ProjectStory, as_of: date) -> tuple[int | None, int]:
    """Give the place of a promise's state among the words for them, and the days late."""
    if promise is None:
        return None, 0
    deed = story.deed(promise)
    late = ((deed.date if deed else as_of) - promise.deadline).days
    if deed is None:
        return (3, late) if late >= 0 else (4, 0)
    if deed.date < promise.period.first:
        return 0, 0
    return (2, late) if late > 0 else (1, 0)


def _milestones(story: ProjectStory, as_of: date) -> Iterable[Promise]:
    """Give the milestones past and not reached, by whatever plan."""
    found = (p for p in story.promises if p.what == "milestone" and p.deadline <= as_of)
    return [promise for promise in found if story.deed(promise) is None]


def _overdue(name: str, found: Iterable[Promise], as_of: date) -> Row:
    days = [(as_of - promise.deadline).days for promise in found]
    return {name: len(days), f"{name}_days": max(days, default=0)}
