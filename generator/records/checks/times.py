"""When it happened, when we were told, and what may no longer change (TRUST P6–P8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records import chain
from generator.records.codes import times as codes
from generator.records.model.events import (
    BulletinPublished,
    CardIssued,
    DueChanged,
    Event,
    PlanAdjusted,
    PlanApproved,
)
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.changes import Change
    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

EVENTS = "data/events/"
_DECIDED: dict[type[Event], str] = {
    PlanApproved: "approved_on",
    PlanAdjusted: "approved_on",
    DueChanged: "decided_on",
    CardIssued: "issued_on",
}


def facts(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Nothing is dated after the day it was recorded; a file not yet recorded, after today."""
    for event in portfolio.events.values():
        recorded = context.recorded(event.path)
        if recorded and event.date > recorded:
            yield context.say(event, codes.FUTURE, "date", day=event.date, recorded=recorded)


def decisions(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A decision is recorded on the day it was made or later."""
    for kind, key in _DECIDED.items():
        for event in portfolio.of_type(kind):
            if (decided := getattr(event, key)) > event.date:
                yield context.say(event, codes.DECIDED_LATER, key, key=key, decided=decided, day=event.date)


def lasting(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape for all checks
    """A recorded event is never edited or deleted; it says today what it said on the first day."""
    for path, changes in context.history.changes.items():
        if path.startswith(EVENTS) and changes[-1].blob != changes[0].blob:
            code = codes.EDITED if changes[-1].blob else codes.DELETED
            yield problem(Mark(path), code, **_told(path, changes[0], changes[-1]))
    for path in context.history.touched:
        if path.startswith(EVENTS):
            yield problem(Mark(path), codes.UNCOMMITTED, path=path)


def frozen_plans(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A plan approved changes only by `plan_adjusted`; one added afterwards is marked."""
    approved = {event.year: event for event in portfolio.of_type(PlanApproved)}
    for plan in portfolio.plans.values():
        approval = approved.get(plan.year)
        changes = context.history.changes.get(plan.path, ())
        day = approval and context.filed.recorded.get(approval.path)
        if not approval or not day or not changes:
            continue
        values = {"year": plan.year, "approved": approval.approved_on}
        if changes[0].day > day:
            yield context.say(plan, codes.PLAN_ADDED, "project", **values)
        before = [change.blob for change in changes if change.day <= day] or [changes[0].blob]
        if changes[-1].blob != before[-1]:
            yield context.say(plan, codes.PLAN_EDITED, "project", commit=changes[-1].commit[:12], **values)


def closed_periods(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A fact of a period whose bulletin is out is accepted and marked: 将按更正处理."""
    closed = [(chain.last(bulletin.period), bulletin) for bulletin in portfolio.of_type(BulletinPublished)]
    for event in portfolio.events.values() if closed else ():
        recorded = context.recorded(event.path)
        for last, bulletin in closed:
            published = context.recorded(bulletin.path) or bulletin.date
            if recorded and event is not bulletin and event.date <= last and recorded > published:
                yield context.say(event, codes.PERIOD_CLOSED, "date", day=event.date, period=bulletin.period)
                break


def _told(path: str, first: Change, last: Change) -> dict[str, object]:
    told = {"day": first.day, "author": last.author, "commit": last.commit[:12]}
    return {**told, "first": first.commit[:12], "path": path}
