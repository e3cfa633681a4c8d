"""The search box finds overviews by any word, and every record by name, part of a name, id or owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from finder_rows import index_of, rows_of
from search_box import LINKS, NOWHERE, PAGES, asked_for

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
    "1.1(3)": "regulation",
    "3.2": "regulation",
    "D12": "regulation",
}
"""Words of the regulation and of the field, clauses and readings by number, and a page that must be among
what is found; empty for any."""
FIRST = 10
"""How many of each list are looked at."""


@dataclass(frozen=True)
class Found:
    """What the box lists for a word, as addresses below the site: records, then pages by their full text."""

    records: list[str]
    pages: list[str]


def _asked(site: Path) -> dict[str, str]:
    """A record of each kind by several of its words; the page that must be found."""
    rows = rows_of(index_of(site))
    kinds = {row[0]: row for row in reversed(rows)}
    project, item, street = kinds["项目"], kinds["议定事项"], kinds["街道"]
    leader, office = kinds["分管负责人"], kinds["综合协调办"]
    brand = project[3].removesuffix("项目")
    asked = {project[2]: project[1], project[3]: project[1], brand[:2]: project[1], item[2]: item[1]}
    asked |= {street[4]: street[1], leader[3]: leader[1], office[4]: office[1], street[2]: street[1]}
    return asked


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Callable[[str], Found]:
    """Ask the search box; gives the addresses of the first records and pages found."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/index.html")

    def places(links: str) -> list[str]:
        found: list[str] = page.locator(links).evaluate_all("links => links.map(link => link.href)")
        return [
            link.partition("?")[0].partition("#")[0].removeprefix(f"{address}/") for link in found[:FIRST]
        ]

    def asked(word: str) -> Found:
        asked_for(page, word)
        page.wait_for_timeout(300)  # the list of pages follows the box
        found = Found(places(LINKS), places(PAGES))
        page.keyboard.press("Escape")
        return found

    return asked


def test_words_of_the_field_find_pages(search: Callable[[str], Found]) -> None:
    missing = {}
    for word, wanted in WORDS.items():
        found = search(word).pages
        if not found or (wanted and f"{wanted}.html" not in found):
            missing[word] = found
    assert not missing


def test_records_are_found_by_name_part_id_and_owner(search: Callable[[str], Found], built: Path) -> None:
    asked = _asked(built)
    assert len(asked) + len(WORDS) >= 20
    assert {word: found for word, page in asked.items() if page not in (found := search(word).records)} == {}


def test_an_id_finds_its_record_first(search: Callable[[str], Found], built: Path) -> None:
    """Before the bulletins and rankings that name it, which stand below all records."""
    first = {row[0]: row for row in reversed(rows_of(index_of(built)))}
    asked = {first[kind][2]: first[kind][1] for kind in ("项目", "议定事项", "责任单位", "街道")}
    assert {key: search(key).records[:1] for key in asked} == {key: [page] for key, page in asked.items()}


def test_an_id_is_found_in_any_width_and_case_and_in_part(
    search: Callable[[str], Found], built: Path
) -> None:
    row = next(row for row in rows_of(index_of(built)) if row[0] == "项目")
    key, name, keywords = row[2:]
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in key)
    words = f"{keywords.split()[0]}　{name[:2]}"
    asked = (key.lower(), wide, wide.lower(), f" {key} ", key[1:], words)
    assert {word: search(word).records[:1] for word in asked} == {word: [row[1]] for word in asked}


def test_every_word_must_be_there(search: Callable[[str], Found], built: Path) -> None:
    key = next(row[2] for row in rows_of(index_of(built)) if row[0] == "项目")
    assert search(f"{key} {NOWHERE}").records == []


def test_like_matches_come_organisations_first_items_last(search: Callable[[str], Found]) -> None:
    found = [page.split("/")[0] for page in search("街道").records]
    assert found[0] == "units"
    assert found == sorted(found, key=["units", "offices", "leaders", "projects", "items"].index)
