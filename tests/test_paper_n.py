"""Paper N 三库: who is in which pool, what moved and why, where projects wait; months that balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from built import Built
from places import ROOT
from reading import cells, column, headings, leader, tables, totals, view, words

from generator.mechanism.pools import POOLS, listed, pool
from generator.mechanism.report import report
from generator.outputs.office.xlsx.cells import typed
from generator.outputs.papers.pools import KIND
from generator.outputs.papers.sheet import Figure
from generator.outputs.view import View
from generator.records.calendar import Month, Week
from generator.records.load import load

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)
STEPS = [
    {"step": "环评", "due": "2026-08-31", "department": "HBJ", "signed_on": "2026-07-01"},
    {"step": "核准备案", "due": "2026-08-14", "department": "JIA"},
]


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """P1 waits for 环评, P2 is under construction and behind, P3 is finished early, P4 left in September."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    made.unit("HBJ", "审批部门")
    leader(made)
    made.project("P1", signed="2026-01-05", start_plan={"steps": STEPS})
    made.project("P2", signed="2024-01-05", investment_total_wan="30000")
    made.project("P3", signed="2024-01-05")
    made.project("P4", signed="2026-02-02")
    made.plan("计划新开工", "P1", start_week="2026-W40", completion_month="2027-06")
    points = [{"id": "M1", "name": "主体封顶", "due_month": "2026-08"}]
    made.plan("结转续建", "P2", completion_month="2026-12", milestones=points)
    made.plan("结转续建", "P3", completion_month="2026-11")
    made.approve(2026, "2026-01-20")
    made.event("start_plan_confirmed", "2026-07-06", project="P1")
    made.event("step_done", "2026-08-10", project="P1", step="核准备案")
    made.finish("2026-09-15", "2026-09-17", "P3")
    made.finish("2026-09-21", "2026-09-22", "P3", kind="commissioned")
    made.withdraw("2026-09-08", "P4", "投资主体放弃投资")
    made.event("supervision", "2026-03-02", unit="JIA", number="督〔2026〕1号", matter="进度滞后")
    report_ = {"project": "P2", "month": "2026-09", "invested_ytd_wan": "600", "image_progress": "主体十层"}
    made.event("monthly_report", "2026-09-25", **report_)
    return made


def drawn(seen: View, month: Month = SEPTEMBER) -> Paper:
    (paper,) = KIND.make(seen, month, "")
    return paper


def test_sections_and_counts_by_pool_beside_last_month(built: Built) -> None:
    paper = drawn(view(built, SEPTEMBER.last))
    assert headings(paper) == [
        "一、总体情况", "二、本月入库、转库、出库", "三、储备库（1个）", "四、建设库（1个）",
        "五、竣工库（1个）", "六、开工前卡点",
    ]  # fmt: skip
    beside = totals(tables(paper, "总体情况")[0])
    assert beside["储备库（个）"] == ("1", "2", "−1")
    assert beside["建设库（个）"] == ("1", "2", "−1")
    assert beside["竣工库（个）"] == ("1", "0", "+1")
    assert beside["建设库总投资（亿元）"] == ("3.00", "5.00", "−2.00")
    assert beside["本月转入竣工库（个）"] == ("1", "0", "+1")
    assert beside["本月出库（个）"] == ("1", "0", "+1")
    assert "本月入库0个、转入建设库0个、转入竣工库1个、出库1个。" in words(paper)


def test_moves_of_the_month_with_their_reasons(built: Built) -> None:
    moves = tables(drawn(view(built, SEPTEMBER.last)), "本月入库")[0]
    assert [row[1:8] for row in cells(moves)] == [
        ["2026-09-08", "P4", "JIA", "出库", "储备库", "—", "投资主体放弃投资"],
        ["2026-09-15", "P3", "JIA", "转入竣工库", "建设库", "竣工库", "完工并经认定"],
    ]
    august = drawn(view(built, AUGUST.last), AUGUST)
    assert cells(tables(august, "本月入库")[0]) == []


def test_a_start_certified_after_the_months_end_moves_when_it_is_known(built: Built) -> None:
    built.start("2026-08-28", "2026-09-03", "P1")
    august = tables(drawn(view(built, AUGUST.last), AUGUST), "本月入库")[0]
    september = tables(drawn(view(built, SEPTEMBER.last)), "本月入库")[0]
    assert "P1" not in column(august, "项目名称")
    (row,) = [row for row in cells(september) if row[2] == "P1"]
    assert (row[1], row[4], row[7]) == ("2026-08-28", "转入建设库", "实质性开工并经认定（补记）")


def test_completion_moves_once_though_commissioning_follows(built: Built) -> None:
    built.project("P5", signed="2024-01-05")
    built.plan("结转续建", "P5", completion_month="2026-11")
    built.finish("2026-08-10", "2026-08-12", "P5")
    built.finish("2026-09-10", "2026-09-12", "P5", kind="commissioned")
    august = tables(drawn(view(built, AUGUST.last), AUGUST), "本月入库")[0]
    september = tables(drawn(view(built, SEPTEMBER.last)), "本月入库")[0]
    assert column(august, "项目名称") == ["P5"]
    assert "P5" not in column(september, "项目名称")


def test_reserve_tells_steps_done_and_what_waits_on_whom(built: Built) -> None:
    # 环评's turn came on 10 August; from the 11th to 30 September there are 37 working days (25 September,
    # Mid-Autumn, off; Sunday 20 September worked). Due 31 August: 22 of them are past the deadline.
    reserve = tables(drawn(view(built, SEPTEMBER.last)), "储备库（")[0]
    (row,) = cells(reserve)
    assert row[1:9] == ["P1", "JIA", "2.00", "2026-01-05", "新开工", "2026年第40周", "未到期", "1/2"]
    assert row[9:] == ["环评", "HBJ", "37", "22"]
    typed_row = [typed(value, "count").content for value in reserve.rows[0][-2:]]
    assert typed_row == [37, 22]


def test_construction_tells_progress_gap_milestones_and_cards(built: Built) -> None:
    (row,) = cells(tables(drawn(view(built, SEPTEMBER.last)), "建设库（")[0])
    thin = "\N{THIN SPACE}"
    assert row == [
        "1", "P2", "JIA", "3.00", "主体十层", f"1{thin}000", "600", "60.0%", "慢15.0",
        "主体封顶（2026年8月）超期30天", "5", "1", "0",
    ]  # fmt: skip


def test_due_on_the_day_is_not_yet_behind_by_a_day(built: Built) -> None:
    paper = drawn(view(built, AUGUST.last), AUGUST)
    assert column(tables(paper, "建设库（")[0], "超期的节点") == [
        "主体封顶（2026年8月）今日到期未完成",
        "无超期节点",
    ]


def test_finished_tells_both_days_and_how_early(built: Built) -> None:
    (row,) = cells(tables(drawn(view(built, SEPTEMBER.last)), "竣工库（")[0])
    assert row == ["1", "P3", "JIA", "2.00", "2026年11月", "2026-09-15", "2026-09-21", "提前41天"]


def test_waits_by_unit_as_a_table_and_a_chart(built: Built) -> None:
    paper = drawn(view(built, SEPTEMBER.last))
    assert cells(tables(paper, "开工前卡点")[0]) == [["审批部门", "HBJ", "1", "37", "37", "22"]]
    (figure,) = [block for block in paper.blocks if isinstance(block, Figure)]
    assert (figure.kind, figure.figures) == ("waits", (["HBJ"], [37], [22]))
    assert "HBJ1个项目，已等合计37个工作日、超出时限22个工作日" in figure.alt


def test_a_district_without_projects(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    july = Month(2026, 7)
    paper = drawn(view(Built(policy, *calendars.values()), july.last), july)
    assert [table.rows for table in tables(paper)[1:]] == [()] * 5
    assert not [block for block in paper.blocks if isinstance(block, Figure)]
    beside = totals(tables(paper)[0])
    assert beside["储备库（个）"][:2] == ("0", "—")


def test_only_a_month_has_this_paper(built: Built) -> None:
    assert KIND.make(view(built, SEPTEMBER.last), Week(2026, 39), "") == ()


@pytest.fixture(scope="module")
def demo() -> View:
    portfolio, _ = load(ROOT)
    day = SEPTEMBER.last
    return View(report(portfolio, day), portfolio, report_on=lambda on: report(portfolio, on))


@pytest.mark.parametrize("number", range(1, 10))
def test_the_demo_districts_months_balance(demo: View, number: int) -> None:
    month = Month(2026, number)
    seen = demo.at(month.last)
    paper = drawn(seen, month)
    beside = {
        name: tuple(map(int, row[:2])) for name, row in totals(tables(paper)[0]).items() if "个" in name
    }
    moved = {name: beside[f"本月{name}（个）"][0] for name in ("入库", "转入建设库", "转入竣工库", "出库")}
    opening: dict[str, int] = {each: beside[f"{each}（个）"][1] for each in POOLS}
    for row in cells(tables(paper, "本月入库")[0]):
        source, target = row[5], row[6]
        if source != "—":
            opening[source] -= 1
        if target != "—":
            opening[target] += 1
    assert opening == {each: beside[f"{each}（个）"][0] for each in POOLS}
    held = [pool(story) for story in seen.report.facts.projects.values() if listed(story, seen.as_of)]
    for place, each in enumerate(POOLS):
        assert beside[f"{each}（个）"][0] == held.count(each)
        assert len(tables(paper, f"{each}（")[0].rows) == held.count(each), place
    assert len(tables(paper, "本月入库")[0].rows) == sum(moved.values())
