"""The pages in a real browser: no outside request, Chinese search, accessible, readable on a phone."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from visits import LOOKS, MAIN, TAGS, WIDTHS, Heard, barriers, covered, kinds, listen, wider, wider_than_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser]
UNMEASURED = frozenset({"wall"})
"""Printed on A3, which its own test looks at."""
SHELL = (".md-header", ".md-tabs", ".md-footer")
"""The same around every page; looked at around the first."""
PAPERS = re.compile("papers/[a-z]/[^i]")
"""Printed alike; that of a month's bulletin stands for them in the dark."""
DARKENED = """() => {
  document.body.setAttribute('data-md-color-switching', '');
  document.body.dataset.mdColorScheme = 'slate';
  getComputedStyle(document.body).color;
  document.body.removeAttribute('data-md-color-switching');
}"""
"""Makes the page dark as the theme's own button does, without fading."""
HOSTILE = (
    """</script></title><img src=x onerror="window.hacked=1">"""
    """[a](javascript:alert) | # `{{7*7}}` &lt;b&gt; --"""
)


@dataclass
class Walk:
    """What one visit to every kind of page found, by page."""

    heard: Heard
    seen: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str) -> None:
        """Look at the open page at each width, and on paper."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = wider(page)
            self.wide += [f"{name} at {width}: {over} too wide"] if over > 0 else []
            self.covered += [f"{name} at {width}: {table}" for table in covered(page)]
            if width == WIDTHS[1]:
                beside = SHELL if self.seen else ()
                self.barriers += [f"{name} light: {line}" for line in barriers(page, TAGS, beside)]
        page.emulate_media(media="print")
        self.print(page, name)
        page.emulate_media(media="screen")
        self.seen.append(name)

    def look_dark(self, page: Page, name: str) -> None:
        """Look at the page in the dark, on a phone."""
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.emulate_media(color_scheme="dark")
        page.evaluate(DARKENED)
        self.wide += [f"{name} in the dark"] if wider(page) > 0 else []
        self.barriers += [f"{name} dark: {line}" for line in barriers(page, LOOKS)]
        page.emulate_media(color_scheme="light")

    def print(self, page: Page, name: str) -> None:
        """Look at what would be printed; the wall chart and letters have sheets of their own."""
        over = wider_than_sheet(page) if name not in UNMEASURED else 0
        self.printed += [f"{name}: {over} wider than the sheet"] if over > 0 else []
        left = page.locator(".md-header, .md-tabs, .md-sidebar, .md-footer, .g-tools").filter(visible=True)
        self.printed += [f"{name} prints what only a screen needs"] if left.count() else []
        self.printed += [] if page.locator("article h1").is_visible() else [f"{name} prints nothing"]


@pytest.fixture(scope="session")
def walk(browser: Browser, built: Path, address: str) -> Iterator[Walk]:
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    found = Walk(listen(page))
    for name in kinds(built):
        page.goto(f"{address}/{name}.html")
        found.look(page, name)
        if not PAPERS.match(name):
            found.look_dark(page, name)
    yield found
    context.close()


def test_every_kind_of_page_is_visited(walk: Walk, built: Path) -> None:
    assert walk.seen == kinds(built)
    assert len(walk.seen) >= 35
    folders = {path.relative_to(built).parent.as_posix() for path in built.rglob("*.html")}
    # An overview of papers of one letter looks as that of N; K and the rest are printed as A to D are.
    assert {name for name in folders if name[:6] != "papers"} <= {
        name.rpartition("/")[0] or "." for name in walk.seen
    }


def test_no_page_asks_anything_of_the_outside(walk: Walk, address: str) -> None:
    assert not walk.heard.failed
    assert len(walk.heard.asked) > len(walk.seen)
    assert not walk.heard.outside(address)


def test_no_page_scrolls_sideways(walk: Walk) -> None:
    assert not walk.wide


def test_no_head_lies_over_its_rows(walk: Walk) -> None:
    assert not walk.covered


def test_on_paper_there_is_the_page_and_nothing_else(walk: Walk) -> None:
    assert not walk.printed


def test_a_page_opened_in_the_dark_is_dark(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    context.close()


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
    found = page.locator(".md-search-result__list .md-search-result__item").first
    expect(found).to_contain_text(word, timeout=10_000)


def test_the_page_for_a_wrong_address_leads_on_from_a_folder(page: Page, offline: Path) -> None:
    page.goto((offline / "404.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    page.locator("article ul a").first.click()
    expect(page.locator("article h1")).to_have_text("全区重大产业项目推进情况")


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
    page.locator("input.md-search__input").fill(project)
    page.locator(".g-found-list a").first.click()
    page.wait_for_url(f"**/projects/{project}.html")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_whose_row_it_is_stays_in_sight_where_a_phone_moves_a_table(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{address}/rankings/2026Q1.html")
    box, name = page.locator(".g-scroll").first, page.locator(".g-scroll tbody td:nth-child(2)").first
    before = box.evaluate("box => [box.scrollWidth - box.clientWidth, box.scrollLeft = 200][0]")
    assert before >= 200
    place = name.bounding_box()
    assert place
    assert -20 <= place["x"] < 20
    assert place["x"] + place["width"] < 200


HELD = """() => [...document.querySelectorAll(".g-scroll")].flatMap(box => {
  const table = box.querySelector(":scope > table:not(.g-cards)");
  if (!table || box.scrollWidth <= box.clientWidth + 1) return [];
  box.scrollLeft = box.scrollWidth;
  const left = cell => Math.round(cell.getBoundingClientRect().left - box.getBoundingClientRect().left);
  const head = table.tHead.rows[table.tHead.rows.length - 1].cells, place = +head[0].matches(".g-n");
  const whole = [...table.tBodies[0].rows].filter(row => row.cells.length === head.length);
  return [[head[place], ...whole.map(row => row.cells[place])].map(left)];
})"""


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("name", ["papers/a/2026", "papers/m/2026", "bulletins/2026-06", "duties"])
def test_a_head_stays_above_the_column_that_stays(page: Page, address: str, name: str, width: int) -> None:
    """The head and the cells of the column that tells rows apart, in dense and in stacked tables too."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{name}.html")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = page.evaluate(HELD)
    assert found or width > 390
    for places in found:
        assert len(set(places)) == 1
        assert -4 <= places[0] <= 0


def test_a_table_a_phone_must_move_says_so_and_keeps_its_totals(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/rankings/2026Q2.html")
    box = page.locator(".g-scroll").first
    expect(box).to_have_attribute("role", "group")
    expect(box).to_have_attribute("aria-label", "一、考评结果，可左右移动")
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_class(re.compile("g-over-right"))
    assert page.locator("td.g-stays").first.is_visible()
    place = page.locator("td.g-stays").first.bounding_box()
    assert place
    assert place["x"] + place["width"] <= 390
    box.evaluate("box => { box.scrollLeft = box.scrollWidth; }")
    expect(box).not_to_have_class(re.compile("g-over-right"))


@pytest.mark.parametrize("name", ["index", "countdown"])
@pytest.mark.parametrize("past", [0, 1])
def test_days_counted_from_the_data_say_so_once_its_day_is_past(
    page: Page, address: str, name: str, past: int
) -> None:
    page.goto(f"{address}/{name}.html")
    day = page.locator("time.g-age").first.get_attribute("datetime")
    assert day
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+08:00") + timedelta(days=past))
    page.reload()
    expect(page.locator(".g-reckoned")).to_be_visible(visible=bool(past))
    expect(page.locator(".g-reckoned")).to_have_text(f"天数从数据截至日 {day} 算起，“今天”也是指这一天。")


def test_frames_of_charts_fit_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/rankings/2026Q2.html")
    frame = page.locator(".g-chart > .g-scroll").first
    place = frame.bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    expect(frame).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(page.locator(".g-chart [tabindex]")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 1920])
def test_heads_stay_below_the_head_of_the_page(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(f"{address}/items/index.html")
    head = page.locator("article table.g-table thead").first
    page.evaluate("table => window.scrollTo(0, table + 300)", head.bounding_box()["y"])  # type: ignore[index]
    page.wait_for_timeout(300)
    place = head.bounding_box()
    assert place
    assert 0 < place["y"] < 120


def test_what_is_said_beside_a_letter_is_not_printed_with_it(page: Page, address: str, built: Path) -> None:
    """How a card's notice or a report to be handed in stands today is no part of what was sent."""
    letters = sorted(built.glob("papers/[hk]/2*.html"))
    beside = next(one for one in letters if 'class="paper-lead g-note"' in one.read_text(encoding="utf-8"))
    page.goto(f"{address}/{beside.relative_to(built).as_posix()}")
    expect(page.locator(".paper-lead.g-note")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".paper-lead.g-note")).to_be_hidden()
    expect(page.locator(".paper-to")).to_be_visible()


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
    site = build(root, tmp_path / "site", "--no-files")
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    heard = listen(page)
    other = {*kinds(site)} - {*MAIN}  # the main pages of such a site are tried by test_hostile_pages
    for name in ("index", "wall", "recent", *sorted(other)):
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("window.hacked") is None, name
        assert not page.locator("img[src=x], a[href^=javascript]").count(), name
    assert not told
    assert not heard.failed
    assert not heard.outside("file:")
    page.goto(min((site / "projects").glob("*.html")).as_uri())
    assert HOSTILE in page.locator("h1").first.inner_text()
    assert HOSTILE in page.title()
    page.goto((site / "finder.html").as_uri())
    page.locator(".g-finder input").fill("window.hacked")
    expect(page.locator(".g-finder li a").first).to_contain_text(HOSTILE)
    page.locator("input.md-search__input").fill("onerror= {{7*7}}")
    expect(page.locator(".g-found-list b").first).to_contain_text(HOSTILE)
    expect(page.locator(".g-found-list mark")).not_to_have_count(0)
    assert not page.locator(".g-found img, .g-found script").count()
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
