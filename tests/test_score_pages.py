"""Score pages: bars add up to the total, every entry once, every bar with its link, whatever the facts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from drawn_facts import UNITS, districts
from hypothesis import given
from places import ROOT
from reading import plain
from seals import sealed_quarter
from test_properties import examples
from test_record_pages import Nesting

from generator.mechanism.ledger import Adjustment, rounded
from generator.mechanism.report import closings, report
from generator.mechanism.scenario.facts import portfolio
from generator.outputs.documents import score_document
from generator.outputs.links import Web
from generator.outputs.pages.records import scorecards, units
from generator.outputs.pages.records.book import Book
from generator.outputs.pages.records.explained import explained
from generator.outputs.pages.records.waterfall import Scale
from generator.outputs.press import Press
from generator.outputs.templates import environment
from generator.outputs.view import View
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from pathlib import Path

    from generator.mechanism.assessment import Result
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

TEMPLATES = ROOT / "site_templates"
PRINTING = environment(TEMPLATES)
AS_OF = date(2026, 12, 31)
LIGHT = 60_000
"""Most bytes of a page of ours, the theme's shell apart."""
BAR = re.compile(r'<a href="([^"]*)" tabindex="-1"><title>[^<]+</title><rect class="wf-([a-z]+)"')
Facts = list[dict[str, Any]]
OVERDUE: Facts = [
    {
        "id": f"F{number}",
        "kind": "timed_item",
        "responsible": ["甲办"],
        "supporting": [],
        "due": "2026-01-09",
        "closed": None,
        "due_changes": [],
    }
    for number in range(8)
]
"""Eight items never closed: 8 × 15 = 120 points, of which a category has 100."""


def made(facts: Facts, policy: Policy, calendars: dict[int, CalendarYear], as_of: date = AS_OF) -> Book:
    known, _ = portfolio(facts, UNITS, policy, calendars)
    view = View(report(known, as_of), known)
    return Book(Press(view, PRINTING, Web(view), TEMPLATES))


def results(book: Book) -> list[tuple[str, Result]]:
    found = {
        f"{q}-{unit}": one for q, a in book.view.report.quarters.items() for unit, one in a.results.items()
    }
    return [(key, found[key]) for key in scorecards.ids(book)]


@examples
@given(facts=districts())
def test_bars_add_up_and_every_entry_stands_once(
    facts: Facts, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    book = made(facts, policy, calendars)
    for _, result in results(book):
        told = explained(book, book.view.report.quarters[result.quarter], result)
        lines = [line for chapter in told.chapters for line in chapter.lines]
        assert sorted(map(id, (line.entry for line in lines))) == sorted(map(id, result.entries))
        for chapter in told.chapters:
            amount = chapter.category.base + sum(line.entry.points for line in chapter.lines)
            assert amount == chapter.score.amount
            assert not chapter.lines or chapter.lines[-1].amount == amount
        points = sum((rung.points or Decimal(0) for rung in told.rungs), told.rungs[0].amount)
        assert points == result.total == told.rungs[-1].amount
        assert [rung.amount for rung in told.rungs if rung.points is None][1] == result.base_total


@examples
@given(facts=districts())
def test_no_bar_without_a_link_and_every_page_well_formed(
    facts: Facts, policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    book = made(facts, policy, calendars)
    for key, result in results(book)[-4:]:
        body = scorecards.body(book, key)
        nesting = Nesting()
        nesting.feed(body)
        assert not nesting.open
        assert len(set(nesting.ids)) == len(nesting.ids)
        bars = BAR.findall(body)
        assert len(bars) == body.count('<svg class="wf wf-')
        assert all(href for href, _ in bars)
        local = {href[1:] for href, _ in bars if href.startswith("#")}
        assert local <= set(nesting.ids)
        changes = [look for _, look in bars if look != "level"]
        assert len(changes) == 3 + len(result.entries) + len(result.adjustments)


def test_a_floor_is_shown_as_what_it_is(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    book = made(OVERDUE, policy, calendars, date(2026, 3, 31))
    (key,) = [key for key, result in results(book) if result.entries]
    body = scorecards.body(book, key)
    text = plain(body)
    assert [look for _, look in BAR.findall(body)].count("limit") == 1
    assert "扣完为止" in text
    assert "本类扣完为止，少扣20分" in text
    assert "会议议定事项限期办结：0.00分" in text
    assert "100.00 × 0.4 + 100.00 × 0.3 + 0.00 × 0.3 = 70.00" in text


def test_adjustments_say_where_they_come_from(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    book = made(OVERDUE, policy, calendars, date(2026, 6, 30))
    second = Quarter(2026, 2)
    result = next(one for _, one in results(book) if one.quarter == second and one.adjustments)
    assert "上季结转" in plain(scorecards.body(book, f"{second}-{result.unit}"))
    late = Adjustment(
        result.unit, "4.2", "red", Quarter(2026, 1), second, Decimal(-2), "更正：差额", corrects=True
    )
    fixed = replace(result, adjustments=(*result.adjustments, late), total=result.total - 2)
    told = explained(book, book.view.report.quarters[second], fixed)
    assert [rung.mark for rung in told.rungs if rung.mark] == ["上季结转", "更正"]
    assert told.rungs[-1].amount == fixed.total


def test_what_came_to_light_after_a_seal_is_told_apart(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    first, second = Quarter(2026, 1), Quarter(2026, 2)
    then, now = (portfolio(OVERDUE[:count], UNITS, policy, calendars)[0] for count in (1, 2))
    view = View(report(now, second.last, closings([sealed_quarter(first, 1, then)])), now)
    book = Book(Press(view, PRINTING, Web(view), TEMPLATES))
    (unit,) = {one.unit for _, one in results(book) if one.entries}
    sealed, later = (scorecards.body(book, f"{quarter}-{unit}") for quarter in (first, second))
    assert ("会议议定事项限期办结：85.00分" in plain(sealed), "更正" in plain(sealed)) == (True, False)
    assert later.count('<span class="rec-chip rec-late">更正</span>') == 3
    assert plain(later).count("更正（2026年第一季度已通报）：补") == 3


def test_the_numbers_are_those_of_guatu_score(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    book = made(OVERDUE, policy, calendars, date(2026, 6, 30))
    for quarter in book.view.report.quarters:
        for row in score_document(book.view.report, quarter)["units"]:
            text = plain(scorecards.body(book, f"{quarter}-{row['unit']}"))
            assert f"第{row['rank']}名，共{len(UNITS)}个单位" in text
            assert f"考评总分{rounded(Decimal(row['total']))}" in text


def test_a_unit_page_draws_its_quarters_and_leads_to_each(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    book = made(OVERDUE, policy, calendars)
    unit = results(book)[0][1].unit
    body = units.body(book, unit)
    own = [result for _, result in results(book) if result.unit == unit]
    for result in own:
        spots = 2 + (result.base_total != result.total)
        assert body.count(f"scores/{result.quarter}-{unit}.html") == spots + 1
    assert [result.base_total != result.total for result in own] == [False, False, True, True, True]
    assert "离前后名次有多远" in plain(body)


@pytest.mark.parametrize(
    ("amounts", "ticks"),
    [
        ((100, 100), ["100", "100.5"]),
        ((96, 100), ["96", "97", "98", "99", "100"]),
        ((Decimal("87.5"), 100), ["85", "90", "95", "100"]),
        ((-20, 100), ["-50", "0", "50", "100"]),
    ],
)
def test_a_scale_has_few_round_ticks_and_holds_all(amounts: tuple[Any, ...], ticks: list[str]) -> None:
    scale = Scale.of(map(Decimal, amounts))
    assert [format(tick.normalize(), "f") for tick in scale.ticks] == ticks
    assert scale.at(scale.ticks[0]) == "0.00%"
    assert scale.at(scale.ticks[-1]) == "100.00%"


def test_every_clause_linked_to_has_its_place_among_the_rules(built: Path) -> None:
    rules = unescape((built / "regulation.html").read_text(encoding="utf-8"))
    linked = {
        anchor
        for page in (built / "scores").glob("*.html")
        for anchor in re.findall(r"regulation\.html#([^\"]+)", page.read_text(encoding="utf-8"))
    }
    assert {"clause-1-1-1", "category-1", "clause-4-4"} <= linked
    places = re.findall(r' id="([^"]+)"', rules)
    assert linked <= set(places)
    assert len(places) == len(set(places))


def test_each_name_in_a_ranking_leads_to_its_explanation(built: Path) -> None:
    ranking = (built / "rankings" / "2026Q1.html").read_text(encoding="utf-8")
    pages = {page.name for page in (built / "scores").glob("2026Q1-*.html")}
    assert pages
    assert set(re.findall(r'href="\.\./scores/([^"]+)"', ranking)) == pages


def test_pages_stay_light(docs: Path) -> None:
    heavy = {
        page.name: size
        for folder in ("projects", "scores")
        for page in (docs / folder).glob("*-*.md")
        if (size := page.stat().st_size) > LIGHT
    }
    assert not heavy


TOLD = {
    "1.1(1)": "计划新开工项目到期未开工",
    "1.1(2)": "计划新开工项目提前1个月以上开工；或 1.1(3) 延期2个月内开工",
    "1.1(3)": "延期1个月内开工",
    "1.2": "举行开工仪式，季末仍未实质性开工",
    "1.3": "开展前期项目当年开工",
    "1.4": "当年签约、当年开工",
    "2.1": "续建项目的节点或完工投产到期未完成",
    "2.2": "续建项目提前投产（运营）",
    "3.2": "没有时限的议定事项第3次及以后上会",
}
"""What the edition of 2019 books points for, by clause; 3.1 by its ladder."""
LADDER = {"−4": "超期5个工作日", "−8": "超期10个工作日", "−15": "超期20个工作日", "+2": "提前办结"}


def test_one_entry_more_is_told_with_its_deed(built: Path) -> None:
    found: set[str] = set()
    for page in (built / "scores").glob("2026Q1-*.html"):
        text = unescape(page.read_text(encoding="utf-8"))
        section = text[text.index('id="near"') :].partition("</section>")[0]
        rows = re.findall(
            r'<tr><th scope="row">(.*?)<span class="rec-when">.*?</span></th><td[^>]*>(.*?)</td>', section
        )
        found |= {f"{plain(words).strip()}（{points}分）" for words, points in rows}
        note = re.search(r"名次和席位都不变的：(.*?)。</p>", section)
        found |= {f"{one.strip()}" for one in re.split("；(?!或)", plain(note[1]))} if note else set()
    deeds = {one.rpartition("（")[0] for one in found}
    assert {f"{clause} {deed}" for clause, deed in TOLD.items()} <= deeds
    items = {f"3.1 议定事项{deed}（{points}分）" for points, deed in LADDER.items()}
    assert items <= found
    assert len(found) == len(TOLD) + len(items)
