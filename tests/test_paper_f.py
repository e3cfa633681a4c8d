"""F 季度考评通报: totals, ranks, seats and what follows, worked by hand and summed once more (O34–O37)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from paper_district import District, demo, headings, paper, paras, rows, table
from reading import column, heads, tables

from generator.outputs.papers.ranking import KIND
from generator.outputs.papers.sheet import Fold, Imprint, Name, Table
from generator.outputs.papers.text import text
from generator.records.calendar import Month, Quarter
from generator.records.model.events import Supervision

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper, Value
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

LAST = date(2026, 9, 30)
QUARTERS = [Quarter(2025, 1), *(Quarter(2025, 1).shift(n) for n in range(1, 7))]
FACTORS = {"1": Decimal("0.40"), "2": Decimal("0.30"), "3": Decimal("0.30")}


@pytest.fixture
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> District:
    """JIA closed an item early in the first quarter of 2026; YI was to start in week 12 and did not."""
    district = District(policy, *calendars.values())
    district.project("P1", leads=["YI"])
    district.plan("计划新开工", "P1", start_week="2026-W12")
    district.approve(2026, "2026-01-20")
    held = district.event("meeting", "2026-02-02", level="分管负责人", convener="L1某")
    item = {"meeting": held, "text": "落实用地指标", "due": "2026-03-20", "responsible": ["JIA"]}
    key = district.event("decision", "2026-02-02", **item)
    done = district.event("item_closed", "2026-03-02", item=key, result="已办结")
    district.event("closure_confirmed", "2026-03-03", closing=done)
    return district


def totals(found: Paper) -> dict[str, list[str]]:
    """Give each unit's line of the first table: rank, then all after the name."""
    return {row[1]: [row[0], *row[2:]] for row in rows(table(found, "基本总分"))}


def test_the_first_quarter_by_hand(made: District) -> None:
    # JIA: 3.1 early +2 × 0.3. YI: 1.1(1) late −4 × 0.4. The others have nothing.
    found = paper(KIND, made.view(date(2026, 3, 31)), "2026Q1")
    assert [text[0] for text in headings(found) if text[1] == "、"] == list("一二三四五")
    assert (found.stem, found.page, found.form) == ("F-2026Q1", "rankings/2026Q1.md", "通报")
    assert "区委、区政府督查室" in found.copies
    same = ["— 100.00", "— 100.00", "— 100.00", "100.00", "0", "100.00", "—", "—", "整改"]
    assert totals(found) == {
        "JIA": ["1", "— 100.00", "— 100.00", "102.00", "100.60", "0", "100.60", "—", "—", "首位席"],
        "BAN": ["2", *same],
        "JIE": ["2", *same],
        "JU": ["2", *same],
        "YI": ["5", "96.00", "— 100.00", "— 100.00", "98.40", "0", "98.40", "—", "—", "末位席、整改"],
    }
    assert "共5个单位参加考评。首位席：JIA；末位席：YI。" in paras(found)
    assert "100.00 × 0.4 + 100.00 × 0.3 + 102.00 × 0.3 = 100.60" in paras(found)
    assert "没有加扣分、各类按基础分计的单位3个：BAN、JIE、JU。" in paras(found)


def test_each_point_with_its_clause_and_files(made: District) -> None:
    found = paper(KIND, made.view(date(2026, 3, 31)), "2026Q1")
    first, last = [block for block in found.blocks if isinstance(block, Fold)]
    assert (first.title, last.title) == ("第1名　JIA", "第5名　YI")
    (entries,) = [block for block in last.blocks if isinstance(block, Table)]
    clause, reason, subject, day, raw, weighted = rows(entries)[0]
    assert [clause, subject, day, raw, weighted] == ["1.1(1)", "P1", "2026-03-22", "−4", "−1.6"]
    assert "2026年第12周" in reason
    assert "data/plans/2026/P1.yml" in reason


def test_what_the_quarter_does_to_the_next(made: District) -> None:
    made.event("supervision", "2026-03-04", unit="JU", number="督1号", matter="逾期")
    view = made.view(date(2026, 6, 30))
    found = paper(KIND, view, "2026Q1")
    (following,) = tables(found, "下季度加扣分预告")
    coming = [[row[0], row[1], row[3], row[4]] for row in rows(following)]
    assert coming == [
        ["JU", "4.1", "−1", "2026年第二季度"],
        ["JIA", "4.4", "+3", "2026年第二季度"],
        ["YI", "4.4", "−2", "2026年第二季度"],
    ]
    carried = {unit: line[5] for unit, line in totals(paper(KIND, view, "2026Q2")).items()}
    assert carried == {"JIA": "+3", "YI": "−2", "JU": "−1", "JIE": "0", "BAN": "0"}
    assert "四季度当季加扣" not in heads(table(paper(KIND, view, "2026Q2"), "基本总分"))


def test_last_quarter_beside_this_one(made: District) -> None:
    found = totals(paper(KIND, made.view(date(2026, 6, 30)), "2026Q2"))
    assert found["JIA"] == ["1", *["— 100.00"] * 3, "100.00", "+3", "103.00", "1", "100.60", "首位席"]
    assert found["YI"][6:9] == ["98.00", "5", "98.40"]
    assert found["JIE"][0] == "2"


def test_equal_totals_take_no_seat(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    view = District(policy, *calendars.values()).view(date(2026, 3, 31))
    found = paper(KIND, view, "2026Q1")
    assert "共5个单位参加考评，考评总分相同，不设席位。" in paras(found)
    assert {tuple(line) for line in totals(found).values()} == {
        ("1", *["— 100.00"] * 3, "100.00", "0", "100.00", "—", "—", "")
    }
    assert paras(found).count("没有。") == 2, "nothing follows, nobody has to rectify"


def test_a_running_quarter_is_for_the_time_being(made: District) -> None:
    (found,) = KIND.make(made.view(date(2026, 3, 25)), Quarter(2026, 1), "")
    assert "本季度未结束，暂计，共5个单位参加考评。" in paras(found)
    assert "席：" not in "".join(paras(found))
    assert paras(found).count("本季度结束后确定。") == 2


def test_the_fourth_quarter_takes_its_own_at_once(made: District) -> None:
    # From the second quarter on nothing happens: JIA carries +3, the others −2, as 末位席 together.
    view = made.view(date(2026, 12, 31))
    found = paper(KIND, view, "2026Q4")
    assert "四季度当季加扣" in heads(table(found, "基本总分"))
    assert totals(found)["JIA"][4:8] == ["100.00", "+3", "+3", "106.00"]
    assert totals(found)["YI"][4:8] == ["100.00", "−2", "−2", "96.00"]
    assert "第四季度的席位和发牌当季加扣分，不转入下一年度。" in paras(found)
    assert "100.00 × 0.4 + 100.00 × 0.3 + 100.00 × 0.3 = 100.00，4.4 +3，4.4 +3 = 106.00" in paras(found)
    next_year = totals(paper(KIND, made.view(date(2027, 3, 31)), "2027Q1"))
    assert {line[5] for line in next_year.values()} == {"0"}


def test_the_last_two_owe_a_report(made: District) -> None:
    words = {"paper": "整改通知", "period": "2026Q1", "number": "整1号"}
    made.event("issued", "2026-04-07", unit="YI", due="2026-04-20", **words)
    (found,) = KIND.make(made.view(date(2026, 4, 22)), Quarter(2026, 1), "")
    owed = {row[0]: row[1:] for row in rows(table(found, "整改通知"))}
    assert owed.keys() == {"BAN", "JIE", "JU", "YI"}, "all at or below the second-lowest total (D26)"
    assert owed["YI"] == ["5", "整1号", "2026-04-20", "—", "超期未提交"]
    assert owed["JU"] == ["2", "—", "—", "—", "待通知"]


def test_a_late_fact_is_told_as_a_correction(made: District) -> None:
    start = made.event("substantive_start", "2026-03-30", project="P1")
    made.event("start_certified", "2026-04-08", start=start)
    view = made.view(date(2026, 4, 30))
    (found,) = KIND.make(view, Quarter(2026, 1), "")
    assert "YI：98.40 → 99.68" in paras(found)
    (gained,) = tables(found, "季末以后的更正")
    assert [[row[0], row[3], row[4], row[5]] for row in rows(gained)] == [
        ["1.1(3)", "2026-03-30", "+3.2", "+1.28"]
    ]
    (on_time,) = KIND.make(view.at(date(2026, 3, 31)), Quarter(2026, 1), "")
    assert "季度刚结束或未结束，尚无更正。" in paras(on_time)


def test_what_is_no_longer_counted_is_told_too(made: District) -> None:
    (closing,) = [r for r in made.records if getattr(r, "kind", "") == "closure_confirmed"]
    made.event("correction", "2026-04-09", of=closing.id, reason="未办结", withdraw="是")  # type: ignore[attr-defined]
    (found,) = KIND.make(made.view(date(2026, 4, 30)), Quarter(2026, 1), "")
    assert "不再记：" in paras(found)
    gained, lost = tables(found, "季末以后的更正")
    assert column(gained, "条款") == ["3.1"], "the item is open again, and five working days over by the end"
    assert [[row[0], row[3], row[4]] for row in rows(lost)] == [["3.1", "2026-03-02", "+2"]]


def test_nothing_to_correct(made: District) -> None:
    (found,) = KIND.make(made.view(date(2026, 4, 30)), Quarter(2026, 1), "")
    assert "没有：与季末当日计算的一致。" in paras(found)


def test_the_edition_of_the_rules_and_the_number_of_the_paper(made: District, policy: Policy) -> None:
    words = {"paper": "季度考评通报", "period": "2026Q1", "number": "示例〔2026〕3号"}
    made.event("issued", "2026-04-03", signer="张某", **words)
    view = made.view(date(2026, 6, 30))
    found = paper(KIND, view, "2026Q1")
    assert f"（{policy.source}，版本{policy.id}）计算。" in text(found)
    assert found.imprint == Imprint("示例〔2026〕3号", date(2026, 4, 3), "张某")
    assert paper(KIND, view, "2026Q2").imprint is None
    assert KIND.make(view, Month(2026, 3), "") == ()


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_every_points_list_sums_to_its_total(quarter: Quarter) -> None:
    found = paper(KIND, demo(LAST), str(quarter))
    ranked = {_key(row[1]): row for row in table(found, "基本总分").rows}
    places = heads(table(found, "基本总分"))
    listed = {str(fold.anchor).removeprefix("unit-"): fold for fold in _folds(found)}
    for unit, row in ranked.items():
        line = dict(zip(places, row, strict=True))
        raw, carried = _points(listed[unit]) if unit in listed else ({}, Decimal(0))
        amounts = {key: 100 + raw.get(key, Decimal(0)) for key in FACTORS}
        assert line["基本总分"] == sum(amounts[key] * FACTORS[key] for key in FACTORS)
        assert line["考评总分"] == line["基本总分"] + carried  # type: ignore[operator]
        shown = [str(value).removeprefix("— ") for value in row[2:5]]
        assert [Decimal(value) for value in shown] == list(amounts.values())


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_ranks_and_seats_follow_from_the_totals(quarter: Quarter) -> None:
    found = paper(KIND, demo(LAST), str(quarter))
    board = table(found, "基本总分")
    place = heads(board).index("考评总分")
    sums = {_key(row[1]): row[place] for row in board.rows}
    assert all(isinstance(amount, Decimal) for amount in sums.values())
    for row in board.rows:
        assert row[0] == 1 + sum(amount > row[place] for amount in sums.values())  # type: ignore[operator]
    marks = {_key(row[1]): cells[-1] for row, cells in zip(board.rows, rows(board), strict=True)}
    top, bottom = max(sums.values()), min(sums.values())  # type: ignore[type-var]
    second = sorted(sums.values())[1]  # type: ignore[type-var]
    assert {unit for unit, mark in marks.items() if "首位席" in mark} == {u for u in sums if sums[u] == top}
    assert {unit for unit, mark in marks.items() if "末位席" in mark} == {
        u for u in sums if sums[u] == bottom
    }
    assert {unit for unit, mark in marks.items() if "整改" in mark} == {
        unit
        for unit, amount in sums.items()
        if amount <= second  # type: ignore[operator]
    }


def test_cards_of_the_quarter_announce_what_they_cost() -> None:
    found = paper(KIND, demo(LAST), "2026Q3")
    acts = sorted(
        (act for act in demo(LAST).known.of_type(Supervision) if act.date.year == 2026),
        key=lambda act: act.date,
    )
    fresh = Counter(act.unit for act in acts if act.date >= date(2026, 7, 1))
    most = {unit for unit, count in fresh.items() if count == max(fresh.values())}
    times, red = Counter[str](), set[str]()
    for act in acts:
        times[act.unit] += 1
        if times[act.unit] % 2 == 0 and act.date >= date(2026, 7, 1):
            red.add(act.unit)
    told = defaultdict(set)
    for row in tables(found, "下季度加扣分预告")[0].rows:
        told[row[1]].add(_key(row[0]))
    assert (told["4.1"], told["4.2"]) == (most, red)


def _folds(found: Paper) -> list[Fold]:
    return [block for block in found.blocks if isinstance(block, Fold)]


def _key(cell: Value) -> str:
    assert isinstance(cell, Name)
    return cell.target.removeprefix("units/").removesuffix(".md")


def _points(fold: Fold) -> tuple[dict[str, Decimal], Decimal]:
    """Add up a unit's raw points by category, and what is carried over."""
    raw, carried = defaultdict[str, Decimal](Decimal), Decimal(0)
    for found in (block for block in fold.blocks if isinstance(block, Table)):
        for row in found.rows:
            line = dict(zip(heads(found), row, strict=True))
            if "原值" in line:
                raw[str(line["条款"])[0]] += line["原值"]  # type: ignore[operator]
            else:
                carried += line["加扣分"]  # type: ignore[operator]
    return raw, carried
