"""What a change does not do at once: points of the quarter's end, of a certificate to come, deadlines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from small_changes import changed, event, text

from generator.records.calendar import Quarter
from generator.review.impact.headline import headline
from generator.review.impact.sections import sections

if TYPE_CHECKING:
    from generator.review.impact.model import Impact

START, CERTIFIED = "data/events/U01/2026/SS1.yml", "data/events/ZDB/2026/SC1.yml"


def lines(found: Impact, title: str) -> tuple[str, ...]:
    return next((one.lines for one in sections(found) if title in one.title), ())


def supervised(*days: str, unit: str = "U01") -> dict[str, str | None]:
    acts = [
        event("ZDB", f"SV{n}", "supervision", day, unit=unit, number=f"督〔2026〕{n}号", matter="未报")
        for n, day in enumerate(days, 2)
    ]
    return dict(acts)


@pytest.mark.parametrize("quarter", [Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)])
def test_cards_of_a_running_quarter_are_foreseen_as_its_end_books_them(quarter: Quarter) -> None:
    """4.1 and 4.2, also of a unit that no longer has the most cards (D25)."""
    first = quarter.first + timedelta(days=10)
    acts = supervised(*(str(first + timedelta(days=n)) for n in range(4)))
    early = changed(acts, first + timedelta(days=20))
    late = changed(acts, quarter.last)
    foreseen = {(o.unit, o.clause, o.source, o.applied_in, o.points) for o in early.foreseen}
    decided = {(o.unit, o.clause, o.source, o.applied_in, o.points) for o in late.adjustments}
    assert foreseen == {one for one in decided if one[1] in {"4.1", "4.2"}} != set()
    assert not late.foreseen
    assert not early.adjustments
    assert "不影响计分" not in headline(early)
    assert "季末计入" in headline(early)
    assert any("4.2" in line and "季末计入" in line for line in lines(early, "计分"))


def test_the_fourth_quarter_counts_its_own_cards_at_once() -> None:
    """Two supervisions in November: 4.1 −1, if nobody gets more, and 4.2 −2, both in the fourth quarter."""
    found = changed(supervised("2026-11-20", "2026-11-21"), date(2026, 12, 1))
    assert {(one.clause, str(one.applied_in), one.points) for one in found.foreseen} == {
        ("4.1", "2026Q4", Decimal(-1)),
        ("4.2", "2026Q4", Decimal(-2)),
    }
    assert headline(found).startswith("现有得分不变；季末计入：4.1 −1（如仍最多），4.2 −2；新增2张黄牌")


def test_a_reported_start_says_what_its_certificate_would_bring() -> None:
    """W19 ends on 10 May: reported for then the −4 of 1.1(1) goes, once 区重大项目办 certifies it."""
    without: dict[str, str | None] = {START: None, CERTIFIED: None}
    reported = changed({START: text(START)}, before=without)
    (one,) = reported.awaited
    certified = changed({START: text(START), CERTIFIED: text(CERTIFIED)}, before=without)
    assert [(e.unit, e.clause, e.day, e.points) for e in one.points] == [
        (e.unit, e.clause, e.day, e.points) for e in certified.points
    ]
    assert not certified.awaited
    assert not reported.points
    assert headline(reported) == "现有得分不变；1件待认定或确认（如照报认定：1.1(1) +4）"
    (line,) = lines(reported, "待认定")
    assert "认定；如照报认定：" in line
    assert "1.1(1) +4（撤销 −4）" in line


def test_a_reported_closing_waits_for_confirmation() -> None:
    said = {"meeting": "MT1", "text": "东湖园完成管线迁改", "responsible": "[U02]", "due": "2026-06-20"}
    item = dict([event("XDB", "IT2", "decision", "2026-05-20", **said)])
    found = changed(
        dict([event("U02", "CL2", "item_closed", "2026-06-09", item="IT2", result="已完成")]), before=item
    )
    (one,) = found.awaited
    assert [(e.clause, e.points) for e in one.points] == [("3.1", Decimal(2))]
    assert "确认" in lines(found, "待认定")[0]


def test_a_milestone_reported_says_which_deadline_goes_and_counts_those_that_stay() -> None:
    milestone = event("U02", "MR9", "milestone_reached", "2026-04-20", project="P002", milestone="M1")
    before: dict[str, str | None] = {"data/events/U02/2026/MS1.yml": None}
    found = changed(dict([milestone]), date(2026, 4, 21), before)
    said = lines(found, "接下来")
    assert said[0].startswith("不再：2026年4月30日仍未完成 −5：P002")
    assert said[-1].startswith("其余3个时限照旧")
    assert not any("11月" in line for line in said)


def test_a_withdrawal_names_every_deadline_that_goes() -> None:
    gone = event(
        "ZDB",
        "WD1",
        "project_withdrawn",
        "2026-06-09",
        project="P002",
        reason="停建",
        approver="区主任办公会",
    )
    found = changed(dict([gone]))
    stand = [one for one in found.steps if one.fate == "gone" and one.step.points]
    assert stand
    assert [line.partition("：")[0] for line in lines(found, "接下来")] == ["不再"] * len(stand)


def test_a_deadline_that_moves_is_said_once_with_both_days() -> None:
    said = {
        "project": "P002",
        "year": "2026",
        "field": "completion_month",
        "old": "2026-11",
        "new": "2026-12",
    }
    done = {"approved_on": "2026-06-09", "approver": "区主任办公会"}
    found = changed(dict([event("ZDB", "PJ1", "plan_adjusted", "2026-06-09", **said, **done)]))
    assert [line.partition("：")[0] for line in lines(found, "接下来")][:2] == [
        "原2026年10月31日改到2026年11月30日以前完工投产 +6",
        "原2026年11月30日改到2026年12月31日仍未完成 −5",
    ]
