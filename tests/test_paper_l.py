"""Paper L 年度安排计划: every project once, by class, adjustments beside the original, sums that add up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from built import Built
from places import ROOT
from reading import cells, column, headings, heads, tables, totals, view, words

from generator.mechanism.report import report
from generator.outputs.papers.annual_plan import KIND
from generator.outputs.view import View
from generator.records.calendar import Month
from generator.records.load import load
from generator.records.model.events import Issued

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

DAY = date(2026, 11, 30)
COLUMNS = [
    *("序号", "项目名称", "性质", "建设内容规模", "起止年月", "总投资（万元）", "至上年底累计（万元）"),
    *("本年计划（万元）", "本年目标", "责任单位", "街道", "分管负责人", "综合协调办"),
]


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """Three projects, one a class, and two adjustments: one in time, one after the old deadline."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    made.project("P1")
    made.project("P2", investment_total_wan="30000")
    made.project("P3", investment_total_wan="10000")
    made.plan("计划新开工", "P1", start_week="2026-W10", completion_month="2027-06")
    made.plan("结转续建", "P2", completion_month="2026-10", invest_wan="3000", invested_before_wan="5000.5")
    made.plan("开展前期", "P3", invest_wan="200")
    made.start("2025-04-02", "2025-04-05", "P2")
    made.approve(2026, "2026-01-20")
    adjust(made, "2026-03-01", project="P1", field="start_week", old="2026-W10", new="2026-W20")
    adjust(made, "2026-11-05", project="P2", field="completion_month", old="2026-10", new="2026-12")
    return made


def adjust(made: Built, on: str, **values: str) -> None:
    approved = {"year": "2026", "approved_on": on, "approver": "主任办公会", "document": "会议纪要"}
    made.event("plan_adjusted", on, **approved, **values)


def drawn(seen: View, year: int = 2026) -> Paper:
    (paper,) = KIND.make(seen, year, "")
    return paper


def test_columns_and_sections_as_the_form_has_them(built: Built) -> None:
    paper = drawn(view(built, DAY))
    assert headings(paper) == [
        "一、总体安排", "二、新开工项目（1个）", "三、续建项目（1个）", "四、前期项目（1个）", "五、计划调整",
    ]  # fmt: skip
    assert heads(tables(paper, "新开工项目")[0]) == COLUMNS
    assert (paper.title, paper.stem, paper.page) == (
        "2026年全区重点产业项目安排计划", "L-2026", "papers/l/2026.md",
    )  # fmt: skip


def test_sums_by_class_and_in_all(built: Built) -> None:
    summary, beside = tables(drawn(view(built, DAY)), "总体安排")
    thin = "\N{THIN SPACE}"
    assert cells(summary) == [
        ["新开工", "1", f"20{thin}000", "0", f"1{thin}000", "23.8%"],
        ["续建", "1", f"30{thin}000", f"5{thin}001", f"3{thin}000", "71.4%"],
        ["前期", "1", f"10{thin}000", "0", "200", "4.8%"],
        ["合计", "3", f"60{thin}000", f"5{thin}001", f"4{thin}200", "100.0%"],
    ]
    assert summary.totals == 1
    assert totals(beside)["本年计划投资（亿元）"] == ("0.42", "—", "—")


def test_an_adjustment_in_time_moves_the_dates_and_a_late_one_does_not(built: Built) -> None:
    paper = drawn(view(built, DAY))
    assert column(tables(paper, "新开工项目")[0], "起止年月")[0] == "原 2026.03—2027.06\n现 2026.05—2027.06"
    assert column(tables(paper, "续建项目")[0], "起止年月")[0] == "2025.04—2026.10"
    assert column(tables(paper, "前期项目")[0], "起止年月")[0] == "—"
    changes = tables(paper, "计划调整")[0]
    assert [row[3:6] for row in cells(changes)] == [
        ["计划开工", "2026年第10周", "2026年第20周"],
        ["计划完工投产", "2026年10月", "2026年12月"],
    ]
    assert [row[6:] for row in cells(changes)] == [
        ["2026-03-01", "主任办公会", "会议纪要", "计入"],
        ["2026-11-05", "主任办公会", "会议纪要", "不影响已发生的延期"],
    ]


def test_before_the_adjustment_the_plan_stands_as_approved(built: Built) -> None:
    paper = drawn(view(built, date(2026, 2, 28)))
    assert column(tables(paper, "新开工项目")[0], "起止年月")[0] == "2026.03—2027.06"
    assert cells(tables(paper, "计划调整")[0]) == []


def test_numbers_run_through_the_classes(built: Built) -> None:
    paper = drawn(view(built, DAY))
    numbers = [column(tables(paper, name)[0], "序号") for name in ("新开工项目", "续建项目", "前期项目")]
    assert numbers == [["1", ""], ["2", ""], ["3", ""]]


def test_last_years_plan_stands_beside(built: Built) -> None:
    built.plan("计划新开工", "P2", year=2025, start_week="2025-W14", invest_wan="6000")
    built.approve(2025, "2025-01-20")
    beside = totals(tables(drawn(view(built, DAY)), "总体安排")[1])
    assert beside["项目（个）"] == ("3", "1", "+2")
    assert beside["其中续建（个）"] == ("1", "0", "+1")
    assert beside["本年计划投资（亿元）"] == ("0.42", "0.60", "−0.18")


def test_a_draft_says_so_and_a_year_without_a_plan_has_no_table(built: Built) -> None:
    built.plan("计划新开工", "P1", year=2027, start_week="2027-W10")
    assert "2027年计划尚未批准，以下为送审稿。" in words(drawn(view(built, DAY), 2027))
    empty = drawn(view(built, DAY), 2030)
    assert words(empty) == "2030年没有列入计划的项目。"
    assert tables(empty) == []


def test_a_withdrawn_project_stays_in_the_plan_as_approved(built: Built) -> None:
    built.withdraw("2026-06-30", "P3")
    paper = drawn(view(built, DAY))
    assert column(tables(paper, "前期项目")[0], "项目名称")[0] == "P3\n已退库"
    assert column(tables(paper, "总体安排")[0], "项目（个）") == ["1", "1", "1", "3"]
    assert "其中1个项目此后退库" in words(paper)


def test_only_a_year_has_this_paper(built: Built) -> None:
    assert KIND.make(view(built, DAY), Month(2026, 9), "") == ()


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_demo_districts_plan_is_whole(year: int) -> None:
    portfolio, _ = load(ROOT)
    day = date(year, 12, 31) if year == 2025 else date(2026, 9, 30)
    paper = drawn(View(report(portfolio, day), portfolio), year)
    plans = [plan for (_, of_year), plan in portfolio.plans.items() if of_year == year]
    classes = Counter(plan.class_ for plan in plans)
    lists = {
        class_: tables(paper, name)[0]
        for class_, name in (("计划新开工", "新开工项目"), ("结转续建", "续建项目"), ("开展前期", "前期项目"))
    }
    names = [name for table in lists.values() for name in column(table, "项目名称")[:-1]]
    wanted = [portfolio.projects[plan.project].name for plan in plans]
    assert Counter(name.split("\n")[0] for name in names) == Counter(wanted)
    assert {class_: len(table.rows) - 1 for class_, table in lists.items()} == dict(classes)
    whole = tables(paper, "总体安排")[0].rows[-1]
    assert whole[1] == len(plans)
    assert whole[4] == sum((plan.invest_wan for plan in plans), Decimal(0))
    acts = [act for act in portfolio.of_type(Issued) if act.paper == "年度安排计划"]
    numbers = [act.number for act in acts if act.period == str(year)]
    assert [paper.imprint.number] == numbers if paper.imprint else numbers == []
