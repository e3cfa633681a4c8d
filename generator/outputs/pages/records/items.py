"""议定事项页: the decision, its meetings by level, due dates, closing and what it caused (附件3之3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.mechanism.rules.items import untimed_meetings
from generator.outputs.pages.records import press
from generator.outputs.pages.records.coming import item_state
from generator.outputs.pages.records.log import log
from generator.outputs.pages.records.scores import shared
from generator.outputs.templates import cut
from generator.records.model.events import ClosureConfirmed, Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.mechanism.items import ItemStory
    from generator.outputs.pages.records.book import Book
    from generator.records.model.events import Meeting

KIND, FOLDER = "item", "items"
OWN = frozenset({"item"})


def ids(book: Book) -> Iterable[str]:
    """Give the ids of all items."""
    return sorted(book.view.report.facts.items)


def title(book: Book, key: str) -> str:
    """Give the beginning of an item's text."""
    return cut(book.view.report.facts.items[key].item.text)


def description(book: Book, key: str) -> str:
    """Say in a line what the page is."""
    return f"议定事项{key}的上会、时限、办结和考评影响，数据截至{book.as_of}"


def body(book: Book, key: str) -> str:
    """Write an item's page."""
    line = book.item_lines[key]
    story = line.story
    events = book.concerns.items.get(key, ())
    proofs = {event.closing: event for event in events if isinstance(event, ClosureConfirmed)}
    acts = [event for event in events if isinstance(event, Supervision)]
    return press.body(
        book,
        "item",
        story=story,
        item=story.item,
        state=item_state(line, book.as_of),
        proof=proofs.get(story.reported.id) if story.reported else None,
        meetings=_meetings(story),
        acts=[(act, book.cards_of_act.get(act.at("number"), ())) for act in acts],
        entries=shared(book.view.entries_of_subject.get(key, ())),
        log=log(book, events, OWN),
    )


def _meetings(story: ItemStory) -> list[tuple[Meeting, int, bool]]:
    """Give each meeting, its count at that level, and whether it counted as untimed (D23), oldest first."""
    counted = {meeting.id for meeting in untimed_meetings(story)}
    seen: Counter[str] = Counter()
    found = []
    for meeting in story.meetings:
        seen[meeting.level] += 1
        found.append((meeting, seen[meeting.level], meeting.id in counted))
    return found
