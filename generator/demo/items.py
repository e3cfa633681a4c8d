"""Which items the meetings decide: those of the stories, and by lot for the rest."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo import meetings, stories
from generator.demo.matters import MATTERS, units
from generator.demo.meetings import Item, Meeting, Minutes

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from generator.demo.book import Book
    from generator.demo.projects import Course
    from generator.demo.world import World


def write(book: Book, district: World, courses: Sequence[Course], count: int) -> None:
    """Write all meetings and items: the scripted ones, then `count` by lot."""
    held = meetings.minutes(book, district)
    for line in stories.items(district):
        _scripted(book, held, courses, line)
    shelves = _by_series(district, courses)
    calm = stories.calm(book.span, district)
    known = sorted(courses, key=lambda made: (made.created, made.id))
    gatherings = [meeting for series in held.series.values() for meeting in series]
    for number in range(count):
        rng = book.draw(f"item/{number}")
        meeting = rng.choice(gatherings)
        made = _present(shelves.get(meeting.series, known), meeting.day, rng)
        if made:
            item = _drawn(made, meeting, rng)
            if not calm(meeting.day, {*item.responsible, *item.supporting}):
                meetings.decide(book, held, item)
    meetings.hold(book, held)


def _scripted(book: Book, held: Minutes, courses: Sequence[Course], line: stories.ItemLine) -> None:
    quarter = book.span.first.shift(line.quarter)
    meeting = held.on_or_after(line.series, quarter.first + timedelta(days=line.day))
    if meeting is None or meeting.day > book.span.end:
        return
    made = courses[line.project % len(courses)]
    matter = MATTERS[line.matter]
    words = _words(made, matter.decision, 6), matter.result + "。"
    project = made.id if made.created <= meeting.day else None
    meetings.decide(
        book, held, Item(meeting, words, list(line.units), list(line.supporting), project, line.fate)
    )


def _by_series(district: World, courses: Sequence[Course]) -> dict[str, list[Course]]:
    found: dict[str, list[Course]] = {}
    for made in courses:
        found.setdefault(district.leader(made.office), []).append(made)
    for shelf in found.values():
        shelf.sort(key=lambda made: (made.created, made.id))
    return found


def _present(shelf: Sequence[Course], day: date, rng: random.Random) -> Course | None:
    """Draw a project that is known and not finished on a day, None where a few draws find none."""
    known = bisect_right(shelf, day, key=lambda made: made.created)
    for _ in range(6):
        made = shelf[rng.randrange(max(known, 1))]
        if made.created <= day and made.active and (made.finished is None or made.finished > day):
            return made
    return None


def _drawn(made: Course, meeting: Meeting, rng: random.Random) -> Item:
    matter = rng.choice(MATTERS)
    parties = list(dict.fromkeys(units(matter, str(made.facts["street"]), made.lead(meeting.day))))
    first = 1 if rng.random() < 0.7 else 2  # noqa: PLR2004
    responsible, supporting = parties[:first], parties[first:]
    if made.lead(meeting.day) not in parties and rng.random() < 0.5:  # noqa: PLR2004
        supporting = [*supporting, made.lead(meeting.day)]
    words = _words(made, matter.decision, rng.randrange(2, 16)), matter.result + "。"
    return Item(meeting, words, responsible, supporting, made.id, meetings.lot(rng))


def _words(made: Course, decision: str, number: int) -> str:
    name = str(made.facts["name"])
    return decision.format(name=name, n=number) + "。"
