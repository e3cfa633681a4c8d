"""The index of full texts is read once somebody searches, and not on every page that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from search_box import META, PAGES, QUERY, READ, asked_for
from visits import Heard, listen

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]
WORD = "环评"
SEARCHES = "#__search"
LABEL = "header label[for=__search]"


@pytest.fixture
def heard(page: Page) -> Heard:
    """What the page asks for from now on."""
    return listen(page)


def _read(heard: Heard) -> int:
    return sum(url.endswith("/search/search_index.json") for url in heard.asked)


def test_pages_are_read_without_it(page: Page, heard: Heard, address: str) -> None:
    for name in ("index", "finder", "projects/index"):
        page.goto(f"{address}/{name}.html", wait_until="networkidle")
        page.mouse.wheel(0, 900)
        page.locator("article a").first.hover()
        page.keyboard.press("Tab")
    assert len(heard.asked) > 3
    assert not _read(heard)


def _by_mouse(page: Page) -> None:
    page.locator(QUERY).hover()


def _by_key(page: Page) -> None:
    page.keyboard.press("/")


def _by_tab(page: Page) -> None:
    page.locator(QUERY).focus()


@pytest.mark.parametrize("turn_to", [_by_mouse, _by_key, _by_tab])
def test_it_is_read_once_when_one_turns_to_the_box(
    page: Page, heard: Heard, address: str, turn_to: Callable[[Page], None]
) -> None:
    page.goto(f"{address}/index.html", wait_until="networkidle")
    with page.expect_response("**/search/search_index.json", timeout=READ):
        turn_to(page)
    asked_for(page, WORD)
    asked_for(page, "街道")
    assert page.locator(PAGES).count()
    assert _read(heard) == 1
    assert not heard.failed


def test_a_phone_asks_for_it_by_its_button(page: Page, heard: Heard, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/index.html", wait_until="networkidle")
    assert not _read(heard)
    page.locator(LABEL).first.click()
    asked_for(page, WORD)
    assert page.locator(PAGES).count()
    assert _read(heard) == 1


def test_what_is_written_before_it_is_read_is_searched_all_the_same(
    page: Page, heard: Heard, address: str
) -> None:
    held: list[Callable[[], None]] = []
    page.route("**/search/search_index.json", lambda route: held.append(route.continue_))
    page.goto(f"{address}/index.html")
    page.locator(QUERY).click()
    page.keyboard.insert_text(WORD)
    page.keyboard.press("End")
    expect(page.locator(META)).to_have_text("正在初始化搜索引擎")
    page.wait_for_function("held => held", arg=bool(held))
    held.pop()()
    expect(page.locator(META)).to_contain_text("结果", timeout=READ)
    assert page.locator(PAGES).count()
    assert not heard.failed


def test_an_address_that_asks_is_answered(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html?q={WORD}")
    expect(page.locator(META)).to_contain_text("结果", timeout=READ)
    assert page.locator(PAGES).count()
    page.goto(page.locator(f"{PAGES}[href*='?h=%']").first.get_attribute("href") or "")
    expect(page.locator("article mark").first).to_have_text(WORD, timeout=READ)
    assert not page.locator(SEARCHES).is_checked()
