"""Paper O 台账: nothing open is ever dropped, the most overdue first, every count by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from built import Built
from places import ROOT
from reading import cells, column, headings, leader, tables, totals, view, words

from generator.mechanism.report import report
from generator.outputs.papers.docket import KIND
from generator.outputs.view import View
from generator.records.calendar import Month, Week
from generator.records.load import load
from generator.records.model.events import (
    ClosureConfirmed,
    Decision,
    IssueEscalated,
    IssueRaised,
    IssueResolved,
    ItemClosed,
)

if TYPE_CHECKING:
    from datetime import date

    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)


class Ids(dict[str, str]):
    """The ids of what the hand-made district holds, by what it is."""


@pytest.fixture
def built(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *calendars.values())
    for key in ("JIA", "YI", "BING"):
        made.unit(key)
    leader(made)
    made.project("P1")
    made.project("P2", ["YI"])
    return made


@pytest.fixture
def ids(built: Built) -> Ids:
    """Items: one 30 working days late, one closed late, one due, two untimed; problems: three."""
    found = Ids()
    first = meeting(built, "2026-06-01", "主任办公会")
    found["late"] = decide(built, first, "2026-06-01", due="2026-08-19")
    found["closed"] = decide(built, first, "2026-06-01", due="2026-09-01")
    close(built, found["closed"], "2026-09-03")
    found["moved"] = decide(built, first, "2026-06-01", due="2026-09-10", responsible=["YI"])
    built.event("due_changed", "2026-09-09", item=found["moved"], due="2026-10-15", decided_on="2026-09-09")
    found["untimed"] = decide(built, first, "2026-06-01")
    found["again"] = decide(built, first, "2026-06-01", responsible=["BING"])
    for on in ("2026-07-01", "2026-08-03", "2026-09-01"):
        meeting(built, on, "主任办公会", found["again"])
    found["gone"] = decide(built, first, "2026-06-01", due="2026-07-01")
    close(built, found["gone"], "2026-08-20")
    found["old"] = problem(built, "2026-03-02", "P1", "YI")
    found["up"] = problem(built, "2026-09-02", "P2", "BING")
    found["solved"] = problem(built, "2026-08-03", "P1", "JIA")
    built.event("coordination", "2026-09-07", leader="L1", form="协调会", issues=[found["old"], found["up"]])
    built.event("issue_escalated", "2026-09-08", issue=found["up"], to="区重大项目办")
    built.event("issue_escalated", "2026-09-15", issue=found["up"], to="市级")
    built.event("issue_resolved", "2026-09-20", issue=found["solved"], result="已解决")
    return found


def meeting(built: Built, on: str, level: str, *agenda: str) -> str:
    return built.event("meeting", on, level=level, convener="张某", agenda=list(agenda))


def decide(built: Built, held: str, on: str, **more: object) -> str:
    return built.event(
        "decision", on, **({"meeting": held, "text": "落实用地", "responsible": ["JIA"]} | more)
    )


def close(built: Built, key: str, on: str) -> None:
    closing = built.event("item_closed", on, item=key, result="已办结")
    built.event("closure_confirmed", on, closing=closing)


def problem(built: Built, on: str, project: str, unit: str) -> str:
    values = {"category": "用地", "level": "区级", "text": "净地未移交", "units": [unit]}
    return built.event("issue_raised", on, project=project, **values)


def drawn(seen: View, scope: str = "", month: Month = SEPTEMBER) -> Paper:
    (paper,) = KIND.make(seen, month, scope)
    return paper


def test_open_ones_stay_the_most_overdue_first_then_what_was_closed(built: Built, ids: Ids) -> None:
    paper = drawn(view(built, SEPTEMBER.last))
    table = tables(paper, "议定事项台账")[0]
    order = [ids[name] for name in ("late", "again", "moved", "untimed", "closed")]
    assert column(table, "编号") == order
    # 19 August to 30 September: 8 working days in August, 22 in September.
    assert column(table, "超期（工作日）") == ["30", "0", "0", "0", "2"]
    assert column(table, "超期档") == ["超20个工作日", "—", "—", "—", "—"]
    assert column(table, "状态") == ["超期未办结", "无时限", "未到期", "无时限", "超期办结"]


def test_limits_and_meetings_in_words(built: Built, ids: Ids) -> None:
    table = tables(drawn(view(built, SEPTEMBER.last)), "议定事项台账")[0]
    limits = dict(zip(column(table, "编号"), column(table, "时限（原→现）"), strict=True))
    assert limits[ids["moved"]] == "原 2026-09-10\n现 2026-10-15（调整1次）"
    assert (limits[ids["untimed"]], limits[ids["late"]]) == ("无时限", "2026-08-19")
    held = dict(zip(column(table, "编号"), column(table, "上会次数（层级）"), strict=True))
    assert held[ids["again"]] == "主任办公会4次\n已扣分2次"
    assert held[ids["late"]] == "主任办公会1次"


def test_problems_with_their_way_up_and_the_oldest_first(built: Built, ids: Ids) -> None:
    table = tables(drawn(view(built, SEPTEMBER.last)), "问题台账")[0]
    assert column(table, "编号") == [ids["old"], ids["up"], ids["solved"]]
    assert column(table, "级别（及转报）") == [
        "区级", "区级\n→区重大项目办（2026-09-08）\n→市级（2026-09-15）", "区级",
    ]  # fmt: skip
    assert column(table, "状态") == ["协调中", "已转报市级", "已解决\n2026-09-20"]
    assert column(table, "上会次数（层级）") == ["分管负责人1次", "分管负责人1次", "0"]
    assert column(table, "涉及单位") == ["YI、JIA", "BING、YI", "JIA"]


def test_counts_of_the_month_beside_the_last(built: Built, ids: Ids) -> None:
    assert ids
    beside = totals(tables(drawn(view(built, SEPTEMBER.last)), "总体情况")[0])
    assert {name: row[:2] for name, row in beside.items()} == {
        "未解决问题（个）": ("2", "2"),
        "本月提出问题（个）": ("1", "1"),
        "本月解决问题（个）": ("1", "0"),
        "本月转报区重大项目办（个）": ("1", "0"),
        "本月转报主要负责人（个）": ("0", "0"),
        "本月转报市级（个）": ("1", "0"),
        "未办结议定事项（项）": ("4", "5"),
        "本月议定（项）": ("0", "0"),
        "本月办结（项）": ("1", "1"),
        "超期未办结（项）": ("1", "1"),
        "其中超5个工作日（项）": ("0", "1"),
        "其中超10个工作日（项）": ("0", "0"),
        "其中超20个工作日（项）": ("1", "0"),
        "无时限反复上会（项）": ("1", "1"),
        "本年办结率": ("33.3%", "16.7%"),
        "本年按期办结率": ("0.0%", "0.0%"),
    }


def test_one_unit_keeps_its_own(built: Built, ids: Ids) -> None:
    paper = drawn(view(built, SEPTEMBER.last), "YI")
    assert headings(paper) == ["一、总体情况", "二、问题台账", "三、议定事项台账", "四、本月转报的问题"]
    assert column(tables(paper, "议定事项台账")[0], "编号") == [ids["moved"]]
    assert column(tables(paper, "问题台账")[0], "编号") == [ids["old"], ids["up"]]
    assert column(tables(paper, "本月转报的问题")[0], "转报给") == ["区重大项目办", "市级"]
    assert (paper.stem, paper.unit, paper.title) == ("O-2026-09-YI", "YI", "YI2026年9月问题和议定事项台账")


def test_units_side_by_side_where_a_line_counts_for_each(built: Built, ids: Ids) -> None:
    assert ids
    table = tables(drawn(view(built, SEPTEMBER.last)), "各单位台账情况")[0]
    assert [row[:8] for row in cells(table)] == [
        ["BING", "1", "1", "0", "1", "0", "0", "0"],
        ["JIA", "1", "0", "1", "2", "0", "1", "1"],
        ["YI", "2", "1", "0", "1", "0", "0", "0"],
    ]


def test_a_closing_reported_and_not_confirmed_leaves_it_open(built: Built, ids: Ids) -> None:
    built.event("item_closed", "2026-09-29", item=ids["late"], result="已办")
    table = tables(drawn(view(built, SEPTEMBER.last)), "议定事项台账")[0]
    assert column(table, "办结日")[0] == "已报办结，待确认\n2026-09-29"


def test_a_closing_confirmed_in_the_next_month_is_closed_there(built: Built, ids: Ids) -> None:
    closing = built.event("item_closed", "2026-08-28", item=ids["late"], result="已办")
    built.event("closure_confirmed", "2026-09-03", closing=closing)
    paper = drawn(view(built, SEPTEMBER.last))
    table = tables(paper, "议定事项台账")[0]
    closed = dict(zip(column(table, "编号"), column(table, "办结日"), strict=True))
    assert closed[ids["late"]] == "2026-08-28"
    assert totals(tables(paper, "总体情况")[0])["本月办结（项）"] == ("2", "1", "+1")


def test_an_empty_month_says_so_and_an_unknown_unit_has_no_docket(built: Built) -> None:
    paper = drawn(view(built, SEPTEMBER.last), "BING")
    assert [table.rows for table in tables(paper)[1:]] == [(), (), ()]
    assert "未解决问题0个，本月提出0个、解决0个" in words(paper)
    assert KIND.make(view(built, SEPTEMBER.last), SEPTEMBER, "XX") == ()
    assert KIND.make(view(built, SEPTEMBER.last), Week(2026, 39), "") == ()


@pytest.mark.parametrize("number", range(1, 10))
def test_the_demo_districts_docket_holds_all_and_only(number: int) -> None:
    portfolio, _ = load(ROOT)
    month = Month(2026, number)
    seen = View(report(portfolio, month.last), portfolio, report_on=lambda day: report(portfolio, day))
    known = seen.known
    paper = drawn(seen, month=month)
    proofs = {act.closing: act.date for act in known.of_type(ClosureConfirmed)}
    ended: dict[str, date] = {}
    for act in known.of_type(ItemClosed):
        if act.id in proofs:
            ended[act.item] = min(proofs[act.id], ended.get(act.item, month.last))
    decided = known.of_type(Decision)
    items = {one.id for one in decided if one.id not in ended or ended[one.id] >= month.first}
    assert sorted(column(tables(paper, "议定事项台账")[0], "编号")) == sorted(items)
    settled = {act.issue: act.date for act in reversed(known.of_type(IssueResolved))}
    raised = known.of_type(IssueRaised)
    problems = {one.id for one in raised if one.id not in settled or settled[one.id] >= month.first}
    assert sorted(column(tables(paper, "问题台账")[0], "编号")) == sorted(problems)
    beside = totals(tables(paper, "总体情况")[0])
    assert beside["未解决问题（个）"][0] == str(sum(one.id not in settled for one in raised))
    now, ago = (int(count) for count in beside["未办结议定事项（项）"][:2])
    assert now == ago + int(beside["本月议定（项）"][0]) - int(beside["本月办结（项）"][0])
    now, ago = (int(count) for count in beside["未解决问题（个）"][:2])
    assert now == ago + int(beside["本月提出问题（个）"][0]) - int(beside["本月解决问题（个）"][0])
    acts = [act for act in known.of_type(IssueEscalated) if act.date >= month.first]
    assert len(tables(paper, "本月转报的问题")[0].rows) == len(acts)
