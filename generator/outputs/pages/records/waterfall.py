"""A waterfall as bars on one scale: from the base, step by step, to the amount (附件3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from generator.mechanism.ledger import exact
from generator.outputs.escape import filled, page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Look = Literal["level", "gain", "loss", "limit", "none"]
WIDTHS = tuple(Decimal(width) for width in ("0.5", 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))
TICKS = 5
SHAPE = '<svg class="wf wf-{}" aria-hidden="true">{}</svg>'
LINE = '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
LINK = '<a href="{}" tabindex="-1"><title>{}</title><rect class="wf-{}" x="{}" width="{}" y="50%"/></a>'


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: the amount before and after it, where it leads, and its words.

    A `level` is an amount reached and stands for no change; `limit` is what 扣完为止 or a cap takes back.
    """

    before: Decimal
    after: Decimal
    look: Look
    href: Markup
    words: str


def change(before: Decimal, points: Decimal, href: Markup, words: str, *, limit: bool = False) -> Step:
    """Make the bar of some points; none is drawn as a line."""
    look: Look = "limit" if limit else "gain" if points > 0 else "loss" if points < 0 else "none"
    return Step(before, before + points, look, href, words)


def level(amount: Decimal, href: Markup, words: str) -> Step:
    """Make the mark of an amount reached."""
    return Step(amount, amount, "level", href, words)


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts to percent of the width; `ticks` lie a round distance apart, the outer ones at the ends."""

    ticks: Sequence[Decimal]

    @classmethod
    def of(cls, amounts: Iterable[Decimal]) -> Scale:
        """Find the finest round scale of few ticks that holds all amounts."""
        known = list(amounts)
        low, high = min(known), max(known)
        for width in WIDTHS:
            first, last = _round(low, width, ROUND_FLOOR), _round(high, width, ROUND_CEILING)
            if (last - first) / width <= TICKS:
                break
        last = last if last > first else first + width
        count = int((last - first) / width)
        return cls([first + width * place for place in range(count + 1)])

    def at(self, amount: Decimal) -> str:
        """Give an amount's place, `12.5%`."""
        return f"{self._share(amount):.2f}%"

    def span(self, one: Decimal, other: Decimal) -> str:
        """Give the width between two amounts."""
        return f"{abs(self._share(one) - self._share(other)):.2f}%"

    @property
    def axis(self) -> Markup:
        """Draw the ticks' numbers, for the head of the column."""
        words = Markup("").join(
            filled('<text x="{}">{}</text>', self.at(tick), page_text(exact(tick))) for tick in self.ticks
        )
        return filled('<svg class="wf-axis" aria-hidden="true">{}</svg>', words)

    def _share(self, amount: Decimal) -> Decimal:
        first, last = self.ticks[0], self.ticks[-1]
        return (amount - first) * 100 / (last - first)


def _round(amount: Decimal, width: Decimal, rounding: str) -> Decimal:
    return (amount / width).to_integral_value(rounding) * width


def drawn(steps: Sequence[Step], scale: Scale) -> Iterator[Markup]:
    """Draw each step as a row of its own; lines lead from one row to the next.

    The picture's class says how many parts the scale has, whose lines the style sheet draws.
    """
    for place, step in enumerate(steps):
        lines = Markup()
        if place:
            lines += filled(LINE, scale.at(step.before), "0", "50%")
        if place < len(steps) - 1:
            lines += filled(LINE, scale.at(step.after), "50%", "100%")
        left = scale.at(min(step.before, step.after))
        width = scale.span(step.before, step.after) if step.before != step.after else "4"
        yield filled(
            SHAPE,
            len(scale.ticks) - 1,
            lines + filled(LINK, step.href, page_text(step.words), step.look, left, width),
        )
