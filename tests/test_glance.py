"""What home says at a glance: each leader's row, how figures moved since last month, the next two weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from generator.mechanism.report import report
from generator.outputs import plan
from generator.outputs.pages.glance import leaders, tiers, trends
from generator.outputs.tables import summary
from generator.outputs.tables.countdown import fortnight
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.view import View

DAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def view(district: Path) -> View:
    portfolio, problems = load(district)
    return plan.view(portfolio, problems, plan.Plan(district, DAY))


def test_each_leader_has_a_row_and_the_rows_add_up(view: View) -> None:
    now = summary(view)
    rows = leaders(view, now)
    assert [row.leader for row in rows] == sorted(view.known.leaders)
    assert sum(row.figures.missed for row in rows) == now.figures.missed
    assert sum(row.figures.started for row in rows) == now.figures.started
    of_projects = [row for row in now.overdue_items if row.story.item.project]
    assert sum(row.overdue for row in rows) == len(of_projects)


def test_trends_compare_with_last_months_end_said_in_words(view: View) -> None:
    now, before = summary(view), summary(view.at(date(2026, 5, 31)))
    said = trends(view, now)
    more = now.figures.missed - before.figures.missed
    words = "持平" if not more else f"{'多' if more > 0 else '少'}{abs(more)}个"
    assert said["missed"] == f"较5月底{words}"
    assert trends(view.at(date(2026, 1, 20)), summary(view.at(date(2026, 1, 20)))) == {}


def test_tiers_name_only_what_there_is(view: View) -> None:
    said = tiers(summary(view))
    overdue = [row for row in summary(view).overdue_items if row.tier]
    assert bool(said) == bool(overdue)
    assert sum(int(part.rpartition("日")[2][:-1]) for part in said.split("、") if part) == len(overdue)


def test_the_fortnights_losses_are_what_the_rules_book_if_nothing_is_done(view: View) -> None:
    """What is known on a day, and nothing more, is scored as of each day ahead: the loss is in it."""
    tried = 0
    for day in (date(2026, 2, 10), date(2026, 3, 20), date(2026, 4, 20), date(2026, 5, 20), DAY):
        then = view.at(day)
        for one in fortnight(then):
            assert day <= one.day <= day + timedelta(days=14)
            booked = {
                (entry.subject, entry.points)
                for entry in report(then.known, one.day).entries
                if entry.date == one.day
            }
            if one.sort == "loss" and one.day > day:
                assert (one.subject, one.cost) in booked
                tried += 1
    assert tried >= 3
