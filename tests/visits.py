"""A visit to one page of every kind in a real browser, and what is looked at there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import TimeoutError  # noqa: A004 - the browser's own

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request, Response

AXE = (Path(__file__).parent / "browser" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
TAGS = (*WCAG, "best-practice")
LOOKS = ("color-contrast", "link-in-text-block")
"""The rules whose answer hangs on colours; all others say the same in light and in dark."""
MAIN = (
    *("index", "bulletins/index", "bulletins/2026-06", "rankings/index", "rankings/2026Q1", "rankings/2026"),
    *("cards", "duties", "countdown", "regulation", "rights", "ledger", "data", "quality", "problems"),
    *("recent", "subscribe"),
    *("finder", "papers/index", "wall", "papers/n/index", "projects/index", "units/index", "items/index"),
    *(f"papers/{letter}/2026-W24" for letter in "bcdq"),
    *(f"papers/{letter}/2026" for letter in "alm"),
    *(f"papers/{letter}/2026-06" for letter in "no"),
)
FOLDERS = ("projects", "units", "leaders", "offices", "items", "scores", "archives")
WIDTHS = (390, 1280, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ROOM = {"paper": 590, "paper-turned": 850, "paper-large": 1315, "wide": 1001, "sheet": 665, "auto": 665}
"""How wide the text of a sheet is, in CSS pixels, by the name of its page."""
SETTLES = 2_000
"""Milliseconds in which a page has moved to a new width."""


def kinds(site: Path) -> list[str]:
    """The main pages, and the first record page of each kind."""
    records = [min((site / folder).glob("[!i]*.html"), default=None) for folder in FOLDERS]
    found = [path.relative_to(site).as_posix().removesuffix(".html") for path in records if path]
    return [*MAIN, *found]


@dataclass
class Heard:
    """What a page asked for and complained of since it is listened to."""

    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def outside(self, *inside: str) -> list[str]:
        """Whatever was asked of anywhere but the places named."""
        return [url for url in self.asked if not url.startswith((*inside, "data:", "blob:"))]

    def said(self, message: ConsoleMessage) -> None:
        """Keep what the page complains of."""
        if message.type in {"error", "warning"}:
            self.failed.append(message.text)

    def broke(self, request: Request) -> None:
        """Keep what failed, but for what leaving the page has cut off."""
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.url} {request.failure}")

    def answered(self, response: Response) -> None:
        """Keep what was not to be had."""
        if response.status >= 400:
            self.failed.append(response.url)


def listen(page: Page) -> Heard:
    """Hear what a page asks for, and each error and warning, from now on."""
    heard = Heard()
    page.on("request", lambda request: heard.asked.append(request.url))
    page.on("requestfailed", heard.broke)
    page.on("pageerror", lambda error: heard.failed.append(str(error)))
    page.on("console", heard.said)
    page.on("response", heard.answered)
    return heard


def barriers(page: Page, rules: tuple[str, ...] = TAGS, beside: tuple[str, ...] = ()) -> list[str]:
    """Name what bars those who hear, tab or see little, as the page now stands, by axe-core.

    What is `beside` is not looked at.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    options = {"runOnly": list(rules), "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate(
        "([options, beside]) => axe.run(beside.length ? {exclude: beside} : document, options)",
        [options, list(beside)],
    )
    assert result["passes"], "axe looked at nothing"
    return [
        f"{rule['id']} {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"][:3]
    ]


def wider(page: Page) -> int:
    """How many pixels the page is wider than its window, once it has moved there."""
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    with suppress(TimeoutError):
        page.wait_for_function(f"{over} <= 0", timeout=SETTLES)
    reach: int = page.evaluate(over)
    return reach


def covered(page: Page) -> list[str]:
    """Name the tables whose heads lie over their first row, before anything is scrolled."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('article table')].filter(table => {
          const row = table.tHead && table.tBodies[0] && table.tBodies[0].rows[0];
          return row && row.checkVisibility()
            && table.tHead.getBoundingClientRect().bottom > row.getBoundingClientRect().top + 2;
        }).map(table => table.className + ' ' + table.tHead.textContent.trim().slice(0, 40))"""
    )
    return found


def wider_than_sheet(page: Page) -> int:
    """How many pixels the page, as it is printed, is wider than the text of its sheet."""
    page.set_viewport_size(
        {"width": ROOM[page.evaluate("getComputedStyle(document.body).page")], "height": 900}
    )
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return wider(page)
