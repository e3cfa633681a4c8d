"""项目档案页: all records of a project, of which its own page has room for the newest only (paper P)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages.records import press
from generator.outputs.pages.records.log import log
from generator.outputs.pages.records.projects import OWN, entries, meetings, years
from generator.outputs.pages.records.scores import shared
from generator.outputs.pages.records.units import states_of_items

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.outputs.pages.records.book import Book

KIND, FOLDER = "archive", "archives"


def ids(book: Book) -> Iterable[str]:
    """Give the ids of all projects."""
    return sorted(book.known.projects)


def title(book: Book, key: str) -> str:
    """Give a project's name."""
    return f"{book.known.projects[key].name}：全部记录"


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    return f"项目{key}的全部记录、议定事项、会议和历年投资，数据截至{book.as_of}"


def body(book: Book, key: str) -> str:
    """Write the page of all of a project's records."""
    events = book.concerns.projects.get(key, ())
    items = book.view.items_of_project.get(key, ())
    return press.body(
        book,
        "archive",
        project=book.known.projects[key],
        title=title(book, key),
        years=years(book, key, events),
        items=states_of_items(book, items),
        meetings=meetings(items),
        entries=shared(entries(book, key, items)),
        log=log(book, events, OWN),
    )
