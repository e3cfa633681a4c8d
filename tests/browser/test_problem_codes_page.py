"""The page of problem codes in a real browser: its filter keeps whole codes, and what links lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.records.codes import CODES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]
HEADS = "article h3"


def shown(page: Page) -> list[str]:
    """The codes in view, from above."""
    found: list[str] = page.eval_on_selector_all(
        HEADS, "heads => heads.filter(head => head.offsetParent).map(head => head.id.toUpperCase())"
    )
    return found


def test_the_filter_keeps_the_codes_that_have_every_word(page: Page, address: str) -> None:
    page.goto(f"{address}/problems.html")
    box = page.get_by_role("searchbox", name=re.compile("筛选问题代码"))
    every = shown(page)
    assert sorted(every) == sorted(CODES)
    code = every[len(every) // 2]
    words = page.locator(f"#{code.lower()}").inner_text().split()[1]
    box.fill(f"{words} {code.lower()}")
    assert shown(page) == [code]
    expect(page.locator(".g-codes output")).to_have_text(f"1 / {len(every)} 个代码")
    families = page.locator("article h2").all()
    assert sum(family.is_visible() for family in families) == 1
    examples = page.locator("article .g-grid2").all()
    assert sum(example.is_visible() for example in examples) == 1
    box.fill("没有这样的问题")
    assert shown(page) == []
    box.fill("")
    assert shown(page) == every


def test_a_link_to_a_code_clears_the_filter(page: Page, address: str) -> None:
    page.goto(f"{address}/problems.html")
    every = shown(page)
    page.get_by_role("searchbox", name=re.compile("筛选问题代码")).fill(every[0])
    page.evaluate(f"location.hash = '{every[-1].lower()}'")
    expect(page.locator(f"#{every[-1].lower()}")).to_be_in_viewport()
    assert shown(page) == every
