"""How a paper is divided into upright and landscape pages, and how large its tables are set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.outputs.office.legible import breadth
from generator.outputs.papers.sheet import Figure, Fold, Heading, Para, Table, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.outputs.papers.sheet import Annex, Block, Column, Size

ROOM = {"A4": 442.0, "A4横": 637.0, "A3横": 986.0}
"""Points between the margins."""
DEPTH = {"A4": 440.0, "A4横": 300.0, "A3横": 480.0}
"""Points that a row or record may take and still be moved to the next page as a whole."""
LEADING = 1.4
"""Ems from line to line in a table."""
WIDEST = 60
"""A table of more characters is turned."""
SIZES = ("12", "10.5", "9", "8", "7.5", "7")
GUTTER = 6.0
DAY = 5.3
"""Characters a day takes, which is never broken."""
WRAP = 1.25
"""How much more than a line a full cell may take before smaller type is chosen."""
RED_HEAD, LEAST_HEAD = 48.0, 22.0
TITLE_SIZE = 23.0
"""Points a character of a title takes, with something to spare."""
LEAST_LINE = 0.35
JOINTS = frozenset("的、，：》）月区目")
INTERLUDE = 240
"""Characters between two wide tables for which the page is not turned back and forth."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one size."""

    size: Size
    blocks: tuple[Block, ...]


def sections(blocks: Iterable[Block], size: Size) -> tuple[Section, ...]:
    """Set tables too wide for an upright page on landscape pages, with the headings right above them.

    A few lines between two such tables stay with them.
    """
    listed = tuple(blocks)
    if size != "A4":
        return (Section(size, listed),) if listed else ()
    turned = [isinstance(block, Table) and wide(block) for block in listed]
    for place in range(len(listed) - 1, 0, -1):
        turned[place - 1] |= turned[place] and isinstance(listed[place - 1], Heading)
    runs = [
        (kind, [place for place, _ in run]) for kind, run in groupby(enumerate(turned), key=itemgetter(1))
    ]
    for kind, places in runs[1:-1]:
        if not kind and brief([listed[place] for place in places]):
            for place in places:
                turned[place] = True
    return tuple(
        Section("A4横" if kind else "A4", tuple(block for _, block in run))
        for kind, run in groupby(zip(turned, listed, strict=True), key=itemgetter(0))
    )


def brief(blocks: Sequence[Block]) -> bool:
    """Tell a few lines of words without a table."""
    if any(isinstance(block, (Table, Fold)) for block in blocks):
        return False
    return sum(breadth(words(block)) for block in blocks) <= INTERLUDE


def words(block: Block) -> str:
    """Give the words of a block outside tables."""
    match block:
        case Heading():
            return block.text
        case Para():
            return sentence(block)
        case Figure():
            return block.alt
    return ""


def wide(table: Table) -> bool:
    """Tell a table that is too wide for an upright page."""
    return bool(table.rows) and sum(column.width for column in table.columns) > WIDEST


def annex_size(annex: Annex, size: Size) -> Size:
    """Turn an annex as a whole where one of its tables is too wide for an upright page."""
    turned = any(isinstance(block, Table) and wide(block) for block in annex.blocks)
    return "A4横" if turned and size == "A4" else size


def type_size(columns: Sequence[Column], size: Size) -> str:
    """Give the largest size, in points, at which most cells stay on a line or two."""
    whole = sum(column.width for column in columns) or 1
    limits = [(ROOM[size] - GUTTER * len(columns)) / whole * WRAP]
    limits += [(ROOM[size] * c.width / whole - GUTTER) / DAY for c in columns if c.kind == "day"]
    return next((name for name in SIZES if float(name) <= min(limits)), SIZES[-1])


def shares(columns: Sequence[Column]) -> tuple[Decimal, ...]:
    """Give each column its part of the width, in percent."""
    widths = [Decimal(str(column.width)) for column in columns]
    if not any(widths):
        widths = [Decimal(1)] * len(columns)
    whole = sum(widths)
    return tuple((100 * width / whole).quantize(Decimal("0.001")) for width in widths)


def head_size(issuer: str) -> str:
    """Give the points at which a red head fills at most one line (发文机关标志)."""
    fitting = ROOM["A4"] / max(breadth(issuer) * 1.08, 1)
    return f"{min(max(fitting, LEAST_HEAD), RED_HEAD):.1f}"


def title_lines(title: str, size: Size = "A4") -> str:
    """Break a title too long for one line where words end, as evenly as can be (回行词意完整、排列对称)."""
    room, whole = ROOM[size] / TITLE_SIZE, breadth(title)
    if whole <= room:
        return title
    places = [place for place in range(2, len(title) - 1) if max(_parts(title, place)) <= room]
    joints = [
        place
        for place in places
        if title[place - 1] in JOINTS and min(_parts(title, place)) >= whole * LEAST_LINE
    ]
    between = [place for place in places if not (title[place - 1] + title[place]).isascii()]
    best = min(joints or between, key=lambda place: abs(breadth(title[:place]) - whole / 2), default=None)
    return title if best is None else f"{title[:best]}\n{title[best:]}"


def _parts(title: str, place: int) -> tuple[float, float]:
    return breadth(title[:place]), breadth(title[place:])
