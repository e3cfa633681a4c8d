"""Who meets: leaders weekly, the head about every two weeks, 主任办公会 at month's end (四(一)至(三))."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.mechanism.duties import HEAD_INTERVAL, last_meeting_due
from generator.mechanism.obligations.record import Owed, first_by
from generator.records.calendar import Month, Quarter, Week
from generator.records.model.events import Coordination, Meeting
from generator.records.model.organisations import in_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.mechanism.obligations.record import Span
    from generator.mechanism.report import Report
    from generator.records.model.types import Level

HEAD: Level = "主要负责人专题会"
OFFICE_MEETING: Level = "主任办公会"
SETTLED = timedelta(days=29)
"""What a meeting so long before a span answered fell due before it: 14 days and the longest holiday."""
DAYS_OF_WEEK = 7


def coordination(report: Report, span: Span) -> Iterator[Owed]:
    """Every leader in office on the week's report day coordinates once by its Sunday (四(一)), never late."""
    held = first_by(report.known.of_type(Coordination), lambda event: (event.leader, Week.of(event.date)))
    for week, day in span.weeks():
        for key, leader in report.known.leaders.items():
            if in_place(leader, day):
                yield Owed("周协调", key, week, week.last, held.get((key, week)))


def head_meetings(report: Report, span: Span) -> Iterator[Owed]:
    """The head meets about every two weeks: 14 days after the last meeting, then every 14 (四(一)).

    The last due day up to a meeting is answered by it, the earlier ones stay open; a meeting ahead of the
    due day answers it early.
    """
    meetings = (event for event in report.known.of_type(Meeting) if event.level == HEAD)
    held = first_by(meetings, lambda event: event.date)
    found: dict[date, Meeting | None] = {}
    clock = _clock(held, span)
    for day, meeting in held.items():
        if clock < day and clock < span.last:
            *missed, answered = list(_dues(clock, day, span)) or [_due(clock, 1, span)]
            found |= dict.fromkeys(missed) | {answered: meeting}
            clock = day
    found |= dict.fromkeys(_dues(clock, span.last, span))
    for due, deed in found.items():
        yield Owed("主要负责人专题会", "", Week.of(due), due, deed)


def last_meetings(report: Report, span: Span) -> Iterator[Owed]:
    """Every month and every quarter has its last 主任办公会, marked as such (四(二), 四(三))."""
    meetings = [event for event in report.known.of_type(Meeting) if event.level == OFFICE_MEETING]
    monthly = first_by((e for e in meetings if e.last_of), lambda event: Month.of(event.date))
    quarterly = first_by((e for e in meetings if e.last_of == "季"), lambda event: Quarter.of(event.date))
    for month in span.months():
        yield Owed("月末主任办公会", "", month, last_meeting_due(month, span.working), monthly.get(month))
    for quarter in span.quarters():
        due = last_meeting_due(quarter, span.working)
        yield Owed("季末主任办公会", "", quarter, due, quarterly.get(quarter))


def _clock(held: Mapping[date, Meeting], span: Span) -> date:
    """Give the day to count from: the last meeting well before the span, else the first Monday with data."""
    monday = span.begun + timedelta(days=-span.begun.weekday() % DAYS_OF_WEEK)
    known = [day for day in held if span.begun <= day < max(span.first - SETTLED, monday + timedelta(days=1))]
    return max(known, default=monday)


def _due(clock: date, times: int, span: Span) -> date:
    return span.working.on_or_after(clock + times * HEAD_INTERVAL)


def _dues(clock: date, until: date, span: Span) -> Iterator[date]:
    """Give the due days after a day, up to another."""
    times = 1
    while clock + times * HEAD_INTERVAL <= until:
        due = _due(clock, times, span)
        if due <= until:
            yield due
        times += 1
