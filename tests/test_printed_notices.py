"""A printed notice stays with the card it was printed for, whatever is recorded, withdrawn or moved later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from discipline_records import district, issued, seen, supervised
from duty_records import event
from places import ROOT

from generator.mechanism.cases import card_cases, stray_notices
from generator.outputs.links import Web
from generator.outputs.pages import discipline
from generator.outputs.papers import cards
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.records.calendar import Month
from generator.records.checks import Context, check

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

AS_OF = date(2026, 9, 30)
JULY = supervised("2026-07-21")
NOTICE = issued("2026-07-24", "JIA", "黄牌", 1)
BACKDATED = supervised("2026-06-20")


@pytest.fixture(scope="module")
def make(policy: Policy, calendars: dict[int, CalendarYear]) -> Callable[..., View]:
    """Make a view of events, each with the day it was recorded (None: not yet)."""

    def made(*told: tuple[Any, str | None]) -> View:
        filed = district(policy, calendars, *(record for record, _ in told))
        days = {record.path: date.fromisoformat(day) for record, day in told if day}
        return seen(replace(filed, recorded=days), AS_OF)

    return made


def own(view: View) -> dict[str, str]:
    """Give the number of each notice with that of the 督办 that draws its card."""
    return {
        case.notice.number: case.supervisions[-1].number for case in card_cases(view.report) if case.notice
    }


def codes(view: View) -> list[tuple[str, str]]:
    found = check(view.portfolio, Context(today=AS_OF))
    return [(one.code.id, one.mark.path) for one in found if one.code.id in {"G545", "G630", "G631"}]


def withdrawal(of: Any, day: str) -> Any:
    return event("correction", day, "ZDB", of=of.id, reason="申诉成立", withdraw="是")


def renamed(notice: Any, ordinal: int, day: str) -> Any:
    of = notice.id
    return event(
        "correction", day, "ZDB", f"-{of}", of=of, reason="序号随督办改动", changes={"ordinal": str(ordinal)}
    )


def test_a_notice_is_that_of_its_card(make: Callable[..., View]) -> None:
    view = make((JULY, "2026-07-21"), (NOTICE, "2026-07-24"))
    assert own(view) == {"黄牌〔2026〕JIA1号": "督〔2026-07-21〕号"}
    assert stray_notices(view.report) == []
    assert codes(view) == []


@pytest.mark.parametrize("told", ["2026-09-01", None])
def test_a_backdated_act_takes_no_printed_notice(make: Callable[..., View], told: str | None) -> None:
    view = make((JULY, "2026-07-21"), (NOTICE, "2026-07-24"), (BACKDATED, told))
    assert own(view) == {}
    (stray,) = stray_notices(view.report)
    assert stray.notice.number == "黄牌〔2026〕JIA1号"
    assert "2026年6月20日的督办督〔2026-06-20〕号" in stray.why
    assert "印发时是督办督〔2026-07-21〕号的牌" in stray.why
    assert codes(view) == [("G631", BACKDATED.path)]
    (problem,) = [one for one in check(view.portfolio, Context(today=AS_OF)) if one.code.id == "G631"]
    for name in ("黄牌〔2026〕JIA1号", "督〔2026-07-21〕号", "督〔2026-06-20〕号", "第 1 张黄牌"):
        assert name in problem.message()


def test_the_page_lists_it_and_no_letter_has_its_number(make: Callable[..., View]) -> None:
    view = make((JULY, "2026-07-21"), (NOTICE, "2026-07-24"), (BACKDATED, "2026-09-01"))
    templates = ROOT / "site_templates"
    (page,) = discipline.pages(Press(view, environment(templates), Web(view), templates))
    section = page.body.partition("## 已发而没有对应的牌")[2].partition("\n## ")[0]
    assert "黄牌〔2026〕JIA1号" in section
    assert "黄牌〔2026〕JIA1号" not in page.body.replace(section, "")
    for month in (6, 7):
        for paper in cards.yellow(view, Month(2026, month), ""):
            assert paper.imprint is None
            assert "JIA1号" not in str(paper)
    without = make((JULY, "2026-07-21"), (NOTICE, "2026-07-24"))
    (page,) = discipline.pages(Press(without, environment(templates), Web(without), templates))
    assert "已发而没有对应的牌" not in page.body


def test_a_correction_gives_the_notice_the_number_its_card_has_now(make: Callable[..., View]) -> None:
    mended = renamed(NOTICE, 2, "2026-09-01")
    view = make(
        (JULY, "2026-07-21"), (NOTICE, "2026-07-24"), (BACKDATED, "2026-09-01"), (mended, "2026-09-01")
    )
    assert own(view) == {"黄牌〔2026〕JIA1号": "督〔2026-07-21〕号"}
    assert codes(view) == []


def test_notices_recorded_on_the_day_of_the_act_are_its_own(make: Callable[..., View]) -> None:
    view = make((JULY, "2026-07-24"), (BACKDATED, "2026-07-24"), (NOTICE, "2026-07-24"))
    assert own(view) == {"黄牌〔2026〕JIA1号": "督〔2026-06-20〕号"}
    assert codes(view) == []


def test_a_withdrawn_act_leaves_its_notice_alone(make: Callable[..., View]) -> None:
    """Both notices were printed in July: the first one's card is gone, the second is the first card now."""
    first, second = supervised("2026-07-01"), supervised("2026-07-02")
    notices: list[Any] = [issued(f"2026-07-1{n}", "JIA", "黄牌", n) for n in (1, 2)]
    told = [(first, "2026-07-01"), (second, "2026-07-02"), *((one, "2026-07-15") for one in notices)]
    gone = withdrawal(first, "2026-09-01")
    view = make(*told, (gone, "2026-09-01"))
    assert own(view) == {}
    assert codes(view) == [("G545", notices[1].path), ("G631", gone.path)]
    mended = [
        (
            event(
                "correction", "2026-09-02", "ZDB", "-1", of=notices[0].id, reason="随督办撤回", withdraw="是"
            ),
            "2026-09-02",
        ),
        (renamed(notices[1], 1, "2026-09-02"), "2026-09-02"),
    ]
    view = make(*told, (gone, "2026-09-01"), *mended)
    assert own(view) == {"黄牌〔2026〕JIA2号": "督〔2026-07-02〕号"}
    assert codes(view) == []


def test_no_notice_moves_whatever_comes_later(make: Callable[..., View]) -> None:
    """Of every drawn district: a notice is its own act's or nobody's, and the check tells of each that is."""
    for seed in range(60):
        drawn = Random(seed)
        days = sorted(drawn.sample(range(150), 4))
        acts: list[Any] = [supervised(str(date(2026, 1, 1) + timedelta(day))) for day in days]
        told: list[tuple[Any, str | None]] = [(act, str(act.date)) for act in acts]
        meant = {}
        for place, act in enumerate(acts, 1):
            notice: Any = issued(str(act.date + timedelta(drawn.randrange(60))), "JIA", "黄牌", place)
            told.append((notice, str(notice.issued_on)))
            meant[notice.number] = act.number
        told += [(one, "2026-09-20") for one in later(drawn, acts)]
        view = make(*told)
        found = own(view)
        assert found.items() <= meant.items(), seed
        assert len(found) + len(stray_notices(view.report)) == len(meant)
        assert bool(codes(view)) == (len(found) < len(meant)), seed


def later(drawn: Random, acts: Sequence[Any]) -> list[Any]:
    """Draw what comes when all is printed: an act of earlier, a withdrawal, or both."""
    free = {date(2026, 1, 1) + timedelta(day) for day in range(150)} - {one.date for one in acts}
    new = supervised(str(drawn.choice(sorted(free))), "JIA", number="督〔补〕号")
    return drawn.choice(
        [
            [new],
            [withdrawal(drawn.choice(acts), "2026-09-20")],
            [new, withdrawal(drawn.choice(acts), "2026-09-20")],
        ]
    )
