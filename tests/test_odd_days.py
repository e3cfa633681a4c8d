"""Days on which little is known: before any fact, with all units alike, without a calendar of a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import reading
from built import Built
from places import ROOT
from reading import plain

from generator.outputs.links import Web
from generator.outputs.pages import countdown, home
from generator.outputs.pages.records import units
from generator.outputs.pages.records.book import Book
from generator.outputs.press import Press
from generator.outputs.templates import environment

if TYPE_CHECKING:
    from generator.outputs.view import View
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

TEMPLATES = ROOT / "site_templates"
BEFORE, EVE, LATER = date(2025, 1, 2), date(2026, 9, 30), date(2027, 6, 30)
HORIZON = "一直不办还会扣"


@pytest.fixture(scope="module")
def made(policy: Policy, calendars: dict[int, CalendarYear]) -> Built:
    """Three units, one of which misses a start in September 2026 and another in April 2027."""
    built = Built(policy, *calendars.values())
    for key in ("JIA", "YI", "BING"):
        built.unit(key)
    reading.leader(built)
    built.project()
    built.plan("计划新开工", start_week="2026-W38")
    built.approve(2026, "2026-01-05")
    built.project("P2")
    built.plan("计划新开工", "P2", 2027, start_week="2027-W16")
    built.approve(2027, "2027-01-05")
    return built


def _unit(view: View) -> str:
    return plain(units.body(Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES)), "JIA"))


def _ranked(view: View) -> list[str]:
    return [f"{part.title}，列{len(part.results)}个：{part.note}" for part in home._rankings(view)]


def test_home_ranks_nobody_before_the_first_fact(made: Built) -> None:
    assert _ranked(reading.view(made, BEFORE)) == []


def test_units_of_like_scores_are_not_listed_as_first_and_last(made: Built) -> None:
    level, apart = _ranked(reading.view(made, date(2026, 7, 1))), _ranked(reading.view(made, EVE))
    assert all(said.endswith("列0个：共3个单位，分数相同，都是第1名") for said in level)
    assert "列3个：共3个单位" in apart[0]


def test_units_of_like_scores_are_not_told_how_to_leave_the_last(made: Built) -> None:
    said = _unit(reading.view(made, date(2026, 7, 1)))
    assert "末位席 各单位分数相同，不设席位" in said
    assert "可以脱离" not in said
    assert "比末2位" in _unit(reading.view(made, EVE)) or "在末2位" in _unit(reading.view(made, EVE))


def test_a_horizon_in_the_past_is_not_shown(made: Built) -> None:
    assert HORIZON in _unit(reading.view(made, EVE))
    said = _unit(reading.view(made, LATER))
    assert "到2026-12-31" not in said
    assert "缺少2027年工作日历，一直不办还会扣多少、最好还能加多少无法计算。" in said


def test_the_countdown_knows_which_year_it_cannot_count(made: Built) -> None:
    days = (date(2026, 12, 10), date(2026, 12, 20), LATER)
    assert [countdown.unknown_year(reading.view(made, day)) for day in days] == [None, 2027, 2027]
