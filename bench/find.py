"""Measure how soon the search box lists records as one types, its browser's processor four times slower.

The records of a small district's site are repeated up to the numbers asked for. `first` is a letter typed at
once into a page just opened, so it waits for the index too; `next` are the letters after it. Each is counted
from the key to the list (`listed`) and to its picture on the screen (`seen`). Run by `make bench`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from measure import launched, run
from playwright.sync_api import sync_playwright
from run import AS_OF, GUATU
from view import SLOWER

from generator.commands.serve import serving
from generator.outputs import finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

PROJECTS = 30
QUERY = "P25-01"
LISTEN = """() => { window.answered = new Promise(done => addEventListener("input", event => {
  const since = () => performance.now() - event.timeStamp;
  new MutationObserver((_, observer) => {
    if (!document.querySelector(".g-found-one")) return;
    observer.disconnect();
    const listed = since();
    requestAnimationFrame(() => setTimeout(() => done([listed, since()])));
  }).observe(document.body, {subtree: true, childList: true});
}, {capture: true, once: true})); }"""


@dataclass(frozen=True)
class Answer:
    """For so many records: bytes of the index a record, milliseconds of the first letter and of the next."""

    records: int
    weight: float
    first: Sequence[float]
    following: Sequence[float]


def repeated(site: Path, number: int) -> bytes:
    """Repeat a site's records, each with an id of its own, up to a number."""
    text = (site / finder.INDEX).read_text(encoding="utf-8").partition("=")[2].rstrip(";\n")
    found = json.loads(text)
    rows = enumerate(islice(cycle(found["rows"]), number))
    return finder.script(
        found["page"], [(kind, page, f"{key}-{n}", *rest) for n, (kind, page, key, *rest) in rows]
    )


def typed(page: Page, letter: str) -> Sequence[float]:
    """Type a letter and give the milliseconds until records are listed, and until they are seen."""
    page.evaluate(LISTEN)
    page.keyboard.type(letter)
    answered: Sequence[float] = page.evaluate("window.answered")
    return answered


def answers(browser: Browser, address: str) -> tuple[Sequence[float], list[Sequence[float]]]:
    """Type the query into a page just opened; give the times of the first letter and of the others."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/ledger.html", wait_until="load")
    page.keyboard.press("f")
    first, *following = [typed(page, letter) for letter in QUERY]
    context.close()
    return first, following


def measure(site: Path, sizes: Sequence[int], rounds: int) -> list[Answer]:
    """Ask indexes of growing size in place of the site's own, round by round: noise falls on all alike."""
    indexes = {size: repeated(site, size) for size in sizes}
    found: dict[int, list[tuple[Sequence[float], list[Sequence[float]]]]] = {size: [] for size in sizes}
    with serving(site) as address, sync_playwright() as play:
        browser = launched(play)
        answers(browser, address)
        for _ in range(rounds):
            for size, index in indexes.items():
                (site / finder.INDEX).write_bytes(index)
                found[size].append(answers(browser, address))
        browser.close()
    return [
        Answer(
            size,
            len(indexes[size]) / size,
            _medians([first for first, _ in times]),
            _medians([one for _, following in times for one in following]),
        )
        for size, times in found.items()
    ]


def _medians(times: Sequence[Sequence[float]]) -> Sequence[float]:
    return [statistics.median(column) for column in zip(*times, strict=True)]


def table(found: Sequence[Answer]) -> str:
    """Set the answers as a Markdown table."""
    head = "| records | index | first: listed · seen, ms | next: listed · seen, ms |"
    rows = [
        f"| {one.records} | {one.weight:.0f} bytes a record | {one.first[0]:.0f} · {one.first[1]:.0f}"
        f" | {one.following[0]:.0f} · {one.following[1]:.0f} |"
        for one in found
    ]
    return "\n".join([head, "| --- " * 4 + "|", *rows])


def main() -> None:
    """Build a small district's site, ask its search box, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", default="300,1000,10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guatu-find-") as folder:
        site = Path(folder) / "site"
        if arguments.site:
            shutil.copytree(arguments.site, site)
        else:
            root = Path(folder) / "district"
            run(PROJECTS, "demo", GUATU, "demo", root, "--projects", PROJECTS, "--no-git")
            build = ("build", "--root", root, "--as-of", AS_OF, "--no-files", "--site-dir", site)
            run(PROJECTS, "site", GUATU, *build)
        print(table(measure(site, [int(size) for size in arguments.records.split(",")], arguments.rounds)))


if __name__ == "__main__":
    main()
