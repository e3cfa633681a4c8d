"""Who reported when: weekly reports by Friday, monthly ones by the 25th (三(二)三, 三(三)三; D28)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.mechanism.duties import coordination_due, monthly_report_due, weekly_report_due
from generator.mechanism.words import span
from generator.outputs.pages.records.coming import Due
from generator.outputs.pages.records.standing import Standing
from generator.records.calendar import MissingYear, Month, Week
from generator.records.model.events import Coordination, MonthlyReport, WeeklyReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.outputs.view import View
    from generator.records.calendar import WorkingDays

P = TypeVar("P", Week, Month)
First = dict[tuple[str, Week | Month], "date"]
"""The day of the first report of each project and period."""
WEEKS, MONTHS, COORDINATION_WEEKS = 13, 6, 26


@dataclass(frozen=True, slots=True)
class Tally:
    """One period of one unit: reports owed (one a project under way), in time and late.

    `due` is None where nobody works and nothing is owed.
    """

    period: Week | Month
    due: date | None
    owed: int = 0
    in_time: int = 0
    late: int = 0

    @property
    def missing(self) -> int:
        """Count what has not come."""
        return self.owed - self.in_time - self.late

    @property
    def name(self) -> str:
        """Name the period shortly: `第19周`, `2026年5月`."""
        if isinstance(self.period, Week):
            return f"{self.period.year}年第{self.period.number}周"
        return span(self.period)

    def state(self, as_of: date) -> Standing:
        """Judge a period: one report in time is enough for a unit not to count as silent."""
        if self.in_time:
            return Standing("按时", "good")
        if self.late:
            return Standing("迟报", "late")
        return Standing("未到期", "open") if self.due and self.due >= as_of else Standing("未报", "over")


def weekly(view: View, stories: Mapping[str, ProjectStory]) -> Mapping[str, Sequence[Tally]]:
    """Tally each unit's weekly reports over the last 13 weeks, newest first."""
    weeks = [Week.of(view.as_of).shift(-back) for back in range(WEEKS)]
    return _tallies(
        stories, _first_weekly(view), [(week, _day(weekly_report_due, week, view)) for week in weeks]
    )


def monthly(view: View, stories: Mapping[str, ProjectStory]) -> Mapping[str, Sequence[Tally]]:
    """Tally each unit's monthly reports over the last 6 months, newest first."""
    months = [Month.of(view.as_of).shift(-back) for back in range(MONTHS)]
    periods = [(month, _day(monthly_report_due, month, view)) for month in months]
    return _tallies(stories, _first_monthly(view), periods)


def _first_weekly(view: View) -> First:
    first: First = {}
    for event in view.known.of_type(WeeklyReport):
        first.setdefault((event.project, event.week), event.date)
    return first


def _first_monthly(view: View) -> First:
    first: First = {}
    for event in view.known.of_type(MonthlyReport):
        first.setdefault((event.project, event.month), event.date)
    return first


def _day(duty: Callable[[P, WorkingDays], date | None], period: P, view: View) -> date | None:
    try:
        return duty(period, view.report.facts.working)
    except MissingYear:
        return None


def _tallies(
    stories: Mapping[str, ProjectStory],
    first: First,
    periods: Sequence[tuple[Week | Month, date | None]],
) -> Mapping[str, Sequence[Tally]]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for period, due in periods:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for key, story in stories.items() if due else ():
            if _under_way(story, period):
                day = first.get((key, period))
                for unit in story.lead_units(period.last):
                    counts[unit][0] += 1
                    if day and due:
                        counts[unit][1 if day <= due else 2] += 1
        for unit, count in counts.items():
            found[unit].append(Tally(period, due, *count))
    return found


def _under_way(story: ProjectStory, period: Week | Month) -> bool:
    """Tell whether a project owes a report: in the year's approved plan, not completed before the period."""
    planned = any(plan.year == period.last.year and day <= period.last for plan, day in story.plans)
    return planned and (story.completion is None or story.completion.date >= period.first)


def reports_due(view: View, stories: Mapping[str, ProjectStory]) -> Iterator[tuple[str, Due]]:
    """Give each unit the weekly and the monthly report that fall due next, unless all are in."""
    week, month = Week.of(view.as_of), Month.of(view.as_of)
    weeks = [(one, _day(weekly_report_due, one, view)) for one in (week, week.shift(1), week.shift(2))]
    months = [(one, _day(monthly_report_due, one, view)) for one in (month, month.shift(1))]
    weekly_first, monthly_first = _first_weekly(view), _first_monthly(view)
    for word, periods, first in (("周报", weeks, weekly_first), ("月报", months, monthly_first)):
        ahead = [(period, due) for period, due in periods if due and due >= view.as_of]
        for unit, tallies in _tallies(stories, first, ahead[:1]).items():
            for tally in tallies:
                if tally.due and tally.missing:
                    what = f"{word}（{tally.name}，{tally.owed}个项目，未报{tally.missing}个）"
                    state = Standing("今日到期" if tally.due == view.as_of else "未到期", "open")
                    yield unit, Due(tally.due, what, "", "责任", state)


@dataclass(frozen=True, slots=True)
class CoordinationWeek:
    """One week of one leader: whether coordination is owed (四(一)), and what took place."""

    week: Week
    owed: bool
    held: tuple[Coordination, ...]
    running: bool


def coordination_weeks(view: View) -> Mapping[str, Sequence[CoordinationWeek]]:
    """Give each leader's last 26 weeks, oldest first."""
    held: dict[tuple[str, Week], list[Coordination]] = defaultdict(list)
    for event in view.known.of_type(Coordination):
        held[event.leader, Week.of(event.date)].append(event)
    now = Week.of(view.as_of)
    weeks = [now.shift(-back) for back in reversed(range(COORDINATION_WEEKS))]
    owed = {week: _owed(week, view) for week in weeks}
    return {
        leader.id: [
            CoordinationWeek(
                week, owed[week], tuple(held[leader.id, week]), week == now and view.as_of < week.last
            )
            for week in weeks
            if (leader.from_ is None or leader.from_ <= week.last)
            and (leader.to is None or leader.to >= week.first)
        ]
        for leader in view.leaders
    }


def _owed(week: Week, view: View) -> bool:
    try:
        return coordination_due(week, view.report.facts.working)
    except MissingYear:
        return False
