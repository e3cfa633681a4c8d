"""What two states of the data differ in up to a day: facts told later, files changed or removed (更正)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.records.model.events import (
    BulletinPublished,
    Decision,
    Event,
    Issued,
    MonthlyReport,
    WeeklyReport,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio

What = Literal["补报", "改动", "删除"]
SHELVES = ("projects", "plans", "policies", "calendars")
PAPERWORK = (BulletinPublished, Issued)
"""Events that say a paper went out; they change no figure."""
REPORTS = (WeeklyReport, MonthlyReport)
CONFIRMS = ("closing", "start", "completion", "of")
"""How an event names the one it confirms or corrects."""


@dataclass(frozen=True, slots=True)
class Latecomer:
    """One record that the later state has more, less or otherwise; `recorded` where git knows the day."""

    what: What
    record: Record
    recorded: date | None

    @property
    def event(self) -> Event | None:
        """Give the event; None for a plan, a project or the rules."""
        return self.record if isinstance(self.record, Event) else None


def latecomers(then: Portfolio, now: Portfolio, until: date) -> Sequence[Latecomer]:
    """Compare two states: events up to a day, plans, projects, rules and calendars; by path."""
    events = _of_day(then.events, until), _of_day(now.events, until)
    found = list(_between(*events, now))
    for shelf in SHELVES:
        found += _between(getattr(then, shelf), getattr(now, shelf), now)
    return sorted(found, key=lambda one: one.record.path)


def _of_day(events: Mapping[str, Event], until: date) -> Mapping[object, Record]:
    return {
        key: event
        for key, event in events.items()
        if event.date <= until and not isinstance(event, PAPERWORK)
    }


def _between(
    then: Mapping[object, Record], now: Mapping[object, Record], known: Portfolio
) -> Iterator[Latecomer]:
    for key, record in now.items():
        before = then.get(key)
        if before is None:
            yield Latecomer("补报", record, known.recorded.get(record.path))
        elif not _same(before, record):
            yield Latecomer("改动", record, known.recorded.get(record.path))
    for key, record in then.items():
        if key not in now:
            yield Latecomer("删除", record, None)


def _same(one: Record, other: Record) -> bool:
    """Compare what two files say; where it stands in them is no difference."""
    return one is other or one == other or one.model_dump() == other.model_dump()


def confirmed(event: Event, known: Portfolio) -> Event:
    """Give the deed an event confirms or corrects, itself where it does neither."""
    other = known.events.get(next((getattr(event, name) for name in CONFIRMS if hasattr(event, name)), ""))
    return confirmed(other, known) if other and other is not event else event


def subject_of(event: Event) -> str | None:
    """Give the project or item an event is about."""
    if isinstance(event, Decision):
        return event.id
    found = getattr(event, "item", None) or getattr(event, "project", None)
    return str(found) if found else None
