"""Whoever searches by another word than the interface's own lands on the same pages and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from search_box import LINKS, NOWHERE, PAGES, QUERY, SAID, asked_for

from generator.outputs import finder
from generator.outputs.alike import ALIKE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]
LACKING = ".md-search-result__terms"
HITS = ".md-search-result__meta"
HEARD = """
window.heard = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message) {
  if (message.type === 2) window.heard.push(message.data);
  return post.apply(this, arguments);
};
"""
"""Notes what reaches the theme's search."""
ROWS = (
    ("议定事项", "items/Y-1.html", "Y-1", "处理超期未办结的事", "甲局"),
    ("议定事项", "items/Y-2.html", "Y-2", "查处逾期的摊位", "甲局"),
    ("议定事项", "items/Y-3.html", "Y-3", "设立临时摊位", "乙局"),
    ("责任单位", "units/JIA.html", "JIA", "甲局", "甲"),
)
ASKED = {
    "超期": "Y-1 Y-2",
    "逾期": "Y-1 Y-2",
    "逾期未办结": "Y-1",
    "过期未销号": "Y-1",
    "甲局 超时": "Y-1 Y-2",
    "牵头单位": "JIA",
}
"""What each query finds among the rows, worked out by hand."""


def pages_found(page: Page, word: str) -> tuple[str, list[str]]:
    """Tell how many pages the full text gives for a word, and where they lead."""
    asked_for(page, NOWHERE)
    expect(page.locator(HITS)).to_contain_text("没有找到")
    asked_for(page, word)
    expect(page.locator(HITS)).not_to_contain_text("没有找到")
    page.wait_for_timeout(300)  # the list follows its heading
    links: list[str] = page.locator(PAGES).evaluate_all("links => links.map(one => one.pathname + one.hash)")
    return page.locator(HITS).inner_text(), links


@pytest.mark.parametrize("words", ALIKE[:5], ids=lambda words: words[0])
def test_every_word_for_a_thing_finds_the_same_pages(page: Page, address: str, words: Sequence[str]) -> None:
    page.goto(f"{address}/index.html")
    found = {word: pages_found(page, word) for word in words}
    assert found[words[0]][1]
    assert found == dict.fromkeys(words, found[words[0]])


def test_other_words_find_as_much_where_a_site_is_opened_from_a_folder(page: Page, offline: Path) -> None:
    page.goto((offline / "index.html").as_uri())
    assert pages_found(page, "逾期") == pages_found(page, "超期")


def test_a_page_with_the_word_of_the_interface_lacks_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    pages_found(page, "逾期")
    expect(page.locator(LACKING)).to_have_count(0)
    expect(page.locator(f"{PAGES} mark", has_text="超期").first).to_be_attached()
    pages_found(page, f"{NOWHERE} 逾期")
    assert set(page.locator(f"{LACKING} del").all_inner_texts()) & {"超期", "逾期", "超时", "过期"} == set()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("缓建 逾期", r"缓建 超\期 逾\期 超\时 过\期"),
        ("缓建逾期件", r"缓建 件 超\期 逾\期 超\时 过\期"),
        ("-逾期", r"-超\期 -逾\期 -超\时 -过\期"),
        ("牵头单位", "责任单位"),
        ("+逾期", "+逾期"),
        ('"逾期 缓建"', '"逾期 缓建"'),
    ],
)
def test_what_the_full_text_is_asked(page: Page, address: str, query: str, told: str) -> None:
    """Each word for the thing, whole; as written, what is quoted or must be there."""
    page.add_init_script(HEARD)
    page.goto(f"{address}/index.html")
    asked_for(page, query)
    page.wait_for_function("told => window.heard.includes(told)", arg=told)
    assert page.evaluate("window.heard.at(-1)") == told


def test_a_page_whose_box_is_empty_fetches_no_table(page: Page, address: str) -> None:
    """The theme asks for nothing at all when it has read its own index."""
    page.add_init_script(HEARD)
    page.goto(f"{address}/index.html")
    page.locator(QUERY).hover()
    page.wait_for_function("window.heard.includes('')")
    page.wait_for_timeout(300)
    assert page.evaluate("window.GUATU_FINDER === undefined")


def test_records_are_found_by_every_word_for_what_they_say(page: Page, address: str) -> None:
    page.route(f"**/{finder.INDEX}", lambda route: route.fulfill(body=finder.script("finder.html", ROWS)))
    page.goto(f"{address}/index.html")
    found = {}
    for query, keys in ASKED.items():
        asked_for(page, query)
        expect(page.locator(SAID)).to_contain_text(f"找到 {len(keys.split())} 条")
        links = page.locator(LINKS).evaluate_all("links => links.map(link => link.pathname)")
        found[query] = " ".join(link.rpartition("/")[2].removesuffix(".html") for link in links)
    assert found == ASKED
    asked_for(page, "逾期")
    assert page.locator(f"{LINKS} mark").all_inner_texts() == ["超期", "逾期"]
