"""Measure the first view of every kind of page in the browser, its processor four times slower.

Each page is opened in a fresh profile from a server on this machine, so nothing is cached; the browser itself
says when the first and the largest text or picture stood on the screen and when the page was loaded. Read the
last column: the largest paint as a share of the second it may take. Run by `make bench`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measure import launched, run
from playwright.sync_api import sync_playwright
from run import AS_OF, GUATU

from generator.commands.serve import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

ALLOWED = 1000
"""Milliseconds that a first view may take."""
SLOWER = 4
LAST = """() => new Promise(done => {
  const seen = {};
  new PerformanceObserver(list => list.getEntries().forEach(e => { seen.largest = e.startTime; }))
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const load = performance.getEntriesByType("navigation")[0];
    done([paint ? paint.startTime : 0, seen.largest || 0, load.loadEventEnd]);
  }, 200);
})"""


@dataclass(frozen=True)
class Seen:
    """One page: its address, size in KB, and the medians in milliseconds."""

    page: str
    size: float
    first: float
    largest: float
    loaded: float


def kinds(site: Path) -> Iterator[str]:
    """Give every page of the top folder, and of each other folder its list and its largest page."""
    yield from sorted(path.name for path in site.glob("*.html") if path.name != "404.html")
    folders = sorted({path.parent for path in site.rglob("*.html")} - {site})
    for folder in folders:
        found = sorted(folder.glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
        listed = [path for path in found if path.name == "index.html"]
        others = [path for path in found if path.name != "index.html"]
        yield from (path.relative_to(site).as_posix() for path in (*listed, *others[-1:]))


def looked_at(browser: Browser, address: str) -> Sequence[float]:
    """Open a page in a profile of its own and give its three moments in milliseconds."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    found: Sequence[float] = page.evaluate(LAST)
    context.close()
    return found


def measure(site: Path, rounds: int) -> list[Seen]:
    """Look at every kind of page some times, round by round, so that noise falls on all alike."""
    pages = list(kinds(site))
    times: dict[str, list[Sequence[float]]] = {page: [] for page in pages}
    with serving(site) as address, sync_playwright() as play:
        browser = launched(play)
        looked_at(browser, f"{address}/{pages[0]}")
        for _ in range(rounds):
            for page in pages:
                times[page].append(looked_at(browser, f"{address}/{page}"))
        browser.close()
    return [
        Seen(page, (site / page).stat().st_size / 1024, *map(statistics.median, zip(*found, strict=True)))
        for page, found in times.items()
    ]


def table(found: Sequence[Seen]) -> str:
    """Set the pages as a Markdown table, the slowest first."""
    rows = [
        f"| {one.page} | {one.size:.0f} KB | {one.first:.0f} | {one.largest:.0f} | {one.loaded:.0f}"
        f" | {one.largest / ALLOWED:.2f} |"
        for one in sorted(found, key=lambda one: -one.largest)
    ]
    head = f"| page | HTML | first paint, ms | largest paint, ms | loaded, ms | ÷ {ALLOWED} ms |"
    return "\n".join([head, "| --- " * 6 + "|", *rows])


def main() -> None:
    """Build a district's site, look at it, print the table; ends with 1 if a page is slower than allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guatu-view-") as folder:
        site = arguments.site or Path(folder) / "site"
        if not arguments.site:
            root = Path(folder) / "district"
            size = ("--projects", arguments.projects, "--quarters", 7, "--seed", 1)
            run(arguments.projects, "demo", GUATU, "demo", root, *size, "--no-git")
            build = ("build", "--root", root, "--as-of", AS_OF, "--no-files", "--site-dir", site)
            run(arguments.projects, "site", GUATU, *build)
        seen = measure(site, arguments.rounds)
    print(table(seen))
    if slow := [one.page for one in seen if one.largest >= ALLOWED]:
        raise SystemExit(f"slower than {ALLOWED} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
