"""Which papers are drafted on a day: the week's, the month's, the quarter's and the year's (三, 四)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.mechanism.duties import last_meeting_due, monthly_report_due, weekly_report_due
from generator.records.calendar import MissingYear, Month, Quarter, Week

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.outputs.papers.periods import Period
    from generator.records.calendar import WorkingDays

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


class Due(NamedTuple):
    """What is to be drafted, and the years whose calendar of working days is missing to tell the rest."""

    drafts: tuple[Draft, ...]
    missing: frozenset[int] = frozenset()


def due(day: date, working: WorkingDays) -> Due:
    """List the papers to be drafted on a day, each once, the shorter period first.

    The week's on its report day (三(三)1), the month's on the 25th or the next working day (三(二)) and again
    on the month's last working day, by which 主任办公会 has met (四(二)); a quarter's and a year's on their
    last one.
    """
    found: dict[tuple[str, Period], Draft] = {}
    missing = set()
    for rule in RULES:
        try:
            for draft in rule(day, working):
                found.setdefault((draft.letter, draft.period), draft)
        except MissingYear as year:
            missing.add(year.year)
    return Due(tuple(found.values()), frozenset(missing))


def _week(day: date, working: WorkingDays) -> Iterator[Draft]:
    week = Week.of(day)
    if weekly_report_due(week, working) == day:
        yield from _drafts(WEEKLY, week, "本周报送日")


def _reported(day: date, working: WorkingDays) -> Iterator[Draft]:
    """Give the month's bulletin and the leaders' plans; a holiday may carry the 25th into the next month."""
    now = Month.of(day)
    before = now.shift(-1)
    for month in (before, now) if before.year in working.years else (now,):
        if monthly_report_due(month, working) == day:
            yield Draft(MONTHLY_BULLETIN, month, "每月25日汇总上报")
            yield Draft(LEADERS_PLAN, month.year, "每月25日汇总上报")


def _month(day: date, working: WorkingDays) -> Iterator[Draft]:
    month = Month.of(day)
    if last_meeting_due(month, working) == day:
        yield from _drafts(MONTH_END, month, "月末")


def _quarter(day: date, working: WorkingDays) -> Iterator[Draft]:
    quarter = Quarter.of(day)
    if last_meeting_due(quarter, working) == day:
        yield from _drafts(QUARTER_END, quarter, "季末")
        if quarter.is_fourth:
            yield from _drafts(YEAR_END, quarter.year, "年末")


RULES = (_week, _reported, _month, _quarter)


def _drafts(letters: str, period: Period, why: str) -> Iterator[Draft]:
    return (Draft(letter, period, why) for letter in letters)
