"""When it happened and when we were told (TRUST P7, P8)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.records import chain
from generator.records.codes import times as codes
from generator.records.model.events import (
    BulletinPublished,
    CardIssued,
    Correction,
    DueChanged,
    Event,
    MonthlyReport,
    PlanAdjusted,
    PlanApproved,
)
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.changes import Change
    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

DECIDED: dict[type[Event], str] = {
    PlanApproved: "approved_on",
    PlanAdjusted: "approved_on",
    DueChanged: "decided_on",
    CardIssued: "issued_on",
}
"""Acts that say when they were decided, which may be before the day of the event."""
ENTERED = "entered_statistics_on"


def facts(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Nothing is dated after the day it was recorded; a file not yet recorded, after today."""
    for event in portfolio.events.values():
        recorded = context.recorded(event.path)
        if recorded and event.date > recorded:
            yield context.say(event, codes.FUTURE, "date", day=event.date, recorded=recorded)


def clocks(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """What comes to the main line is not dated before what came last: the day recorded is the line's own."""
    line: dict[int, Change] = {}
    for life in context.history.lives.values():
        for change in life:
            line.setdefault(change.place, change)
    commits = [change for _, change in sorted(line.items())]
    for before, change in pairwise(commits):
        if change.day < before.day:
            values = {"commit": change.short, "day": change.day, "latest": before.day}
            yield problem(Mark(change.path), codes.CLOCK_BACK, **values)


def decisions(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A decision is recorded on the day it was made or later."""
    for kind, key in DECIDED.items():
        for event in portfolio.of_type(kind):
            if (decided := getattr(event, key)) > event.date:
                yield context.say(event, codes.DECIDED_LATER, key, key=key, decided=decided, day=event.date)


def statistics(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A report tells of 纳统 on its own day or before it; what came later a correction of that day tells."""
    told: dict[str, date] = {}
    for one in portfolio.of_type(Correction):
        if ENTERED in one.changes:
            told[one.of] = max(one.date, told.get(one.of, one.date))
    for event in portfolio.of_type(MonthlyReport):
        day = max(event.date, told.get(event.id, event.date))
        if event.entered_statistics_on and event.entered_statistics_on > day:
            values = {"entered": event.entered_statistics_on, "day": day}
            yield context.say(event, codes.ENTERED_LATER, ENTERED, **values)


def happened(event: Event) -> date:
    """Give the day an event takes effect from: an act's decision, else the event's own day."""
    key = DECIDED.get(type(event))
    return getattr(event, key) if key else event.date


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
