"""倒计时 of units, leaders and offices: points worked out by hand, and sums asked of the score itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import paper_district
import pytest
import reading
from built import Built

from generator.mechanism.report import report
from generator.mechanism.upcoming import winnable
from generator.outputs.pages.records.ahead import of_line, of_unit
from generator.outputs.pages.records.book import Book
from generator.outputs.tables.countdown import prices
from generator.outputs.tables.stakes import ladder, stakes_of_lines, stakes_of_units
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.pages.records.ahead import Line
    from generator.outputs.press import Press
    from generator.outputs.tables.stakes import Stake
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

EVE = date(2026, 9, 30)
DAYS = (date(2026, 2, 10), date(2026, 5, 20), date(2026, 8, 10), EVE)


def _figures(line: Stake) -> tuple[str, ...]:
    return tuple(str(points) for points in (line.lost, line.gained, line.losing, line.winnable))


def _district(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """A unit that has missed a start by ten days and has an item due in October, and one 督办 of the year."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    reading.leader(made)
    made.project()
    made.plan("计划新开工", start_week="2026-W38")
    made.approve(2026, "2026-01-05")
    meeting = made.event("meeting", "2026-09-01", level="主任办公会", convener="张某", agenda=[])
    words = {"text": "接通水电", "responsible": ["JIA"], "due": "2026-10-08", "project": "P1"}
    made.event("decision", "2026-09-01", meeting=meeting, **words)
    made.event("supervision", "2026-09-21", unit="JIA", project="P1", number="督办1号", matter="未开工")
    return made


def test_points_lost_and_still_to_win_by_hand(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    """Week 38 ended on 20 September: started by 20 October 3.2 come back, the item brings 2 or costs 15."""
    view = reading.view(_district(policy, calendars), EVE)
    found = stakes_of_units(view)["JIA"]
    assert [_figures(line) for line in found.lines] == [
        ("-4", "0", "0", "3.2"),
        ("0", "0", "0", "0"),
        ("0", "0", "-15", "2"),
    ]
    assert _figures(found.total) == ("-4", "0", "-15", "5.2")
    assert found.weighted
    assert _figures(found.weighted) == ("-1.60", "0.00", "-4.50", "1.880")
    assert (found.total.category, found.weighted.category) == ("合计（原值）", "合计折合总分")
    assert (found.quarter, found.running) == (Quarter(2026, 3), Quarter(2026, 4))
    assert [(one.day, one.clause, str(one.points), one.loss) for one in found.ahead] == [
        (date(2026, 10, 14), "3.1", "-4", True),
        (date(2026, 10, 21), "3.1", "-4", True),
        (date(2026, 11, 4), "3.1", "-7", True),
        (date(2026, 10, 7), "3.1", "2", False),
        (date(2026, 10, 20), "1.1(3)", "3.2", False),
    ]
    assert stakes_of_lines(view)["L1"] == found


def test_cards_still_to_come_by_hand(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = _district(policy, calendars)
    told = ladder(reading.view(made, EVE), "JIA")
    assert (told.year, told.yellow, told.red, told.to_red, told.to_referral) == (2026, 1, 0, 1, 2)
    made.event("supervision", "2026-09-22", unit="JIA", project="P1", number="督办2号", matter="未开工")
    told = ladder(reading.view(made, EVE), "JIA")
    assert (told.yellow, told.red, told.to_red, told.to_referral) == (2, 1, 2, 1)


def _told(lines: Sequence[Line]) -> list[tuple[str, str, tuple[str, ...], list[str]]]:
    return [
        (
            str(line.due.date),
            line.due.what,
            line.units,
            [f"{step.sort} {step.day} {step.points}" for step in line.steps],
        )
        for line in lines
        if not line.due.what.startswith(("周报", "月报", "整改报告"))
    ]


def test_each_deadline_has_its_own_points(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    """A project has three deadlines: what one of them costs stands on no other's line."""
    made = _district(policy, calendars)
    made.project("P2", ["JIA", "YI"])
    made.unit("YI")
    goal = {"id": "M1", "name": "主体封顶", "due_month": "2026-09"}
    made.plan("结转续建", "P2", milestones=[goal], completion_month="2026-10")
    view = reading.view(made, EVE)
    book = Book(cast("Press", SimpleNamespace(view=view)))
    item = ["chance 2026-10-07 2", "loss 2026-10-14 -4", "loss 2026-10-21 -4", "loss 2026-11-04 -7"]
    own = [
        ("2026-09-20", "实质性开工", ("JIA",), ["chance 2026-10-20 3.2", "chance 2026-11-20 2"]),
        ("2026-09-30", "节点“主体封顶”", ("JIA",), []),
        ("2026-10-08", "议定事项", ("JIA",), item),
    ]
    assert _told(of_unit(book, "JIA")) == own
    both = [(day, what, ("JIA", "YI") if "节点" in what else units, rest) for day, what, units, rest in own]
    assert _told(of_line(book, ["P1", "P2"])) == both


def test_an_overdue_item_costs_what_the_policy_says(policy: Policy) -> None:
    assert prices(policy) == "超期满5个工作日扣4分，满10个工作日扣8分，满20个工作日扣15分，取最高一档"


@pytest.mark.parametrize("as_of", DAYS)
def test_what_doing_nothing_costs_is_what_the_score_says_at_the_end(as_of: date) -> None:
    """The oracle is the score of the running quarter's last day, with the same facts and no others."""
    view = paper_district.demo(as_of)
    until = next(iter(stakes_of_units(view).values())).until
    ended = Quarter.of(as_of + timedelta(days=1)).last
    assert until == ended
    losses: dict[str, Decimal] = defaultdict(Decimal)
    for entry in report(view.known, until).entries:
        if entry.date > as_of and entry.points < 0:
            losses[entry.unit] += entry.points
    told = {unit: stakes.total.losing for unit, stakes in stakes_of_units(view).items()}
    scored = {unit for unit, one in view.known.organisations.items() if one.scored}
    assert sum(told.values()) < 0
    assert {unit: points for unit, points in told.items() if points} == {
        unit: points for unit, points in losses.items() if points and unit in scored
    }


@pytest.mark.parametrize("as_of", DAYS)
def test_sums_are_those_of_their_entries(as_of: date) -> None:
    """Every sum ahead is listed; units and lines add up to the same, as each project has one leader."""
    view = paper_district.demo(as_of)
    units, lines = stakes_of_units(view), stakes_of_lines(view)
    for stakes in (*units.values(), *lines.values()):
        assert sum(one.points for one in stakes.ahead if one.loss) == stakes.total.losing
        assert sum(one.points for one in stakes.ahead if not one.loss) == stakes.total.winnable
    led = [one for key in view.known.leaders if key in lines for one in lines[key].ahead]
    all_of_projects = [
        one for stakes in units.values() for one in stakes.ahead if view.project(one.subject) is not None
    ]
    assert Counter(one for one in led if view.project(one.subject)) == Counter(all_of_projects)


@pytest.mark.parametrize("as_of", DAYS)
def test_nothing_is_won_that_brings_nothing(as_of: date) -> None:
    """Each deed's entries sum up to more than zero, and no two of its entries share a clause and unit."""
    view = paper_district.demo(as_of)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    seen = winnable(view.report, Quarter.of(as_of + timedelta(days=1)).last)
    for entry in seen:
        sums[entry.unit, entry.subject] += entry.points
    assert min(sums.values()) > 0
    assert len({(e.unit, e.subject, e.clause) for e in seen}) == len(seen)
