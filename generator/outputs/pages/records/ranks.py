"""A unit's rank and total over all quarters as small lines: the best rank on top, ties marked (D26)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.ledger import rounded
from generator.mechanism.words import quarter as said
from generator.outputs.escape import page_text
from generator.outputs.templates import score_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.scores import QuarterScore

HEIGHT, TOP = 64.0, 20.0
CROWDED = 9
LINE = Markup('<line class="rk-{}" x1="{}" x2="{}" y1="{}" y2="{}"/>')
SPOT = Markup('<a href="{}"><title>{}</title><circle class="rk-{}" cx="{}" cy="{}" r="4"/></a>')
WORD = Markup('<text x="{}" y="{}">{}</text>')


@dataclass(frozen=True, slots=True)
class Lines:
    """Two small charts of the same quarters, each with its words: ranks, and base totals beside totals."""

    ranks: Markup
    totals: Markup
    quarters: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Spot:
    x: str
    href: Markup
    words: str
    rank: int
    tied: bool
    base: Decimal
    total: Decimal


def lines(book: Book, quarters: Sequence[QuarterScore]) -> Lines | None:
    """Draw the quarters of a unit, given newest first; None where there are fewer than two."""
    if len(quarters) < 2:  # noqa: PLR2004 - one point is no line
        return None
    spots = [_spot(book, one, place, len(quarters)) for place, one in enumerate(reversed(quarters))]
    names = [(spot.x, str(one.result.quarter)) for spot, one in zip(spots, reversed(quarters), strict=True)]
    shown = [pair for place, pair in enumerate(names) if _named(place, len(names))]
    return Lines(_ranks(spots, max(one.ranked for one in quarters)), _totals(spots), shown)


def _spot(book: Book, one: QuarterScore, place: int, count: int) -> _Spot:
    result = one.result
    same = sum(other.rank == result.rank for other in one.assessment.results.values())
    words = (
        f"{said(result.quarter)}：第{result.rank}名{'（并列）' if same > 1 else ''}，共{one.ranked}个单位；"
        f"基本总分{rounded(result.base_total)}，考评总分{rounded(result.total)}"
    )
    href = book.links.to.url(score_path(result.quarter, result.unit))
    x = f"{4 + place * 92 / (count - 1):.2f}%"
    return _Spot(x, href, words, result.rank, same > 1, result.base_total, result.total)


def _ranks(spots: Sequence[_Spot], last: int) -> Markup:
    """Draw ranks, 1 on top; a hollow point shares its rank."""
    heights = [TOP + (spot.rank - 1) * HEIGHT / max(last - 1, 1) for spot in spots]
    parts = list(_joined("rank", spots, heights))
    for place, (spot, y) in enumerate(zip(spots, heights, strict=True)):
        look = "tied" if spot.tied else "rank"
        parts.append(SPOT.format(spot.href, page_text(spot.words), look, spot.x, f"{y:.1f}"))
        if _named(place, len(spots)):
            parts.append(WORD.format(spot.x, f"{y - 8:.1f}", spot.rank))
    return Markup("").join(parts)


def _totals(spots: Sequence[_Spot]) -> Markup:
    """Draw totals as a line; where adjustments moved one, a stroke leads from the hollow base total."""
    amounts = [amount for spot in spots for amount in (spot.base, spot.total)]
    low, span = min(amounts), float(max(amounts) - min(amounts)) or 1.0
    places = [[TOP + HEIGHT - float(a - low) * HEIGHT / span for a in (s.base, s.total)] for s in spots]
    parts = list(_joined("total", spots, [total for _, total in places]))
    for place, (spot, (base, total)) in enumerate(zip(spots, places, strict=True)):
        if spot.base != spot.total:
            parts.append(LINE.format("moved", spot.x, spot.x, f"{base:.1f}", f"{total:.1f}"))
            parts.append(SPOT.format(spot.href, page_text(spot.words), "base", spot.x, f"{base:.1f}"))
        parts.append(SPOT.format(spot.href, page_text(spot.words), "total", spot.x, f"{total:.1f}"))
        if _named(place, len(spots)):
            above = total - 8 if total <= base else total + 16
            parts.append(WORD.format(spot.x, f"{above:.1f}", rounded(spot.total)))
    return Markup("").join(parts)


def _joined(look: str, spots: Sequence[_Spot], heights: Sequence[float]) -> list[Markup]:
    pairs = zip(spots, heights, strict=True)
    return [
        LINE.format(look, one.x, other.x, f"{y:.1f}", f"{z:.1f}") for (one, y), (other, z) in pairwise(pairs)
    ]


def _named(place: int, count: int) -> bool:
    """Tell whether a quarter has room for words: all of few, else the newest and every fourth before it."""
    return count <= CROWDED or (count - 1 - place) % 4 == 0
