"""The demo district's offices: reports handed in, papers sent out, projects withdrawn."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.demo.simulate import Size, simulate
from generator.demo.writing import write
from generator.mechanism.duties import monthly_report_due, weekly_report_due
from generator.mechanism.report import Report, report
from generator.records.calendar import Month, Week, WorkingDays
from generator.records.checks import Context, check
from generator.records.load import load
from generator.records.model.events import (
    BonusDecided,
    Issued,
    IssueRaised,
    IssueResolved,
    PlanApproved,
    ProjectWithdrawn,
    RectificationReceived,
    ReportFiled,
)
from generator.records.model.events.base import ProjectEvent

if TYPE_CHECKING:
    from generator.records.portfolio import Portfolio

HERE = Path(__file__).parents[1]
END = date(2026, 9, 30)
WEEKS = [Week(2025, 2).shift(count) for count in range(90)]  # 6 January 2025 to 27 September 2026
MONTHS = [Month(2025, 1).shift(count) for count in range(21)]


@pytest.fixture(scope="module")
def district() -> Portfolio:
    return load(HERE)[0]


@pytest.fixture(scope="module")
def found(district: Portfolio) -> Report:
    return report(district, END)


def papers(district: Portfolio, name: str) -> list[Issued]:
    return [event for event in district.of_type(Issued) if event.paper == name]


def days_of(district: Portfolio) -> dict[tuple[str, str, str], date]:
    """Give the day of each report handed in, by office, report and period."""
    return {(e.writer, e.report, e.period): e.date for e in district.of_type(ReportFiled)}


def duties(district: Portfolio) -> dict[tuple[str, str], date]:
    """Give the day by which each report of the span was due."""
    working = WorkingDays.of(district.calendars)
    owed = {("月度汇总", str(month)): monthly_report_due(month, working) for month in MONTHS}
    for week in WEEKS:
        if due := weekly_report_due(week, working):
            owed |= {("周新开工情况", str(week)): due, ("周协调清单", str(week)): due}
    return owed


def test_offices_hand_in_what_they_owe_and_one_of_them_badly(district: Portfolio) -> None:
    days, owed = days_of(district), duties(district)
    assert len(owed) == 2 * 89 + 21, "nobody works in the week of the Spring Festival of 2026"
    offices = sorted(key for key, unit in district.organisations.items() if unit.kind == "综合协调办")
    shares: dict[str, float] = {}
    for office in offices:
        in_time = sum(days.get((office, *what), date.max) <= due for what, due in owed.items())
        shares[office] = in_time / len(owed)
    worst, *others = sorted(shares.values())
    assert worst == shares["NNJ"]
    assert worst < 0.75
    assert 0.82 < min(others) < max(others) < 1


def test_there_are_late_reports_and_missing_ones_of_each_sort(district: Portfolio) -> None:
    days, owed = days_of(district), duties(district)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for what, due in owed.items():
        for office in ("XFB", "JDB", "LKB", "NNJ", "KJJ"):
            day = days.get((office, *what))
            states[what[0]]["missing" if day is None else "late" if day > due else "in time"] += 1
    for counts in states.values():
        assert set(counts) == {"missing", "late", "in time"}
        assert counts["in time"] > 0.8 * counts.total()


def test_no_report_is_of_a_week_in_which_nobody_works(district: Portfolio) -> None:
    owed = duties(district)
    assert {(e.report, e.period) for e in district.of_type(ReportFiled)} <= set(owed)


def test_each_month_but_the_last_two_has_its_bulletin_issued(district: Portfolio) -> None:
    issued = papers(district, "月度通报")
    assert [event.period for event in issued] == [str(month) for month in MONTHS[:-2]]
    for event in issued:
        assert 3 <= (event.date - Month.parse(event.period).last).days <= 12
        assert event.signer == "张某"


def test_numbers_of_one_series_run_through_the_year(district: Portfolio) -> None:
    series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for event in district.of_type(Issued):
        parts = re.fullmatch(r"(澄重办[通整])〔(\d{4})〕示例(\d+)号", event.number)
        if parts:
            assert int(parts[2]) == event.date.year
            series[parts[1], parts[2]].append(int(parts[3]))
    assert len(series) == 4
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in series.values())
    assert all(numbers == sorted(numbers) for (kind, _), numbers in series.items() if kind.endswith("通"))


def test_the_last_two_of_each_closed_quarter_get_their_notice_but_the_newest(
    district: Portfolio, found: Report
) -> None:
    sent = {(event.period, event.unit) for event in papers(district, "整改通知")}
    *older, newest = found.quarters.values()
    assert newest.closed
    assert newest.rectification
    assert sent == {(str(a.quarter), unit) for a in older for unit in a.rectification}


def test_reports_come_after_the_notice_mostly_in_time(district: Portfolio) -> None:
    received = {(str(e.quarter), e.unit): e.date for e in district.of_type(RectificationReceived)}
    late = Counter[bool]()
    for event in papers(district, "整改通知"):
        assert event.due
        assert 7 <= (event.due - event.date).days <= 30
        day = received[event.period, event.unit or ""]
        assert day > event.date
        late[day > event.due] += 1
    assert 0 < late[True] < late[False]


def test_quarters_and_years_have_their_papers(district: Portfolio) -> None:
    quarters = [event.period for event in papers(district, "季度考评通报")]
    assert quarters == ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    [year] = papers(district, "年度考核")
    assert year.period == "2025"
    assert year.date > max(event.date for event in district.of_type(BonusDecided) if event.year == 2025)
    approved = {str(event.year): event for event in district.of_type(PlanApproved)}
    plans = {event.period: event for event in papers(district, "年度安排计划")}
    assert plans.keys() == approved.keys()
    for key, event in plans.items():
        assert event.number in (approved[key].document or "")
        assert 0 < (event.date - approved[key].date).days < 7
    assert 8 <= len(papers(district, "周新开工情况")) < 13


def test_withdrawn_projects_never_started_and_are_left_alone(district: Portfolio, found: Report) -> None:
    gone = {event.project: event for event in district.of_type(ProjectWithdrawn)}
    assert 2 <= len(gone) <= 3
    settled = {event.issue for event in district.of_type(IssueResolved)}
    for key, withdrawal in gone.items():
        story = found.facts.projects[key]
        assert story.withdrawn
        assert story.withdrawn.date == withdrawal.date
        assert not story.start
        assert not story.completion
        issues = [event for event in district.of_type(IssueRaised) if event.project == key]
        assert {event.id for event in issues} <= settled
    later = [
        event.path
        for event in district.events.values()
        if isinstance(event, ProjectEvent) and event.project in gone and event.date > gone[event.project].date
    ]
    assert later == []
    assert {Month.of(event.date) for event in gone.values()} >= {Month(2026, 9)}, "the last month shows some"


@pytest.mark.parametrize(
    "size",
    [
        Size(60, 5, "2025Q3", seed=7),
        Size(100, 2, seed=8),
        Size(50, 9, "2023Q1", 3),
        Size(20, 5, "2022Q2", seed=4),  # the leader decides in January on a red card of November
    ],
)
def test_other_districts_are_faultless_too(size: Size, tmp_path: Path) -> None:
    write(tmp_path, simulate(size)[1])
    made, problems = load(tmp_path)
    assert problems == []
    faults = check(made, Context(filed=made, today=date(2027, 1, 1)))
    assert {fault.code.id for fault in faults} <= {"G532", "G537", "G618"}
    assert made.of_type(ReportFiled)
    assert made.of_type(Issued)
