"""Which card a notice was printed for: the one its number named on the day it was recorded (四(二); D24)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.records.correction import standing
from generator.records.ladder import drawn, ladder
from generator.records.model.events import CardIssued, Correction, Event, Supervision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.records.model.policy import Cards
    from generator.records.portfolio import Portfolio

NAMING = frozenset({"unit", "colour", "year", "ordinal"})
"""The fields with which a notice names its card."""


@dataclass(frozen=True)
class Printed:
    """The notices of a portfolio as filed, before corrections; `rules` gives the ladder in force on a day."""

    filed: Portfolio
    rules: Callable[[date], Cards]

    @cached_property
    def corrections(self) -> Sequence[Correction]:
        """Give the corrections of 督办, by date and id."""
        events = self.filed.events
        found = self.filed.of_type(Correction)
        return [one for one in found if isinstance(events.get(one.of), Supervision)]

    @cached_property
    def _corrected(self) -> Sequence[Supervision]:
        ids = {one.of for one in self.corrections}
        return [act for act in self.filed.of_type(Supervision) if act.id in ids]

    @cached_property
    def _plain(self) -> Mapping[str, Sequence[Supervision]]:
        found: dict[str, list[Supervision]] = defaultdict(list)
        ids = {one.of for one in self.corrections}
        for act in self.filed.of_type(Supervision):
            if act.id not in ids:
                found[act.unit].append(act)
        return found

    @cached_property
    def _named_anew(self) -> Mapping[str, date]:
        """Give, by notice, the day its newest correction that names another card was recorded."""
        found: dict[str, date] = {}
        for one in self.filed.of_type(Correction):
            if isinstance(self.filed.events.get(one.of), CardIssued) and one.changes.keys() & NAMING:
                found[one.of] = max(self.told(one), found.get(one.of, date.min))
        return found

    def told(self, event: Event) -> date:
        """Give the day an event was recorded; the last of all days while git does not know it."""
        return self.filed.recorded.get(event.path, date.max)

    def day(self, notice: CardIssued) -> date:
        """Give the day since which a notice names the card it does."""
        return max(self.told(notice), self._named_anew.get(notice.id, date.min))

    def meant(self, notice: CardIssued) -> Sequence[Supervision]:
        """Give the 督办 of the card that a notice was recorded for, the newest last, if any."""
        day, plain = self.day(notice), self._plain.get(notice.unit, ())
        events: list[Event] = [*plain, *self._corrected, *self.corrections]
        told = {one.id: one for one in events if self.told(one) <= day}
        then = standing(replace(self.filed, events=told))
        own = [act for act in then.of_type(Supervision) if act.unit == notice.unit]
        return drawn(ladder(own, self.rules)).get((notice.colour, notice.year, notice.ordinal), ())

    def moved(self, notice: CardIssued, acts: Iterable[Supervision]) -> Sequence[Supervision] | None:
        """Give the 督办 a notice was printed for where those that draw its card now are others; else None.

        A notice that git does not know is printed for the card it names now.
        """
        day, now = self.day(notice), list(acts)
        if day == date.max:
            return None
        then = self.meant(notice)
        other = bool(then) and [act.id for act in then] != [act.id for act in now]
        return then if other or any(self.told(act) > day for act in now) else None
