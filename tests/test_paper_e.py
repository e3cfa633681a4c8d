"""E 月度通报: every number of a month counted once more, by hand and from the raw facts (O18, O32, O40)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from paper_district import District, beside, demo, headings, paper, paras, rows
from reading import column, heads, tables

from generator.outputs.papers.bulletin import KIND
from generator.outputs.papers.sheet import Blank, Imprint, Para, Table
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

WEEKS = {"P1": "2026-W19", "P2": "2026-W30", "P3": "2026-W17", "P4": "2026-W22", "P5": "2026-W18"}


@pytest.fixture(scope="module")
def view(policy: Policy, calendars: dict[int, CalendarYear]) -> View:
    """Five planned starts, a preliminary project and two carried over; May 2026 is the month to tell of."""
    made = District(policy, *calendars.values())
    for key, week in WEEKS.items():
        made.project(key, leads=["JIA", "YI"] if key == "P3" else ["JIA"])
        made.plan("计划新开工", key, start_week=week)
    made.project("P6", leader="L2")
    made.plan("开展前期", "P6")
    for key, month in {"P7": "2026-12", "P8": "2026-06"}.items():
        made.project(key, leads=["YI"], leader="L2")
        node = [{"id": "M1", "name": "封顶", "due_month": "2026-03"}] if key == "P7" else []
        made.plan("结转续建", key, completion_month=month, milestones=node)
        made.start("2025-12-01", "2025-12-08", key)
    made.approve(2026, "2026-01-20")
    _works(made)
    _disputes(made)
    return made.view(date(2026, 6, 30))


def _works(made: District) -> None:
    made.start("2026-05-06", "2026-05-07", "P1")
    made.start("2026-05-20", "2026-05-25", "P2")
    made.start("2026-05-10", "2026-05-12", "P3")
    made.event("ceremony", "2026-05-08", project="P5")
    made.start("2026-05-09", "2026-05-12", "P6")
    made.finish("2026-05-20", "2026-05-22", "P8", kind="commissioned")
    words = {"image_progress": "完成桩基"}
    made.event("monthly_report", "2026-04-24", project="P7", month="2026-04", invested_ytd_wan="200", **words)
    made.event("monthly_report", "2026-05-25", project="P7", month="2026-05", invested_ytd_wan="500", **words)
    told = words | {"entered_statistics_on": "2026-05-20"}
    made.event("monthly_report", "2026-05-25", project="P1", month="2026-05", invested_ytd_wan="300", **told)


def _disputes(made: District) -> None:
    held = made.event("meeting", "2026-05-04", level="分管负责人", convener="L1某")
    words = {"meeting": held, "text": "供水接驳"}
    kept = made.event("decision", "2026-05-04", responsible=["JIE"], due="2026-05-15", **words)
    made.event("decision", "2026-05-04", responsible=["JU"], due="2026-05-15", **words)
    again = made.event("decision", "2026-05-04", responsible=["JU"], **words)
    for day in ("2026-05-11", "2026-05-18"):
        made.event("meeting", day, level="分管负责人", convener="L1某", agenda=[again])
    closing = made.event("item_closed", "2026-05-14", item=kept, result="已办结")
    made.event("closure_confirmed", "2026-05-15", closing=closing)
    for number, day in enumerate(("2026-04-08", "2026-05-12", "2026-05-20"), 1):
        made.event("supervision", day, unit="JU", number=f"督{number}号", matter="逾期未办")
    card = {"unit": "JU", "colour": "黄牌", "year": "2026", "ordinal": "1", "issued_on": "2026-04-09"}
    made.event("card_issued", "2026-04-09", number="黄1号", **card)
    for level in ("区级", "市级"):
        raised = {"project": "P1", "category": "用地", "level": level, "text": "指标不足", "units": ["JU"]}
        key = made.event("issue_raised", "2026-05-05", **raised)
    made.event("issue_escalated", "2026-05-06", issue=key, to="市级")
    solved = made.event("issue_raised", "2026-05-05", **raised | {"category": "规划"})
    made.event("issue_resolved", "2026-05-29", issue=solved, result="已解决")
    made.event(
        "issued", "2026-06-03", paper="月度通报", period="2026-05", number="示例〔2026〕5号", signer="张某"
    )


def lists(found: Paper, heading: str) -> list[str]:
    """Name the projects a section lists."""
    return [name for one in tables(found, heading) if one.rows for name in column(one, "项目名称")]


def annex(found: Paper, number: int) -> Table:
    """Give an annex's table."""
    (made, *_) = found.annexes[number].blocks
    assert isinstance(made, Table)
    return made


def test_the_sections_in_their_order(view: View) -> None:
    found = paper(KIND, view, "2026-05")
    assert found.title == "关于2026年5月全区重大产业项目推进情况的通报"
    assert (found.stem, found.page, found.form) == ("E-2026-05", "bulletins/2026-05.md", "通报")
    assert (found.as_of, found.period) == (date(2026, 5, 31), "2026年5月")
    chapters = [text for text in headings(found) if text[1] == "、"]
    assert [text[0] for text in chapters] == list("一二三四五六七八")
    assert [one.title for one in found.annexes] == [
        "各分管负责人项目推进情况",
        "各责任单位项目推进情况",
        "街道、审批部门和责任单位议定事项办理情况",
    ]
    assert "区委、区政府督查室" in found.copies


def test_every_indicator_counted_by_hand(view: View) -> None:
    # Due by 31 May: weeks 17, 18, 19 and 22. Invested: 300 + 500 of eight plans of 1000; 5/12 were asked for.
    assert beside(paper(KIND, view, "2026-05")) == {
        "计划新开工（个）": ["5", "5", "持平"],
        "到期应开工（个）": ["4", "1", "+3"],
        "已开工（个）": ["3", "0", "+3"],
        "提前开工（个）": ["1", "0", "+1"],
        "延期开工（个）": ["1", "0", "+1"],
        "应开工未开工（个）": ["2", "1", "+1"],
        "仪式无实质进展（个）": ["1", "0", "+1"],
        "在建节点滞后（个）": ["1", "1", "持平"],
        "年内竣工（个）": ["1", "0", "+1"],
        "年度开工率": ["60.0%", "0.0%", "+60.0个百分点"],
        "到期开工率": ["75.0%", "0.0%", "+75.0个百分点"],
        "投资完成率": ["10.0%", "2.5%", "+7.5个百分点"],
        "竣工率": ["50.0%", "0.0%", "+50.0个百分点"],
        "纳统率": ["33.3%", "—", "—"],
        "累计完成投资（亿元）": ["0.08", "0.02", "+0.06"],
        "较序时进度（百分点）": ["慢31.7", "慢30.8", "−0.9个百分点"],
        "议定事项（项）": ["3", "0", "+3"],
        "超期未办结（项）": ["1", "0", "+1"],
        "办结率": ["33.3%", "—", "—"],
        "按期办结率": ["50.0%", "—", "—"],
        "本年黄牌（张）": ["3", "1", "+2"],
        "本年红牌（张）": ["1", "0", "+1"],
    }


def test_the_sentences_readers_know(view: View) -> None:
    said = paras(paper(KIND, view, "2026-05"))
    assert (
        "截至5月底，年度计划新开工5个，到期应开工4个，已开工3个，其中提前开工1个、延期开工1个；应开工未开工2个。"
        "年度开工率60.0%，到期开工率75.0%。开展前期项目1个，已转开工1个。"
    ) in said
    assert (
        "1—5月累计完成投资0.08亿元（3个在建项目没有报5月月报，按已报的计），占年度计划的10.0%，慢于序时进度31.7个百分点。"
        in said
    )
    assert (
        "承办议定事项的有街道1个、审批部门1个。应办3项，办结率33.3%；到期2项，按期办结率50.0%；"
        "超期满5个、10个、20个工作日的（含超期后办结的）分别为0项、1项、0项，反复上会的1项。各单位办理情况见附件3。"
    ) in said
    assert "本月新发黄牌2张、红牌1张；年内累计黄牌3张、红牌1张。" in said
    assert "台账中未解决的问题2个，其中用地类2个；已转报上级协调的1个。" in said


def test_the_lists_name_those_counted(view: View) -> None:
    found = paper(KIND, view, "2026-05")
    assert lists(found, "应开工未开工") == ["P5", "P4"]
    assert lists(found, "本月新开工") == ["P1", "P2", "P3", "P6"]
    assert lists(found, "年内提前开工") == ["P2"]
    assert lists(found, "年内延期开工") == ["P3"]
    assert lists(found, "新开工项目进展") == ["P1", "P2", "P3", "P6"]
    assert lists(found, "仪式无实质进展") == ["P5"]
    assert lists(found, "滞后项目") == ["P7"]
    assert lists(found, "本月完工投产") == ["P8"]
    (missed,) = tables(found, "应开工未开工")
    assert column(missed, "结果") == ["应开工未开工，超期28天，仅有仪式", "应开工未开工，今日到期"]
    (late,) = tables(found, "年内延期开工")
    assert column(late, "结果") == ["延期开工14天"]
    (done,) = tables(found, "本月完工投产")
    assert column(done, "结果") == ["提前"]
    (behind,) = tables(found, "滞后项目")
    assert column(behind, "超期（天）") == ["61"]
    (overdue,) = tables(found, "超期未办结")
    assert column(overdue, "状态") == ["超期未办结，超期10个工作日"]


def test_a_project_that_has_not_reported_is_told_so(view: View) -> None:
    (table,) = tables(paper(KIND, view, "2026-05"), "三、新开工")
    assert [[row[1], *row[5:]] for row in rows(table)] == [
        ["P1", "300", "30.0%", "完成桩基", "已纳统"],
        ["P2", "—", "—", "未报", "未纳统"],
        ["P3", "—", "—", "未报", "未纳统"],
        ["P6", "—", "—", "未报", "未纳统"],
    ]


def test_every_card_of_the_year_with_its_supervision(view: View) -> None:
    (table,) = tables(paper(KIND, view, "2026-05"), "黄牌")
    assert rows(table) == [
        ["2026-05-20", "JU", "黄牌", "3", "督3号", "应发未发", "是"],
        ["2026-05-12", "JU", "红牌", "1", "督1号、督2号", "应发未发", "是"],
        ["2026-05-12", "JU", "黄牌", "2", "督2号", "应发未发", "是"],
        ["2026-04-08", "JU", "黄牌", "1", "督1号", "黄1号", ""],
    ]
    (march,) = tables(paper(KIND, view, "2026-03"), "黄牌")
    assert (march.rows, march.empty) == ((), "本年没有发牌。")


def test_leaders_and_units_each_in_full(view: View) -> None:
    found = paper(KIND, view, "2026-05")
    columns = ("计划新开工", "到期应开工", "已开工", "在建", "节点滞后")
    told = [list(zip(*(column(annex(found, n), head) for head in columns), strict=True)) for n in (0, 1)]
    assert column(annex(found, 0), "分管负责人") == ["L1某", "L2某"]
    assert told[0] == [("5", "4", "3", "3", "0"), ("0", "0", "0", "2", "1")]
    assert column(annex(found, 1), "责任单位") == ["JIA", "YI"]
    assert told[1] == [("5", "4", "3", "4", "0"), ("1", "1", "1", "2", "1")]
    street, office = rows(annex(found, 2))[::-1]
    assert street == ["JIE", "街道", "1", "1", "100.0%", "1", "1", "100.0%", "—", "0", "—", *"0000"]
    assert office == ["JU", "审批部门", "2", "0", "0.0%", "1", "0", "0.0%", "—", "1", "—", *"0101"]


def test_number_and_signer_only_from_the_act(view: View) -> None:
    assert paper(KIND, view, "2026-05").imprint == Imprint("示例〔2026〕5号", date(2026, 6, 3), "张某")
    assert paper(KIND, view, "2026-04").imprint is None
    (before,) = KIND.make(view.at(date(2026, 5, 31)), Month(2026, 4), "")
    assert before.imprint is None


def test_what_comes_next_is_left_to_a_person(view: View) -> None:
    last = paper(KIND, view, "2026-05").blocks[-1]
    assert isinstance(last, Para)
    assert last.runs[0] == "下步要求："
    assert isinstance(last.runs[1], Blank)


def test_a_month_with_nothing(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = District(policy, *calendars.values())
    found = paper(KIND, made.view(date(2026, 2, 28)), "2026-02")
    told = beside(found)
    assert told["已开工（个）"] == ["0", "0", "持平"]
    assert told["到期开工率"] == ["—", "—", "—"]
    assert told["较序时进度（百分点）"] == ["—", "—", "—"]
    listed = [one for one in tables(found) if heads(one)[0] == "序号"]
    assert len(listed) == 10
    assert not any(one.rows for one in listed)
    assert "1—2月累计完成投资0.00亿元，没有年度投资计划。" in paras(found)
    assert not any(annex(found, number).rows for number in range(3))


def test_without_a_calendar_the_duties_are_not_guessed(policy: Policy) -> None:
    made = District(policy)
    found = paper(KIND, made.view(date(2026, 2, 28)), "2026-02")
    assert tables(found, "六、") == []
    assert "缺少工作日历，本节无法计算，见网站“数据质量”。" in paras(found)


def test_only_a_month_has_a_bulletin(view: View) -> None:
    assert KIND.make(view, Week(2026, 19), "") == ()


MONTHS = [f"2026-{number:02}" for number in range(1, 10)]


@pytest.mark.parametrize("month", MONTHS[1:])
def test_last_period_is_what_last_months_paper_said(month: str) -> None:
    view = demo(date(2026, 9, 30))
    found, last = paper(KIND, view, month), paper(KIND, view, str(Month.parse(month).shift(-1)))
    assert {name: row[1] for name, row in beside(found).items()} == {
        name: row[0] for name, row in beside(last).items()
    }
    for number in (0, 1, 2):
        one, other = (_groups(annex(each, number)) for each in (found, last))
        assert one, "an annex sets two periods side by side"
        for (unit, group), (_, before) in one.items():
            assert before == other.get((unit, group), ("—", "—"))[0]


def _groups(table: Table) -> dict[tuple[str, str], tuple[str, str]]:
    """Give 本期 and 上期 of every unit and indicator."""
    places = [place for place, one in enumerate(table.columns) if one.head == "上期"]
    return {(row[0], table.columns[p].group): (row[p - 1], row[p]) for row in rows(table) for p in places}


def test_a_years_first_month_stands_alone() -> None:
    view = demo(date(2026, 9, 30))
    for month in ("2025-01", "2026-01"):
        assert {row[1] for row in beside(paper(KIND, view, month)).values()} == {"—"}
