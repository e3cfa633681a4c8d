"""How wide columns are and how large their letters: as asked for, but no number is broken over two lines."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from generator.outputs.office.docx.cells import COUNTING
from generator.outputs.office.docx.measure import width
from generator.outputs.office.docx.styles import CELL_SIDE, CELL_SIZES
from generator.outputs.papers.sheet import Blank, Evidence, Lines, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.sheet import Column, Table, Value

MANY = (8, 12, 18)
"""Beyond so many columns the letters are a size smaller."""
CROWDED = 2
"""A table is set smaller when its columns ask for more than so many times the width there is."""
HEAD, UNIT = 2, 4
"""Characters of a head, and of its unit in brackets, that stand beside each other at least."""
LONGEST_WORD = 6
"""A longer word of letters and digits may be broken; in characters."""
SPARE = 12
"""Twips beyond what we measure: another font may be a little wider."""
_WORDS = re.compile(r"[!-~]+")


def measured(table: Table, room: int) -> tuple[int, list[int]]:
    """Choose the size of letters in half points, and share `room` twips out among the columns."""
    columns = table.columns
    needs = [max(_needs(table, place)) for place in range(len(columns))]
    place = sum(len(columns) > many for many in MANY)
    asked = sum(column.width for column in columns)
    while place + 1 < len(CELL_SIZES) and (
        asked * CELL_SIZES[place] * 10 > CROWDED * room or sum(_least(needs, CELL_SIZES[place])) > room
    ):
        place += 1
    size = CELL_SIZES[place]
    return size, shared([column.width for column in columns], _least(needs, size), room)


def shared(asked: Sequence[float], least: Sequence[int], room: int) -> list[int]:
    """Share the width out in proportion, to the last twip; a column never gets less than its least."""
    narrow: set[int] = set()
    while True:
        left = room - sum(least[place] for place in narrow)
        each = left / sum(size for place, size in enumerate(asked) if place not in narrow)
        more = {
            place for place, size in enumerate(asked) if place not in narrow and size * each < least[place]
        }
        narrow |= more
        if not more:
            break
        if len(narrow) == len(asked) or sum(least) > room:
            narrow, each = set(), room / sum(asked)
            break
    sizes = [least[place] if place in narrow else size * each for place, size in enumerate(asked)]
    edges = [round(edge) for edge in accumulate(sizes, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def _least(needs: Sequence[float], size: int) -> list[int]:
    return [round(need * size * 10) + 2 * CELL_SIDE + SPARE for need in needs]


def _needs(table: Table, place: int) -> Iterator[float]:
    """Measure what of a column must stand in one line, in characters."""
    column = table.columns[place]
    words, bracket, unit = column.head.partition("（")
    yield max(min(width(words), HEAD), min(width(bracket + unit), UNIT))
    for row in table.rows:
        yield _need(row[place], column)


def _need(value: Value, column: Column) -> float:
    match value:
        case None | Blank() | Evidence():
            return 0
        case Lines():
            return max((_need(line, column) for line in value.lines), default=0)
    text = printed(value, column.kind)
    if column.kind != "text" or column.head in COUNTING:
        return max(map(width, text.split("\n")))
    words = (width(word) for word in _WORDS.findall(text))
    return max((word for word in words if word <= LONGEST_WORD), default=0)
