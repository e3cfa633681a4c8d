"""The lists of projects and units: planned weeks in words, what is bad marked, zeros dim."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import paper_district
import pytest
from places import ROOT

from generator.outputs.links import Web
from generator.outputs.pages import records
from generator.outputs.pages.records import lists
from generator.outputs.pages.records.book import Book
from generator.outputs.press import Press
from generator.outputs.templates import environment

TEMPLATES = ROOT / "site_templates"
CELL = re.compile(r'<td data-label="([^"]*)"[^>]*>(.*?)</td>', re.DOTALL)


@pytest.fixture(scope="module")
def book() -> Book:
    view = paper_district.demo(date(2026, 9, 30))
    return Book(Press(view, environment(TEMPLATES), Web(view), TEMPLATES))


def _rows(book: Book, path: str) -> list[dict[str, str]]:
    body = next(unescape(page.body) for page in lists.pages(book.press) if page.path == path)
    found = re.findall(r"<tr>(<td data-label.*?)</tr>", body, re.DOTALL)
    return [dict(CELL.findall(row)) for row in found]


def test_planned_weeks_are_said_with_their_days_and_sort_by_the_week(book: Book) -> None:
    body = next(unescape(page.body) for page in lists.pages(book.press) if page.path == "projects/index.md")
    cells = re.findall(r'data-label="计划开工"[^>]*data-sort="([^"]*)">(.*?)</td>', body)
    planned = [line.brief.start.period for line in lists.project_lines(book) if line.brief.start]
    assert [key for key, _ in cells if key] == [str(week) for week in planned]
    for key, words in cells:
        assert bool(key) is ("周<br><small>" in words)
    assert any(words == "2026年第29周<br><small>7月13日—19日</small>" for _, words in cells)


def test_bad_figures_of_units_are_marked_and_zeros_dim(book: Book) -> None:
    rows, (units, _) = _rows(book, "units/index.md"), lists.unit_lines(book)
    marks = {"bad": 0, "yellow": 0, "red": 0}
    for row, line in zip(rows, units, strict=False):
        told = {
            "应开工未开工（个）": (line.figures.missed_ever, "bad"),
            "节点滞后（个）": (line.figures.behind_ever, "bad"),
            "其中超期（项）": (line.items.overdue if line.items else 0, "bad"),
            "本年黄牌（张）": (line.yellow, "yellow"),
            "本年红牌（张）": (line.red, "red"),
        }
        for head, (count, tone) in told.items():
            badge = f'<span class="g-badge g-{tone}">{count}</span>'
            assert row[head] == (badge if count else '<span class="g-muted">0</span>')
            marks[tone] += bool(count)
        last = line.result is not None and line.result.seat == "last"
        assert ("末位席" in row["单位"]) is last
    assert all(marks.values())


def test_the_footer_calls_no_page_a_draft() -> None:
    """It stands below issued papers too, which say themselves whether they are issued."""
    (line,) = re.findall(r"(?m)^copyright: (.*)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "系统生成稿" not in line
    assert "以正式印发的文件为准" in line


@pytest.fixture(scope="module")
def printed(book: Book) -> dict[str, str]:
    return {page.path: unescape(page.body) for page in records.pages(book.press)}


def test_tiles_of_units_are_red_where_something_is_overdue(printed: dict[str, str]) -> None:
    """What is overdue is counted in the lists below: those of four weeks, and the items."""
    tile = re.compile(r'<div( class="rec-over")?><dt>(四周内到期和已超期|议定事项)</dt>')
    seen = set()
    for text in (text for path, text in printed.items() if path.startswith("units/")):
        red = {name: bool(over) for over, name in tile.findall(text)}
        said = re.search(r"其中超期(\d+)项", text)
        _, _, items = text.partition('<section class="rec-section" id="items">')
        late = items.partition("</section>")[0].count("rec-chip rec-over")
        assert said
        assert red == {"四周内到期和已超期": said[1] != "0", "议定事项": late > 0}
        assert (f"，超期未办结{late}项" in text) == (late > 0)
        seen |= set(red.items())
    assert len(seen) == 4


def test_a_limit_past_is_red_on_an_items_page(printed: dict[str, str]) -> None:
    red: dict[bool, set[bool]] = {}
    for text in (text for path, text in printed.items() if path.startswith("items/")):
        head = text.partition('<p class="rec-chips">')[2].partition("</p>")[0]
        red.setdefault("rec-over" in head, set()).add('<div class="rec-over"><dt>办结时限</dt>' in text)
    assert red == {True: {True}, False: {False}}
