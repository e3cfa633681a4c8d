"""The search box finds overviews by any word, and every record by name, part of a name, id or owner."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser]
WORDS = {
    "环评": "",
    "七通一平": "",
    "土地招拍挂": "",
    "施工许可证": "",
    "街道": "",
    "序时进度": "",
    "应开工未开工": "",
    "扣完为止": "",
    "首位席": "",
    "整改": "",
    "督办": "",
    "黄牌": "cards",
    "填报权限": "rights",
    "三层五线": "",
    "办结率": "",
    "乡村振兴": "",
}
"""Words of the regulation and of the field, and a page that must be among what is found; empty for any."""
FIRST = 10


def _records(site: Path) -> list[list[str]]:
    text = (site / "assets" / "finder-index.js").read_text(encoding="utf-8")
    rows: list[list[str]] = json.loads(text.partition("=")[2].rstrip(";\n"))
    return rows


def _asked(site: Path) -> dict[str, str]:
    """A record of each kind by several of its words; the page that must be found."""
    rows = _records(site)
    kinds = {row[0]: row for row in reversed(rows)}
    project, item, street = kinds["项目"], kinds["议定事项"], kinds["街道"]
    leader, office = kinds["分管负责人"], kinds["综合协调办"]
    brand = project[3].removesuffix("项目")
    asked = {project[2]: project[1], project[3]: project[1], brand[:2]: project[1], item[2]: item[1]}
    asked |= {street[4]: street[1], leader[3]: leader[1], office[4]: office[1], street[2]: street[1]}
    return asked


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Callable[[str], list[str]]:
    """Ask the search box; gives the addresses of the first pages found."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/index.html")

    def asked(word: str) -> list[str]:
        box = page.locator("input.md-search__input")
        box.click()
        box.fill("")
        page.keyboard.insert_text(word)
        page.keyboard.press("End")
        meta = page.locator(".md-search-result__meta")
        expect(meta).to_contain_text("结果")
        page.wait_for_timeout(300)  # the list follows the box
        links = page.locator(".md-search-result__item > a.md-search-result__link")
        found = [str(link.get_attribute("href")) for link in links.all()[:FIRST]]
        page.keyboard.press("Escape")
        return [link.partition("?")[0].partition("#")[0].removeprefix(f"{address}/") for link in found]

    return asked


def test_words_of_the_field_find_pages(search: Callable[[str], list[str]]) -> None:
    missing = {}
    for word, wanted in WORDS.items():
        found = search(word)
        if not found or (wanted and f"{wanted}.html" not in found):
            missing[word] = found
    assert not missing


def test_records_are_found_by_name_part_id_and_owner(search: Callable[[str], list[str]], built: Path) -> None:
    asked = _asked(built)
    assert len(asked) + len(WORDS) >= 20
    assert {word: found for word, page in asked.items() if page not in (found := search(word))} == {}
