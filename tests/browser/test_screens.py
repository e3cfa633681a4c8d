"""Screens much larger and smaller than a desk's: letters and marks stay readable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visits import wider

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser]
SMALLEST = 9.5
"""The fewest pixels high that letters may be drawn."""
DRAWN = 648
"""How wide a chart is drawn, in the points its letters are measured in; the smallest have 9."""
SIZE = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"


def test_a_meeting_rooms_screen_shows_larger_letters_on_more_of_its_width(page: Page, address: str) -> None:
    sizes = {}
    for width in (1920, 2560, 3840):
        page.set_viewport_size({"width": width, "height": width * 9 // 16})
        page.goto(f"{address}/index.html")
        sizes[width] = page.evaluate(SIZE, ".md-typeset")
        content = page.locator(".md-content__inner").bounding_box()
        assert content
        assert content["width"] > 0.7 * width
        assert wider(page) <= 0
    assert sizes[2560] > 1.2 * sizes[1920]
    assert sizes[3840] > 1.4 * sizes[1920]


def test_the_walls_marks_grow_with_the_screen_and_a_week_is_no_square(page: Page, address: str) -> None:
    high = "selector => document.querySelector(selector).getBoundingClientRect().height"
    marks = {}
    for width in (1920, 3840):
        page.set_viewport_size({"width": width, "height": width * 9 // 16})
        page.goto(f"{address}/wall.html")
        marks[width] = page.evaluate(high, ".wall-row use[href='#ep']")
        assert page.evaluate(high, ".wall-row .ww") > 1.8 * marks[width]
        assert wider(page) <= 0
    assert marks[3840] > 1.5 * marks[1920]


@pytest.mark.parametrize("name", ["index", "rankings/2026Q2", "bulletins/2026-06"])
def test_a_chart_on_a_phone_has_letters_of_a_readable_size(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{name}.html")
    charts = page.locator(".g-chart img")
    assert charts.count()
    for place in range(charts.count()):
        chart = charts.nth(place).bounding_box()
        assert chart
        assert 9 * chart["width"] / DRAWN >= SMALLEST
    assert wider(page) <= 0
    frame = page.locator(".g-chart > .g-scroll").first
    expect(frame).to_have_attribute("tabindex", "0")
    frame.focus()
    expect(frame).to_be_focused()
    page.wait_for_function("box => box.scrollWidth > box.clientWidth", arg=frame.element_handle())
    for _ in range(20):  # a page that is still being laid out takes no key
        page.keyboard.press("ArrowRight")
        if frame.evaluate("box => new Promise(told => setTimeout(() => told(box.scrollLeft > 0), 250))"):
            break
    else:
        pytest.fail("the chart does not scroll by the keyboard")


def test_charts_are_drawn_as_wide_as_the_letters_reckon_with(built: Path) -> None:
    for path in sorted((built / "assets/charts").glob("*.svg")):
        box = re.search(r'viewBox="0 0 ([0-9.]+) ', path.read_text())
        assert box
        assert float(box[1]) <= DRAWN


@pytest.mark.parametrize("name", ["projects", "items"])
def test_on_a_phone_what_there_is_not_takes_no_room(page: Page, address: str, name: str) -> None:
    """A card of a long list shows no field that has only a dash; the table of a desk keeps its cells."""
    page.goto(f"{address}/{name}/index.html")
    dashes = page.locator("table.g-sort td.g-none")
    assert dashes.count()
    assert set(dashes.all_text_contents()) == {"—"}
    assert all(cell.is_visible() for cell in dashes.all())
    page.set_viewport_size({"width": 390, "height": 844})
    assert not any(cell.is_visible() for cell in dashes.all())
