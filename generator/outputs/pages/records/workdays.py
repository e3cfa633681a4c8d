"""Working days between two days, by one look-up each (D17, D18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.calendar import WorkingDays


@dataclass(frozen=True)
class WorkdayCount:
    """Running totals of working days over the unbroken years of the calendars; `first` is their first day."""

    first: date
    totals: Sequence[int]

    @classmethod
    def of(cls, working: WorkingDays) -> Self:
        """Count once through the newest unbroken run of years."""
        years = sorted(working.years, reverse=True)
        run = [year for place, year in enumerate(years) if year == years[0] - place]
        if not run:
            return cls(date.min, ())
        moment, totals, total = date(run[-1], 1, 1), [], 0
        first = moment
        while moment.year <= run[0]:
            total += working.works(moment)
            totals.append(total)
            moment += timedelta(days=1)
        return cls(first, totals)

    def between(self, due: date, done: date) -> int | None:
        """Count the working days after `due` up to and including `done`; None outside the calendars."""
        start, end = (due - self.first).days, (done - self.first).days
        if start < 0 or end >= len(self.totals):
            return None
        return max(self.totals[end] - self.totals[start], 0) if end > start else 0

    def overdue(self, due: date, done: date) -> str:
        """Say how long after `due` a day is: `3个工作日`, in calendar days where no calendar covers them."""
        count = self.between(due, done)
        return f"{(done - due).days}天" if count is None else f"{count}个工作日"
