"""The pages in a real browser: no outside request, Chinese search, accessible, readable on a phone."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
MAIN = (
    *("index", "bulletins/index", "bulletins/2026-06", "rankings/index", "rankings/2026Q1", "rankings/2026"),
    *(
        "cards",
        "duties",
        "regulation",
        "rights",
        "ledger",
        "data",
        "quality",
        "problems",
        "finder",
        "papers/index",
    ),
    *("papers/n/index", "projects/index", "units/index", "items/index"),
    *(f"papers/{letter}/2026-W24" for letter in "bcdq"),
    *(f"papers/{letter}/2026" for letter in "alm"),
    *(f"papers/{letter}/2026-06" for letter in "no"),
)
WIDTHS = (390, 1280, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HOSTILE = (
    """</script></title><img src=x onerror="window.hacked=1">"""
    """[a](javascript:alert) | # `{{7*7}}` &lt;b&gt; --"""
)


def kinds(site: Path) -> list[str]:
    """The main pages, and the first record page of each kind."""
    folders = ("projects", "units", "leaders", "offices", "items", "scores", "archives")
    records = [
        min((site / folder).glob("*.html")) for folder in folders if any((site / folder).glob("*.html"))
    ]
    return [*MAIN, *(path.relative_to(site).as_posix().removesuffix(".html") for path in records)]


@dataclass
class Walk:
    """What one visit to every kind of page found, by page."""

    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def walk(browser: Browser, built: Path, address: str) -> Iterator[Walk]:
    found = Walk()
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("pageerror", lambda error: found.failed.append(str(error)))
    page.on(
        "response", lambda response: found.failed.append(response.url) if response.status >= 400 else None
    )
    for name in kinds(built):
        page.goto(f"{address}/{name}.html")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            reach = page.evaluate("document.documentElement.scrollWidth")
            found.wide += [f"{name} at {width}: {reach}"] if reach > width else []
        page.evaluate(AXE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found.barriers += [f"{name} {scheme}: {line}" for line in violations(page)]
    yield found
    context.close()


def violations(page: Page) -> list[str]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    result: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    return [
        f"{rule['id']} {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"][:3]
    ]


def test_no_page_asks_anything_of_the_outside(walk: Walk, address: str) -> None:
    assert not walk.failed
    assert not [url for url in walk.asked if not url.startswith((address, "data:", "blob:"))]


def test_no_page_scrolls_sideways(walk: Walk) -> None:
    assert not walk.wide


def test_nothing_bars_those_who_hear_or_tab(walk: Walk) -> None:
    assert not walk.barriers, "\n".join(walk.barriers)


@pytest.mark.parametrize("word", ["环评", "七通一平", "街道"])
def test_search_finds_chinese_words(page: Page, address: str, word: str) -> None:
    page.goto(f"{address}/index.html")
    search(page, word)


def search(page: Page, word: str) -> None:
    page.locator("input.md-search__input").click()
    page.keyboard.insert_text(word)
    page.keyboard.press("End")
    found = page.locator(".md-search-result__item").first
    expect(found).to_contain_text(word, timeout=10_000)


def test_finder_and_search_work_from_a_folder(page: Page, offline: Path) -> None:
    page.goto((offline / "finder.html").as_uri())
    project = min((offline / "projects").glob("*.html")).stem
    page.locator(".g-finder input").fill(project.lower())
    link = page.locator(".g-finder li a").first
    expect(link).to_be_visible()
    name = link.inner_text()
    link.click()
    page.wait_for_url(f"**/projects/{project}.html")
    expect(page.locator("h1").first).to_contain_text(name)
    search(page, "环评")


def test_print_shows_all_details(page: Page, address: str) -> None:
    page.goto(f"{address}/rankings/2026Q1.html")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".md-header")).to_be_hidden()
    assert not page.locator("details:not([open])").count()


def test_hostile_text_is_shown_and_never_obeyed(
    page: Page, district: Path, tmp_path: Path, build: Callable[..., Path]
) -> None:
    root = tmp_path / "hostile"
    shutil.copytree(district / "data", root / "data")
    poisoned(root / "data")
    site = build(root, tmp_path / "site", "--no-files", OFFLINE="true")
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    for name in kinds(site):
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("window.hacked") is None, name
        assert not page.locator("img[src=x], a[href^=javascript]").count(), name
    assert not told
    page.goto(min((site / "projects").glob("*.html")).as_uri())
    assert HOSTILE in page.locator("h1").first.inner_text()
    assert HOSTILE in page.title()
    page.goto((site / "finder.html").as_uri())
    page.locator(".g-finder input").fill("window.hacked")
    expect(page.locator(".g-finder li a").first).to_contain_text(HOSTILE)
    assert page.evaluate("window.hacked") is None


FREE = (
    *(
        "name",
        "short",
        "content",
        "investor",
        "land",
        "address",
        "responsible_person",
        "goal",
        "text",
        "result",
    ),
    *("reason", "document", "note", "matter", "honour", "basis", "convener", "image_progress", "proposal"),
    *("post", "approver", "title", "source"),
)


def poisoned(data: Path) -> None:
    """Put hostile text at the end of every line of free text in the data."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for path in data.rglob("*.yml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("".join(f"{poison(line, quoted)}\n" for line in lines), encoding="utf-8")


def poison(line: str, quoted: str) -> str:
    key, colon, value = line.partition(": ")
    free = key in FREE and colon and value and not value.startswith(("[", "{", "|", ">"))
    return f"{key}: {quoted}" if free else line
