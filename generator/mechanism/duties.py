"""When reports and meetings fall due, in which weeks a leader must coordinate (三(二), 三(三)三, 四; D28)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.calendar import Month, Quarter, Week, WorkingDays

MONTHLY_DAY = 25
HEAD_INTERVAL = timedelta(weeks=2)


def weekly_report_due(week: Week, working: WorkingDays) -> date | None:
    """Give the last day of a week's report: Friday, else the week's last working day; None without any."""
    return working.last_in_week(week)


def monthly_report_due(month: Month, working: WorkingDays) -> date:
    """Give the last day of a month's report: the 25th, or the next working day."""
    return working.on_or_after(date(month.year, month.number, MONTHLY_DAY))


def coordination_due(week: Week, working: WorkingDays) -> bool:
    """Tell whether each leader owes a coordination in a week: not where nobody works."""
    return any(working.works(week.first + timedelta(days=day)) for day in range(7))


def last_meeting_due(period: Month | Quarter, working: WorkingDays) -> date:
    """Give the last day for a month's or quarter's last 主任办公会: its last working day (四(二), 四(三))."""
    day = period.last
    while not working.works(day):
        day -= timedelta(days=1)
    return day
