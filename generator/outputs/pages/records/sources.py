"""What a record page tells of: one digest of all that decides it, but for the names of others in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.outputs.pages.records.afterwards import afterwards
from generator.outputs.pages.records.scorecards import parsed
from generator.outputs.tables.moves import moves_of_projects
from generator.records.known import Known, shared_by_all
from generator.records.model.events import Correction, PlanApproved, Supervision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.mechanism.items import ItemStory
    from generator.outputs.pages.records.book import Book
    from generator.records.calendar import Quarter
    from generator.records.model.events import Event


def sources_of(book: Book) -> Sources:
    """Give the sources of a book, made once."""
    found = book.__dict__.get("_sources")
    if not isinstance(found, Sources):
        found = book.__dict__["_sources"] = Sources(book)
    return found


class Sources:
    """Names what pages of projects, items and units' quarters tell of; `book` has what they look up."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.known = Known(book.view.portfolio)
        self._of_projects: dict[str, str] = {}

    @cached_property
    def by_all(self) -> bytes:
        """Name what every page hangs on: day, revision, registers, rules, calendars, approvals of plans."""
        view, web = self.book.view, self.book.press.web
        revision = replace(view.revision, commit=str(bool(view.revision.commit)), changed=False)
        told = sha256()
        for record in (*shared_by_all(view.portfolio), *view.known.of_type(PlanApproved)):
            told.update(self.known.named(record))
        words = view.as_of, view.faults, view.seal, view.report.policy.id, revision
        told.update(repr((words, web.directories, web.source)).encode())
        return told.digest()

    def of_project(self, key: str) -> str:
        """Name what a project's page and its archive tell of."""
        if key not in self._of_projects:
            self._of_projects[key] = self._of_project(key)
        return self._of_projects[key]

    def _of_project(self, key: str) -> str:
        book = self.book
        plans = book.known.plans_of.get(key, ())
        items = book.view.items_of_project.get(key, ())
        about = [
            book.concerns.projects.get(key, ()),
            *(book.concerns.items.get(one.item.id, ()) for one in items),
        ]
        lives = [("projects", key), *(("plans", f"{plan.year}/{key}") for plan in plans)]
        found = sha256(self.by_all)
        for record in (book.known.projects[key], *plans, *self._events(about)):
            found.update(self.known.named(record))
        found.update(repr([book.history.life(*life) for life in lives]).encode())
        found.update(repr(moves_of_projects(book.view).get(key)).encode())
        for text in self._derived((key, *(one.item.id for one in items)), about, items):
            found.update(text.encode())
        return found.hexdigest()

    def of_item(self, key: str) -> str:
        """Name what an item's page tells of."""
        about = [self.book.concerns.items.get(key, ())]
        found = sha256(self.by_all)
        for record in self._events(about):
            found.update(self.known.named(record))
        for text in self._derived([key], about, [self.book.item_lines[key].story]):
            found.update(text.encode())
        return found.hexdigest()

    def of_score(self, key: str) -> str:
        """Name what the page of a unit's quarter tells of: its entries, and where it stands among all."""
        quarter, unit = parsed(key)
        view = self.book.view
        own = view.report.quarters[quarter].results[unit]
        later = afterwards(view, own) if view.sealed(quarter) else None
        return sha256(self.by_all + self._quarters[quarter] + repr((own, later)).encode()).hexdigest()

    @cached_property
    def _quarters(self) -> Mapping[Quarter, bytes]:
        return {quarter: self._quarter(quarter) for quarter in self.book.view.report.quarters}

    def _quarter(self, quarter: Quarter) -> bytes:
        """Name a quarter's totals and ranks, its seal, and which units have a page in which quarter."""
        view = self.book.view
        of, sealed = view.report.quarters[quarter], view.sealed(quarter)
        totals = [replace(result, entries=()) for result in of.results.values()]
        standing = totals, of.adjustments, of.rectification, of.closed, of.policy.id, sealed and sealed.seal
        present = [(one, sorted(other.results)) for one, other in view.report.quarters.items()]
        return sha256(repr((standing, present)).encode()).digest()

    def _events(self, about: Iterable[Sequence[Event]]) -> Iterator[Event]:
        """Give the events, and what is corrected by those that no longer stands."""
        for event in (event for events in about for event in events):
            yield event
            if isinstance(event, Correction) and (other := self.book.view.portfolio.events.get(event.of)):
                yield other

    def _derived(
        self, subjects: Iterable[str], about: Iterable[Sequence[Event]], items: Iterable[ItemStory]
    ) -> Iterator[str]:
        """Say what is made of them: entries, cards, states of items, corrections without effect."""
        for subject in subjects:
            yield repr(self.book.view.entries_of_subject.get(subject))
        for event in (event for events in about for event in events):
            if isinstance(event, Supervision):
                yield repr(self.book.cards_of_act.get(event.at("number")))
            elif isinstance(event, Correction):
                yield repr(self.book.idle.get(event.id))
        for story in items:
            line = self.book.item_lines[story.item.id]
            counts = line.tier, line.extensions, line.refused, line.repeated, line.discussed
            yield repr((story.item.id, line.state, line.overdue, counts))
