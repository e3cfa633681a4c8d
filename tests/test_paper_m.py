"""Paper M 分管领导推进计划: one leader's promises by quarter, investment planned, and how far each is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from built import Built
from places import ROOT
from reading import cells, column, headings, heads, leader, tables, totals, view, words

from generator.mechanism.report import report
from generator.outputs.papers.annual_plan import KIND as ANNUAL
from generator.outputs.papers.leader_plan import KIND
from generator.outputs.papers.sheet import Fold
from generator.outputs.view import View
from generator.records.load import load

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

DAY = date(2026, 9, 30)
SCHEDULE = [
    {"month": "2026-03", "invested_ytd_wan": "100"},
    {"month": "2026-06", "invested_ytd_wan": "300"},
    {"month": "2026-09", "invested_ytd_wan": "600"},
    {"month": "2026-12", "invested_ytd_wan": "1000"},
]


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """L1 has a linear and a scheduled project, L2 one, L3 none."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    for key in ("L1", "L2", "L3"):
        leader(made, key)
    made.project("P1")
    made.project("P2")
    made.project("P3", leader="L2")
    made.plan("计划新开工", "P1", start_week="2026-W10", completion_month="2027-06", invest_wan="1200")
    points = [{"id": "M1", "name": "主体封顶", "due_month": "2026-05"}]
    made.plan("结转续建", "P2", completion_month="2026-11", milestones=points, schedule=SCHEDULE)
    made.plan("计划新开工", "P3", start_week="2026-W45", completion_month="2027-06")
    made.approve(2026, "2026-01-20")
    made.start("2026-03-11", "2026-03-12", "P1")
    return made


def drawn(seen: View, scope: str = "", year: int = 2026) -> Paper:
    (paper,) = KIND.make(seen, year, scope)
    return paper


def test_quarters_by_hand(built: Built) -> None:
    table = tables(drawn(view(built, DAY), "L1"), "分季安排")[0]
    assert heads(table)[1:7] == ["计划", "已完成"] * 3
    assert [column.group for column in table.columns[1:7:2]] == ["开工", "节点", "完工投产"]
    assert cells(table) == [
        ["一季度", "1", "1", "0", "0", "0", "0", "0", "400", "400", "18.2%"],
        ["二季度", "0", "0", "1", "0", "0", "0", "1", "500", "900", "40.9%"],
        ["三季度", "0", "0", "0", "0", "0", "0", "0", "600", f"1{THIN}500", "68.2%"],
        ["四季度", "0", "0", "0", "0", "1", "0", "0", "700", f"2{THIN}200", "100.0%"],
        ["全年", "1", "1", "1", "0", "1", "0", "1", f"2{THIN}200", f"2{THIN}200", "100.0%"],
    ]


THIN = "\N{THIN SPACE}"


def test_tasks_in_order_of_their_deadline_with_their_state(built: Built) -> None:
    table = tables(drawn(view(built, DAY), "L1"), "按时限排列的任务")[0]
    assert [[*row[:3], *row[4:]] for row in cells(table)] == [
        ["一季度", "开工", "P1", "2026年第10周", "2026-03-08", "2026-03-11", "延期完成3天"],
        ["二季度", "主体封顶", "P2", "2026年5月", "2026-05-31", "—", "超期未完成122天"],
        ["四季度", "完工投产", "P2", "2026年11月", "2026-11-30", "—", "未到期"],
    ]


def test_a_project_owes_its_quarters_in_the_columns_of_the_annual_plan(built: Built) -> None:
    seen = view(built, DAY)
    table = tables(drawn(seen, "L1"), "项目推进计划")[0]
    annual = ANNUAL.make(seen, 2026, "")[0]
    assert heads(table)[:13] == heads(tables(annual, "新开工项目")[0])
    assert heads(table)[13:] == ["一季度", "二季度", "三季度", "四季度", "目前进展"]
    assert cells(table)[0][13:17] == [
        "第10周开工（延期完成3天）\n投资300万元", "投资300万元", "投资300万元", "投资300万元",
    ]  # fmt: skip
    assert cells(table)[1][14] == "5月主体封顶（超期未完成122天）\n投资200万元"
    assert column(table, "目前进展")[:2] == ["在建，无超期节点\n未报投资", "在建，节点滞后\n未报投资"]
    assert cells(table)[-1][1] == "合计（2个）"


def test_before_the_deed_it_is_still_to_come(built: Built) -> None:
    early = view(built, date(2026, 2, 28))
    table = tables(drawn(early, "L1"), "按时限排列的任务")[0]
    assert column(table, "状态") == ["未到期"] * 3


def test_on_its_last_day_a_task_is_due_and_the_day_after_late(built: Built) -> None:
    states = []
    for day in (date(2026, 5, 30), date(2026, 5, 31), date(2026, 6, 1)):
        table = tables(drawn(view(built, day), "L1"), "按时限排列的任务")[0]
        states.append(column(table, "状态")[1])
    assert states == ["未到期", "今日到期未完成", "超期未完成1天"]


def test_one_leader_has_sections_all_leaders_a_fold_each(built: Built) -> None:
    seen = view(built, DAY)
    one, every = drawn(seen, "L1"), drawn(seen)
    assert headings(one) == ["一、总体情况", "二、分季安排", "三、项目推进计划", "四、按时限排列的任务"]
    assert (one.stem, one.leader, one.page) == ("M-2026-L1", "L1", "papers/m/2026.md")
    assert one.title == "分管负责人L1某2026年度重点产业项目推进计划"
    folds = [block.title for block in every.blocks if isinstance(block, Fold)]
    assert folds == ["L1某", "L2某"]
    overview = tables(every, "各分管负责人计划安排")[0]
    assert [row[:6] for row in cells(overview)] == [
        ["L1某", "2", "1", "1", "0", f"40{THIN}000"],
        ["L2某", "1", "1", "0", "0", f"20{THIN}000"],
        ["合计", "3", "2", "1", "0", f"60{THIN}000"],
    ]


def test_a_leader_without_projects_and_an_unknown_one(built: Built) -> None:
    seen = view(built, DAY)
    assert words(drawn(seen, "L3")) == "2026年没有分管列入计划的项目。"
    assert KIND.make(seen, 2026, "L9") == ()


def test_last_year_stands_beside_with_its_own_results(built: Built) -> None:
    built.plan("计划新开工", "P2", year=2025, start_week="2025-W14", invest_wan="600")
    built.approve(2025, "2025-01-20")
    built.start("2025-04-02", "2025-04-05", "P2")
    beside = totals(tables(drawn(view(built, DAY), "L1"), "总体情况")[0])
    assert beside["项目（个）"] == ("2", "1", "+1")
    assert beside["已开工（个）"] == ("1", "1", "持平")
    assert beside["投资完成率"] == ("0.0%", "0.0%", "持平")


def test_the_first_year_has_nothing_beside(built: Built) -> None:
    beside = totals(tables(drawn(view(built, DAY), "L1"), "总体情况")[0])
    assert beside["项目（个）"] == ("2", "—", "—")


def test_leaders_of_the_demo_district_add_up_to_the_plan() -> None:
    portfolio, _ = load(ROOT)
    seen = View(report(portfolio, DAY), portfolio, report_on=lambda day: report(portfolio, day))
    every = drawn(seen)
    overview = tables(every, "各分管负责人计划安排")[0]
    *leaders, whole = overview.rows
    for place in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13):
        mine = [row[place] for row in leaders]
        assert sum(Decimal(str(value)) for value in mine) == whole[place]
    plans = [plan for (_, year), plan in portfolio.plans.items() if year == 2026]
    assert whole[1] == len(plans)
    tasks = [
        promise
        for story in seen.report.facts.projects.values()
        for promise in story.promises
        if promise.plan.year == 2026 and promise.deadline.year == 2026
    ]
    listed = [table for table in tables(every) if heads(table)[:3] == ["季度", "任务", "项目名称"]]
    assert sum(len(table.rows) for table in listed) == len(tasks)
    projects = [table for table in tables(every) if heads(table)[-1] == "目前进展"]
    assert sum(len(table.rows) - 1 for table in projects) == len(plans)
