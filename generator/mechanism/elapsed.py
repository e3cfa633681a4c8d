"""Working days between two days, by one look-up each (D17, D18, D22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from generator.records.calendar import SATURDAY, MissingYear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.calendar import WorkingDays


@lru_cache(maxsize=16)
def _totals(working: WorkingDays) -> tuple[int, Sequence[int], bool]:
    """Give the calendars' first day, and the working days up to each day from it; all days share them."""
    if not working.years:
        return date.min.toordinal(), (), False
    moment, last = date(min(working.years), 1, 1), date(max(working.years), 12, 31)
    first, totals, total = moment, [], 0
    while moment <= last:
        total += moment.year in working.years and working.works(moment)
        totals.append(total)
        moment += timedelta(days=1)
    whole = max(working.years) - min(working.years) == len(working.years) - 1
    return first.toordinal(), tuple(totals), whole


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Running totals of working days from `first` (an ordinal) on, over all years the calendars cover.

    For statistics, which carry no points: a year without a calendar counts Monday to Friday for the time
    being, so that a project signed long ago, or a notice not yet published, keeps no paper from being made.
    """

    working: WorkingDays
    first: int
    totals: Sequence[int]
    whole: bool
    """Whether every year between the first and the last has a calendar."""

    @classmethod
    def of(cls, working: WorkingDays) -> Self:
        """Count once through the calendars' years."""
        return cls(working, *_totals(working))

    def between(self, after: date, until: date) -> int:
        """Count the working days after a day, up to and including another; 0 where not later."""
        if until <= after:
            return 0
        if self.working.natural:
            return (until - after).days
        start, end = after.toordinal() - self.first, until.toordinal() - self.first
        if self.whole and start >= 0 and end < len(self.totals):
            return self.totals[end] - self.totals[start]
        return sum(self._within(year, after, until) for year in range(after.year, until.year + 1))

    def past(self, due: date, until: date) -> int:
        """Count the working days past a deadline, itself moved to a working day (D22)."""
        days = self.between(due, until)
        return days if not days or self._works(due) else days - 1

    def _within(self, year: int, after: date, until: date) -> int:
        after, until = max(after, date(year - 1, 12, 31)), min(until, date(year, 12, 31))
        if year not in self.working.years:
            days = (after + timedelta(days=step) for step in range(1, (until - after).days + 1))
            return sum(map(self._works, days))
        start = after.toordinal() - self.first
        return self.totals[until.toordinal() - self.first] - (self.totals[start] if start >= 0 else 0)

    def _works(self, moment: date) -> bool:
        try:
            return self.working.works(moment)
        except MissingYear:
            return moment.isoweekday() < SATURDAY
