"""Statistics agree with one another, on any day of a made-up year (MECHANISM §4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import report
from generator.outputs.tables import Figures, Summary, cut_off, summary
from generator.outputs.templates import gap, percent, points, wan, yi
from generator.outputs.view import View
from generator.records.calendar import Month
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

DAYS = (date(2026, 1, 20), date(2026, 2, 28), date(2026, 4, 30), date(2026, 6, 17), date(2026, 6, 30))
SUMMED = ("projects", "planned", "due", "started", "missed", "building", "invest", "invested", "scheduled")


@pytest.fixture(scope="module")
def view(district: Path) -> View:
    portfolio, _ = load(district)
    last = DAYS[-1]
    return View(report(portfolio, last), portfolio, report_on=lambda day: report(portfolio, day))


@pytest.fixture(params=DAYS, ids=str)
def now(view: View, request: pytest.FixtureRequest) -> Summary:
    return summary(view.at(request.param))


def test_starts_add_up(now: Summary) -> None:
    figures = now.figures
    starts = [row for row in now.planned if row.class_ == "计划新开工"]
    waiting = sum(row.start_state == "未到期" for row in starts)
    assert figures.planned == figures.started + figures.missed + waiting
    assert figures.missed == len(now.missed)
    assert figures.due >= figures.missed
    assert figures.early + figures.late <= figures.started


def test_leaders_sum_to_the_district(now: Summary) -> None:
    for name in SUMMED:
        assert sum(getattr(f, name) for f in now.by_leader.values()) == getattr(now.figures, name)


def test_every_project_lies_in_one_pool(now: Summary) -> None:
    assert sum(map(len, now.pools.values())) == len(now.rows)


def test_months_end_where_the_figures_stand(now: Summary) -> None:
    months, figures = now.months, now.figures
    assert months.invest == figures.invest
    assert len(months.started) == now.view.month.number
    if months.invested:
        assert months.invested[-1] == figures.invested
        assert months.scheduled[len(months.invested) - 1] == figures.scheduled


def test_items_add_up(now: Summary) -> None:
    figures = now.item_figures
    assert figures.total == figures.closed + sum(row.open for row in now.items)
    assert figures.overdue == len(now.overdue_items)
    assert figures.on_time <= figures.due <= figures.total


def test_an_earlier_day_knows_nothing_later(view: View) -> None:
    early = view.at(DAYS[0])
    assert max(event.date for event in early.known.events.values()) <= DAYS[0]
    assert early is view.at(DAYS[0])


def test_nothing_planned_has_no_rates() -> None:
    empty = Figures()
    rates = (empty.year_rate, empty.due_rate, empty.investment_rate, empty.pace)
    assert [rate.share for rate in rates] == [None] * 4
    assert empty.gap is None
    assert percent(empty.year_rate) == "—"


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 8, 31), Month(2026, 8)), (date(2026, 8, 30), Month(2026, 7)), (date(2026, 1, 30), None)],
)
def test_figures_cover_whole_months(day: date, month: Month | None) -> None:
    assert cut_off(day) == month


def test_amounts_are_said_as_bulletins_say_them() -> None:
    assert [wan(Decimal(0)), wan(Decimal("12500.4")), wan(None)] == ["0", "12\N{THIN SPACE}500", "—"]
    assert [yi(Decimal(12500)), yi(Decimal(0)), yi(None)] == ["1.25", "0.00", "—"]
    assert [points(Decimal("3.20")), points(Decimal(-4)), points(Decimal(0))] == ["+3.2", "−4", "0"]
    assert [gap(Decimal("-0.2894")), gap(Decimal(0)), gap(None)] == ["慢28.9", "快0.0", "—"]
    assert [percent(Decimal("0.8335")), percent(Decimal(2))] == ["83.4%", "200.0%"]
