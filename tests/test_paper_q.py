"""Paper Q: the week's joint starts and mature projects, then what the next two meetings have before them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from built import Built
from places import ROOT
from reading import cells, column, headings, leader, tables, totals, view, words

from generator.mechanism.report import report
from generator.outputs.papers.meetings import KIND
from generator.outputs.papers.sheet import Blank, Para
from generator.outputs.papers.text import text
from generator.outputs.view import View
from generator.records.calendar import Month, Week
from generator.records.load import load
from generator.records.model.events import Consent, Meeting

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

WEEK = Week(2026, 37)  # 7 to 13 September
STEP = {"step": "环评", "due": "2026-07-31", "department": "HBJ"}
SECTIONS = [
    "一、“周集中开工”清单",
    "二、主任办公会材料",
    "三、主要负责人专题会材料",
    "四、全市“拉练”备选项目",
]


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    made.unit("HBJ", "审批部门")
    leader(made)
    return made


def planned(built: Built, key: str, week: str, **more: str | dict[str, object]) -> None:
    built.project(key, **more)
    built.plan("计划新开工", key, start_week=week, completion_month="2027-06")


def drawn(seen: View, week: Week = WEEK) -> Paper:
    (paper,) = KIND.make(seen, week, "")
    return paper


def starts(built: Built) -> None:
    """P1 began as planned, P2 did not, P3 only celebrated, P4 is ripe, P5 too and late, P7 began in June."""
    planned(built, "P1", "2026-W37", investment_total_wan="30000")
    planned(built, "P2", "2026-W37", sector="高新")
    planned(built, "P3", "2026-W45")
    ripe: dict[str, object] = {"steps": [STEP]}
    planned(built, "P4", "2026-W45", start_plan=ripe, sector="高新")
    planned(built, "P5", "2026-W30", start_plan=ripe)
    planned(built, "P6", "2026-W38", start_plan=ripe)
    planned(built, "P7", "2026-W37")
    built.approve(2026, "2026-01-20")
    built.start("2026-06-02", "2026-06-03", "P7")
    for key in ("P4", "P5", "P6"):
        built.event("start_plan_confirmed", "2026-06-01", project=key)
    built.event("step_done", "2026-09-01", project="P4", step="环评")
    built.event("step_done", "2026-08-03", project="P5", step="环评")
    built.start("2026-09-08", "2026-09-10", "P1")
    built.event("ceremony", "2026-09-09", project="P3")
    built.event("substantive_start", "2026-08-26", project="P5")


def test_the_weeks_list_holds_what_is_planned_or_begun(built: Built) -> None:
    starts(built)
    paper = drawn(view(built, WEEK.last))
    assert headings(paper) == SECTIONS
    listed = tables(paper, "（一）本周计划开工")[0]
    assert [[row[1], *row[7:]] for row in cells(listed)] == [
        ["P1", "2026年第37周", "—", "2026-09-08", "按期开工"],
        ["P2", "2026年第37周", "—", "—", "应开工未开工，今日到期"],
        ["P3", "2026年第45周", "2026-09-09", "—", "未到期，仅有仪式"],
    ]


def test_mature_projects_wait_with_all_steps_done(built: Built) -> None:
    starts(built)
    ripe = tables(drawn(view(built, WEEK.last)), "“成熟即开”项目")[0]
    # Working days after 3 August to 13 September: 4–7, 10–14, 17–21, 24–28 August is 19 and 31 August one,
    # 1–4 and 7–11 September nine; after 1 September: 2–4 and 7–11 is eight.
    assert [[row[1], *row[8:]] for row in cells(ripe)] == [
        ["P5", "1/1", "2026-08-03", "29", "已报开工，待认定"],
        ["P4", "1/1", "2026-09-01", "8", "未到期"],
    ]


def test_sums_by_sector_and_the_week_before(built: Built) -> None:
    starts(built)
    paper = drawn(view(built, WEEK.last))
    assert cells(tables(paper, "（三）分行业汇总")[0]) == [
        ["工业", "2", "5.00", "1", "2.00", "3", "7.00"],
        ["高新", "1", "2.00", "1", "2.00", "2", "4.00"],
        ["合计", "3", "7.00", "2", "4.00", "5", "11.00"],
    ]
    assert totals(tables(paper, SECTIONS[0])[0]) == {
        "列入清单（个）": ("3", "0", "+3"),
        "清单总投资（亿元）": ("7.00", "0.00", "+7.00"),
        "计划本周开工（个）": ("2", "0", "+2"),
        "本周实质性开工（个）": ("1", "0", "+1"),
        "其中已认定（个）": ("1", "0", "+1"),
        "仅举行开工仪式（个）": ("1", "0", "+1"),
        "“成熟即开”（个）": ("2", "2", "持平"),
        "“成熟即开”总投资（亿元）": ("4.00", "4.00", "持平"),
    }


def test_a_week_of_next_year_keeps_this_years_plan(built: Built) -> None:
    planned(built, "P1", "2026-W53")
    built.approve(2026, "2026-01-20")
    week = Week(2026, 53)
    paper = drawn(view(built, date(2026, 12, 31)), week)
    assert [row[1] for row in cells(tables(paper, "（一）本周计划开工")[0])] == ["P1"]


def test_starts_due_and_coming_are_told_to_the_meeting(built: Built) -> None:
    starts(built)
    missed, coming = tables(drawn(view(built, WEEK.last)), "（四）应开工未开工")
    assert column(missed, "项目名称") == ["P5", "P2"]
    assert column(coming, "项目名称") == ["P6"]
    assert "待区重大项目办认定：P5。" in words(drawn(view(built, WEEK.last)))


def meeting(built: Built, on: str, level: str, *agenda: str, **more: str) -> str:
    return built.event("meeting", on, level=level, convener="张某", agenda=list(agenda), **more)


def decide(built: Built, held: str, on: str, **more: object) -> str:
    values = {"meeting": held, "text": "落实用地", "responsible": ["JIA"]}
    return built.event("decision", on, **(values | more))


def test_the_agenda_warns_before_the_third_meeting(built: Built) -> None:
    level = "主任办公会"
    first = meeting(built, "2026-06-26", level, last_of="季")
    thrice = decide(built, first, "2026-06-26")
    once = decide(built, first, "2026-06-26")
    late = decide(built, first, "2026-06-26", due="2026-09-04")
    elsewhere = decide(built, meeting(built, "2026-08-03", "分管负责人"), "2026-08-03")
    meeting(built, "2026-08-26", level, thrice, last_of="月")
    paper = drawn(view(built, WEEK.last))
    beside, agenda = tables(paper, "（二）本次会议建议议题")[:2]
    assert [[row[1], *row[5:]] for row in cells(agenda)] == [
        [thrice, "无时限", "2", "没有时限，本次为第3次上会，各相关单位扣10分"],
        [late, "2026-09-04", "1", "超期5个工作日"],
        [once, "无时限", "1", "没有时限，本次为第2次上会"],
    ]
    assert elsewhere not in text(paper).split("三、主要负责人专题会材料", maxsplit=1)[0]
    assert {name: row[:2] for name, row in totals(beside).items()} == {
        "建议议题（未办结事项）（项）": ("3", "3"),
        "其中超期未办结（项）": ("1", "0"),
        "其中没有时限（项）": ("2", "2"),
        "其中再上会即扣分（项）": ("1", "1"),
    }
    last = tables(paper, "（一）上次会议议定事项办理情况")[0]
    assert column(last, "编号") == [thrice]
    assert "上次主任办公会于2026年8月26日召开（召集人：张某），议定事项0项，再次研究以前的事项1项。" in words(
        paper
    )


def test_the_next_meetings_day_is_left_open(built: Built) -> None:
    meeting(built, "2026-08-26", "主任办公会", last_of="月")
    meeting(built, "2026-09-04", "主要负责人专题会")
    paper = drawn(view(built, WEEK.last))
    blanks = [
        run
        for block in paper.blocks
        if isinstance(block, Para)
        for run in block.runs
        if isinstance(run, Blank)
    ]
    assert [blank.hint for blank in blanks] == ["会议时间", "会议时间"]
    said = words(paper)
    assert "9月最后一次主任办公会应不迟于2026年9月30日召开。" in said
    assert "原则上每两周1次，本次应于2026年9月18日前召开。" in said
    assert "本次如为9月最后一次主任办公会，由区重大项目办通报2026年9月月度通报和2026年第三季度考评。" in said


def test_once_the_months_last_meeting_is_over_the_next_months_counts(built: Built) -> None:
    meeting(built, "2026-09-10", "主任办公会", last_of="季")
    meeting(built, "2026-08-07", "主要负责人专题会")
    said = words(drawn(view(built, WEEK.last)))
    assert "9月最后一次主任办公会已召开。本次如为10月最后一次主任办公会" in said
    assert "应于2026年9月4日前召开，已超过5个工作日。" in said


def problem(built: Built, on: str, level: str, to: str = "") -> str:
    values = {"category": "用地", "text": "净地未移交", "units": ["JIA"], "level": level}
    key = built.event("issue_raised", on, project="P1", **values)
    if to:
        built.event("issue_escalated", on, issue=key, to=to)
    return key


def test_each_meeting_hears_the_problems_that_came_up_to_it(built: Built) -> None:
    built.project("P1")
    office = problem(built, "2026-08-03", "区级", "区重大项目办")
    head = problem(built, "2026-07-01", "区级", "主要负责人")
    city = problem(built, "2026-06-01", "区级", "市级")
    problem(built, "2026-05-06", "主要负责人")
    done = problem(built, "2026-05-06", "区级", "市级")
    built.event("issue_resolved", "2026-06-30", issue=done, result="已解决")
    found = tables(drawn(view(built, WEEK.last)), "（三）转报后尚未解决的问题")
    assert [column(table, "编号") for table in found] == [[head, office], [city, head]]


def test_cards_since_the_last_meeting_those_unissued_and_what_awaits_report(built: Built) -> None:
    meeting(built, "2026-08-26", "主任办公会", last_of="月")
    for number, on in enumerate(("2026-08-03", "2026-08-10", "2026-09-01", "2026-09-08"), 1):
        built.event("supervision", on, unit="JIA", number=f"督{number}号", matter="王某拖延")
    for ordinal, on in ((1, "2026-08-04"), (2, "2026-08-11"), (3, "2026-09-02")):
        values = {"colour": "黄牌", "year": "2026", "ordinal": str(ordinal), "number": f"黄{ordinal}号"}
        built.event("card_issued", on, unit="JIA", issued_on=on, **values)
    paper = drawn(view(built, WEEK.last))
    (table,) = tables(paper, "（五）拟通报的黄牌、红牌")
    assert [row[1:6] for row in cells(table)] == [
        ["红牌警告", "本年第1张", "2026-08-10", "督1号\n督2号", "应发未发，已24个工作日"],
        ["黄牌预警", "本年第3张", "2026-09-01", "督3号", "黄3号\n2026-09-02"],
        ["黄牌预警", "本年第4张", "2026-09-08", "督4号", "应发未发，已3个工作日"],
        ["红牌警告", "本年第2张", "2026-09-08", "督3号\n督4号", "应发未发，已3个工作日"],
        ["问责提请", "—", "2026-09-08", "—", "待通报"],
    ]
    assert "王某" not in text(paper)


def test_a_reported_case_is_not_reported_again(built: Built) -> None:
    for number, on in enumerate(("2026-02-02", "2026-03-02", "2026-05-06", "2026-06-03"), 1):
        built.event("supervision", on, unit="JIA", number=f"督{number}号", matter="进度滞后")
    meeting(built, "2026-06-26", "主任办公会", last_of="季")
    (table,) = tables(drawn(view(built, WEEK.last)), "（五）拟通报的黄牌、红牌")
    assert "问责提请" not in column(table, "类别")


def test_a_district_without_anything_still_has_a_paper(built: Built) -> None:
    paper = drawn(view(built, date(2026, 7, 5)), Week(2026, 27))
    assert headings(paper) == SECTIONS
    assert "还没有召开过主任办公会。" in words(paper)
    assert totals(tables(paper)[0])["列入清单（个）"] == ("0", "—", "—")
    assert KIND.make(view(built, WEEK.last), Month(2026, 9), "") == ()


@pytest.mark.parametrize("number", range(27, 40))
def test_the_demo_districts_weeks(number: int) -> None:
    portfolio, _ = load(ROOT)
    week = Week(2026, number)
    seen = View(report(portfolio, week.last), portfolio, report_on=lambda day: report(portfolio, day))
    paper = drawn(seen, week)
    stories = seen.report.facts.projects.values()
    due = {
        story.project.name
        for story in stories
        for promise in story.promises
        if promise.what == "start" and promise.plan.class_ == "计划新开工" and promise.period == week
        if story.withdrawn is None and not (story.certified and story.certified.date < week.first)
    }
    begun = {
        story.project.name for story in stories if story.certified and Week.of(story.certified.date) == week
    }
    names = set(column(tables(paper, "（一）本周计划开工")[0], "项目名称"))
    assert due | begun <= names
    held = [meeting for meeting in seen.known.of_type(Meeting) if meeting.level == "主任办公会"]
    assert f"于{held[-1].date.year}年{held[-1].date.month}月{held[-1].date.day}日召开" in words(paper)
    assert not any(act.note and act.note in text(paper) for act in portfolio.of_type(Consent))
