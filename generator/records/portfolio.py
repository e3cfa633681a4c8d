"""All records of one revision, with look-ups."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from generator.records.model.events import Event
from generator.records.places import SINGLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
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
    `recorded` gives, where git knows it, the day each path came to the main branch.
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

    @classmethod
    def of(cls, records: Iterable[Record], recorded: Mapping[str, date] | None = None) -> Portfolio:
        """Sort records into a portfolio; of two with the same id the first path wins.

        Duplicates are reported by the loader, so that nothing is dropped in silence.
        """
        shelves: dict[str, dict[object, object]] = defaultdict(dict)
        for record in sorted(records, key=lambda record: record.path):
            name, key = shelf(record)
            shelves[name].setdefault(key, record)
        single = {name: next(iter(shelves.pop(name, {}).values()), None) for name in sorted(SINGLE)}
        return cls(**shelves, **single, recorded=recorded or {})  # type: ignore[arg-type]

    @cached_property
    def _by_type(self) -> Mapping[type[Event], Sequence[Event]]:
        found: dict[type[Event], list[Event]] = defaultdict(list)
        for event in sorted(self.events.values(), key=lambda event: (event.date, event.id)):
            found[type(event)].append(event)
        return found

    def of_type(self, kind: type[E]) -> Sequence[E]:
        """Give the events of one kind, by date and id."""
        return self._by_type.get(kind, ())  # type: ignore[return-value]

    @cached_property
    def plans_of(self) -> Mapping[str, Sequence[Plan]]:
        """Give each project's plans, oldest year first."""
        found: dict[str, list[Plan]] = defaultdict(list)
        for (project, _), plan in sorted(self.plans.items()):
            found[project].append(plan)
        return found


# By name: a check of one file does not wait for the models of kinds it never meets.
_SHELVES: dict[str, tuple[str, Callable[[Any], object]]] = {
    "Project": ("projects", lambda record: record.id),
    "Plan": ("plans", lambda record: (record.project, record.year)),
    "Organisation": ("organisations", lambda record: record.id),
    "Person": ("people", lambda record: record.id),
    "Leader": ("leaders", lambda record: record.id),
    "Steps": ("steps", lambda _: ""),
    "Authority": ("authority", lambda _: ""),
    "Policy": ("policies", lambda record: record.effective_from),
    "CalendarYear": ("calendars", lambda record: record.year),
}


def shelf(record: Record) -> tuple[str, object]:
    """Tell where in a portfolio a record belongs: the field's name and the key."""
    if isinstance(record, Event):
        return "events", record.id
    name, key = _SHELVES[type(record).__name__]
    return name, key(record)
