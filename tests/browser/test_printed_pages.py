"""Pages on paper, as a browser prints them: numbered papers, repeated heads, nothing wider than a sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]


def printed(page: Page, url: str) -> PdfReader:
    """Print a page as its style sheets ask."""
    page.goto(url)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))


def test_a_paper_numbers_its_sheets(page: Page, address: str) -> None:
    """GB/T 9704—2012: the number of each sheet stands at its foot."""
    for name in ("bulletins/2026-06", "papers/d/2026-W24"):
        for number, sheet in enumerate(printed(page, f"{address}/{name}.html").pages, 1):
            assert f"— {number} —" in sheet.extract_text(), name


def test_a_long_list_lies_across_and_repeats_its_heads(page: Page, address: str) -> None:
    sheets = printed(page, f"{address}/items/index.html").pages
    assert len(sheets) > 1
    assert all("编号" in sheet.extract_text() for sheet in sheets)
    assert float(sheets[0].mediabox.width) > float(sheets[0].mediabox.height)


def test_every_file_behind_a_point_is_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/rankings/2026Q2.html")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    cited = page.locator("details.g-evidence > div")
    assert cited.count()
    assert all(cited.nth(place).is_visible() for place in range(cited.count()))


def test_no_table_is_torn_at_its_first_or_last_row(page: Page, address: str) -> None:
    page.goto(f"{address}/bulletins/2026-06.html")
    page.emulate_media(media="print")
    breaks = page.evaluate(
        """[...document.querySelectorAll("tbody")].filter(body => body.rows.length > 1).map(body => [
            getComputedStyle(body.rows[0]).breakAfter,
            getComputedStyle(body.rows[body.rows.length - 1]).breakBefore,
        ])"""
    )
    assert breaks
    assert all(pair == ["avoid", "avoid"] for pair in breaks)


def test_a_badge_in_a_sentence_is_as_wide_as_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}/papers/c/2026-W24.html")
    page.emulate_media(media="print")
    indents = page.evaluate(
        """[...document.querySelectorAll("p > .g-badge")].map(badge => getComputedStyle(badge).textIndent)"""
    )
    assert set(indents) == {"0px"}


def test_words_for_the_screen_are_not_printed(page: Page, address: str) -> None:
    assert "点项目名" not in printed(page, f"{address}/wall.html").pages[0].extract_text()
