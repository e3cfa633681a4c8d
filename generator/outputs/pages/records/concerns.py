"""Which projects and items each event speaks of, directly or by what it refers to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.records.model import events as kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.items import ItemStory
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio

REFERENCES = 3
"""A correction of a certification of a deed is the longest chain there is."""

Shelf = defaultdict[str, list["Event"]]


@dataclass(frozen=True)
class Concerns:
    """Events by project, by item and by unit, each oldest first."""

    projects: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    items: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    units: Mapping[str, Sequence[Event]] = field(default_factory=dict)


def concerns(known: Portfolio, events: Mapping[str, Event], stories: Mapping[str, ItemStory]) -> Concerns:
    """Shelve every known event once under each project, item and unit it concerns.

    References are followed in `events`, where withdrawn ones still stand.
    """
    projects, items, units = Shelf(list), Shelf(list), Shelf(list)
    agenda = _agenda(stories)
    for event in sorted(known.events.values(), key=lambda event: (event.date, event.id)):
        about = list(dict.fromkeys(_items(events, event, agenda)))
        for item in about:
            items[item].append(event)
        for project in dict.fromkeys(_projects(events, event, about)):
            projects[project].append(event)
        if unit := getattr(origin(events, event), "unit", None):
            units[unit].append(event)
    return Concerns(projects, items, units)


def _agenda(stories: Mapping[str, ItemStory]) -> Mapping[str, Sequence[str]]:
    """Give the items of each meeting."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, story in stories.items():
        for meeting in story.meetings:
            found[meeting.id].append(key)
    return found


def origin(events: Mapping[str, Event], event: Event) -> Event:
    """Give the event that a correction, certification or answer speaks of, else the event itself."""
    for _ in range(REFERENCES):
        found = events.get(_target(event) or "")
        if found is None:
            return event
        event = found
    return event


def _target(event: Event) -> str | None:
    match event:
        case kinds.Correction():
            return event.of
        case kinds.StartCertified():
            return event.start
        case kinds.CompletionCertified():
            return event.completion
        case kinds.ClosureConfirmed():
            return event.closing
        case kinds.IssueEscalated() | kinds.IssueResolved():
            return event.issue
    return None


def _items(events: Mapping[str, Event], event: Event, agenda: Mapping[str, Sequence[str]]) -> Iterator[str]:
    root = origin(events, event)
    match root:
        case kinds.Decision():
            yield root.id
        case kinds.DueChanged() | kinds.ItemClosed():
            yield root.item
        case kinds.Meeting():
            yield from agenda.get(root.id, ())
        case kinds.Supervision() if root.item:
            yield root.item


def _projects(events: Mapping[str, Event], event: Event, items: Sequence[str]) -> Iterator[str]:
    root = origin(events, event)
    if project := getattr(root, "project", None):
        yield project
    for item in items:
        decision = events.get(item)
        if isinstance(decision, kinds.Decision) and decision.project:
            yield decision.project
    if isinstance(root, kinds.Coordination):
        for issue in root.issues:
            raised = events.get(issue)
            if isinstance(raised, kinds.IssueRaised):
                yield raised.project
