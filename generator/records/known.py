"""What the data say of the days up to one: a digest of it, and the commit it stands since (D4)."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.records import chain
from generator.records.calendar import Week
from generator.records.changes import EVENTS
from generator.records.model.events import BulletinPublished, Correction, Issued

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from generator.records.changes import Change, History
    from generator.records.model.events import Event
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio

PAPERWORK = (BulletinPublished, Issued)
"""Events that the papers of earlier days tell of: which went out, which are sealed."""


def since(event: Event, portfolio: Portfolio) -> date:
    """Give the first day whose papers an event bears on: its own, but for paperwork the period's first.

    What corrects paperwork bears on the same days.
    """
    told = portfolio.events.get(event.of) if isinstance(event, Correction) else event
    return min(event.date, _first(told.period)) if isinstance(told, PAPERWORK) else event.date


def added_since(portfolio: Portfolio, paths: Collection[str] | None) -> date:
    """Give the first day whose papers some new files bear on; each day where these are not all events."""
    events = {event.path: event for event in portfolio.events.values()}
    if paths is None or not events.keys() >= set(paths):
        return date.min
    return min((since(events[path], portfolio) for path in paths), default=date.max)


def shared_by_all(portfolio: Portfolio) -> Iterator[Record]:
    """Give the records that bear on every project: registers, rules and calendars."""
    yield from (one for one in (portfolio.steps, portfolio.authority) if one)
    shelves = (portfolio.organisations, portfolio.people, portfolio.leaders)
    for shelf in (*shelves, portfolio.policies, portfolio.calendars):
        yield from shelf.values()


def _first(period: str) -> date:
    if "W" in period:
        return Week.parse(period).first
    found = chain.span(period)
    return date(found, 1, 1) if isinstance(found, int) else found.first


class Known:
    """Names what is known on each day, so that the same name stands for the same records; linear to make."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio

    def digest(self, day: date) -> str:
        """Name all that a day knows: registers, plans, projects, rules, events up to it."""
        days, digests = self._days
        return digests[bisect_right(days, day)]

    def named(self, record: Record) -> bytes:
        """Name a record: its path, what its file said, and the day the main branch got it."""
        said = self.portfolio.contents.get(record.path) or repr((sorted(record.marks.items()), record))
        return repr((record.path, said, self.portfolio.recorded.get(record.path))).encode()

    @cached_property
    def _days(self) -> tuple[Sequence[date], Sequence[str]]:
        """Give the days on which anything happened, and what is known before the first and after each."""
        told = sha256()
        for record in sorted(_lasting(self.portfolio), key=lambda one: one.path):
            told.update(self.named(record))
        days, digests = list[date](), list[str]()
        events = ((since(event, self.portfolio), event) for event in self.portfolio.events.values())
        for day, event in sorted(events, key=lambda one: (one[0], one[1].path)):
            if not days or day > days[-1]:
                days.append(day)
                digests.append(told.hexdigest())
            told.update(self.named(event))
        return days, [*digests, told.hexdigest()]


class Versions:
    """Finds, for each day, the last commit that may have changed what is known of it; linear to make."""

    def __init__(self, history: History, portfolio: Portfolio) -> None:
        self.history, self.portfolio = history, portfolio

    def of(self, day: date) -> Change | None:
        """Give the change since which all that a day knows is as it is now; None where git knows nothing.

        Whatever may bear on any day counts for every day: plans, registers and rules, and events that are
        gone or were rewritten.
        """
        days, newest = self._days
        return newest[bisect_right(days, day)]

    @cached_property
    def _days(self) -> tuple[Sequence[date], Sequence[Change | None]]:
        """Give the days on which events happened, and the newest change before the first and up to each."""
        always: Change | None = None
        dated: list[tuple[date, Change]] = []
        for (shelf, name), life in self.history.lives.items():
            event = self.portfolio.events.get(name) if shelf == EVENTS else None
            if event is None or len(life) > 1:
                always = _newer(always, life[-1])
            else:
                dated.append((since(event, self.portfolio), life[-1]))
        dated.sort(key=itemgetter(0))
        newest = [always]
        for _, change in dated:
            newest.append(_newer(newest[-1], change))
        return [day for day, _ in dated], newest


def _newer(one: Change | None, other: Change | None) -> Change | None:
    if one and other:
        return one if one.place > other.place else other
    return one or other


def _lasting(portfolio: Portfolio) -> Iterator[Record]:
    """Give every record that is no event."""
    yield from shared_by_all(portfolio)
    yield from (*portfolio.projects.values(), *portfolio.plans.values())
