"""The wall chart in a real browser: filters, groupings, the address, without script, a phone, paper."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]
ROWS = ".wall-table tr[data-id]"


@pytest.fixture(params=["http", "folder"])
def chart(page: Page, request: pytest.FixtureRequest) -> Page:
    """The chart from a server and from the offline folder."""
    if request.param == "http":
        page.goto(f"{request.getfixturevalue('address')}/wall.html")
    else:
        page.goto((request.getfixturevalue("offline") / "wall.html").as_uri())
    expect(page.locator(".wall-tools")).to_be_visible()
    return page


def shown(page: Page) -> list[str]:
    """The projects in view, from above."""
    found: list[str] = page.eval_on_selector_all(
        ROWS, "rows => rows.filter(row => row.offsetParent).map(row => row.dataset.id)"
    )
    return found


def test_late_only_is_one_tap_and_the_address_keeps_it(chart: Page) -> None:
    every = shown(chart)
    late = chart.locator(f"{ROWS}[data-state~=over]").count()
    chart.locator("label[for=wall-late]").click()
    assert len(shown(chart)) == late < len(every)
    expect(chart.locator(".wall-count")).to_have_text(f"显示 {late} / {len(every)} 个项目，超期 {late} 个")
    assert "late=1" in chart.url
    chart.reload()
    assert len(shown(chart)) == late
    chart.go_back()
    expect(chart.locator(".wall-count")).to_contain_text(f"共 {len(every)} 个项目")


def test_text_and_facets_filter_in_place(chart: Page) -> None:
    every = shown(chart)
    chart.locator("[name=find]").fill(every[0].lower())
    assert shown(chart) == [every[0]]
    name = chart.locator(f"{ROWS}[data-id='{every[1]}'] th a").inner_text()
    chart.locator("[name=find]").fill(name[:3])
    assert every[1] in shown(chart)
    found = shown(chart)
    chart.reload()
    assert shown(chart) == found
    expect(chart.locator(".md-search__output")).to_be_hidden()
    chart.locator("[name=find]").fill("没有这样的项目")
    expect(chart.locator(".wall-none")).to_be_visible()
    chart.locator(".wall-tools [type=reset]").click()
    expect(chart.locator(".wall-count")).to_contain_text("共")
    unit = chart.locator("[name=unit] option").nth(1).get_attribute("value")
    chart.locator(".wall-more summary").click()
    chart.locator("[name=unit]").select_option(unit)
    assert f"unit={unit}" in chart.url
    wanted = chart.eval_on_selector_all(f"{ROWS}[data-unit~='{unit}']", "rows => rows.map(r => r.dataset.id)")
    assert sorted(shown(chart)) == sorted(wanted)


@pytest.mark.parametrize("by", ["office", "unit", "street", "line", "class", "leader"])
def test_every_grouping_keeps_every_row(page: Page, address: str, by: str) -> None:
    page.goto(f"{address}/wall.html?by={by}")
    rows = shown(page)
    assert len(rows) == len(set(rows)) == page.locator(ROWS).count()
    heads = page.locator(".wall-group:visible")
    wanted = page.eval_on_selector_all(ROWS, f"rows => rows.map(r => r.dataset['{by}'].split(' ')[0])")
    assert heads.count() == len(set(wanted))
    counts = [int(re.findall(r"(\d+)个", text)[0]) for text in heads.all_inner_texts()]
    assert sum(counts) == len(rows)


def test_an_address_with_unknown_values_shows_everything(page: Page, address: str) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{address}/wall.html?by=find&unit=<b>&zoom=constructor&state=x#g-nobody")
    assert len(shown(page)) == page.locator(ROWS).count()
    assert not failed


def test_the_axis_zooms_and_its_marks_stay_true(page: Page, address: str) -> None:
    page.goto(f"{address}/wall.html")

    def places() -> tuple[float, float]:
        lines = page.locator(".wall-scale b").bounding_box(), page.locator("thead .wall-axis").bounding_box()
        assert lines[0]
        assert lines[1]
        return lines[0]["x"] - lines[1]["x"], lines[1]["width"]

    today, width = places()
    assert 0 < today < width
    page.locator("label[for=wall-year]").click()
    today, width = places()
    assert abs(today - width * 181 / 365) < 3  # 30 June is the 181st day
    assert "zoom=year" in page.url


def test_without_script_it_is_grouped_by_leader_and_still_filters_and_zooms(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/wall.html")
    expect(page.locator(".wall-tools")).to_be_hidden()
    expect(page.locator(".wall-group").first).to_contain_text("分管负责人")
    calm = page.locator(f"{ROWS}:not([data-state~=over])").first
    expect(calm).to_be_visible()
    page.locator("label[for=wall-late]").click()
    expect(calm).to_be_hidden()
    page.locator("label[for=wall-near]").click()
    expect(page.locator(".wall-quarter").first).to_have_css("display", "block")
    context.close()


def test_a_phone_shows_cards_and_nothing_beside_the_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for query in ("", "?zoom=near", "?by=unit&late=1"):
        page.goto(f"{address}/wall.html{query}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.locator(f"{ROWS}:visible").first
    box, name = row.bounding_box(), row.locator(".wall-axis").bounding_box()
    assert box
    assert name
    assert name["width"] > box["width"] * 0.9


def test_every_mark_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/wall.html")
    page.locator("#wall-late").focus()
    page.keyboard.press("Space")
    expect(page.locator("#wall-late")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#wall-whole")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#wall-year")).to_be_checked()
    assert "zoom=year" in page.url


def test_it_prints_on_a3_with_the_axis_on_every_sheet(page: Page, address: str, built: Path) -> None:
    page.goto(f"{address}/wall.html")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        width, height = (float(one) / 72 * 25.4 for one in sheet.mediabox[2:])
        assert (round(width), round(height)) == (420, 297)
    with_rows = [text for sheet in sheets if "亿元" in (text := sheet.extract_text())]
    assert with_rows
    assert all("2026年" in text for text in with_rows)
    page.goto(f"{address}/cards.html")
    plain = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].mediabox
    assert round(float(plain[2]) / 72 * 25.4) == 210
    assert (built / "assets" / "wall.css").is_file()
