"""Record pages: one HTML body for each project and its archive, unit and quarter, leader, office, item."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from generator.outputs.page import Page
from generator.outputs.pages.records import (
    archives,
    items,
    leaders,
    offices,
    packs,
    projects,
    scorecards,
    units,
)
from generator.outputs.pages.records.book import book_of
from generator.outputs.pages.records.sources import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.pages.records.book import Book
    from generator.outputs.press import Press

KINDS = (projects, units, leaders, offices, items, scorecards, archives)
PACKED = (projects, items, scorecards, archives)
"""The kinds whose pages tell of few records, or of what seldom changes."""
OF_PROJECTS = (projects, archives)
"""The kinds that have a page for each project, and tell of the same records."""
Group = tuple[int, "Sequence[str]"]
"""Pages of one kind, by its number, to be printed one after the other."""


def pages(press: Press) -> Iterator[Page]:
    """Print every record page, kind by kind, by id."""
    for number, (_, keys) in enumerate(ids(press)):
        for key in keys:
            yield page(press, number, key)


def ids(press: Press) -> Sequence[tuple[str, Sequence[str]]]:
    """Give the folder and the ids that have a page in it, for each of the kinds."""
    book = book_of(press)
    return [(kind.FOLDER, list(kind.ids(book))) for kind in KINDS]


def paths(press: Press) -> list[str]:
    """Give the path of every record page."""
    return [f"{folder}/{key}.md" for folder, keys in ids(press) for key in keys]


def page(press: Press, number: int, key: str) -> Page:
    """Print one record page, of a kind by its number."""
    return _page(number, key, _texts(number, book_of(press), key))


def groups(press: Press, least: int) -> Iterator[Sequence[Group]]:
    """Part all pages into groups of at least so many of a kind, packs being left whole.

    Those that tell of the same projects come together.
    """
    parted = [list(_parted(press, number, keys, least)) for number, (_, keys) in enumerate(ids(press))]
    yield from zip(*(parted[KINDS.index(kind)] for kind in OF_PROJECTS), strict=True)
    for kind, found in zip(KINDS, parted, strict=True):
        if kind not in OF_PROJECTS:
            yield from ([group] for group in found)


def _parted(press: Press, number: int, keys: Sequence[str], least: int) -> Iterator[Group]:
    packed = _packed(press, number)
    left = sorted(keys, key=packs.pack_of) if packed else keys
    if press.prints and packed:
        for place in {packs.pack_of(key) for key in keys}:
            press.prints.of(KINDS[number].FOLDER, str(place))  # so that it is known to be in use
    while left:
        end = least
        while packed and end < len(left) and packs.pack_of(left[end]) == packs.pack_of(left[end - 1]):
            end += 1
        yield number, left[:end]
        left = left[end:]


def printed(press: Press, number: int, keys: Sequence[str]) -> Iterator[tuple[Page, bytes]]:
    """Print a group of pages of one kind, or find those printed before of which nothing has changed.

    Bodies come beside their pages, as they go to the disk.
    """
    kind, book = KINDS[number], book_of(press)
    if not press.prints or not _packed(press, number):
        for key in keys:
            made = page(press, number, key)
            yield replace(made, body=""), made.body.encode()
        return
    sources = sources_of(book)
    told = {items: sources.of_item, scorecards: sources.of_score}.get(kind, sources.of_project)
    for place, own in groupby(keys, packs.pack_of):
        file = press.prints.of(kind.FOLDER, str(place))
        pack = packs.Pack(book, file, told, partial(_texts, number))
        for key in own:
            title, description, body = pack.sheet(key)
            yield _page(number, key, (title, description, "")), body
        pack.close()


def _packed(press: Press, number: int) -> bool:
    return press.prints is not None and KINDS[number] in PACKED


def _texts(number: int, book: Book, key: str) -> packs.Texts:
    kind = KINDS[number]
    return kind.title(book, key), kind.description(book, key), kind.body(book, key)


def _page(number: int, key: str, texts: packs.Texts) -> Page:
    kind = KINDS[number]
    path = f"{kind.FOLDER}/{key}.md"
    return Page(path, *texts, kind.KIND, search=False, hide=("navigation", "toc"))
