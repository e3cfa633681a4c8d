"""Record pages: one HTML body for each project and its archive, unit and quarter, leader, office, item."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

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
from generator.outputs.view import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.pages.records.book import Book
    from generator.outputs.press import Press

KINDS = (projects, units, leaders, offices, items, scorecards, archives)
PACKED = (projects, items, scorecards, archives)
"""The kinds whose pages tell of few records, or of what seldom changes."""


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


def groups(press: Press, least: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Part all pages by their kinds' numbers into groups of at least so many, packs being left whole."""
    for number, (_, keys) in enumerate(ids(press)):
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


def printed(press: Press, number: int, keys: Sequence[str]) -> Iterator[Page]:
    """Print a group of pages of one kind, or find those printed before of which nothing has changed."""
    kind, book = KINDS[number], book_of(press)
    if not press.prints or not _packed(press, number):
        yield from (page(press, number, key) for key in keys)
        return
    sources = sources_of(book)
    told = {items: sources.of_item, scorecards: sources.of_score}.get(kind, sources.of_project)
    for place, own in groupby(keys, packs.pack_of):
        file = press.prints.of(kind.FOLDER, str(place))
        pack = packs.Pack(book, file, told, partial(_texts, number))
        for key in own:
            yield _page(number, key, pack.texts(key))
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
