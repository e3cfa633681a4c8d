"""Record pages: one HTML body for each project and its archive, unit and quarter, leader, office, item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages.records import archives, items, leaders, offices, projects, scorecards, units
from generator.outputs.pages.records.book import book_of
from generator.outputs.view import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.press import Press

KINDS = (projects, units, leaders, offices, items, scorecards, archives)


def pages(press: Press) -> Iterator[Page]:
    """Print every record page, kind by kind, by id."""
    book = book_of(press)
    for kind in KINDS:
        for key in kind.ids(book):
            yield Page(
                f"{kind.FOLDER}/{key}.md",
                kind.title(book, key),
                kind.description(book, key),
                kind.body(book, key),
                kind.KIND,
                search=False,
                hide=("navigation", "toc"),
            )
