"""Papers H and I: one notice a card, what it says, costs and threatens, and what of it is still open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from discipline_records import district, issued, seen, supervised
from duty_records import project
from places import ROOT

from generator.outputs.papers.card_words import further, page
from generator.outputs.papers.cards import KINDS, red, yellow
from generator.outputs.papers.sheet import Blank, Name, Para, Table, printed
from generator.outputs.papers.text import text
from generator.records.calendar import Month, Quarter
from generator.records.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record

YEAR_END = date(2026, 12, 31)
FIVE = (
    supervised("2025-12-01"),
    supervised("2026-01-12", due="2026-01-23"),
    supervised("2026-02-02"),
    supervised("2026-11-02", due="2026-11-13"),
    supervised("2026-11-30"),
    supervised("2026-03-02", "DING"),
    issued("2026-01-14", "JIA", "黄牌", 1),
)


@pytest.fixture(scope="module")
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Callable[..., View]:
    def made(*events: Record, as_of: date = YEAR_END) -> View:
        return seen(district(policy, calendars, *events), as_of)

    return made


@pytest.fixture(scope="module")
def view(make: Callable[..., View]) -> View:
    return make(*FIVE)


def only(papers: object) -> Paper:
    assert isinstance(papers, list)
    (paper,) = papers
    found: Paper = paper
    return found


def table(paper: Paper, place: int = 0) -> Table:
    return [block for block in paper.blocks if isinstance(block, Table)][place]


def test_one_notice_a_card_of_the_month_to_its_unit(view: View) -> None:
    assert [paper.stem for paper in yellow(view, 2026, "")] == [
        "H-2026-JIA-1",
        "H-2026-JIA-2",
        "H-2026-DING-1",
        "H-2026-JIA-3",
        "H-2026-JIA-4",
    ]
    assert [paper.page for paper in red(view, 2026, "")] == [
        "papers/i/2026-JIA-1.md",
        "papers/i/2026-JIA-2.md",
    ]
    assert [paper.unit for paper in yellow(view, Month(2026, 3), "")] == ["DING"]
    assert yellow(view, Month(2026, 3), "JIA") == []
    assert yellow(view, Month(2026, 4), "") == []
    assert [paper.page for paper in yellow(view, 2026, "")] == [
        page(card) for card in view.report.cards if card.colour == "黄牌" and card.date.year == 2026
    ]


def test_an_issued_notice_bears_its_number_and_another_none(view: View) -> None:
    first, second = yellow(view, 2026, "JIA")[:2]
    assert first.imprint
    assert (first.imprint.number, first.imprint.on) == ("黄牌〔2026〕JIA1号", date(2026, 1, 14))
    assert first.lead == ()
    assert second.imprint is None
    assert "应发未发" in text(second)


def test_working_days_are_counted_until_the_notice_is_out(make: Callable[..., View]) -> None:
    # Friday 4 September 2026: Monday to Thursday of the next week are four working days.
    waiting = only(yellow(make(supervised("2026-09-04"), as_of=date(2026, 9, 10)), Month(2026, 9), ""))
    assert "待印发　应发未发，已4个工作日" in text(waiting)


def test_the_yellow_notice_quotes_its_clause_and_says_what_comes(view: View) -> None:
    first, second = (text(paper) for paper in yellow(view, 2026, "JIA")[:2])
    assert "四（二）“对督办1次的项目责任单位和相关审批部门给予‘黄牌’预警”" in first
    assert "这是你单位2026年第1张黄牌。" in first
    assert "你单位2026年内再被督办1次，即由DCS全称进行“红牌”警告（五）。" in first
    assert "于2026年1月23日（含当日）前完成督办事项" in first
    assert "为2026年第1张，另发红牌警告通知书。" in second
    assert "再被督办" not in second


def test_the_card_of_the_fourth_quarter_costs_at_once(view: View) -> None:
    first, _, third, fourth = (text(paper) for paper in yellow(view, 2026, "JIA"))
    assert "在下个季度（2026年第二季度）考评总分中扣1分" in first
    assert "你单位本季度有黄牌1张" in first
    assert "（第四季度实行当季扣分）在2026年第四季度考评总分中扣1分" in third
    assert "你单位本季度有黄牌2张" in fourth
    one, two = (text(paper) for paper in red(view, 2026, ""))
    assert "本次“红牌”警告在下个季度（2026年第二季度）考评总分中扣2分" in one
    assert "（第四季度实行当季扣分）在2026年第四季度考评总分中扣2分" in two


def test_a_unit_without_scores_loses_no_points(view: View) -> None:
    notice = text(only(yellow(view, Month(2026, 3), "DING")))
    assert "你单位不参加季度考评，不计加扣分。" in notice
    assert "考评总分中" not in notice


def test_the_red_notice_lists_the_pair_behind_it(view: View) -> None:
    first, second = red(view, 2026, "")
    assert [(row[0], row[1], row[5], row[6]) for row in table(second).rows] == [
        (date(2026, 11, 2), "督〔2026-11-02〕号", date(2026, 11, 13), "第3张"),
        (date(2026, 11, 30), "督〔2026-11-30〕号", None, "第4张"),
    ]
    assert "2026年内再受“红牌”警告1次，即满2次" in text(first)
    assert "你单位2026年“红牌”警告已满2次，将在当月" in text(second)
    assert first.issuer == first.sign == "DCS全称"
    assert first.copies == ("ZDB全称",)


def test_the_deadline_is_left_open_where_the_newest_supervision_sets_none(view: View) -> None:
    blanks = {
        paper.stem: any(
            isinstance(run, Blank) for block in paper.blocks if isinstance(block, Para) for run in block.runs
        )
        for paper in (*yellow(view, 2026, "JIA"), *red(view, 2026, "JIA"))
    }
    assert blanks == {
        "H-2026-JIA-1": False,
        "H-2026-JIA-2": True,
        "H-2026-JIA-3": False,
        "H-2026-JIA-4": True,
        "I-2026-JIA-1": True,
        "I-2026-JIA-2": True,
    }


def test_this_year_stands_beside_the_same_months_of_the_last(view: View) -> None:
    january, *_, november = yellow(view, 2026, "JIA")
    assert [[printed(cell) for cell in row] for row in table(january, 1).rows] == [
        ["黄牌", "1", "0", "+1"],
        ["红牌", "0", "0", "持平"],
    ]
    # The card of 1 December 2025 lies after 30 November, so it is not of the same months.
    assert [getattr(row[2], "value", row[2]) for row in table(november, 1).rows] == [0, 0]
    assert [getattr(row[1], "value", row[1]) for row in table(november, 1).rows] == [4, 2]
    first_year = only(yellow(view, Month(2025, 12), "JIA"))
    assert [row[2:] for row in table(first_year, 1).rows] == [(None, None), (None, None)]


def test_a_project_brings_its_coordination_office_a_copy(make: Callable[..., View]) -> None:
    view = make(*project("XM", "JIA"), supervised("2026-01-12", project="XM"))
    office = view.office_of(view.known.projects["XM"])
    assert office
    notice = only(yellow(view, Month(2026, 1), ""))
    assert notice.copies == ("DCS全称", view.full(office))
    assert table(notice).rows[0][4] == Name("XM", "projects/XM.md")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("pairs", [1, 2, 1, 2]), ("every_further_yellow", [1, 1, 1, 1])],
)
def test_how_many_more_lead_to_the_next_red(policy: Policy, mode: str, expected: list[int]) -> None:
    rules = policy.cards.model_copy(update={"red_mode": mode})
    assert [further(yellow, rules) for yellow in (1, 2, 3, 4)] == expected


def test_the_demo_district_has_a_notice_for_every_card() -> None:
    portfolio, _ = load(ROOT)
    view = seen(portfolio, date(2026, 9, 30))
    months = [month for quarter in view.report.quarters for month in quarter.months]
    papers = [paper for kind in KINDS for month in months for paper in kind.make(view, month, "")]
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "data" / "events").rglob("*.yml")]
    assert sum(paper.letter == "H" for paper in papers) == sum("kind: supervision\n" in f for f in files)
    assert len({paper.page for paper in papers}) == len({paper.stem for paper in papers}) == len(papers)
    assert sum(paper.imprint is not None for paper in papers) == sum(
        "kind: card_issued\n" in f for f in files
    )
    assert len(papers) == len(view.report.cards)
    quarter = [paper.stem for month in Quarter(2026, 3).months for paper in red(view, month, "")]
    assert quarter == ["I-2026-CGZ-2", "I-2026-JD-QINGSHI-2"]
