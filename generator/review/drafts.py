"""Which papers are drafted on a day: the week's, the month's, the quarter's and the year's (三, 四)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.mechanism.duties import last_meeting_due, monthly_report_due, weekly_report_due
from generator.records.calendar import Month, Quarter, Week

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.outputs.papers.periods import Period
    from generator.records.calendar import WorkingDays

LAST_QUARTER = 4
WEEKLY = "BCDQ"
MONTHLY_BULLETIN, LEADERS_PLAN = "E", "M"
MONTH_END = "EHINO"
QUARTER_END = "FK"
YEAR_END = "GJ"
"""Letters of papers (MECHANISM 3)."""


class Draft(NamedTuple):
    """A paper to be drafted: its letter, the period it tells of, and why today."""

    letter: str
    period: Period
    why: str


def due(day: date, working: WorkingDays) -> tuple[Draft, ...]:
    """List the papers to be drafted on a day, each once, the shorter period first. Raises MissingYear.

    The week's on its report day (三(三)1), the month's on the 25th or the next working day (三(二)) and again
    on the month's last working day, by which 主任办公会 has met (四(二)); a quarter's and a year's on their
    last one.
    """
    found: dict[tuple[str, Period], Draft] = {}
    for draft in _all(day, working):
        found.setdefault((draft.letter, draft.period), draft)
    return tuple(found.values())


def _all(day: date, working: WorkingDays) -> Iterator[Draft]:
    week, month, quarter = Week.of(day), Month.of(day), Quarter.of(day)
    if weekly_report_due(week, working) == day:
        yield from _drafts(WEEKLY, week, "本周报送日")
    for reported in (month.shift(-1), month):  # a long holiday may carry the 25th into the next month
        if monthly_report_due(reported, working) == day:
            yield from _monthly(reported)
    if last_meeting_due(month, working) == day:
        yield from _drafts(MONTH_END, month, "月末")
    if last_meeting_due(quarter, working) == day:
        yield from _drafts(QUARTER_END, quarter, "季末")
        if quarter.number == LAST_QUARTER:
            yield from _drafts(YEAR_END, quarter.year, "年末")


def _monthly(month: Month) -> Iterator[Draft]:
    """Give the month's bulletin and the leaders' yearly plans, which report the month (三(二))."""
    yield Draft(MONTHLY_BULLETIN, month, "每月25日汇总上报")
    yield Draft(LEADERS_PLAN, month.year, "每月25日汇总上报")


def _drafts(letters: str, period: Period, why: str) -> Iterator[Draft]:
    return (Draft(letter, period, why) for letter in letters)
