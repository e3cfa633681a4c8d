"""G 年度考核: the mean of four quarters × 10/35, the bonus and its cap, worked by hand (四(四); O38–O39)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from paper_district import District, demo, headings, paper, paras, rows, table
from reading import heads, tables

from generator.outputs.papers.annual import KIND
from generator.outputs.papers.sheet import Imprint, Name
from generator.records.calendar import Quarter
from generator.records.model.events import Commendation, Supervision
from generator.records.model.organisations import Organisation

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

END = date(2026, 12, 31)


@pytest.fixture
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    """JIA closed one item early in the first quarter of 2026; nothing else happened all year."""
    district = District(policy, *calendars.values())
    held = district.event("meeting", "2026-02-02", level="分管负责人", convener="L1某")
    item = {"meeting": held, "text": "落实用地指标", "due": "2026-03-20", "responsible": ["JIA"]}
    key = district.event("decision", "2026-02-02", **item)
    done = district.event("item_closed", "2026-03-02", item=key, result="已办结")
    district.event("closure_confirmed", "2026-03-03", closing=done)
    return district


def bonus(district: District, on: str, unit: str, points: str) -> None:
    """Decide a bonus of 2026."""
    words = {"writer": "ZZB", "basis": "市政府通报表扬（示例）"}
    district.event("bonus_decided", on, unit=unit, year="2026", points=points, **words)


def results(found: Paper) -> dict[str, list[str]]:
    """Give each unit's line: rank, then all after the name."""
    return {row[1]: [row[0], *row[2:]] for row in rows(table(found, "折算分"))}


def test_a_year_by_hand(made: District) -> None:
    # JIA 100.60, then +3 each quarter, +6 in the fourth: 412.60 / 4 = 103.15, × 10/35 = 29.4714…
    # The others 100, then −2 as 末位席 together, −4 in the fourth: 392 / 4 = 98, × 10/35 = 28.
    found = paper(KIND, made.view(END), "2026")
    assert (found.stem, found.page, found.form) == ("G-2026", "rankings/2026.md", "通报")
    assert found.title == "2026年度重大产业项目推进目标考核结果"
    assert headings(found) == ["一、考核结果", "二、计算口径", "三、奖励加分及依据", "四、年内黄牌和红牌"]
    last = ["2", "100.00", "98.00", "98.00", "96.00", "98.00", "28.00", "0", "28.00", "—", "—"]
    assert results(found) == {
        "JIA": ["1", "100.60", "103.00", "103.00", "106.00", "103.15", "29.47", "0", "29.47", "—", "—"],
        **dict.fromkeys(("BAN", "JIE", "JU", "YI"), last),
    }
    (said,) = [text for text in paras(found) if "10/35" in text]
    assert "四个季度权数相等" in said
    assert "奖励加分最高5分" in said


def test_the_bonus_stands_in_its_own_column_and_ends_at_five(made: District) -> None:
    bonus(made, "2026-12-20", "YI", "3.5")
    bonus(made, "2026-12-28", "YI", "2")
    bonus(made, "2026-12-28", "JIE", "1.5")
    made.event("commendation", "2026-11-10", unit="JIE", honour="市级表彰（示例）")
    found = paper(KIND, made.view(END), "2026")
    told = results(found)
    assert told["YI"][0:1] + told["YI"][5:9] == ["1", "98.00", "28.00", "+5", "33.00"]
    assert told["JIE"][0:1] + told["JIE"][5:9] == ["2", "98.00", "28.00", "+1.5", "29.50"]
    assert [told[unit][0] for unit in ("JIA", "BAN", "JU")] == ["3", "4", "4"]
    (grounds,) = tables(found, "奖励加分及依据")
    assert [row[:5] for row in rows(grounds)] == [
        ["YI", "加分", "2026-12-20", "+3.5", "市政府通报表扬（示例）"],
        ["YI", "加分", "2026-12-28", "+2", "市政府通报表扬（示例）"],
        ["JIE", "加分", "2026-12-28", "+1.5", "市政府通报表扬（示例）"],
        ["JIE", "表彰", "2026-11-10", "—", "市级表彰（示例）"],
    ]


def test_a_running_year_is_for_the_time_being(made: District) -> None:
    (found,) = KIND.make(made.view(date(2026, 8, 15)), 2026, "")
    assert "年度未结束，暂计，已有2个季度的考评结果。" in paras(found)
    assert results(found)["JIA"][1:8] == ["100.60", "103.00", "—", "—", "101.80", "29.09", "0"]
    assert not any("暂计" in text for text in paras(paper(KIND, made.view(END), "2026")))


def test_a_unit_of_part_of_the_year_gets_the_mean_of_its_quarters(made: District) -> None:
    # Founded in August: its first quarter is the third, where it has 100 and ranks second.
    new = {"name": "XIN", "short": "XIN", "kind": "责任单位", "scored": "是", "from": "2026-08-01"}
    made._add(Organisation, "XIN", new)
    line = results(paper(KIND, made.view(END), "2026"))["XIN"]
    assert line[1:5] == ["—", "—", "100.00", "100.00"]
    assert line[5:7] == ["100.00", "28.57"]


def test_the_year_before_stands_beside(made: District) -> None:
    made.event("commendation", "2026-11-10", unit="JIE", honour="市级表彰（示例）")
    bonus(made, "2027-01-08", "JU", "1")
    found = paper(KIND, made.view(date(2027, 12, 31)), "2027")
    assert results(found)["JIA"][-2:] == ["1", "29.47"]
    assert results(found)["JU"][-2:] == ["2", "29.00"]
    (grounds,) = tables(found, "奖励加分及依据")
    assert grounds.rows == (), "praise and bonus of another year are not this one's"


def test_cards_of_the_year_and_the_last(made: District) -> None:
    for number, (day, unit) in enumerate(
        [("2026-02-03", "JU"), ("2026-05-06", "JIE"), ("2026-09-08", "JU"), ("2027-01-12", "JIE")], 1
    ):
        made.event("supervision", day, unit=unit, number=f"督{number}号", matter="逾期")
    view = made.view(date(2027, 12, 31))
    (cards,) = tables(paper(KIND, view, "2026"), "黄牌和红牌")
    assert [one.group + one.head for one in cards.columns[1:]] == [
        "黄牌本年",
        "黄牌上年",
        "红牌本年",
        "红牌上年",
    ]
    assert rows(cards) == [["JU", "2", "0", "1", "0"], ["JIE", "1", "0", "0", "0"]]
    assert rows(tables(paper(KIND, view, "2027"), "黄牌和红牌")[0]) == [["JIE", "1", "1", "0", "0"]]


def test_a_year_without_cards_or_bonus_says_so(made: District) -> None:
    found = paper(KIND, made.view(END), "2026")
    empty = [one.empty for one in tables(found) if not one.rows]
    assert empty == ["没有记录奖励加分和表彰。", "本年没有发牌。"]


def test_number_only_from_the_act_and_no_paper_of_an_unknown_year(made: District) -> None:
    made.event("issued", "2027-01-20", paper="年度考核", period="2026", number="示例〔2027〕1号")
    assert paper(KIND, made.view(END), "2026").imprint is None
    view = made.view(date(2027, 2, 1))
    assert paper(KIND, view, "2026").imprint == Imprint("示例〔2027〕1号", date(2027, 1, 20))
    assert KIND.make(view, 2024, "") == ()
    assert KIND.make(view, Quarter(2026, 4), "") == ()


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_demo_worked_out_once_more(year: int) -> None:
    view = demo(date(2026, 9, 30))
    (found,) = KIND.make(view, year, "")
    board = table(found, "折算分")
    sums = [row[heads(board).index("合计")] for row in board.rows]
    assert len(board.rows) == sum(unit.scored for unit in view.known.organisations.values())
    for row in board.rows:
        quarters = [value for value in row[2:6] if isinstance(value, Decimal)]
        assert len(quarters) == (4 if year == 2025 else 3)
        rank, mean, scaled, more, total = row[0], *row[6:10]
        assert mean == sum(quarters) / len(quarters)
        assert scaled == mean * 10 / 35  # type: ignore[operator]
        assert total == scaled + more  # type: ignore[operator]
        assert rank == 1 + sum(other > total for other in sums)  # type: ignore[operator]


def test_the_demos_cards_and_praise_from_the_raw_facts() -> None:
    view = demo(date(2026, 9, 30))
    (found,) = KIND.make(view, 2025, "")
    yellow = Counter(act.unit for act in view.known.of_type(Supervision) if act.date.year == 2025)
    (cards,) = tables(found, "黄牌和红牌")
    told = {row[0].target: row[1::2] for row in cards.rows if isinstance(row[0], Name)}
    assert told == {f"units/{unit}.md": (count, count // 2) for unit, count in yellow.items()}
    praise = [act.honour for act in view.known.of_type(Commendation) if act.date.year == 2025]
    assert praise
    (grounds,) = tables(found, "奖励加分及依据")
    assert [row[4] for row in rows(grounds) if row[1] == "表彰"] == praise
    assert any(row[1] == "加分" for row in rows(grounds)), "decided after the year, told as of today"
