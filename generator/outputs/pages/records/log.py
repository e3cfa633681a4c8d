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
    """One event: its day, kind, writer, fields, file, and the day it was recorded where git knows it."""

    day: date
    title: Markup
    id: str
    writer: Markup
    rows: Markup
    place: Markup
    recorded: date | None


def log(book: Book, events: Iterable[Event], without: frozenset[str] = frozenset()) -> list[Line]:
    """Write events, newest first; `without` names fields that the page itself stands for."""
    recorded, told = book.known.recorded, book.view.portfolio.events
    return [
        Line(
            event.date,
            title(event.kind),
            event.id,
            book.links.units[event.writer],
            rows(event, book.links, without | withheld(told, event)),
            book.links.to.evidence(event.at()),
            recorded.get(event.path),
        )
        for event in reversed(list(events))
    ]
