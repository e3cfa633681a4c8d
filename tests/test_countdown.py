"""倒计时: the days, words and points of a small district, worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import paper_district
import pytest
import reading
from built import Built

from generator.mechanism.upcoming import upcoming
from generator.outputs.tables.countdown import concerned, days_left, fortnight, fortnight_of

if TYPE_CHECKING:
    from generator.outputs.tables.countdown import Deadline
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

EVE = date(2026, 9, 30)


def _district(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """One item, due on 8 October 2026; 10 October is a Saturday made up for."""
    made = Built(policy, *calendars.values())
    made.unit("JIA")
    reading.leader(made)
    made.project()
    meeting = made.event("meeting", "2026-09-01", level="主任办公会", convener="张某", agenda=[])
    words = {"text": "接通水电", "responsible": ["JIA"], "due": "2026-10-08", "project": "P1"}
    made.event("decision", "2026-09-01", meeting=meeting, **words)
    return made


def _ahead(made: Built, day: date) -> tuple[View, list[Deadline]]:
    view = reading.view(made, day)
    return view, [one for one in fortnight(view) if one.sort != "duty"]


def test_an_item_before_its_time(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    view, found = _ahead(_district(policy, calendars), EVE)
    assert [(one.day, one.sort, one.left, one.what, one.cost) for one in found] == [
        (date(2026, 10, 7), "chance", 0, "10月7日前（含当日）办成，加2分", Decimal(2)),
        (date(2026, 10, 8), "due", 1, "10月8日前办结，否则10月14日扣4分", Decimal(-4)),
        (date(2026, 10, 14), "loss", 6, "10月14日前（含当日）办成，否则当日扣4分", Decimal(-4)),
    ]
    assert [days_left(view, one.day) for one in found] == [
        "还有7天（其间没有工作日）",
        "还有1个工作日",
        "还有6个工作日",
    ]
    assert days_left(view, EVE) == "今天"
    assert concerned(view, found[0]) >= {"JIA", "L1"}


def test_what_is_said_is_what_the_score_says_when_nothing_is_done(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = _district(policy, calendars)
    known = made.report(EVE)
    losses = [step for step in upcoming(known, date(2026, 11, 30)) if step.sort == "loss"]
    assert [step.points for step in losses] == [Decimal(-4), Decimal(-4), Decimal(-7)]
    for step in losses:
        before, then = made.report(step.day - timedelta(days=1)), made.report(step.day)
        assert sum(e.points for e in then.entries) - sum(e.points for e in before.entries) == step.points


@pytest.mark.parametrize("day", [date(2026, 2, 6), date(2026, 6, 26), EVE], ids=str)
def test_some_have_the_rows_that_all_have_of_them(day: date) -> None:
    view = paper_district.demo(day)
    rows = [one for one in fortnight(view) if one.sort != "duty"]
    for subjects in ({rows[0].subject}, {one.subject for one in rows[::2]}, {one.subject for one in rows}):
        assert fortnight_of(view, subjects) == [one for one in rows if one.subject in subjects]
    assert {one.sort for one in rows} == {"loss", "chance", "due"}


def _reported(policy: Policy, calendars: dict[int, CalendarYear], *, certified: str = "") -> Built:
    """P2's start is planned for 28 September to 4 October 2026 and reported for the 29th."""
    made = _district(policy, calendars)
    made.project("P2")
    made.plan("计划新开工", "P2", start_week="2026-W40")
    made.approve(2026, "2026-01-05")
    start = made.event("substantive_start", "2026-09-29", project="P2")
    if certified:
        made.event("start_certified", certified, start=start)
    return made


@pytest.mark.parametrize("day", [date(2026, 10, 20), date(2026, 11, 25)])
def test_a_reported_start_has_no_last_day_to_come(
    day: date, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """1.1(3) would add 3.2 or 2 to a start of then; certified for the 29th the −4 goes, whenever that is."""
    made = _reported(policy, calendars)
    view, found = _ahead(made, day)
    assert [e.points for e in view.report.entries if e.subject == "P2"] == [Decimal(-4)]
    assert not [one for one in found if one.subject == "P2"]
    late = _reported(policy, calendars, certified=str(day)).report(day)
    assert not [e for e in late.entries if e.subject == "P2"]


def test_a_reported_start_not_certified_in_its_week_costs_until_it_is(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    _, found = _ahead(_reported(policy, calendars), EVE)
    (one,) = [one for one in found if one.subject == "P2"]
    assert (one.day, one.sort, one.cost) == (date(2026, 10, 4), "loss", Decimal(-4))
    assert one.what == "9月29日已报实质性开工、待认定；10月4日仍未认定的，当日扣4分，照报认定后撤销"
