"""Who reported when, who coordinated: the calendar of duties by unit, office and leader (三, 四(一))."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.mechanism.words import span
from generator.outputs.pages.records.coming import Due
from generator.outputs.pages.records.standing import Standing, Tone
from generator.outputs.tables.duties import FILINGS, DutyLine, by_party, by_period, owed_between, word
from generator.records.calendar import Month, Week
from generator.records.model.events import Coordination

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.obligations import Duty, Obligation
    from generator.outputs.view import View
    from generator.records.calendar import Quarter

WEEKS, MONTHS, COORDINATION_WEEKS = 13, 6, 26
AHEAD = timedelta(weeks=6)
"""How far to look for the next month's report, wherever in the month the day is."""
REPORTS: tuple[Duty, ...] = ("周报", "月报", *FILINGS)
TONES: Mapping[str, Tone] = {"按时": "good", "迟报": "late", "未报": "over", "未到期": "open"}


RECENT = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Tally:
    """One period of one unit: reports owed (one a project under way) and how they stand.

    `waiting` are the projects whose report has not come, `line` the counts and the newest day.
    """

    period: Week | Month | Quarter
    due: date
    line: DutyLine
    waiting: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name the period shortly: `2026年第19周`, `2026年5月`."""
        if isinstance(self.period, Month):
            return span(self.period)
        return f"{self.period.year}年第{self.period.number}周"

    @property
    def state(self) -> Standing:
        """Judge a period by the gravest of its reports, the longest delay in working days."""
        line = self.line
        if line.missing and line.given:
            return Standing("部分未报", "over", line.late_days)
        state = "未报" if line.missing else "未到期" if line.pending else "迟报" if line.late else "按时"
        return standing(line.duty, state, line.late_days)


def standing(duty: Duty, state: str, late: int) -> Standing:
    """Say how a duty stands, late by how many working days."""
    past = "" if state == "迟报" else "，超期"
    told = f"{past}{late}个工作日" if late and duty != "周协调" else ""
    return Standing(word(duty, state) + told, TONES[state], late)


def recent(view: View) -> Sequence[Obligation]:
    """List what fell due in the last 26 weeks and what does in the six ahead."""
    first = Week.of(view.as_of).shift(1 - COORDINATION_WEEKS).first
    return owed_between(view, first, view.as_of + AHEAD)[0]


def tallies(owed: Sequence[Obligation], as_of: date) -> Mapping[tuple[Duty, str], Sequence[Tally]]:
    """Tally each party's reports over the last 13 weeks and 6 months, the running ones first."""
    since = {Week: Week.of(as_of).shift(1 - WEEKS).first, Month: Month.of(as_of).shift(1 - MONTHS).first}
    asked = [
        one
        for one in owed
        if one.duty in REPORTS and since.get(type(one.period), as_of) <= one.period.first <= as_of
    ]
    due = {(one.duty, one.period): one.due for one in asked}
    waiting: dict[tuple[Duty, str, object], list[str]] = defaultdict(list)
    for one in asked:
        if one.done is None and one.subject:
            waiting[one.duty, one.party, one.period].append(one.subject)
    found: dict[tuple[Duty, str], list[Tally]] = defaultdict(list)
    for (duty, party, period), line in by_period(asked).items():
        left = tuple(waiting.get((duty, party, period), ()))
        found[duty, party].append(Tally(period, due[duty, period], line, left))
    return {key: sorted(each, key=lambda one: one.due, reverse=True) for key, each in found.items()}


def reports_due(owed: Sequence[Obligation], as_of: date) -> Iterator[tuple[str, Due]]:
    """Give each unit and office the reports it still owes: each period ahead, and in one line those overdue.

    Of the overdue ones those of the last four weeks; an older report helps nobody.
    """
    found: dict[tuple[Duty, str, date | None], list[Obligation]] = defaultdict(list)
    for one in owed:
        if one.duty in REPORTS and one.due >= as_of - RECENT:
            found[one.duty, one.party, one.due if one.due >= as_of else None].append(one)
    for (duty, party, due), group in found.items():
        missing = [one for one in group if one.done is None]
        if missing and due is not None:
            first = group[0]
            count = f"，{len(group)}个项目，未报{len(missing)}个" if first.subject else ""
            what = f"{duty}（{Tally(first.period, first.due, DutyLine(party, duty)).name}{count}）"
            state = Standing("今日到期" if due == as_of else "未到期", "open")
            yield party, Due(due, what, "", "责任", state)
        elif missing:
            days = missing[0].late
            state = Standing(f"超期{days}个工作日", "over", days)
            yield party, Due(missing[0].due, f"{duty}（近四周超期未报{len(missing)}份）", "", "责任", state)


@dataclass(frozen=True, slots=True)
class CoordinationWeek:
    """One week of one leader: what was owed (四(一); None: nothing), and what took place."""

    week: Week
    owed: Obligation | None
    held: tuple[Coordination, ...]

    @property
    def running(self) -> bool:
        """Tell a week that is not over and in which nothing has taken place."""
        return self.owed is not None and self.owed.state == "未到期"


def coordination_weeks(view: View, owed: Sequence[Obligation]) -> Mapping[str, Sequence[CoordinationWeek]]:
    """Give each leader's last 26 weeks since the data began, oldest first."""
    held: dict[tuple[str, Week], list[Coordination]] = defaultdict(list)
    for event in view.known.of_type(Coordination):
        held[event.leader, Week.of(event.date)].append(event)
    due = {(one.party, one.period): one for one in owed if one.duty == "周协调"}
    now, begun = Week.of(view.as_of), next(iter(view.report.quarters)).first
    weeks = [
        week for back in reversed(range(COORDINATION_WEEKS)) if (week := now.shift(-back)).first >= begun
    ]
    return {
        leader.id: [
            CoordinationWeek(week, due.get((leader.id, week)), tuple(held[leader.id, week]))
            for week in weeks
            if (leader.from_ is None or leader.from_ <= week.last)
            and (leader.to is None or leader.to >= week.first)
        ]
        for leader in view.leaders
    }


def coordination_lines(owed: Sequence[Obligation], as_of: date) -> Mapping[str, DutyLine]:
    """Count each leader's weeks up to the running one."""
    asked = [one for one in owed if one.duty == "周协调" and one.period.first <= as_of]
    return {line.party: line for line in by_party(asked)}
