"""Pages on paper, as a browser prints them: numbered papers, repeated heads, nothing wider than a sheet."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

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


def test_a_paper_says_how_many_files_are_behind_a_point_and_leaves_them_to_the_site(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/rankings/2026Q2.html")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    cited = page.locator("details.g-evidence")
    assert cited.count()
    for place in range(cited.count()):
        one = cited.nth(place)
        assert one.locator("summary").is_visible()
        assert not any(file.is_visible() for file in one.locator("div").all())
    after = "getComputedStyle(document.querySelector('details.g-evidence > summary'), '::after')"
    assert page.evaluate(f"[{after}.display, {after}.content]") == ["inline", '"（见网站）"']


@pytest.mark.parametrize("name", ["leaders/L1", "projects/index", "items/index", "index"])
def test_every_sheet_says_its_page_its_day_and_its_number(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/{name}.html")
    heading = page.locator(".md-content h1").first.inner_text().split()[0]
    sheets = printed(page, f"{address}/{name}.html").pages
    for number, sheet in enumerate(sheets, 1):
        words = normalize("NFKC", sheet.extract_text())
        assert f"{number} / {len(sheets)}" in words
        assert normalize("NFKC", f"{heading} 数据截至 2026-06-30") in re.sub(r"\s+", " ", words)


def test_older_records_are_left_to_the_site_but_for_the_archive(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    for name, shown in (("leaders/L1", False), ("archives/P26-001", True)):
        page.goto(f"{address}/{name}.html")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        logged = page.locator(".rec-log > li")
        assert logged.count() > 15
        assert logged.nth(0).is_visible()
        assert logged.nth(15).is_visible() == shown
        assert page.get_by_text(f"另有更早的{logged.count() - 15}条").count() == (not shown)


def test_paper_keeps_the_warning_that_data_are_old(page: Page, address: str) -> None:
    page.goto(f"{address}/leaders/L1.html")
    page.emulate_media(media="print")
    for old in page.locator(".g-age-said").all():
        assert old.is_visible() == ("未更新" in old.inner_text())


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


@pytest.mark.parametrize("name", ["wall", "projects/index"])
def test_words_for_the_screen_are_not_printed(page: Page, address: str, name: str) -> None:
    first = printed(page, f"{address}/{name}.html").pages[0].extract_text()
    assert "点项目名" not in first
    assert "点列头" not in first


def test_a_ranking_is_on_one_sheet_and_its_points_are_close_together(page: Page, address: str) -> None:
    """Whoever is handed the bulletin finds all places at once, and behind them no sheet of blanks."""
    url = f"{address}/rankings/2026Q2.html"
    page.goto(url)
    ranked = page.locator("table.g-table").first
    totals = [line.strip() for line in ranked.locator("td.g-stays").all_inner_texts()]
    sheets = [sheet.extract_text() for sheet in printed(page, url).pages]
    assert totals
    assert any(all(total in one for total in totals) for one in sheets)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    heads = page.locator("details.g-unit thead").all()
    assert heads
    for head in heads:
        assert head.evaluate("one => one.offsetHeight / parseFloat(getComputedStyle(one).fontSize)") < 3
    told = page.locator("td.g-wide > div:has(+ div > .g-evidence:only-child)")
    assert told.count()
    assert set(told.evaluate_all("all => all.map(one => getComputedStyle(one).display)")) == {"inline"}
