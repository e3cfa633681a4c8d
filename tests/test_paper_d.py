"""D 周新开工情况: who started, by how many days early or late, certified or not, by hand (O22, D13)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from paper_district import District, beside, demo, headings, paper, paras, rows, table, tables

from generator.outputs.papers.numerals import numeral
from generator.outputs.papers.sheet import Imprint
from generator.outputs.papers.starts import KIND
from generator.outputs.papers.text import text
from generator.records.calendar import Week
from generator.records.model.events import StartCertified, SubstantiveStart

if TYPE_CHECKING:
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

LAST = date(2026, 9, 30)
WEEKS = [f"2026-W{number}" for number in (11, 24, 25, 32, 33, 36, 37, 38, 39, 40)]


@pytest.fixture(scope="module")
def view(policy: Policy, calendars: dict[int, CalendarYear]) -> View:
    """Make a district whose week 19 is Monday 4 May to Sunday 10 May 2026; 9 May is worked."""
    made = District(policy, *calendars.values())
    planned = {"P1": "2026-W19", "P2": "2026-W30", "P3": "2026-W17", "P4": "2026-W20", "P5": "2026-W18"}
    for key, week in planned.items():
        made.project(key)
        made.plan("计划新开工", key, start_week=week)
    made.project("P6")
    made.plan("开展前期", "P6")
    made.approve(2026, "2026-01-20")
    made.start("2026-05-06", "2026-05-07", "P1")
    made.event("substantive_start", "2026-05-05", project="P2")
    made.start("2026-05-10", "2026-05-12", "P3")
    made.event("ceremony", "2026-05-08", project="P5")
    made.event("substantive_start", "2026-05-09", project="P6")
    made.event("report_filed", "2026-05-09", report="周新开工情况", period="2026-W19", writer="BAN")
    return made.view(date(2026, 5, 17))


def test_the_week_in_the_form_the_office_knows(view: View) -> None:
    found = paper(KIND, view, "2026-W19")
    assert headings(found) == [
        "一、本周新开工项目",
        "二、应开工未开工项目",
        "三、下周计划开工项目",
        "四、综合协调办报送情况",
    ]
    assert (found.stem, found.page, found.form) == ("D-2026-W19", "papers/d/2026-W19.md", "表格")
    assert found.as_of == date(2026, 5, 10)
    assert paras(found)[0] == (
        "2026年第19周（5月4日—10日），全区新开工项目4个（已认定1个、待认定3个，总投资8.00亿元），"
        "其中提前开工1个、延期开工1个；仅举行开工仪式的1个；下周计划开工1个。"
    )


def test_starts_by_day_then_ceremonies(view: View) -> None:
    started = table(paper(KIND, view, "2026-W19"), "开工（仪式）日")
    assert [[row[1], *row[7:]] for row in rows(started)] == [
        ["P2", "2026-05-05", "提前76天", "实质性开工", "待认定"],
        ["P1", "2026-05-06", "按期", "实质性开工", "2026-05-07"],
        ["P6", "2026-05-09", "前期项目开工", "实质性开工", "待认定"],
        ["P3", "2026-05-10", "延期14天", "实质性开工", "待认定"],
        ["P5", "2026-05-08", "—", "仅举行仪式", "—"],
    ]


def test_due_and_not_started(view: View) -> None:
    # Working days after 20 January to 10 May: 8 in January, 16 in February, 22, 21 and 4.
    missed = table(paper(KIND, view, "2026-W19"), "卡点、说明")
    assert [[row[1], row[7], row[8]] for row in rows(missed)] == [
        ["P3", "待认定（超期14天）", "5月10日已报开工，待认定"],
        ["P5", "超期7天", "5月8日已举行仪式，无实质性开工\n等JIA：编报附件1并获确认，已71个工作日"],
    ]


def test_what_next_week_is_to_start(view: View) -> None:
    coming = table(paper(KIND, view, "2026-W19"), "12项前期事项")
    assert [row[1] for row in rows(coming)] == ["P4"]
    assert coming.caption == "2026年第20周（5月11日—17日）"


def test_who_has_filed(view: View) -> None:
    found = paper(KIND, view, "2026-W19")
    assert rows(table(found, "应报日")) == [["BAN", "2026-05-08", "2026-05-09", "迟报1个工作日"]]
    assert "应报1个：按时0个、迟报1个、未报0个。" in paras(found)
    later = paper(KIND, view, "2026-W20")
    assert rows(table(later, "应报日")) == [["BAN", "2026-05-15", "—", "未报"]]
    assert "应报1个：按时0个、迟报0个、未报1个（BAN）。" in paras(later)


def test_the_next_week_shows_what_was_certified_since_beside_the_last(view: View) -> None:
    found = paper(KIND, view, "2026-W20")
    assert "本周没有新开工项目。" in text(found)
    proved = table(found, "开工认定", 1)
    assert [[row[1], row[7], row[10]] for row in rows(proved)] == [["P3", "2026-05-10", "2026-05-12"]]
    told = beside(found)
    assert told["本周新开工（个）"] == ["0", "4", "−4"]
    assert told["其中待认定（个）"] == ["0", "3", "−3"]
    assert told["新开工总投资（亿元）"] == ["0.00", "8.00", "−8.00"]
    assert told["2026年累计开工（个）"] == ["2", "1", "+1"]
    assert told["2026年应开工未开工（个）"] == ["2", "2", "持平"]


def test_the_running_week_says_what_it_still_owes(view: View) -> None:
    (found,) = KIND.make(view.at(date(2026, 5, 13)), Week(2026, 20), "")
    missed = {row[1]: row[7] for row in rows(table(found, "卡点、说明"))}
    assert missed == {"P5": "超期10天", "P4": "本周到期"}
    (ended,) = KIND.make(view.at(date(2026, 5, 17)), Week(2026, 20), "")
    assert {row[1]: row[7] for row in rows(table(ended, "卡点、说明"))} == {
        "P5": "超期14天",
        "P4": "本周到期",
    }


def test_before_the_first_facts_there_is_no_last_week(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = District(policy, *calendars.values())
    made.project()
    made.plan("计划新开工", start_week="2026-W19")
    made.approve(2026, "2026-01-02")
    found = paper(KIND, made.view(date(2026, 1, 4)), "2026-W01")
    assert {row[1] for row in beside(found).values()} == {"—"}
    assert [one.empty for one in tables(found) if not one.rows] == [
        "本周没有新开工项目。",
        "没有应开工未开工项目。",
        "2026年第2周（1月5日—11日）没有计划开工的项目。",
        "没有应报单位。",
    ]


def test_the_first_week_of_the_demo_needs_no_older_calendar() -> None:
    found = paper(KIND, demo(LAST), "2025-W02")
    assert {row[1] for row in beside(paper(KIND, demo(LAST), "2025-W01")).values()} == {"—"}
    assert beside(found)["本周新开工（个）"] == ["0", "0", "持平"]


def test_number_and_day_come_from_the_act_alone(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = District(policy, *calendars.values())
    made.event("issued", "2026-05-11", paper="周新开工情况", period="2026-W19", number="示例〔2026〕7号")
    view = made.view(date(2026, 5, 17))
    (found,) = KIND.make(view, Week(2026, 19), "")
    assert found.imprint == Imprint("示例〔2026〕7号", date(2026, 5, 11))
    assert paper(KIND, view, "2026-W20").imprint is None


def test_a_withdrawn_project_is_no_longer_due(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = District(policy, *calendars.values())
    for key in ("P1", "P2"):
        made.project(key)
        made.plan("计划新开工", key, start_week="2026-W20")
    made.approve(2026, "2026-01-20")
    made.withdraw("2026-05-06", "P1")
    found = paper(KIND, made.view(date(2026, 5, 10)), "2026-W19")
    assert [row[1] for row in rows(table(found, "12项前期事项"))] == ["P2"]


@pytest.mark.parametrize("week", WEEKS)
def test_the_demo_weeks_agree_with_a_count_of_the_events(week: str) -> None:
    view = demo(LAST)
    found, wanted = paper(KIND, view, week), Week.parse(week)
    known = view.at(min(wanted.last, LAST)).known
    begun = [e for e in known.of_type(SubstantiveStart) if wanted.first <= e.date <= wanted.last]
    proved = {e.start for e in known.of_type(StartCertified)}
    told = beside(found)
    assert told["本周新开工（个）"][0] == str(len(begun))
    assert told["其中待认定（个）"][0] == str(sum(e.id not in proved for e in begun))
    amount = sum(known.projects[e.project].investment_total_wan for e in begun)
    assert told["新开工总投资（亿元）"][0] == f"{amount / 10000:.2f}"
    names = {known.projects[e.project].name for e in begun}
    assert names <= {row[1] for one in tables(found)[1:2] for row in rows(one)} or not begun


def test_the_same_day_writes_the_same_paper() -> None:
    view = demo(LAST)
    assert text(paper(KIND, view, "2026-W36")) == text(paper(KIND, view, "2026-W36"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (34, "三十四"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_chinese_numerals(number: int, said: str) -> None:
    assert numeral(number) == said
