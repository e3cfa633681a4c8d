"""The periods of papers: week, month, quarter, year; which lie in a longer one, which came before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.mechanism import words
from generator.outputs.templates import short_week
from generator.records.calendar import YEARS, Month, Quarter, Week, day

if TYPE_CHECKING:
    from collections.abc import Iterator

Period: TypeAlias = Week | Month | Quarter | int
"""A week, month or quarter; an int is a year."""
Cadence = Literal["周", "月", "季", "年"]
LENGTHS: tuple[Cadence, ...] = ("周", "月", "季", "年")
FRIDAY = 4


def parse(text: str) -> Period | date:
    """Read `2026-W39`, `2026-09`, `2026Q3`, `2026`, or a day `2026-09-25`. Raises ValueError."""
    for reader in (Week.parse, Month.parse, Quarter.parse, day, _year):
        try:
            found = reader(text)
        except ValueError:
            continue
        if (found if isinstance(found, int) else found.year) in YEARS:
            return found
    raise ValueError(text)


def _year(text: str) -> int:
    if re.fullmatch("[0-9]{4}", text) is None:
        raise ValueError(text)
    return int(text)


def first(period: Period) -> date:
    """Give a period's first day."""
    return date(period, 1, 1) if isinstance(period, int) else period.first


def last(period: Period) -> date:
    """Give a period's last day."""
    return date(period, 12, 31) if isinstance(period, int) else period.last


def year(period: Period) -> int:
    """Give the year a period counts in."""
    return period if isinstance(period, int) else period.year


def shift(period: Period, count: int) -> Period:
    """Give the period so many later (earlier where negative)."""
    return period + count if isinstance(period, int) else period.shift(count)


def cadence(period: Period) -> Cadence:
    """Tell what kind of period it is."""
    match period:
        case Week():
            return "周"
        case Month():
            return "月"
        case Quarter():
            return "季"
    return "年"


def of(moment: date, every: Cadence) -> Period:
    """Give the period of a cadence that a day belongs to; a week belongs where its Friday lies (D28)."""
    match every:
        case "周":
            return Week.of(moment)
        case "月":
            return Month.of(moment)
        case "季":
            return Quarter.of(moment)
    return moment.year


def within(period: Period, every: Cadence) -> Iterator[Period]:
    """List the periods of a cadence that a period holds; where it is the shorter one, the one that holds it.

    A week counts with its Friday, the day its papers are due.
    """
    moment = _anchor(period)
    if LENGTHS.index(every) > LENGTHS.index(cadence(period)):
        yield of(moment, every)
        return
    one = of(first(period), every)
    while first(one) <= last(period):
        if first(period) <= _anchor(one) <= last(period):
            yield one
        one = shift(one, 1)


def _anchor(period: Period) -> date:
    return period.first + timedelta(days=FRIDAY) if isinstance(period, Week) else first(period)


def said(period: Period) -> str:
    """Say a period: `2026年第39周（9月21日—27日）`, `2026年9月`, `2026年第三季度`, `2026年`."""
    if isinstance(period, int):
        return f"{period}年"
    return words.quarter(period) if isinstance(period, Quarter) else words.span(period)


def short(period: Period) -> str:
    """Say a period shortly, a week without its days: `2026年第39周`; for lists."""
    return short_week(period) if isinstance(period, Week) else said(period)
