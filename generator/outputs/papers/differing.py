"""The points that two states of the data differ in as of one day: entries, and the adjustments of 4.x."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.assessment import SEATS
from generator.mechanism.ledger import ZERO, Adjustment, Entry
from generator.mechanism.news import News
from generator.records.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.report import Report
    from generator.outputs.view import View
    from generator.records.calendar import Quarter

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry or adjustment as it is now, or as it was where it is gone, with its points then and now."""

    what: Entry | Adjustment
    then: Decimal
    now: Decimal
    because: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """Give the day of an entry; None for an adjustment."""
        return self.what.date if isinstance(self.what, Entry) else None

    @property
    def subject(self) -> str:
        """Give the project or item of an entry; empty for an adjustment and for 扣完为止."""
        return self.what.subject if isinstance(self.what, Entry) else ""


def lines(then: View, now: View, period: Month | Quarter | int) -> Sequence[Line]:
    """Give what differs, by quarter, unit and clause; what is gone cites the facts told since too.

    Of a quarter or year, what is booked in it and what follows from it. A month's views know points of other
    months too, and seats only as they would be: those are settled by the quarter's own bulletin.
    """
    points: dict[Key, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    examples: dict[Key, Entry | Adjustment] = {}
    standing: set[Key] = set()
    for place, view in enumerate((then, now)):
        for one in _booked(view.report):
            if not _concerns(one, period):
                continue
            points[key := _key(one)][place] += one.points
            examples[key] = one
            standing |= {key} if place else set()
    differing = sorted(key for key, (before, after) in points.items() if before != after)
    told: dict[Quarter, News] = {}

    def since(one: Entry | Adjustment) -> Sequence[str]:
        if not isinstance(one, Entry):
            return ()
        known = told.setdefault(one.quarter, News(then.portfolio, now.portfolio, one.quarter))
        return [fact.place for fact in known.of_entry(one, (one.kind,), stands=False)]

    return [
        _line(examples[key], points[key], () if key in standing else since(examples[key]))
        for key in differing
    ]


def _line(what: Entry | Adjustment, points: Sequence[Decimal], since: Sequence[str]) -> Line:
    return Line(what, points[0], points[1], tuple(dict.fromkeys((*what.because, *since))))


def _booked(report: Report) -> Iterator[Entry | Adjustment]:
    """Give all entries, what each quarter's cards and seats decide, and what corrects that of others."""
    yield from report.entries
    yield from report.adjustments
    for assessment in report.quarters.values():
        for result in assessment.results.values():
            yield from (adjustment for adjustment in result.adjustments if adjustment.corrects)


def _concerns(one: Entry | Adjustment, period: Month | Quarter | int) -> bool:
    if isinstance(period, Month):
        return isinstance(one, Entry) or one.reason not in SEATS
    quarters = (one.quarter,) if isinstance(one, Entry) else (one.source, one.applied_in)
    return any(period in {quarter, quarter.year} for quarter in quarters)


def _key(one: Entry | Adjustment) -> Key:
    if isinstance(one, Entry):
        return tuple(map(str, (one.quarter, one.unit, one.clause, one.date, one.subject, one.kind)))
    fix = "更正" if one.corrects else ""
    return tuple(map(str, (one.applied_in, one.unit, one.clause, one.source, one.reason, fix)))
