"""What is published, in a real browser: the menu of versions, the age of the data, the offline copy."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from published import in_folder, whole
from visits import WCAG, barriers

from generator.commands.build import ready, written
from generator.commands.serve import serving
from generator.outputs import writing
from generator.outputs.revision import Revision
from generator.review.bundled import START, bundled
from generator.review.editions import Edition
from generator.review.folders import Folders
from generator.review.lock import workroom
from generator.review.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = [pytest.mark.browser]
DAY = date(2026, 6, 30)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def versions(district: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's site published as `current` and, with another heading, as two sealed periods."""
    folder = tmp_path_factory.mktemp("versions")
    portfolio, problems, plan = ready(district, DAY, "", folder / "plain", files=False)
    plan = replace(plan, pages=folder / "docs", use="version")
    written(portfolio, problems, plan, quiet=True)
    plain = folder / "plain"

    def edition(name: str, title: str, number: int) -> Edition:
        def build(there: Path) -> None:
            shutil.copytree(plain, there, dirs_exist_ok=True, ignore=shutil.ignore_patterns(writing.MARKER))
            home = there / "index.html"
            text = home.read_text(encoding="utf-8").replace("尚无封存", title)
            home.write_text(text, encoding="utf-8")

        return Edition(name, title, number, f"h{number}", "c" * 40, DAY, build)

    sealed = [edition("2026-05", "2026年5月", 1), edition("2026Q2", "2026年第二季度（第2次）", 2)]
    with workroom(folder / "www") as room:
        publish(
            Folders(folder / "www"), edition("current", "最新数据", 2), sealed,
            room=room, descends=lambda _: True, heads={1: "h1", 2: "h2"},
        )  # fmt: skip
    assert whole(in_folder(folder / "www"))["2026Q2"] == ["latest"]
    return folder / "www" / "site"


@pytest.fixture(scope="module")
def address(versions: Path) -> Iterator[str]:
    with serving(versions) as found:
        yield found


def test_the_menu_lists_the_versions_and_leads_to_them(page: Page, address: str) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(address)
    page.wait_for_url("**/latest/")
    menu = page.locator(".md-version")
    expect(menu.locator(".md-version__current")).to_contain_text("2026年第二季度（第2次）")
    entries = menu.locator(".md-version__link")
    # The theme's word for an alias is replaced once its menu stands.
    expect(entries).to_have_text(["最新数据", re.compile("^2026年第二季度（第2次）\\s*默认$"), "2026年5月"])
    for title, name in (("2026年5月", "2026-05"), ("最新数据", "current")):
        menu.locator(".md-version__current").focus()
        page.locator(".md-version__link", has_text=title).click()
        page.wait_for_url(f"**/{name}/**")
        expect(page.locator(".md-version__current")).to_contain_text(title)
        expect(page.locator(".g-asof")).to_contain_text(title)
    assert not failed


def test_a_menu_that_stands_before_our_script_is_put_into_words_too(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/assets/guatu.js", lambda route: held.append(route))  # noqa: PLW0108 - it marks what it is given
    page.goto(f"{address}/latest/", wait_until="commit")
    alias = page.locator(".md-version__current .md-version__alias")
    expect(alias).to_have_text("latest")
    held[0].continue_()
    expect(alias).to_have_text("默认")
    name = page.locator(".md-version__current").get_attribute("aria-label") or ""
    assert name.startswith("选择当前版本：2026年第二季度（第2次）")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_menu_is_at_hand_on_a_phone(page: Page, address: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/current/")
    assert (page.evaluate("document.body.dataset.mdColorScheme") == "slate") == (scheme == "dark")
    expect(page.locator(".md-version__current")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not barriers(page, WCAG)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "（今天）"), (12, "（距今 12 天）"), (30, "（距今 30 天）"), (31, "（已 31 天未更新）")],
)
def test_each_page_says_how_old_it_is(page: Page, address: str, versions: Path, days: int, said: str) -> None:
    folder = {0: "projects", 12: "units", 30: "leaders", 31: "items"}[days]
    record = min((versions / "current" / folder).glob("*.html")).relative_to(versions).as_posix()
    # By the hour in Shanghai, wherever the reader's machine is.
    for path, hour in (("current/ledger.html", "00:05"), (record, "00:05"), (record, "23:55")):
        page.clock.set_fixed_time(f"{DAY + timedelta(days)}T{hour}:00+08:00")
        page.goto(f"{address}/{path}")
        age = page.locator(".g-age-said").first
        expect(age).to_have_text(said)
        assert ("g-age-old" in (age.get_attribute("class") or "")) == (days > 30)
    page.emulate_media(media="print")
    expect(page.locator(".g-age-said").first).to_be_visible(visible=days > 30)  # a sheet tells what is stale
    expect(page.locator("time.g-age").first).to_be_visible()


def test_an_old_bulletin_is_as_old_as_it_should_be(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-09-30T12:00:00+08:00")
    page.goto(f"{address}/current/bulletins/2026-03.html")
    expect(page.locator(".g-age-said").first).to_have_text("（距今 183 天）")
    page.goto(f"{address}/current/bulletins/2026-06.html")
    expect(page.locator(".g-age-said").first).to_have_text("（已 92 天未更新）")


def test_the_offline_copy_opens_from_a_folder(page: Page, offline: Path, tmp_path: Path) -> None:
    def build(folder: Path) -> None:
        shutil.copytree(offline, folder, dirs_exist_ok=True)

    copy = tmp_path / "挂图.zip"
    (tmp_path / "room").mkdir()
    count = bundled(
        Edition("current", "最新数据", 0, "", "c" * 40, DAY, build),
        Revision("c" * 40),
        copy,
        tmp_path / "room",
    )
    with ZipFile(copy) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == count
        archive.extractall(tmp_path / "here")
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.goto((tmp_path / "here" / f"挂图-{DAY}" / START).as_uri())
    expect(page.locator(".stamp")).to_contain_text("尚无封存")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not barriers(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="2026年3月").click()
    expect(page.locator("h1")).to_contain_text("2026年3月")
    page.go_back()
    page.get_by_role("link", name="打开网站").click()
    page.wait_for_url("**/site/index.html")
    page.locator("input.md-search__input").click()
    page.keyboard.insert_text("街道")
    page.keyboard.press("End")
    for found in (".md-search-result__list", ".g-found-list"):
        expect(page.locator(f"{found} .md-search-result__item").first).to_contain_text("街道", timeout=10_000)
    assert not failed
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
