"""A district of 500 projects in a real browser: drawn, filtered, scrolled, and light enough to open."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visits import WIDTHS, Heard, kinds, listen, wider

from generator.commands.serve import serving
from generator.demo import writing
from generator.demo.simulate import Size, simulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PROJECTS = 500
SPARSE = 4
"""Events a project: enough for every kind of page, few enough to build in half a minute."""
ALIKE = re.compile(
    "papers/[a-z]/|(regulation|rights|problems|subscribe|ledger)$|(projects|items|archives)/[^i]"
)
"""Pages that are the same in any district, or tell of one project, and papers, which are but longer here."""
OVERVIEWS = ("index", "wall", "projects/index", "countdown")
SCREENS = (WIDTHS[0], WIDTHS[1])
"""The narrow ones: what fits a desk fits a larger screen, on which every kind is looked at elsewhere."""
PRESSES = 20
ENDED = """async () => {
  for (let still = 0; still < 5; still++) {
    await new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)));
    if (innerHeight + scrollY < document.documentElement.scrollHeight - 2) return false;
  }
  return true;
}"""
"""Whether the page stands at its end and stays there for some frames."""
SHORT = 100
"""Letters that any page has more of."""
ROWS = ".wall-table tr[data-id]"
ARTICLE = re.compile(rb"<article.*</article>", re.DOTALL)
SEARCH_LIMIT = 2_000_000
"""Bytes of the full-text index, which a browser reads as a whole before it can answer."""
PROJECT_LIMIT, HOME_LIMIT = 60_000, 250_000
"""Bytes of a page's own HTML with its drawings: its article element, without the theme's shell around it."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Path]) -> Path:
    """The site of a large district in its first half-year."""
    root = tmp_path_factory.mktemp("large")
    writing.write(root, simulate(Size(PROJECTS, 2, "2026Q1", 1, SPARSE))[1])
    return build(root, root / "site", "--no-files")


@pytest.fixture(scope="module")
def address(large: Path) -> Iterator[str]:
    with serving(large) as found:
        yield found


@pytest.fixture(scope="module")
def heard(browser: Browser, address: str) -> Iterator[tuple[Page, Heard]]:
    """One page for all of the tests here, and what it says."""
    context = browser.new_context(
        locale="zh-CN", reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    found = listen(page)
    yield page, found
    assert len(found.asked) > len(OVERVIEWS)
    assert not found.failed
    assert not found.outside(address)
    context.close()


@pytest.fixture
def wide(heard: tuple[Page, Heard]) -> Page:
    """The page as wide as a desk's screen."""
    heard[0].set_viewport_size({"width": 1280, "height": 900})
    return heard[0]


def test_every_kind_of_page_that_grows_is_drawn_and_fits_every_screen(
    wide: Page, address: str, large: Path
) -> None:
    names = [name for name in kinds(large) if not ALIKE.match(name)]
    assert {*OVERVIEWS} <= {*names}
    for number, name in enumerate(names):
        wide.goto(f"{address}/{name}.html")
        expect(wide.locator("article h1").first).to_be_visible()
        assert len(wide.locator("article").text_content() or "") > SHORT, name
        # Each page is opened as wide as the last was left, so that it need not be laid out once more.
        for width in SCREENS if number % 2 else SCREENS[::-1]:
            wide.set_viewport_size({"width": width, "height": 900})
            assert wider(wide) <= 0, (name, width)


def test_the_wall_has_every_project_and_filters(wide: Page, address: str) -> None:
    wide.goto(f"{address}/wall.html")
    rows = wide.locator(ROWS)
    ids: list[str] = rows.evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert len(ids) == len(set(ids)) == PROJECTS
    wide.locator("[name=find]").fill(ids[-1])
    expect(rows.filter(visible=True)).to_have_count(1)
    expect(wide.locator(".wall-count")).to_contain_text(f"显示 1 / {PROJECTS} 个项目")
    wide.locator(".wall-tools [type=reset]").click()
    expect(rows.filter(visible=True)).to_have_count(PROJECTS)


def test_the_list_of_projects_filters_and_sorts(wide: Page, address: str) -> None:
    wide.goto(f"{address}/projects/index.html")
    table = wide.locator("table.g-table").first
    rows = table.locator("tbody tr:not([hidden])")
    expect(rows).to_have_count(PROJECTS)
    wanted = rows.last.locator("a").first.inner_text()
    wide.locator(".g-tools input").first.fill(wanted)
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(wanted)
    wide.locator(".g-tools input").first.fill("")
    expect(rows).to_have_count(PROJECTS)
    table.locator(".g-sorter").first.click()
    expect(table.locator("th[aria-sort]").first).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize("name", ["wall", "projects/index"])
def test_a_long_page_is_scrolled_to_its_end(wide: Page, address: str, name: str) -> None:
    wide.goto(f"{address}/{name}.html")
    before = wide.evaluate("scrollY")
    for _ in range(PRESSES):  # rows are laid out as they come into view, so the end moves a little
        wide.keyboard.press("End")
        if wide.evaluate(ENDED):
            break
    else:
        pytest.fail("the end of the page never stands still")
    assert wide.evaluate("scrollY") > before + 5_000
    last = wide.locator(f"{ROWS}, table.g-table tbody tr").filter(visible=True).last
    expect(last).to_be_in_viewport()


def test_the_full_text_has_no_long_table(large: Path) -> None:
    """A row for each of so many projects is in the finder, and not word by word in the full text."""
    index = large / "search" / "search_index.json"
    assert 100_000 < index.stat().st_size <= SEARCH_LIMIT
    entries = json.loads(index.read_bytes())["docs"]
    said = "".join(one["text"] for one in entries if one["location"].startswith("projects/index.html"))
    project = max(path.stem for path in (large / "projects").glob("P*.html"))
    assert project in (large / "projects" / "index.html").read_text(encoding="utf-8")
    assert project in (large / "assets" / "finder-index.js").read_text(encoding="utf-8")
    assert f" {PROJECTS} " in said.replace("\u200b", "")
    assert project not in said


def own(path: Path) -> int:
    """How many bytes the page itself is, without the theme's shell around it."""
    found = ARTICLE.search(path.read_bytes())
    assert found, path
    return len(found.group())


def test_home_and_every_project_page_are_light(large: Path) -> None:
    assert 5_000 < own(large / "index.html") <= HOME_LIMIT
    weights = {path.stem: own(path) for path in (large / "projects").glob("P*.html")}
    assert len(weights) == PROJECTS
    assert min(weights.values()) > 5_000
    assert {key: weight for key, weight in weights.items() if weight > PROJECT_LIMIT} == {}
