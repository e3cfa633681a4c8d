"""Promises that are moved: plans by `plan_adjusted` (D12), due dates by `due_changed` (D22)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.records.calendar import MissingYear, Month, Week, WorkingDays
from generator.records.codes import between as codes
from generator.records.model.events import DueChanged, PlanAdjusted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.checks.context import Context
    from generator.records.model.projects import Plan
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

START = "start_week"


def adjustments(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An adjustment names a promise the plan has, its value then in force, and a new one of the same kind.

    Approved after the old deadline it is accepted and marked: 不影响已发生的延期. What was in force stays in
    force then, and the next adjustment may name either as its old value.
    """
    force: dict[tuple[str, int, str], str] = {}
    written: dict[tuple[str, int, str], str] = {}
    for event in sorted(portfolio.of_type(PlanAdjusted), key=lambda event: (event.approved_on, event.id)):
        plan = portfolio.plans.get((event.project, event.year))
        if plan is None:
            continue
        promises = _promises(plan)
        key = event.project, event.year, event.field
        value = force.get(key, promises.get(event.field))
        if value is None:
            allowed = "、".join(promises) or "—"
            values = {"project": event.project, "year": event.year, "field": event.field, "allowed": allowed}
            yield context.say(event, codes.ADJUSTS_NOTHING, "field", **values)
            continue
        yield from _values(context, event, value, written.get(key, value))
        written[key] = event.new
        if _counts(event, value):
            force[key] = event.new
            deadline = _deadline(event.field, value)
            yield from _told_late(context, event, "approved_on", event.approved_on, deadline)


def due_changes(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A due date moved after it has passed is accepted and marked: 不影响已发生的超期.

    One on a rest day passes with the next working day, where the edition reads it so (D22).
    """
    force: dict[str, date | None] = {}
    working = WorkingDays.of(portfolio.calendars)
    for event in sorted(portfolio.of_type(DueChanged), key=lambda event: (event.decided_on, event.id)):
        item = context.decision(event.item)
        if item is None:
            continue
        due = force.get(item.id, item.due)
        if due and event.decided_on > due and event.decided_on > _moved(context, working, due):
            yield context.say(event, codes.DUE_CHANGED_LATE, "decided_on", decided=event.decided_on, due=due)
        elif event.due >= event.decided_on:
            force[item.id] = event.due
            yield from _told_late(context, event, "decided_on", event.decided_on, due)


def _told_late(
    context: Context, event: DueChanged | PlanAdjusted, key: str, decided: date, due: date | None
) -> Iterator[Problem]:
    """Mark what was decided in time, and told when time was up: its paper is worth a look (D12, D22)."""
    recorded = context.filed.recorded.get(event.path)
    if due and recorded and recorded > due and context.fresh(event.path):
        values = {"decided": decided, "due": due, "recorded": recorded}
        yield context.say(event, codes.DECIDED_TOLD_LATE, key, **values)


def _moved(context: Context, working: WorkingDays, due: date) -> date:
    """Give the last day on which a due date can be kept."""
    policy = context.policy(due)
    try:
        return due if policy and policy.due_shift == "none" else working.on_or_after(due)
    except MissingYear:  # said elsewhere
        return due


def _counts(event: PlanAdjusted, value: str) -> bool:
    """Tell whether an adjustment moves the promise: approved by the old deadline and by the new (D12)."""
    ends = [_deadline(event.field, period) for period in (value, event.new)]
    return all(end is not None and event.approved_on <= end for end in ends)


def _values(context: Context, event: PlanAdjusted, value: str, written: str) -> Iterator[Problem]:
    if event.old not in {value, written}:
        yield context.say(event, codes.OLD_VALUE, "old", old=event.old, value=value)
    if _deadline(event.field, event.new) is None:
        wanted = "周" if event.field == START else "月"
        yield context.say(event, codes.NEW_SHAPE, "new", new=event.new, wanted=wanted)
    deadline = _deadline(event.field, value)
    if deadline and event.approved_on > deadline:
        values = {"approved": event.approved_on, "deadline": deadline}
        yield context.say(event, codes.ADJUSTED_LATE, "approved_on", **values)


def _promises(plan: Plan) -> dict[str, str]:
    found: dict[str, object] = defaultdict(str)
    found |= {START: plan.start_week, "completion_month": plan.completion_month}
    found |= {f"milestones.{point.id}": point.due_month for point in plan.milestones}
    return {field: str(value) for field, value in found.items() if value is not None}


def _deadline(field: str, value: str) -> date | None:
    """Give the last day of a promised week or month, None where the value is not of the field's kind."""
    try:
        return Week.parse(value).last if field == START else Month.parse(value).last
    except ValueError:
        return None
