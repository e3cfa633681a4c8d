"""周协调、周报、月报: what was owed in a month, and what came in time (三(二), 三(三)三, 四(一); D28)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.mechanism.duties import coordination_due, monthly_report_due, weekly_report_due
from generator.records.calendar import MissingYear, Month, Week
from generator.records.model.events import Coordination, MonthlyReport, WeeklyReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View


@dataclass(frozen=True, slots=True)
class Duty:
    """Reports or coordinations owed, given at all, and given in time."""

    owed: int = 0
    given: int = 0
    in_time: int = 0

    @property
    def rate(self) -> Decimal | None:
        """Give the share in time."""
        return Decimal(self.in_time) / self.owed if self.owed else None


@dataclass(frozen=True, slots=True)
class Duties:
    """A month's duties: 周协调 by leader, 周报 and 月报 by unit; `complete` unless a calendar is missing."""

    coordination: Mapping[str, Duty]
    weekly: Mapping[str, Duty]
    monthly: Mapping[str, Duty]
    complete: bool = True


def month_duties(view: View, month: Month, rows: Sequence[ProjectRow]) -> Duties:
    """Count a month's duties up to the day; a unit has reported a week once it has reported a project."""
    try:
        weeks = _weeks(view, month)
        owing = _owing(rows, month.first)
        return Duties(_coordination(view, weeks), _weekly(view, weeks, owing), _monthly(view, month, owing))
    except MissingYear:
        return Duties({}, {}, {}, complete=False)


def _weeks(view: View, month: Month) -> Mapping[Week, date]:
    """Give the weeks whose report falls due in the month and not after the day, with that day."""
    found = {}
    week = Week.of(month.first)
    while week.first <= month.last:
        due = weekly_report_due(week, view.report.facts.working)
        if due and month.first <= due <= min(month.last, view.as_of):
            found[week] = due
        week = week.shift(1)
    return found


def _owing(rows: Sequence[ProjectRow], first: date) -> Mapping[str, set[str]]:
    """Give the projects each lead unit reports on: in the year's plan and not completed before the month."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.plan and (row.completed is None or row.completed >= first):
            for unit in row.units:
                found[unit].add(row.project.id)
    return dict(sorted(found.items()))


def _coordination(view: View, weeks: Mapping[Week, date]) -> Mapping[str, Duty]:
    done: dict[str, set[Week]] = defaultdict(set)
    for event in view.known.of_type(Coordination):
        done[event.leader].add(Week.of(event.date))
    owed = [week for week in weeks if coordination_due(week, view.report.facts.working)]
    found = {}
    for key, leader in sorted(view.known.leaders.items()):
        mine = [
            week
            for week in owed
            if (not leader.from_ or leader.from_ <= week.first) and (not leader.to or leader.to >= week.last)
        ]
        count = len(done[key] & set(mine))
        found[key] = Duty(len(mine), count, count)
    return found


def _weekly(view: View, weeks: Mapping[Week, date], owing: Mapping[str, set[str]]) -> Mapping[str, Duty]:
    first: dict[tuple[str, Week], date] = {}
    for event in view.known.of_type(WeeklyReport):
        first.setdefault((event.project, event.week), event.date)
    found = {}
    for unit, projects in owing.items():
        days = [[first[p, week] for p in projects if (p, week) in first] for week in weeks]
        in_time = sum(
            bool(given) and min(given) <= due for given, due in zip(days, weeks.values(), strict=True)
        )
        found[unit] = Duty(len(weeks), sum(map(bool, days)), in_time)
    return found


def _monthly(view: View, month: Month, owing: Mapping[str, set[str]]) -> Mapping[str, Duty]:
    due = monthly_report_due(month, view.report.facts.working)
    if due > view.as_of:
        return {}
    first: dict[str, date] = {}
    for event in view.known.of_type(MonthlyReport):
        if event.month == month:
            first.setdefault(event.project, event.date)
    found = {}
    for unit, projects in owing.items():
        days = [first[project] for project in projects if project in first]
        found[unit] = Duty(len(projects), len(days), sum(day <= due for day in days))
    return found
