"""补报: facts that come a while after they happened, and those of periods that are sealed (更正)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.elapsed import Elapsed
from generator.mechanism.latecomers import PAPERWORK, REPORTS
from generator.records.calendar import Month, Quarter
from generator.records.checks.times import happened
from generator.records.model.events import Event
from generator.review.impact.model import LateFact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.review.impact.state import State
    from generator.review.impact.touched import Touched


def late_facts(found: Sequence[Touched], before: State, after: State) -> Iterator[LateFact]:
    """Give the events added whose day lies back in working days, the longest first."""
    elapsed = Elapsed.of(after.report.facts.working)
    late = [
        _late(one.after, elapsed, before)
        for one in found
        if one.before is None and isinstance(one.after, Event) and not isinstance(one.after, PAPERWORK)
    ]
    yield from sorted((fact for fact in late if fact.days), key=lambda fact: (-fact.days, fact.id))


def _late(event: Event, elapsed: Elapsed, before: State) -> LateFact:
    day = happened(event)  # an act filed today and said to be decided long ago comes late as well
    return LateFact(
        event.id,
        event.title,
        event.writer,
        day,
        elapsed.between(day, before.as_of),
        Month.of(day) < Month.of(before.as_of),
        _sealed(day, before),
        isinstance(event, REPORTS),
        event.path,
    )


def _sealed(day: date, before: State) -> str:
    """Name the sealed quarter a day lies in, else the sealed month; empty where both are open."""
    sealed = {act.period for act in before.seals.by(before.as_of).acts}
    return next((str(period) for period in (Quarter.of(day), Month.of(day)) if str(period) in sealed), "")
