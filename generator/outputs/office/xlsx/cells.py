"""Values as a spreadsheet holds them: numbers with a format, days as days, the rest as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.outputs.office.legible import legible
from generator.outputs.papers.sheet import As, Blank, Lines, Mark, printed
from generator.outputs.rates import Rate
from generator.outputs.templates import POINTS_UNIT, SAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.papers.sheet import Kind, Value

LONGEST = 32_767
DAY = "yyyy-mm-dd"
GENERAL = "General"
SHAPES: dict[Kind, tuple[int, str]] = {
    "wan": (0, "#,##0"),
    "yi": (-4, "0.00"),
    "percent": (0, "0.0%"),
    "gap": (2, '"快"0.0;"慢"0.0;"快"0.0'),
    "score": (0, "0.00"),
}
"""By how many digits the decimal point moves, and the number format."""
PLACES = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell: text, a number or a day with its number format, or None to be filled by hand.

    `seen` is what is printed, by which rows are made high enough.
    """

    content: str | float | date | None
    form: str
    seen: str


def typed(value: Value, kind: Kind) -> Typed:
    """Give a value its type: absent is —, zero is 0, and text never becomes anything else."""
    seen = printed(value, kind)
    if isinstance(value, Mark) and value.value is not None:
        value = value.value
    match value:
        case As():
            return typed(value.value, value.kind)
        case Blank():
            return Typed(None, GENERAL, seen)
        case Rate() if value.share is not None:
            return number(value.share, kind if kind == "gap" else "percent", seen)
        case date():
            return Typed(value, DAY, seen)
        case int() | Decimal():
            return number(Decimal(value), kind, seen)
    return Typed(legible(seen, LONGEST), GENERAL, seen)


def number(amount: Decimal, kind: Kind, seen: str) -> Typed:
    """Give an amount the format of its column; 亿元 and 百分点 only move the decimal point."""
    if kind == "points":
        return Typed(float(amount), signed(amount), seen)
    if kind in {"change", "shift"}:
        return Typed(float(amount), changed(amount, POINTS_UNIT if kind == "shift" else ""), seen)
    shift, form = SHAPES.get(kind, (0, GENERAL))
    return Typed(float(amount.scaleb(shift)), form, seen)


def signed(amount: Decimal) -> str:
    """Give the format of points with as many places as they have: `+3.2`, `−4`, `0`."""
    digits = _digits(amount.normalize())
    return f'+{digits};"−"{digits};0'


def changed(amount: Decimal, unit: str) -> str:
    """Give the format of a change with the places and the unit it is printed with: `+2`, `−0.50`, `持平`."""
    digits = _digits(amount) + (f'"{unit}"' if unit else "")
    return f'+{digits};"−"{digits};"{SAME}"'


def _digits(amount: Decimal) -> str:
    exponent = amount.as_tuple().exponent
    places = min(max(-exponent, 0), PLACES) if isinstance(exponent, int) else 0
    return "0." + "0" * places if places else "0"


def rates(value: Value) -> Iterator[Rate]:
    """Find the rates in a value."""
    match value:
        case Rate():
            yield value
        case As():
            yield from rates(value.value)
        case Lines():
            for one in value.lines:
                yield from rates(one)
        case tuple():
            for one in value:
                yield from rates(one)
