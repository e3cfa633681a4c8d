"""The time a demo covers, and its working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.records import emit
from generator.records.calendar import Quarter, Week, WorkingDays
from generator.records.decode import decode
from generator.records.model.calendar import CalendarYear

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Span:
    """Quarters from the first to the last, both included."""

    first: Quarter
    last: Quarter
    working: WorkingDays

    @property
    def end(self) -> date:
        """Give the last day of the last quarter: nothing later happens."""
        return self.last.last

    @property
    def years(self) -> range:
        """Give the plan years."""
        return range(self.first.year, self.last.year + 1)

    @property
    def weeks(self) -> Iterator[Week]:
        """Give the whole weeks of the span, oldest first."""
        week = Week.of(self.first.first + timedelta(days=6))
        while week.last <= self.end:
            yield week
            week = week.shift(1)

    def workday(self, day: date) -> date:
        """Give the day, or the next working day."""
        return self.working.on_or_after(day)

    def approved(self, year: int) -> date:
        """Give the day a year's plan is approved: late January, after the first quarter's first day."""
        return self.workday(max(date(year, 1, 20), self.first.first + timedelta(days=19)))


def span(start: str, quarters: int) -> Span:
    """Make the span of so many quarters. Raises ValueError for a malformed quarter."""
    first = Quarter.parse(start)
    last = first.shift(quarters - 1)
    files = (calendar(year) for year in range(first.year - 1, last.year + 3))
    years = {file.year: file for file in files}
    return Span(first, last, WorkingDays.of(years))


def shipped(folder: str) -> Iterator[tuple[str, str]]:
    """Give the tool's own files below `data/<folder>`: path and text, sorted."""
    here = Path(generator.__file__).parent
    for root in (here / "_bundle", here.parent):
        if (root / "data" / folder).is_dir():
            for file in sorted((root / "data" / folder).glob("*.yml")):
                yield f"data/{folder}/{file.name}", file.read_text(encoding="utf-8")
            return


def calendar(year: int) -> CalendarYear:
    """Give a year's working-day calendar: the tool's own, else a tentative one of the fixed holidays."""
    record, problems = decode(f"data/calendar/{year}.yml", calendar_text(year).encode())
    if not isinstance(record, CalendarYear):
        raise TypeError(problems)
    return record


def calendar_text(year: int) -> str:
    """Write a year's calendar as a file."""
    own = dict(shipped("calendar")).get(f"data/calendar/{year}.yml")
    return own or emit.text(CalendarYear, _tentative(year))


def _tentative(year: int) -> dict[str, object]:
    fixed = ((1, 1), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3))
    days = [str(date(year, month, day)) for month, day in fixed]
    return {"year": str(year), "source": "通知尚未公布，暂按法定节日", "tentative": "是", "rest_days": days}
