"""The finder's index: records, papers, clauses and codes by id, name and keywords, scanned in the browser."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from generator.outputs import problem_pages
from generator.outputs.alike import ALIKE
from generator.outputs.escape import in_script, one_line
from generator.outputs.pages import regulation
from generator.outputs.templates import cut
from generator.outputs.view import COORDINATING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.view import View

Row = tuple[str, str, str, str, str]
"""Kind, page or address, id, name and keywords of what can be found."""
INDEX = "assets/finder-index.js"
NAMES = "assets/names.txt"
SHORT = 2
"""Signs of a word that is searched for whole."""
LONG = 500
"""Rows in a page's tables, above which they stay out of the full text: they are records, which the finder
knows, or tell of them, and of ten thousand projects a browser would read the index for ten seconds."""


def index(press: Press, printed: Iterable[Page], files: Collection[str]) -> bytes:
    """Write the index of the records that have pages, of papers and of clauses.

    Their addresses are seen from the site's top.
    """
    to = press.web.links(INDEX)

    def seen(path: str) -> str:
        page, mark, place = path.partition("#")
        return str(to.url(f"{page}.md")).removeprefix("../") + mark + place

    known = (row for row in records(press.view) if f"{row[1]}.md" in files)
    found = chain(known, papers(printed), clauses(press.view), codes())
    return script(seen("finder"), [(kind, seen(path), *rest) for kind, path, *rest in found])


def read(page: Page) -> Page:
    """Have a page's tables left out of the full text where they are long; words and headings stay."""
    if not page.search or page.body.count("<tr") <= LONG:
        return page
    return replace(page, body=page.body.replace("<table ", "<table data-search-exclude "))


def script(page: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows, words alike and the finder's page as a script, which works over `file://` too."""
    found = {"page": page, "alike": ALIKE, "short": SHORT, "rows": list(rows)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"window.GUATU_FINDER={in_script(text)};\n".encode()


def names(press: Press) -> bytes:
    """List, one a line, the district's names and short words alike, for who parts Chinese text (jieba)."""
    view = press.view
    found = {unit.short for unit in view.known.organisations.values()}
    found |= {unit.name for unit in view.known.organisations.values()}
    found |= {view.leader_name(leader.id) for leader in view.leaders}
    found |= {word for word in chain.from_iterable(ALIKE) if len(word) == SHORT}
    return "".join(f"{name}\n" for name in sorted(map(one_line, found)) if " " not in name).encode()


def records(view: View) -> Iterator[Row]:
    """Give every record with the path of its page below docs; of like matches the first is shown first."""
    return chain(_organisations(view), _leaders(view), _projects(view), _items(view))


def papers(printed: Iterable[Page]) -> Iterator[Row]:
    """Give every page that has an entry, kind by kind, the newest first."""
    kinds: dict[str, list[Row]] = {}
    for page in printed:
        if page.entry:
            kind, key, words = page.entry
            kinds.setdefault(kind, []).append((kind, page.path.removesuffix(".md"), key, page.title, words))
    return chain.from_iterable(map(reversed, kinds.values()))


def clauses(view: View) -> Iterator[Row]:
    """Give every clause that has a place on the page of the rules."""
    for key, text, place in regulation.clauses(view.report.policy):
        yield "条款", f"regulation#{place}", key, cut(text, 60), "附件3"


def codes() -> Iterator[Row]:
    """Give every code of a problem by its id alone; its words are for its page."""
    for key, place in problem_pages.places():
        yield "问题代码", f"problems#{place}", key, f"问题代码 {key}", ""


def _organisations(view: View) -> Iterator[Row]:
    for key, unit in sorted(view.known.organisations.items()):
        folder = "offices" if unit.kind == COORDINATING else "units"
        yield unit.kind, f"{folder}/{key}", key, one_line(unit.name), one_line(unit.short)


def _leaders(view: View) -> Iterator[Row]:
    for leader in view.leaders:
        words = [view.short(office) for office in leader.offices]
        name = view.leader_name(leader.id)
        yield "分管负责人", f"leaders/{leader.id}", leader.id, name, one_line(" ".join(words))


def _projects(view: View) -> Iterator[Row]:
    for key, project in sorted(view.known.projects.items()):
        words = [view.short(unit) for unit in view.lead_units(project)]
        words += [view.short(project.street), view.leader_name(project.leader)]
        words += [project.sector, project.investor]
        yield "项目", f"projects/{key}", key, one_line(project.name), one_line(" ".join(words))


def _items(view: View) -> Iterator[Row]:
    for key, story in sorted(view.report.facts.items.items()):
        words = [view.short(unit) for unit in story.units]
        words += [view.project_name(story.item.project)] if story.item.project else []
        yield "议定事项", f"items/{key}", key, cut(story.item.text, 60), one_line(" ".join(words))
