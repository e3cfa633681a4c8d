"""All records of one revision, with look-ups."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from generator.records.model.events import Event
from generator.records.places import SINGLE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.records.model.authority import Authority
    from generator.records.model.calendar import CalendarYear
    from generator.records.model.organisations import Leader, Organisation, Person, Steps
    from generator.records.model.policy import Policy
    from generator.records.model.projects import Plan, Project
    from generator.records.model.types import Record

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Portfolio:
    """What a district's data says, by id; made by `load`, never changed.

    `plans` is keyed by (project id, year); `policies` by the day each edition takes effect;
    `recorded` gives, where git knows it, the day each path came to the main branch; `contents` git's id of
    what the file at a path said, where that was looked up.
    """

    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    leaders: Mapping[str, Leader] = field(default_factory=dict)
    steps: Steps | None = None
    authority: Authority | None = None
    projects: Mapping[str, Project] = field(default_factory=dict)
    plans: Mapping[tuple[str, int], Plan] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    policies: Mapping[date, Policy] = field(default_factory=dict)
    calendars: Mapping[int, CalendarYear] = field(default_factory=dict)
    recorded: Mapping[str, date] = field(default_factory=dict)
    contents: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    filed: Portfolio | None = field(default=None, repr=False, compare=False)
    """The events as filed, where corrections have been taken in."""
    memory: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of a portfolio, beside what it was worked out from; those made from it share it."""

    @classmethod
    def of(
        cls,
        records: Iterable[Record],
        recorded: Mapping[str, date] | None = None,
        contents: Mapping[str, str] | None = None,
    ) -> Portfolio:
        """Sort records into a portfolio; of two with the same id the first path wins.

        Duplicates are reported by the loader, so that nothing is dropped in silence.
        """
        shelves: dict[str, dict[object, object]] = defaultdict(dict)
        for record in sorted(records, key=attrgetter("path")):
            name, key = _shelf(type(record))
            shelves[name].setdefault(key(record), record)
        single = {name: next(iter(shelves.pop(name, {}).values()), None) for name in sorted(SINGLE)}
        return cls(**shelves, **single, recorded=recorded or {}, contents=contents or {})  # type: ignore[arg-type]

    @property
    def records(self) -> Iterator[Record]:
        """Give every record, kind by kind."""
        yield from self._single
        yield from chain.from_iterable(shelf.values() for shelf in self._shelves)

    @property
    def size(self) -> int:
        """Count the records."""
        return len(self._single) + sum(map(len, self._shelves))

    @property
    def _single(self) -> Sequence[Record]:
        return [one for one in (self.steps, self.authority) if one is not None]

    @property
    def _shelves(self) -> Sequence[Mapping[Any, Record]]:
        several = (self.organisations, self.people, self.leaders, self.projects, self.plans, self.events)
        return (*several, self.policies, self.calendars)

    @cached_property
    def _by_type(self) -> Mapping[type[Event], Sequence[Event]]:
        found: dict[type[Event], list[Event]] = defaultdict(list)
        for event in self.events.values():
            found[type(event)].append(event)
        return found

    @cached_property
    def _ordered(self) -> dict[type[Event], Sequence[Event]]:
        return {}

    @cached_property
    def _cut(self) -> tuple[Portfolio, date] | None:
        return None

    def until(self, day: date) -> Portfolio:
        """Give the portfolio without the events after a day; those left keep their order."""
        events = {key: event for key, event in self.events.items() if event.date <= day}
        if len(events) == len(self.events):
            return self
        made = replace(self, events=events)
        made.__dict__["_cut"] = self, day
        return made

    def of_type(self, kind: type[E]) -> Sequence[E]:
        """Give the events of one kind, by date and id."""
        if kind not in self._ordered and self._cut:
            whole, day = self._cut
            found = whole.of_type(kind)
            self._ordered[kind] = found[: bisect_right(found, day, key=attrgetter("date"))]
        elif kind not in self._ordered:
            by_id = sorted(self._by_type.get(kind, ()), key=attrgetter("id"))
            self._ordered[kind] = sorted(by_id, key=attrgetter("date"))
        return self._ordered[kind]  # type: ignore[return-value]

    @cached_property
    def plans_of(self) -> Mapping[str, Sequence[Plan]]:
        """Give each project's plans, oldest year first."""
        found: dict[str, list[Plan]] = defaultdict(list)
        for key in sorted(self.plans):
            found[key[0]].append(self.plans[key])
        return found

    @cached_property
    def handed_to(self) -> Mapping[str, frozenset[str]]:
        """Give, by project, the units it was handed to (`lead_changed`)."""
        from generator.records.model.events.plans import LeadChanged  # noqa: PLC0415 - as below

        found: dict[str, set[str]] = defaultdict(set)
        for event in self.of_type(LeadChanged):
            found[event.project].update(event.lead_units)
        return {project: frozenset(units) for project, units in found.items()}


# By name: a check of one file does not wait for the models of kinds it never meets.
_SHELVES: dict[str, tuple[str, Callable[[Any], object]]] = {
    "Project": ("projects", attrgetter("id")),
    "Plan": ("plans", attrgetter("project", "year")),
    "Organisation": ("organisations", attrgetter("id")),
    "Person": ("people", attrgetter("id")),
    "Leader": ("leaders", attrgetter("id")),
    "Steps": ("steps", lambda _: ""),
    "Authority": ("authority", lambda _: ""),
    "Policy": ("policies", attrgetter("effective_from")),
    "CalendarYear": ("calendars", attrgetter("year")),
}


def shelf(record: Record) -> tuple[str, object]:
    """Tell where in a portfolio a record belongs: the field's name and the key."""
    name, key = _shelf(type(record))
    return name, key(record)


@cache
def _shelf(model: type[Record]) -> tuple[str, Callable[[Any], object]]:
    return ("events", attrgetter("id")) if issubclass(model, Event) else _SHELVES[model.__name__]
