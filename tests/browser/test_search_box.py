"""The search box in use: records as one types, by keyboard, without the index, ten thousand of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder_rows import index_of, made_up, rows_of
from playwright.sync_api import expect
from search_box import LINKS, MORE, NOWHERE, PAGES, QUERY, RECORDS, SAID, asked_for
from visits import LOOKS, TAGS, barriers, listen, wider

from generator.outputs import finder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]
FOCUSED = "document.activeElement.getAttribute('href')"
RANKED = (
    ("责任单位", "units/GA.html", "GA", "甲乙工业管理局", "甲乙"),
    ("责任单位", "units/GB.html", "GB", "甲乙丙局", "乙丙"),
    ("项目", "projects/P-1.html", "P-1", "丁厂", "甲乙 戊街道"),
    ("项目", "projects/P-2.html", "P-2", "丁甲乙厂", "乙丙 戊街道"),
    ("项目", "projects/P-3.html", "P-3", "甲乙厂", "乙丙 己街道"),
    ("项目", "projects/P-4.html", "P-4", "甲乙", "乙丙 己街道"),
    ("项目", "projects/P-41.html", "P-41", "庚厂", "乙丙 己街道"),
    ("议定事项", "items/Y-1.html", "Y-1", "甲乙厂通电。", "GA <i>己街道</i>"),
    ("议定事项", "items/P-4-1.html", "P-4-1", "P-4开工。", "GB"),
)
"""Rows by which each rank can be told, in the order of an index."""
RANKS = {
    "甲乙": "GA P-4 GB P-3 Y-1 P-2 P-1",
    "p-4": "P-4 P-41 P-4-1",
    "-4": "P-4 P-41 P-4-1",
    "ga": "GA Y-1",
    "乙丙": "GB P-2 P-3 P-4 P-41",
    "己街道 甲乙": "P-3 P-4 Y-1",
    "街道　戊": "P-1 P-2",
    "<I>": "Y-1",
    "项目 庚": "P-41",
    "projects": "",
}
"""What each query finds, worked out by hand: the same, begun with it, holding it, with all its words."""


@pytest.fixture
def home(page: Page, address: str) -> Page:
    """The home page, opened in a profile of its own."""
    page.goto(f"{address}/index.html")
    return page


def test_the_index_is_fetched_once_and_only_when_the_box_is_used(home: Page, address: str) -> None:
    heard = listen(home)
    home.reload()
    expect(home.locator(QUERY)).to_be_visible()
    assert f"{address}/{finder.INDEX}" not in heard.asked
    for word in ("项目", "街道"):
        asked_for(home, word)
    assert heard.asked.count(f"{address}/{finder.INDEX}") == 1


def test_both_lists_say_what_they_found(home: Page) -> None:
    meta = home.locator(".md-search-result__meta")
    before = "getComputedStyle(document.querySelector('.md-search-result__meta'), '::before').content"
    asked_for(home, NOWHERE)
    expect(home.locator(SAID)).to_have_text("记录：没有找到")
    expect(meta).to_have_text("没有找到符合条件的结果")
    assert home.evaluate(before) == '"全文："'
    asked_for(home, "项目")
    expect(home.locator(SAID)).to_have_text(f"记录：找到 {_count(home)} 条，先列 {RECORDS} 条")
    assert home.locator(SAID).get_attribute("role") == "status"
    home.locator(QUERY).fill("")
    expect(home.locator(SAID)).to_be_hidden()
    assert home.evaluate(before) == "none"


def _count(page: Page) -> int:
    """How many records there are in all, by the link to them."""
    text = page.locator(MORE).inner_text()
    return int("".join(filter(str.isdigit, text)))


def test_the_last_link_lists_all_on_the_page_of_the_finder(home: Page) -> None:
    asked_for(home, "项目")
    count = _count(home)
    assert count > RECORDS
    home.locator(MORE).click()
    expect(home.locator(".g-finder input")).to_have_value("项目")
    expect(home.locator(".g-finder output")).to_contain_text(f"找到 {count} 条")
    expect(home.locator(".g-finder li a")).to_have_count(min(count, 100))
    home.emulate_media(media="print")
    expect(home.locator(".g-finder li a").first).to_be_visible()
    expect(home.locator(".g-finder input")).to_be_visible()  # what was asked for
    expect(home.locator(".md-search__output")).to_be_hidden()


def test_arrows_lead_through_the_records_to_the_pages(home: Page) -> None:
    asked_for(home, "街道")
    expect(home.locator(".md-search-result__list > li").first).to_contain_text("街道")
    links = home.locator(f"{LINKS}, {MORE}, {PAGES}")
    wanted = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")[: RECORDS + 2]
    passed = []
    for _ in wanted:
        home.keyboard.press("ArrowDown")
        passed.append(home.evaluate(FOCUSED))
    assert passed == wanted
    home.keyboard.press("ArrowUp")
    assert home.evaluate(FOCUSED) == wanted[-2]
    for _ in wanted[:-1]:
        home.keyboard.press("ArrowUp")
    expect(home.locator(QUERY)).to_be_focused()


def test_enter_opens_the_first_record(home: Page, built: Path) -> None:
    row = next(row for row in rows_of(index_of(built)) if row[0] == "项目")
    asked_for(home, row[2])
    home.keyboard.press("Enter")
    home.wait_for_url(f"**/{row[1]}")
    expect(home.locator("article h1").first).to_contain_text(row[3])


def test_an_address_with_a_question_opens_the_box(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html?q=街道")
    expect(page.locator(LINKS).first).to_contain_text("街道")
    expect(page.locator(".md-search-result > *").nth(1)).to_contain_text("结果")


def test_suggestions_are_taken_and_words_marked(home: Page) -> None:
    asked_for(home, "黄")
    expect(home.locator(".md-search__suggest")).to_have_text("黄牌")
    home.keyboard.press("ArrowRight")
    expect(home.locator(QUERY)).to_have_value("黄牌")
    home.locator(".md-search-result__item [href*='?h=%']").filter(visible=True).first.click()
    expect(home.locator("article mark").first).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark"), (390, "dark")]
)
def test_what_is_found_bars_nobody_and_fits(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        locale="zh-CN",
        reduced_motion="reduce",
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.locator(f"{QUERY}, label.md-header__button[for=__search]").filter(visible=True).first.click()
    asked_for(page, "街道")
    expect(page.locator(PAGES).first).to_be_visible()
    assert barriers(page, TAGS if width > 1000 else LOOKS) == []
    assert wider(page) <= 0
    assert (
        page.evaluate("(box => box.scrollWidth - box.clientWidth)(document.querySelector('.g-found'))") == 0
    )
    context.close()


def test_records_are_ranked_by_how_they_are_met(page: Page, address: str) -> None:
    page.route(f"**/{finder.INDEX}", lambda route: route.fulfill(body=finder.script("finder.html", RANKED)))
    page.goto(f"{address}/index.html")
    found = {}
    for query in RANKS:
        asked_for(page, query)
        links = page.locator(LINKS).evaluate_all("links => links.map(link => link.pathname)")
        found[query] = " ".join(link.rpartition("/")[2].removesuffix(".html") for link in links)
    assert found == RANKS


def test_a_lost_index_is_told_and_asked_for_again(page: Page, address: str) -> None:
    page.route(f"**/{finder.INDEX}", lambda route: route.abort())
    page.goto(f"{address}/index.html")
    page.locator(QUERY).click()
    page.keyboard.insert_text("街")
    expect(page.locator(SAID)).to_have_text("记录：索引没有读到")
    page.unroute(f"**/{finder.INDEX}")
    asked_for(page, "街道")
    expect(page.locator(LINKS).first).to_contain_text("街道")


def test_ten_thousand_records_are_searched_as_one_types(page: Page, address: str) -> None:
    page.route(f"**/{finder.INDEX}", lambda route: route.fulfill(body=made_up(10_000)))
    page.goto(f"{address}/index.html")
    page.locator(QUERY).click()
    for number, sign in enumerate("P26-09876", 1):
        page.keyboard.type(sign)
        expect(page.locator(SAID)).to_contain_text("找到 10000 条" if number < 5 else "找到")
    expect(page.locator(LINKS)).to_have_count(1)
    expect(page.locator(LINKS)).to_have_attribute("href", f"{address}/projects/P26-09876.html")
    asked_for(page, "第7街道　７号")
    expect(page.locator(SAID)).to_contain_text(f"找到 {len(range(7, 10_001, 30))} 条")
    expect(page.locator(LINKS).first).to_have_attribute("href", f"{address}/projects/P26-00007.html")
