"""All events of a project, item or unit, newest first, each with its words and its file (paper P)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.escape import page_text
from generator.outputs.pages.records.fields import rows, title
from generator.outputs.pages.records.withheld import withheld

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from markupsafe import Markup

    from generator.outputs.pages.records.book import Book
    from generator.records.model.events import Event

IDLE = {
    "unknown": "没有被更正的事件",
    "fixed": "封存的通报和更正不能再更正",
    "withdrawn": "被更正的事件此前已由 {} 整件撤回",
    "invalid": "更正内容不合规定",
    "same": "原来就是这样，没有改动",
}
"""Why a correction has no effect."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event: its day, kind, writer, fields, file, and when it was recorded where git knows it.

    `idle` says why a correction has no effect.
    """

    day: date
    title: Markup
    id: str
    writer: Markup
    rows: Markup
    place: Markup
    told: str
    idle: Markup | None = None


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
            _idle(book, event),
        )
        for event in reversed(list(events))
    ]


def _idle(book: Book, event: Event) -> Markup | None:
    """Say why a correction has no effect; nothing of one that has and of other events."""
    found = book.idle.get(event.id)
    return page_text(IDLE[found.why].format(found.by)) if found else None
