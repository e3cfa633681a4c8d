"""What the computation books: entries, cards, adjustments, referrals; each names its clause and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from generator.records.calendar import Quarter
    from generator.records.model.events.discipline import Colour

ZERO = Decimal(0)
FLOOR = "扣完为止"
CAP = "封顶"
LIMIT = "limit"
"""The kind of entry that tells what a floor or cap does not take or give in its quarter."""
Reason = Literal["first", "last", "most_yellow", "red"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one unit's points in one category and quarter (附件3).

    `points` are raw, `weighted` is their share of the total; `subject` is a project or item id
    (empty for 扣完为止 and 封顶); `because` cites `path:line`, the promise first, then the deed.
    """

    unit: str
    clause: str
    category: str
    kind: str
    subject: str
    date: date
    quarter: Quarter
    points: Decimal
    text: str
    because: tuple[str, ...]
    weighted: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Card:
    """A derived card: the number-th of its colour for the unit in its window (四(二), 五; D24)."""

    unit: str
    colour: Colour
    date: date
    number: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points on the total from cards and seats of a quarter (附件3之4; D25)."""

    unit: str
    clause: str
    reason: Reason
    source: Quarter
    applied_in: Quarter
    points: Decimal
    text: str
    because: tuple[str, ...] = ()
    corrects: bool = False


def rounded(amount: Decimal, places: int = 2) -> str:
    """Print an amount, half up, as decimal text (D26); never `-0.00`."""
    text = str(amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return text.removeprefix("-") if not text.strip("-0.") else text


def exact(amount: Decimal) -> str:
    """Print an amount in full, without trailing zeros: `-4`, `3.2`, `1.28`."""
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def signed(amount: Decimal) -> str:
    """Say an amount in words: 扣4分, 加3.2分."""
    return f"{'扣' if amount < 0 else '加'}{exact(abs(amount))}分"
