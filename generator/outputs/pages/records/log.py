"""All events of a project, item or unit, newest first, each with its words and its file (paper P)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.pages.records.fields import rows, title
from generator.outputs.pages.records.withheld import withheld

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from markupsafe import Markup

    from generator.outputs.pages.records.book import Book
    from generator.records.model.events import Event


@dataclass(frozen=True, slots=True)
class Line:
    """One event: its day, kind, writer, fields, file, and when it was recorded where git knows it."""

    day: date
    title: Markup
    id: str
    writer: Markup
    rows: Markup
    place: Markup
    told: str


def log(book: Book, events: Iterable[Event], without: frozenset[str] = frozenset()) -> list[Line]:
    """Write events, newest first; `without` names fields that the page itself stands for."""
    filed = book.view.portfolio.events
    return [
        Line(
            event.date,
            title(event.kind),
            event.id,
            book.links.units[event.writer],
            rows(event, book.links, without | withheld(filed, event)),
            book.links.to.evidence(event.at()),
            book.told(event.path, event.date),
        )
        for event in reversed(list(events))
    ]
