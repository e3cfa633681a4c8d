"""The keyboard reaches everything: in order, seen where it is, past the menus, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from visits import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]
STOPS = 60
"""As many stops of one page are walked at the most; only the long lists have more on their first screen."""
LISTEN = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const ring = box => { const style = getComputedStyle(box);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; };
  const here = box => { const r = box.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && r.right > 0 && r.left < innerWidth && r.bottom > 0
      && r.top < innerHeight; };
  const shown = box => box.checkVisibility({visibilityProperty: true});
  const label = box => box.matches('.md-option') ? box.nextElementSibling :
    box.matches('input[type=radio], input[type=checkbox]') && box.labels[0] || box;
  const group = box => [...document.getElementsByName(box.name)];
  const other = box => box.type === 'radio' && (group(box).find(one => one.checked) || group(box)[0]) !== box;
  window.every = [...document.querySelectorAll(kinds)].filter(
    box => box.tabIndex >= 0 && !box.disabled && shown(box) && !other(box));
  window.stops = [];
  document.addEventListener('focusin', event => { const box = event.target, seen = label(box);
    const visible = ring(seen) && here(seen) && shown(seen);
    stops.push([every.indexOf(box), visible, box.outerHTML.slice(0, 160)]); });
  return every.map(box => [here(label(box)), box.outerHTML.slice(0, 160)]);
}"""
"""Lists what Tab should stop at and whether it is in view, and notes each stop and whether it can be seen."""
SKIPS = """every[0].matches('.md-skip')
  && Boolean(document.getElementById(decodeURIComponent(every[0].hash.slice(1))).closest('article'))"""
INSIDE = "every.findIndex(box => box.closest('article'))"
"""The first stop of the page itself, after the theme's frame; -1 where it has none."""
WHERE = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"


@pytest.fixture(scope="module")
def walker(browser: Browser) -> Iterator[Page]:
    """One page, calm and wide, for the whole walk."""
    context = browser.new_context(
        locale="zh-CN", reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    )
    yield context.new_page()
    context.close()


def walked(page: Page, *, whole: bool) -> list[str]:
    """Press Tab through the first screen and past the end; tell what was missed, unseen or out of order.

    The walk begins with the page itself unless it is to be `whole`, or nothing of it is on the first screen.
    """
    every: list[list[Any]] = page.evaluate(LISTEN)
    last = max(n for n, (near, _) in enumerate(every) if near) + 1
    first = 0 if whole else page.evaluate(INSIDE)
    if not 0 < first < last:
        first = 0
    else:
        page.evaluate("first => { every[first - 1].focus(); stops = []; }", first)
    last = min(last, first + STOPS)
    for _ in range(first, last):
        page.keyboard.press("Tab")
    stops: list[list[Any]] = page.evaluate("stops")
    order = [number for number, _, _ in stops]
    found = [] if order == sorted(order) and -1 not in order else [f"order {order}"]
    skips = page.evaluate(SKIPS)
    found += [] if skips else ["the first stop does not lead past the menus"]
    found += [f"missed {every[number][1]}" for number in range(first, last) if number not in order]
    found += [f"not seen {stop}" for _, seen, stop in stops if not seen]
    page.evaluate("every.at(-1).focus()")
    places = [page.evaluate(WHERE)]
    for _ in range(3):
        page.keyboard.press("Tab")
        places.append(page.evaluate(WHERE))
    return found if min(places) < places[0] else [*found, f"the end holds the focus: {places}"]


def test_tab_reaches_all_of_the_first_screen_of_every_kind(walker: Page, built: Path, address: str) -> None:
    alike = [name for name in kinds(built) if name.startswith("papers/")]
    names = [name for name in kinds(built) if name not in alike[1:-1]]  # the keyboard meets the same in each
    wrong = {}
    for name in names:
        walker.goto(f"{address}/{name}.html")
        if found := walked(walker, whole=name == names[0]):
            wrong[name] = found
    assert names
    assert not wrong


def test_the_first_stop_leads_past_the_menus(walker: Page, built: Path, address: str) -> None:
    record = min((built / "projects").glob("P*.html")).relative_to(built)
    for name in ("cards.html", record.as_posix()):
        walker.goto(f"{address}/{name}")
        walker.keyboard.press("Tab")
        expect(walker.locator(".md-skip")).to_be_focused()
        expect(walker.locator(".md-skip")).to_have_text("跳到正文")
        walker.keyboard.press("Enter")
        walker.keyboard.press("Tab")
        assert walker.evaluate("Boolean(document.activeElement.closest('article'))"), name


def test_the_search_is_used_without_a_mouse(walker: Page, address: str) -> None:
    walker.goto(f"{address}/index.html")
    walker.keyboard.press("f")
    expect(walker.locator("input.md-search__input")).to_be_focused()
    walker.keyboard.insert_text("街道")
    walker.keyboard.press("End")
    expect(walker.locator(".md-search-result__item").first).to_contain_text("街道", timeout=10_000)
    walker.keyboard.press("ArrowDown")
    link = walker.locator(".md-search-result__link").first
    expect(link).to_be_focused()
    walker.keyboard.press("Escape")
    expect(walker.locator(".md-search__output")).to_be_hidden()


def test_a_table_is_filtered_sorted_and_saved_without_a_mouse(walker: Page, address: str) -> None:
    walker.goto(f"{address}/rankings/2026Q1.html")
    rows = walker.locator("table.g-table").first.locator("tbody tr:not([hidden])")
    before = rows.count()
    walker.locator(".g-tools input").first.focus()
    walker.keyboard.insert_text(rows.last.locator("a").first.inner_text())
    expect(rows).to_have_count(1)
    assert before > 1
    walker.keyboard.press("Tab")
    form = walker.evaluate("document.activeElement.textContent")
    assert form in {"CSV", "Excel"}
    with walker.expect_download() as waiting:
        walker.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith((".csv", ".xlsx"))
    walker.locator(".g-sorter").first.focus()
    walker.keyboard.press("Space")
    expect(walker.locator("th[aria-sort=ascending], th[aria-sort=descending]")).to_have_count(1)
