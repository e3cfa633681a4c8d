"""C 分管负责人周协调清单: problems 分类分级, items, what was passed on, coordinations, by hand (O20, O30)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from paper_district import District, beside, demo, headings, paper, paras, rows, table, tables

from generator.outputs.papers.coordination import KIND
from generator.outputs.papers.sheet import Blank
from generator.outputs.tables.coordinations import CATEGORIES, LEVELS, grid, leader_weeks
from generator.records.calendar import Week
from generator.records.model.events import Coordination, Decision, IssueRaised, IssueResolved

if TYPE_CHECKING:
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

LAST = date(2026, 9, 30)
PARTS = [
    "本周需协调解决的问题",
    "上周议定事项办理情况",
    "转报区重大项目办（主要负责人、市级）的问题",
    "本周协调次数",
]


def raised(made: District, on: str, category: str, level: str = "区级", project: str = "P1") -> str:
    values = {"project": project, "category": category, "level": level, "text": f"{on}的问题"}
    return made.event("issue_raised", on, units=["JIE", "JU"], writer="JIA", **values)


def decided(made: District, on: str, project: str | None = "P1", due: str | None = None) -> str:
    held = made.event("meeting", on, level="分管负责人", convener="L1某", writer="BAN")
    values = {"meeting": held, "text": f"{on}的事项", "responsible": ["JU"], "writer": "BAN"}
    return made.event(
        "decision", on, **values, **({"due": due} if due else {}), **({"project": project} if project else {})
    )


def closed(made: District, item: str, on: str) -> None:
    made.event("closure_confirmed", on, closing=made.event("item_closed", on, item=item, result="办结"))


@pytest.fixture(scope="module")
def view(policy: Policy, calendars: dict[int, CalendarYear]) -> View:
    """Make the week of Monday 4 to Sunday 10 May 2026: P1 is L1's, P2 L2's; 9 May is worked."""
    made = District(policy, *calendars.values())
    made.project("P1")
    made.project("P2", leader="L2")
    made.approve(2026, "2026-01-20")
    oldest = raised(made, "2026-03-02", "资金")
    land = raised(made, "2026-04-20", "用地")
    up = raised(made, "2026-04-21", "征拆")
    raised(made, "2026-05-06", "审批", "市级")
    solved = raised(made, "2026-05-07", "用地")
    raised(made, "2026-05-06", "规划", "主要负责人", "P2")
    made.event("coordination", "2026-04-29", leader="L1", form="协调会", issues=[land], writer="BAN")
    made.event("coordination", "2026-05-06", leader="L1", form="现场协调", issues=[land, up], writer="BAN")
    made.event("coordination", "2026-05-08", leader="L1", form="协调会", writer="BAN")
    made.event("issue_escalated", "2026-05-08", issue=up, to="主要负责人", writer="BAN")
    made.event("issue_escalated", "2026-04-22", issue=oldest, to="区重大项目办", writer="BAN")
    made.event("issue_resolved", "2026-05-09", issue=solved, result="已解决", writer="JIA")
    decided(made, "2026-03-03", due="2026-04-20")
    decided(made, "2026-03-04", due="2026-05-09")
    decided(made, "2026-03-05")
    decided(made, "2026-03-06", project=None, due="2026-05-20")
    closed(made, decided(made, "2026-03-09", due="2026-04-28"), "2026-04-27")
    closed(made, decided(made, "2026-03-10", due="2026-04-29"), "2026-05-07")
    closed(made, decided(made, "2026-03-11", due="2026-04-24"), "2026-04-24")
    decided(made, "2026-03-12", project="P2")
    made.event("report_filed", "2026-05-08", report="周协调清单", period="2026-W19", writer="BAN")
    return made.view(date(2026, 5, 17))


def test_a_leaders_list_has_four_parts(view: View) -> None:
    found = paper(KIND, view, "2026-W19", "L1")
    assert found.title == "L1某分管项目周协调清单（2026年第19周）"
    assert (found.stem, found.page, found.leader) == ("C-2026-W19-L1", "papers/c/2026-W19.md", "L1")
    assert (found.form, found.size, found.issuer) == ("表格", "A4横", "BAN")
    assert headings(found) == [f"{number}、{part}" for number, part in zip("一二三四", PARTS, strict=True)]
    assert paras(found)[0] == (
        "台账中未解决的问题4个，本周新提出2个、解决1个、转报1个；未办结的议定事项4项，其中超期2项；本周协调2次。"
    )


def test_problems_by_level_then_category_the_oldest_never_dropped(view: View) -> None:
    found = table(paper(KIND, view, "2026-W19", "L1"), "建议")
    # Working days to 10 May: 4 in May; after 20 April 8 more, after the 21st 7; after 2 March 21 and 21.
    assert [row[1:3] + row[4:5] + row[7:8] for row in rows(found)] == [
        ["区级", "用地", "2026-04-20的问题", "2026-04-20\n已12个工作日"],
        ["区级", "资金", "2026-03-02的问题", "2026-03-02\n已46个工作日"],
        ["主要负责人", "征拆", "2026-04-21的问题", "2026-04-21\n已11个工作日"],
        ["市级", "审批", "2026-05-06的问题", "2026-05-06\n已3个工作日"],
    ]
    assert [row[8] for row in rows(found)] == [
        "分管负责人2次（最近2026-05-06）",
        "未上会\n2026-04-22转报区重大项目办",
        "分管负责人1次（最近2026-05-06）\n2026-05-08转报主要负责人",
        "未上会",
    ]
    assert {row[6] for row in rows(found)} == {"JIE、JU"}
    assert {type(row[9]) for row in found.rows} == {Blank}


def test_the_grid_counts_level_by_category(view: View) -> None:
    found = table(paper(KIND, view, "2026-W19", "L1"), "征拆")
    assert rows(found) == [
        ["区级", "0", "1", "0", "0", "0", "1", "0", "2"],
        ["主要负责人", "1", "0", "0", "0", "0", "0", "0", "1"],
        ["市级", "0", "0", "0", "1", "0", "0", "0", "1"],
        ["合计", "1", "1", "0", "1", "0", "1", "0", "4"],
    ]
    assert all(not any(line.values()) for line in grid([]).values())
    assert (tuple(grid([])), tuple(grid([])["市级"])) == (LEVELS, CATEGORIES)


def test_items_the_longest_overdue_first_then_those_closed_since_last_monday(view: View) -> None:
    found = table(paper(KIND, view, "2026-W19", "L1"), "办理情况")
    # After 20 April: 8 working days in April, 4 in May; 9 May is the last one before Sunday.
    # Of those closed, 27 April is last Monday, 24 April before it; 29 April to 7 May: 30 April, 6, 7 May.
    assert [[row[1], row[5], row[6]] for row in rows(found)] == [
        ["2026-03-03的事项", "2026-04-20", "超期12个工作日未办结"],
        ["2026-03-04的事项", "2026-05-09", "到期未办结"],
        ["2026-03-06的事项", "2026-05-20", "未到期"],
        ["2026-03-05的事项", "无时限", "在办"],
        ["2026-03-09的事项", "2026-04-28", "提前办结"],
        ["2026-03-10的事项", "2026-04-29", "超期办结（超期3个工作日）"],
    ]
    said = "跟踪议定事项6项：超期未办结2项、未到期1项、无时限在办1项、上周以来办结2项。"
    assert said in paras(paper(KIND, view, "2026-W19", "L1"))


def test_a_closing_nobody_confirmed_is_said(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = District(policy, *calendars.values())
    made.project()
    item = decided(made, "2026-03-03", due="2026-04-30")
    made.event("item_closed", "2026-04-29", item=item, result="办结", writer="JU")
    found = paper(KIND, made.view(date(2026, 5, 10)), "2026-W19", "L1")
    assert [row[6] for row in rows(table(found, "办理情况"))] == ["超期4个工作日未办结，已报办结待确认"]


def test_what_is_open_of_a_withdrawn_project_stays(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = District(policy, *calendars.values())
    made.project()
    raised(made, "2026-03-02", "资金")
    decided(made, "2026-03-03")
    made.withdraw("2026-04-01")
    found = paper(KIND, made.view(date(2026, 5, 10)), "2026-W19", "L1")
    assert [row[3] for row in rows(table(found, "建议"))] == ["P1\n项目已退库"]
    assert [row[2] for row in rows(table(found, "办理情况"))] == ["P1\n项目已退库"]


def test_what_was_passed_on_and_how_often_the_leader_coordinated(view: View) -> None:
    found = paper(KIND, view, "2026-W19", "L1")
    assert [row[1:5] for row in rows(table(found, "转报给"))] == [
        ["2026-05-08", "主要负责人", "P1", "2026-04-21的问题"]
    ]
    assert rows(table(found, "协调的问题")) == [
        ["1", "2026-05-06", "现场协调", "P1：2026-04-20的问题\nP1：2026-04-21的问题"],
        ["2", "2026-05-08", "协调会", "—"],
    ]
    assert (
        "本周协调2次（协调会1次、现场协调1次），上周1次。每周至少协调一次：已协调。周协调清单报送：按时。"
        in paras(found)
    )


def test_the_counts_beside_last_week(view: View) -> None:
    assert beside(paper(KIND, view, "2026-W19", "L1")) == {
        "未解决的问题（个）": ["4", "3", "+1"],
        "本周新提出（个）": ["2", "0", "+2"],
        "本周解决（个）": ["1", "0", "+1"],
        "本周转报（个）": ["1", "0", "+1"],
        "未办结议定事项（项）": ["4", "5", "−1"],
        "超期未办结（项）": ["2", "2", "持平"],
        "本周协调（次）": ["2", "1", "+1"],
    }


def test_a_quiet_week_says_so(view: View) -> None:
    found = paper(KIND, view, "2026-W20", "L1")
    empty = [one.empty for one in tables(found) if not one.rows]
    assert empty == ["本周没有转报的问题。", "本周没有协调。"]
    assert "本周协调0次，上周2次。每周至少协调一次：未协调。周协调清单报送：未报。" in paras(found)
    assert len(rows(table(found, "建议"))) == 4


def test_every_leader_in_turn(view: View) -> None:
    found = paper(KIND, view, "2026-W19")
    assert [head for head in headings(found) if head[1] == "、"] == [
        "一、总体情况",
        "二、L1某（BAN）",
        "三、L2某",
    ]
    assert rows(table(found, "清单报送")) == [
        ["L1某", "4", "2", "1", "1", "4", "2", "2", "1", "已协调", "按时"],
        ["L2某", "1", "1", "0", "0", "1", "0", "0", "0", "未协调", "—"],
    ]


def test_an_unknown_leader_gets_words(view: View) -> None:
    assert paras(paper(KIND, view, "2026-W19", "L9")) == ["没有这位分管负责人。"]


def test_before_the_week_ends_nobody_has_failed(view: View) -> None:
    (found,) = KIND.make(view.at(date(2026, 5, 13)), Week(2026, 20), "L1")
    assert any("每周至少协调一次：本周未满" in para for para in paras(found))


@pytest.mark.parametrize("week", ["2026-W27", "2026-W33", "2026-W37", "2026-W39", "2026-W40"])
def test_the_demo_weeks_agree_with_a_count_of_the_events(week: str) -> None:
    view, wanted = demo(LAST), Week.parse(week)
    now = view.at(min(wanted.last, LAST))
    told, known = beside(paper(KIND, view, week)), now.known
    settled = {event.issue for event in known.of_type(IssueResolved)}
    open_ = [event for event in known.of_type(IssueRaised) if event.id not in settled]
    held = [e for e in known.of_type(Coordination) if wanted.first <= e.date <= wanted.last]
    items = [e.id for e in known.of_type(Decision) if now.report.facts.items[e.id].closed is None]
    assert told["未解决的问题（个）"][0] == str(len(open_))
    assert told["未办结议定事项（项）"][0] == str(len(items))
    assert told["本周协调（次）"][0] == str(len(held))
    listed = [problem.raised.id for one in leader_weeks(now, wanted).values() for problem in one.open]
    assert sorted(listed) == sorted(event.id for event in open_)


def test_the_leaders_own_lists_sum_to_the_whole() -> None:
    view = demo(LAST)
    own = [beside(paper(KIND, view, "2026-W39", leader.id)) for leader in view.leaders]
    for name, (now, ago, _) in beside(paper(KIND, view, "2026-W39")).items():
        assert int(now) == sum(int(each[name][0]) for each in own)
        assert int(ago) == sum(int(each[name][1]) for each in own)
