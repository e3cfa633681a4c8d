"""B 附件2: one row a project under way, what it reported, who is silent, counted by hand (O28, D28)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from paper_district import District, beside, demo, headings, paper, paras, rows, table, tables

from generator.mechanism.obligations import obligations
from generator.outputs.papers.sheet import Fold
from generator.outputs.papers.weekly_reports import KIND
from generator.outputs.tables.weekly import report_figures, report_lines, reports_by_unit
from generator.records.calendar import Week
from generator.records.model.events import WeeklyReport

if TYPE_CHECKING:
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

LAST = date(2026, 9, 30)
HEADS = [
    "序号",
    "部门",
    "负责人",
    "项目名称",
    "基本情况（1.项目基本情况 2.项目推进需求）",
    "最新工作进展",
    "未来两周工作计划",
    "责任人",
]


def report(made: District, week: str, on: str, project: str, writer: str, **more: object) -> str:
    values = {"project": project, "week": week, "progress": ["浇筑底板。"], "writer": writer} | more
    return made.event("weekly_report", on, **values)


@pytest.fixture(scope="module")
def view(policy: Policy, calendars: dict[int, CalendarYear]) -> View:
    """Make three projects under way; P3 is of JIA and YI, P4 done, P5 withdrawn, P6 out of the plan."""
    made = District(policy, *calendars.values())
    for key, leads in {"P1": ["JIA"], "P2": ["JIA"], "P3": ["JIA", "YI"], "P4": ["YI"], "P5": ["YI"]}.items():
        made.project(key, leads)
        made.plan("结转续建", key, completion_month="2026-10")
    made.project("P6", ["JIA"])
    made.approve(2026, "2026-01-20")
    made.finish("2026-04-30", "2026-05-08", "P4")
    made.withdraw("2026-04-29", "P5")
    needs = ["请水务局明确接口。", "请协调供电"]
    two = ["完成回填。", "开始主体施工。"]
    wrong = report(made, "2026-W19", "2026-05-08", "P1", "JIA", progress=["写错的一条。"], needs=needs)
    made.event(
        "correction",
        "2026-05-09",
        of=wrong,
        reason="笔误",
        changes={"progress": ["浇筑底板。", "绑扎钢筋。"]},
    )
    report(made, "2026-W19", "2026-05-11", "P2", "JIA")
    report(made, "2026-W19", "2026-05-09", "P3", "JIA", next_two_weeks=two)
    report(made, "2026-W18", "2026-04-30", "P1", "JIA")
    return made.view(date(2026, 5, 17))


def test_the_form_of_annex_two(view: View) -> None:
    found = paper(KIND, view, "2026-W19", "JIA")
    assert found.title == "JIA重点项目进展情况一览表"
    assert (found.stem, found.page, found.unit) == ("B-2026-W19-JIA", "papers/b/2026-W19.md", "JIA")
    form = table(found, "部门")
    assert [column.head for column in form.columns] == HEADS
    assert [row[3] for row in rows(form)] == ["P1", "P2", "P3"]


def test_what_was_reported_stands_corrected_and_numbered(view: View) -> None:
    first = rows(table(paper(KIND, view, "2026-W19", "JIA"), "部门"))[0]
    facts = "建厂房。总投资2.00亿元，计划2026年10月完工投产；分管负责人L1某。"
    assert first == [
        "1",
        "JIA",
        "—",
        "P1",
        f"1.{facts}\n2.请水务局明确接口；请协调供电。",
        "1.浇筑底板。\n2.绑扎钢筋。",
        "—",
        "张某",
    ]


def test_a_project_without_a_report_is_shown(view: View) -> None:
    # On Sunday 10 May the report of 11 May had not come.
    second, third = rows(table(paper(KIND, view, "2026-W19", "JIA"), "部门"))[1:]
    assert second[4].endswith("2.本周未报。")
    assert second[5:7] == ["本周未报", "—"]
    assert third[5:7] == ["浇筑底板。", "1.完成回填。\n2.开始主体施工。"]


def test_the_counts_beside_last_week(view: View) -> None:
    # Friday 8 May: P1 in time; P3 a working Saturday late, for both its units; P2 missing.
    told = beside(paper(KIND, view, "2026-W19"))
    assert told == {
        "应报（份）": ["4", "5", "−1"],
        "按时（份）": ["1", "1", "持平"],
        "迟报（份）": ["2", "0", "+2"],
        "未报（份）": ["1", "4", "−3"],
        "提出推进需求的项目（个）": ["1", "0", "+1"],
        "报送率": ["75.0%", "20.0%", "+55.0个百分点"],
        "按时率": ["25.0%", "20.0%", "+5.0个百分点"],
    }


def test_a_week_not_yet_due_is_not_compared(view: View) -> None:
    """On Thursday 7 May nothing is due: no rate of nothing, and no change from a finished week."""
    found = paper(KIND, view.at(date(2026, 5, 7)), "2026-W19")
    told = beside(found)
    assert told["应报（份）"] == ["5", "5", "—"]
    assert told["报送率"] == ["—", "20.0%", "—"]
    assert told["按时率"] == ["—", "20.0%", "—"]
    assert {change for _, _, change in told.values()} == {"—"}
    notes = [each.note for each in tables(found)]
    assert "本周还有5份未到期，暂不比较；比率只算已到期和已报的。" in notes
    assert [row[6] for row in rows(table(found, "提出需求"))] == ["—", "—"]


def test_every_unit_in_turn(view: View) -> None:
    found = paper(KIND, view, "2026-W19")
    assert headings(found) == ["一、报送情况", "二、各单位项目进展情况"]
    folds = [block for block in found.blocks if isinstance(block, Fold)]
    assert [(fold.title, fold.anchor) for fold in folds] == [("（一）JIA", "JIA"), ("（二）YI", "YI")]
    assert folds[1].aside == "应报1份，按时0份、迟报1份、未报0份"
    assert rows(table(found, "提出需求")) == [
        ["JIA", "3", "1", "1", "1", "1", "66.7%", "33.3%"],
        ["YI", "1", "0", "1", "0", "0", "100.0%", "0.0%"],
    ]


def test_a_project_of_two_units_owes_two_reports_and_asks_once(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = District(policy, *calendars.values())
    made.project("P1", ["JIA", "YI"])
    made.plan("结转续建")
    made.approve(2026, "2026-01-20")
    report(made, "2026-W19", "2026-05-08", "P1", "YI", needs=["请协调供电"])
    report(made, "2026-W19", "2026-05-08", "P1", "JIA", progress=["自己的一份"])
    lines = report_lines(made.view(date(2026, 5, 10)), Week(2026, 19))
    assert [(line.unit, line.report.progress) for line in lines if line.report] == [
        ("JIA", ("自己的一份",)),
        ("YI", ("浇筑底板。",)),
    ]
    figures = report_figures(lines)
    assert (figures.owed, figures.in_time, figures.asking) == (2, 2, 1)
    assert reports_by_unit(lines)["JIA"].asking == 0


def test_before_friday_nothing_is_missing(view: View) -> None:
    (found,) = KIND.make(view.at(date(2026, 5, 13)), Week(2026, 20), "JIA")
    assert {row[5] for row in rows(table(found, "部门"))} == {"未到期"}
    assert "应报3份，按时0份、迟报0份、未报0份、未到期3份；提出推进需求的项目0个。" in paras(found)


def test_in_time_is_a_share_of_what_has_fallen_due(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = District(policy, *calendars.values())
    for key in ("P1", "P2", "P3"):
        made.project(key, ["JIA"])
        made.plan("结转续建", key, completion_month="2026-10")
    made.approve(2026, "2026-01-20")
    report(made, "2026-W19", "2026-05-06", "P1", "JIA")
    report(made, "2026-W19", "2026-05-09", "P2", "JIA")
    early = report_figures(report_lines(made.view(date(2026, 5, 7)), Week(2026, 19))).timely
    assert early.basis == "按时1份 ÷ 到期应报1份"
    assert early.share == 1
    none = report_figures(report_lines(made.view(date(2026, 5, 5)), Week(2026, 19))).timely
    assert none.basis == "按时0份 ÷ 到期应报0份"
    assert none.share is None
    after = report_figures(report_lines(made.view(date(2026, 5, 9)), Week(2026, 19))).timely
    assert after.basis == "按时1份 ÷ 到期应报3份"


@pytest.mark.parametrize("unit", ["JIE", "NIEMAND"])
def test_who_owes_nothing_gets_a_form_that_says_so(view: View, unit: str) -> None:
    found = paper(KIND, view, "2026-W19", unit)
    assert [(one.rows, one.empty) for one in tables(found)] == [((), "本周没有应报的项目。")]


def test_a_week_without_working_days(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    # Spring Festival 2026: nobody works from Sunday 15 to Monday 23 February.
    made = District(policy, *calendars.values())
    made.project()
    made.plan("结转续建")
    made.approve(2026, "2026-01-20")
    report(made, "2026-W08", "2026-02-20", "P1", "JIA")
    found = paper(KIND, made.view(date(2026, 2, 22)), "2026-W08", "JIA")
    assert [row[5] for row in rows(table(found, "部门"))] == ["浇筑底板。"]
    assert "本周没有应报的项目。" in paras(found)
    assert beside(found)["报送率"][0] == "—"


def test_without_a_calendar_nobody_is_called_silent(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = District(policy, calendars[2026])
    made.project()
    made.plan("结转续建")
    made.approve(2026, "2026-01-20")
    report(made, "2026-W53", "2026-12-31", "P1", "JIA")
    found = paper(KIND, made.view(date(2026, 12, 31)), "2026-W53", "JIA")
    assert "缺少工作日历，应报情况暂不能列出。" in paras(found)
    assert [row[5] for row in rows(table(found, "部门"))] == ["浇筑底板。"]


@pytest.mark.parametrize("week", ["2026-W27", "2026-W33", "2026-W39"])
def test_the_demo_weeks_agree_with_duties_and_events(week: str) -> None:
    view, wanted = demo(LAST), Week.parse(week)
    found, then = paper(KIND, view, week), view.at(wanted.last)
    known = then.known
    owed = [one for one in obligations(then.report, wanted.first, wanted.last) if one.duty == "周报"]
    told = beside(found)
    assert told["应报（份）"][0] == str(len(owed))
    assert told["未报（份）"][0] == str(sum(one.done is None for one in owed))
    given = [event for event in known.of_type(WeeklyReport) if event.week == wanted]
    forms = [row for one in tables(found) if one.columns[1].head == "部门" for row in rows(one)]
    asked = {(one.party, one.subject) for one in owed}
    told_by = {(unit, e.project) for e in given for unit in then.lead_units(known.projects[e.project])}
    assert len(forms) == len(asked | told_by)
    assert {row[3] for row in forms if row[5] != "本周未报"} == {
        known.projects[event.project].name for event in given
    }
    assert told["提出推进需求的项目（个）"][0] == str(len({e.project for e in given if e.needs}))
