"""What home says at a glance: each leader's row, how figures moved since last month, the next two weeks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import paper_district
import pytest
from places import ROOT
from reading import plain

from generator.mechanism.report import report
from generator.outputs import plan
from generator.outputs.links import Web
from generator.outputs.pages import home
from generator.outputs.pages.glance import leaders, tiers, trends
from generator.outputs.pages.records import leaders as leader_pages
from generator.outputs.pages.records.book import Book
from generator.outputs.papers import lists
from generator.outputs.papers.sheet import Mark
from generator.outputs.press import Press
from generator.outputs.tables import summary
from generator.outputs.tables.countdown import fortnight
from generator.outputs.templates import environment
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.view import View

DAY = date(2026, 6, 15)
TEMPLATES = ROOT / "site_templates"


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


def test_a_leaders_own_page_counts_starts_as_home_does(view: View) -> None:
    book = Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))
    for row in leaders(view, summary(view)):
        words, figures = plain(leader_pages.body(book, row.leader)), row.figures
        assert f"计划内已开工 {figures.started} / {figures.planned} 个" in words
        assert f"其中{figures.projects}个列入{DAY.year}年计划" in words
        own = [book.stories[one.id] for one in view.projects_of_leader.get(row.leader, ())]
        begun = [one for one in own if one.certified and one.certified.date.year == DAY.year]
        new = [one for one in begun if one.plans and one.plans[-1][0].class_ == "计划新开工"]
        other = re.search(r"另有([0-9]+)个不在本年新开工计划", words)
        assert len(begun) - len(new) == (int(other[1]) if other else 0)


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


def test_what_is_due_on_the_day_itself_is_counted_and_told_apart() -> None:
    """At the end of its last day a milestone counts as missed (2.1), on home and in the bulletin."""
    view = paper_district.demo(date(2026, 9, 30))
    last = [min(promise.deadline for promise in row.overdue) for row in summary(view).behind]
    today = last.count(view.as_of)
    assert today
    press = Press(view, environment(ROOT / "site_templates"), Web(view), ROOT / "site_templates")
    (page,) = home.pages(press)
    words = plain(page.body)
    assert f"在建滞后 其中{today}个今日到期；" in words
    assert f"在建项目节点滞后 {len(last)} （其中{today}个今日到期）" in words
    assert page.body.count('g-warn">今日到期') == today
    days = [row[5] for row in lists.behind(view, summary(view).behind).rows]
    assert days == [(view.as_of - day).days or Mark("今日到期", "warn") for day in last]


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
