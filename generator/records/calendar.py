"""Weeks, months, quarters and working days, as the regulation counts them (D4, D5, D8, D17, D18, D22)."""

from __future__ import annotations

import calendar as _calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
YEARS = range(2000, 2100)
"""The years a command can be asked about."""
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # without summer time since 1991
FRIDAY = 5
SATURDAY = 6


class MissingYear(LookupError):  # noqa: N818 - a plain condition of the data, reported as a problem
    """The working-day calendar of a needed year is absent (the year is the first argument)."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def day(text: str) -> date:
    """Read `2026-05-10`; ASCII digits only. Raises ValueError."""
    return date(*_numbers(_DAY, text))


@lru_cache(maxsize=4096)
def _weekday(year: int, week: int, number: int) -> date:
    """Give a day of an ISO week; every page asks for the same few hundred."""
    return date.fromisocalendar(year, week, number)


@lru_cache(maxsize=4096)
def _month_end(year: int, month: int) -> date:
    return date(year, month, _calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, Monday to Sunday, written `2026-W19` (D5)."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-W19`; refuses W00 and a W53 the year does not have. Raises ValueError."""
        year, number = _numbers(_WEEK, text)
        date.fromisocalendar(year, number, 1)
        return cls(year, number)

    @classmethod
    def of(cls, moment: date) -> Self:
        """Give the week that holds a day."""
        year, number, _ = moment.isocalendar()
        return cls(year, number)

    @property
    def first(self) -> date:
        """Give its Monday."""
        return _weekday(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Give its Sunday, the last day on which a start in this week is on time."""
        return _weekday(self.year, self.number, 7)

    def shift(self, weeks: int) -> Self:
        """Give the week so many weeks later (earlier where negative)."""
        return self.of(self.first + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, written `2026-05`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-05`. Raises ValueError."""
        year, number = _numbers(_MONTH, text)
        date(year, number, 1)
        return cls(year, number)

    @classmethod
    def of(cls, moment: date) -> Self:
        """Give the month that holds a day."""
        return cls(moment.year, moment.month)

    @property
    def first(self) -> date:
        """Give its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Give its last day, the deadline of anything due in it (D14)."""
        return _month_end(self.year, self.number)

    def shift(self, months: int) -> Self:
        """Give the month so many months later (earlier where negative)."""
        index = self.year * 12 + self.number - 1 + months
        return type(self)(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written `2026Q2` (D4)."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026Q2`. Raises ValueError."""
        return cls(*_numbers(_QUARTER, text))

    @classmethod
    def of(cls, moment: date) -> Self:
        """Give the quarter that holds a day."""
        return cls(moment.year, (moment.month + 2) // 3)

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """Give its three months."""
        first = self.number * 3 - 2
        return Month(self.year, first), Month(self.year, first + 1), Month(self.year, first + 2)

    @property
    def first(self) -> date:
        """Give its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Give its last day."""
        return _month_end(self.year, self.number * 3)

    @property
    def is_fourth(self) -> bool:
        """Tell 第四季度, in which points of cards and seats count at once (D25)."""
        return self.number == 4  # noqa: PLR2004 - four quarters

    def shift(self, quarters: int) -> Self:
        """Give the quarter so many quarters later (earlier where negative)."""
        index = self.year * 4 + self.number - 1 + quarters
        return type(self)(index // 4, index % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Count through quarters, both ends included."""
    while first <= last:
        yield first
        first = first.shift(1)


def add_months(moment: date, months: int) -> date:
    """Give the same day so many months on, clamped to the month's end (D8)."""
    month = Month.of(moment).shift(months)
    return min(month.first + timedelta(days=moment.day - 1), month.last)


class Notice(Protocol):
    """What one year's notice says."""

    @property
    def rest_days(self) -> tuple[date, ...]:
        """Give every day off that the notice lists."""

    @property
    def makeup_workdays(self) -> tuple[date, ...]:
        """Give the weekend days that are worked."""


@dataclass(frozen=True)
class WorkingDays:
    """Working days by the State Council's notices, make-up days included (D17).

    `rest` and `makeup` hold the days of all loaded years; `years` the years they cover.
    With `natural` every day counts as a working day, for the reading `calendar: natural`.
    """

    years: frozenset[int]
    rest: frozenset[date]
    makeup: frozenset[date]
    natural: bool = False

    @classmethod
    def of(cls, files: Mapping[int, Notice], *, natural: bool = False) -> Self:
        """Gather the calendars of several years."""
        rest: Iterable[date] = (day for file in files.values() for day in file.rest_days)
        makeup: Iterable[date] = (day for file in files.values() for day in file.makeup_workdays)
        return cls(frozenset(files), frozenset(rest), frozenset(makeup), natural)

    def works(self, moment: date) -> bool:
        """Tell whether a day is a working day. Raises MissingYear."""
        if self.natural:
            return True
        if moment.year not in self.years:
            raise MissingYear(moment.year)
        if moment in self.makeup:
            return True
        return moment.isoweekday() < SATURDAY and moment not in self.rest

    def on_or_after(self, moment: date) -> date:
        """Give the day itself if worked, else the next working day (D22, D28)."""
        while not self.works(moment):
            moment += timedelta(days=1)
        return moment

    def nth_after(self, moment: date, count: int) -> date:
        """Give the count-th working day after a day; day 1 is the next working day (D18)."""
        for _ in range(count):
            moment = self.on_or_after(moment + timedelta(days=1))
        return moment

    def last_in_week(self, week: Week) -> date | None:
        """Give a week's report day: Friday, else its last working day, None without any (D28)."""
        friday = week.first + timedelta(days=FRIDAY - 1)
        if self.works(friday):
            return friday
        days = (week.last - timedelta(days=back) for back in range(7))
        return next((moment for moment in days if self.works(moment)), None)


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return tuple(map(int, match.groups()))
