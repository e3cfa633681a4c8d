"""Paper K: the last two of a closed quarter, what cost them most, and of their report receipt and hash."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from discipline_records import district, seen, supervised
from duty_records import event
from places import ROOT

from generator.outputs.papers.rectification import KIND
from generator.outputs.papers.sheet import Blank, Para, Table, printed, sentence
from generator.outputs.papers.text import text
from generator.outputs.tables.discipline import cost, deductions
from generator.records.calendar import Month, Quarter
from generator.records.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

SECOND, THIRD = Quarter(2026, 2), Quarter(2026, 3)
HASH = "a" * 64


def item(key: str, unit: str, due: str, closed: str = "") -> list[Record]:
    """Decide an item with a due date, closed and confirmed on a day."""
    decision = event(
        "decision",
        "2026-03-30",
        key=key,
        meeting="MEETING-2026-03-30",
        text=f"{key}号事",
        responsible=[unit],
        due=due,
    )
    if not closed:
        return [decision]
    ending = event("item_closed", closed, unit, key, item=f"DECISION-2026-03-30{key}", result="已办")
    proof = event("closure_confirmed", closed, key=key, closing=f"ITEM-CLOSED-{closed}{key}")
    return [decision, ending, proof]


# In the second quarter JIA is 20 working days late with two items (−4 −4 −7 each, category 3 weighing 0.3),
# BING 5 working days late with one (−4), YI and ZDO have nothing.
FACTS = (
    event("meeting", "2026-03-30", level="主任办公会", convener="张某"),
    *item("-1", "JIA", "2026-04-07", "2026-06-10"),
    *item("-2", "JIA", "2026-04-08", "2026-06-10"),
    *item("-3", "BING", "2026-04-07", "2026-04-15"),
    supervised("2026-02-02", "JIA"),
)
SENT = event(
    "issued",
    "2026-07-03",
    paper="整改通知",
    period="2026Q2",
    unit="JIA",
    number="澄重办〔2026〕9号",
    due="2026-07-17",
)
RECEIVED = event("rectification_received", "2026-07-16", unit="JIA", quarter="2026Q2", sha256=HASH)
LATE = event("rectification_received", "2026-07-20", unit="JIA", quarter="2026Q2", sha256=HASH)


@pytest.fixture(scope="module")
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Callable[..., View]:
    def made(*events: Record, as_of: date = date(2026, 7, 31)) -> View:
        return seen(district(policy, calendars, *FACTS, *events), as_of)

    return made


def papers(view: View, quarter: Quarter = SECOND) -> dict[str, Paper]:
    return {paper.unit: paper for paper in KIND.make(view, quarter, "")}


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_the_last_two_get_a_notice_once_the_quarter_has_closed(make: Callable[..., View]) -> None:
    view = make()
    assert [paper.stem for paper in KIND.make(view, SECOND, "")] == ["K-2026Q2-BING", "K-2026Q2-JIA"]
    assert [paper.page for paper in KIND.make(view, SECOND, "JIA")] == ["papers/k/2026Q2-JIA.md"]
    assert KIND.make(view, SECOND, "YI") == []
    assert KIND.make(view, THIRD, "") == []
    assert KIND.make(make(as_of=date(2026, 6, 29)), SECOND, "") == []
    assert KIND.make(view, Month(2026, 6), "") == ()


def test_rank_total_and_the_five_dearest_deductions(make: Callable[..., View]) -> None:
    paper = papers(make())["JIA"]
    # 100 − 0.3 × 30 = 91 for the items; one yellow card in the first quarter, the most: −1 in the second.
    assert "总分90.00分，在4个参评单位中列第4名，为末位席。" in text(paper)
    assert "本季度扣分7项，折合总分10.00分，扣分最多的5项如下。" in text(paper)
    found = [(row[0], row[1], row[2], row[5], row[6]) for row in tables(paper)[1].rows]
    assert found == [
        (1, "3.1", date(2026, 5, 8), Decimal(-7), Decimal("-2.1")),
        (2, "3.1", date(2026, 5, 9), Decimal(-7), Decimal("-2.1")),
        (3, "3.1", date(2026, 4, 14), Decimal(-4), Decimal("-1.2")),
        (4, "3.1", date(2026, 4, 15), Decimal(-4), Decimal("-1.2")),
        (5, "3.1", date(2026, 4, 21), Decimal(-4), Decimal("-1.2")),
    ]


def test_this_quarter_stands_beside_the_last(make: Callable[..., View]) -> None:
    rows = [[printed(cell) for cell in row] for row in tables(papers(make())["JIA"])[0].rows]
    assert rows == [
        ["名次", "4", "1", "降3名"],
        ["考评总分", "90.00", "100.00", "−10.00"],
        ["基本总分", "91.00", "100.00", "−9.00"],
        ["扣分项数", "7", "0", "+7"],
        ["扣分折合总分", "10.00", "0.00", "+10.00"],
    ]


def test_fewer_than_five_deductions_are_all_listed(make: Callable[..., View]) -> None:
    paper = papers(make())["BING"]
    assert "本季度扣分1项，折合总分1.20分。" in text(paper)
    assert len(tables(paper)[1].rows) == 1


def test_the_deadline_is_the_notice_s_or_left_open(make: Callable[..., View]) -> None:
    without, with_ = papers(make())["JIA"], papers(make(SENT))["JIA"]
    assert without.imprint is None
    assert any(
        isinstance(run, Blank) for block in without.blocks if isinstance(block, Para) for run in block.runs
    )
    assert with_.imprint
    assert (with_.imprint.number, with_.imprint.on) == ("澄重办〔2026〕9号", date(2026, 7, 3))
    assert "请于2026年7月17日（含当日）前向GWH全称提交整改报告" in text(with_)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), "待通知"),
        ((SENT,), "超期未提交"),
        ((SENT, RECEIVED), "已提交"),
        ((SENT, LATE), "超期提交"),
    ],
)
def test_the_state_of_the_report_is_told(
    make: Callable[..., View], events: tuple[Record, ...], state: str
) -> None:
    paper = papers(make(*events))["JIA"]
    told, _, receipt = sentence(paper.lead[0]).partition("　")
    assert told == state
    assert (HASH in receipt) is (len(events) == 2)
    assert paper.lead[0].note  # beside the letter: it was sent before


def test_on_the_day_due_nothing_is_late(make: Callable[..., View]) -> None:
    paper = papers(make(SENT, as_of=date(2026, 7, 17)))["JIA"]
    assert sentence(paper.lead[0]) == "待提交"


def test_the_demo_district_agrees_with_its_ledger() -> None:
    portfolio, _ = load(ROOT)
    view = seen(portfolio, date(2026, 9, 30))
    for quarter, assessment in view.report.quarters.items():
        found = papers(view, quarter)
        assert found.keys() == set(assessment.rectification)
        for unit, paper in found.items():
            result = assessment.results[unit]
            own = [e.weighted for e in view.report.entries if (e.unit, e.quarter) == (unit, quarter)]
            carried = [a.points for a in result.adjustments]
            lost = sum((x for x in [*own, *carried] if x < 0), Decimal(0))
            listed = deductions(result)
            assert cost(listed) == lost
            assert [row[6] for row in tables(paper)[1].rows] == [one.weighted for one in listed[:5]]
            assert all(one.weighted >= listed[4].weighted for one in listed[5:])
            assert f"列第{result.rank}名" in text(paper)
