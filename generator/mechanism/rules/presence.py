"""Which categories had anything to assess: a promise that fell due, or a deed (D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.rules.items import untimed_meetings
from generator.mechanism.rules.progress import carried
from generator.mechanism.rules.start import PLANNED
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.items import ItemStory
    from generator.mechanism.rules.facts import Facts

Place = tuple[Quarter, str, str]


def presence(facts: Facts) -> Iterator[Place]:
    """Give (quarter, unit, category) of everything that fell due or was done by the day."""
    for story in facts.projects.values():
        yield from (*_starts(story), *_progress(story))
    for item in facts.items.values():
        yield from _item(item)


def _starts(story: ProjectStory) -> Iterator[Place]:
    days = [promise.deadline for promise in story.of("start", PLANNED)]
    days += [deed.date for deed in (story.start, story.ceremony) if deed]
    for day in days:
        for unit in story.lead_units(day):
            yield Quarter.of(day), unit, "1"


def _progress(story: ProjectStory) -> Iterator[Place]:
    promises = carried(story)
    days = [promise.deadline for promise in promises]
    days += [deed.date for deed in map(story.deed, promises) if deed]
    for day in days:
        for unit in story.lead_units(day):
            yield Quarter.of(day), unit, "2"


def _item(story: ItemStory) -> Iterator[Place]:
    days = [meeting.date for meeting in untimed_meetings(story)] if not story.dues else []
    days += [day for day in (story.due and story.due.day, story.closed and story.closed.date) if day]
    for day in days:
        for unit in story.units:
            yield Quarter.of(day), unit, "3"
