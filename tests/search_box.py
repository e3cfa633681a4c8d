"""The search box: where its two lists stand, and asking it as people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

RECORDS = 8
"""How many records the box lists at most."""
QUERY = "input.md-search__input"
SAID = ".g-found-said"
LINKS = ".g-found-list a:has(.g-found-one)"
MORE = ".g-found-list a:has(.g-found-more)"
META = ".md-search-result__meta"
PAGES = ".md-search-result__list .md-search-result__item > a.md-search-result__link"
READ = 20_000
"""Milliseconds in which the theme has read its index of full texts, on however slow a machine."""
NOWHERE = "魑魅魍魉"
"""Words that no page holds."""


def asked_for(page: Page, word: str) -> None:
    """Write a word into the box as people do, and wait until both lists have answered."""
    page.locator(QUERY).click()
    page.locator(QUERY).fill("")
    page.keyboard.insert_text(word)
    page.keyboard.press("End")
    expect(page.locator(SAID)).to_contain_text("找到")
    expect(page.locator(META)).to_contain_text("结果", timeout=READ)
