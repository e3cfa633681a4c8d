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
