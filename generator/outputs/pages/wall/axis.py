"""The one time axis of the wall chart: whole quarters from the first promise or deed to the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.pages.records.timeline import Scale
from generator.records.calendar import Month, Quarter, quarters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REACH = 10
"""Years the axis goes back or ahead at most, so that one wild date does not press all others flat."""
NEAR = 6
"""Months before and after the day of the data in the nearest view."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A quarter's first day on the axis: its place, its word, and whether a year begins there."""

    x: Markup
    word: str
    year: bool


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the axis to look at: so many times as wide, shifted left by so many of its own widths."""

    zoom: str
    shift: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of all rows, first and last day included, and the day of the data."""

    first: date
    last: date
    as_of: date

    @property
    def scale(self) -> Scale:
        """Give days as percent of the width."""
        return Scale(self.first, (self.last - self.first).days + 1)

    def band(self, first: date, last: date) -> Markup:
        """Give place and width of the days from first to last, as attributes of a rectangle."""
        width = ((last - first).days + 1) * 100 / self.scale.days
        return Markup('x="{}" width="{}%"').format(self.scale.at(first), f"{width:.2f}")

    @property
    def today(self) -> Markup:
        """Give the place of the end of the day of the data."""
        return self.scale.at(self.as_of, 1)

    @property
    def late(self) -> bool:
        """Tell whether the day of the data is in the second half, where its name has room before it."""
        return (self.as_of - self.first).days * 2 > self.scale.days

    @property
    def ticks(self) -> Sequence[Tick]:
        """Give every quarter; years are named by their number, other quarters by their first month."""
        return [
            Tick(
                self.scale.at(one.first),
                f"{one.year}年" if one.number == 1 else f"{one.first.month}月",
                one.number == 1,
            )
            for one in quarters(Quarter.of(self.first), Quarter.of(self.last))
        ]

    def window(self, first: date, last: date) -> Window:
        """Give how to show the days from first to last only, as far as the axis has them."""
        first, last = max(first, self.first), min(last, self.last)
        days = (last - first).days + 1
        zoom, shift = self.scale.days / days, (first - self.first).days / days
        return Window(f"{zoom:.4f}", f"{shift:.4f}")

    @property
    def year(self) -> Window:
        """Give the running year."""
        return self.window(date(self.as_of.year, 1, 1), date(self.as_of.year, 12, 31))

    @property
    def near(self) -> Window:
        """Give six months back and six ahead."""
        month = Month.of(self.as_of)
        return self.window(month.shift(-NEAR).first, month.shift(NEAR).last)


def axis(days: Iterable[date], as_of: date) -> Axis:
    """Lay the axis over all days and the day of the data, which it always holds with its whole year."""
    near = [day for day in days if abs(day.year - as_of.year) <= REACH]
    first = min(*near, date(as_of.year, 1, 1), as_of)
    last = max(*near, date(as_of.year, 12, 31), as_of)
    return Axis(Quarter.of(first).first, Quarter.of(last).last, as_of)
