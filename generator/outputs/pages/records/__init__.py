"""Record pages: one HTML body for each project and its archive, unit and quarter, leader, office, item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages.records import archives, items, leaders, offices, projects, scorecards, units
from generator.outputs.pages.records.book import book_of
from generator.outputs.view import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.press import Press

KINDS = (projects, units, leaders, offices, items, scorecards, archives)


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
    kind, book = KINDS[number], book_of(press)
    return Page(
        f"{kind.FOLDER}/{key}.md",
        kind.title(book, key),
        kind.description(book, key),
        kind.body(book, key),
        kind.KIND,
        search=False,
        hide=("navigation", "toc"),
    )
