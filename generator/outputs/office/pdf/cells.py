"""A table as the template asks for it: its heads, and its cells row by row, plain words where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.outputs.office.grid import ORDINAL, heads, records
from generator.outputs.office.pdf.layout import DEPTH, GUTTER, LEADING, ROOM, shares, type_size
from generator.outputs.office.pdf.measure import BREAK, parted, wrapped
from generator.outputs.papers.sheet import Evidence, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.office.grid import Cell, Row
    from generator.outputs.papers.sheet import Column, Kind, Size, Table

WHOLE_DAY = 7.0
"""Characters of a day at the widest, up to which it is not broken."""
SPECIAL = frozenset(f"\n{BREAK}")
Item = dict[str, Any]


def table(given: Table, size: Size) -> Item:
    """Give a table on pages of a size; `height` is what it takes at most, in points."""
    points = float(type_size(given.columns, size))
    parts = [float(share) for share in shares(given.columns)]
    rooms = [max(part / 100 * ROOM[size] - GUTTER, 1) / points for part in parts]
    kinds = [column.kind for column in given.columns]
    cells, lines = list[str | Item](), 1
    for record in records(given):
        texts = [
            [_text(cell, kinds[cell.column], rooms[cell.column]) for cell in row.cells] for row in record
        ]
        high = sum(_lines(row, some, rooms) for row, some in zip(record, texts, strict=True))
        cells += _cells(record, texts, torn=high * points * LEADING > DEPTH[size])
        lines += high
    return {
        "kind": "table",
        "caption": given.caption,
        "note": given.note,
        "empty": given.empty,
        "size": points,
        "height": lines * points * LEADING,
        "shares": parts,
        "kinds": [_kind(column) for column in given.columns],
        "heads": [
            {
                "text": parted(cell.text, sum(rooms[cell.first : cell.first + cell.across])),
                "across": cell.across,
                "down": cell.down,
            }
            for row in heads(given.columns)
            for cell in row
        ],
        "cells": cells,
        "kept": False,
    }


def _kind(column: Column) -> str:
    return "ordinal" if column.kind == "count" and column.width <= ORDINAL else column.kind


def _text(cell: Cell, kind: Kind, room: float) -> str:
    return parted(printed(cell.value, kind), max(room, WHOLE_DAY) if kind == "day" else room)


def _lines(row: Row, texts: Sequence[str], rooms: Sequence[float]) -> int:
    """Count the lines of a row at most."""
    counts = (
        sum(wrapped(line, rooms[cell.column]) for line in text.split("\n"))
        for cell, text in zip(row.cells, texts, strict=True)
    )
    return max(counts, default=1)


def _cells(record: Sequence[Row], texts: Sequence[Sequence[str]], *, torn: bool) -> Iterator[str | Item]:
    """Give the cells of a record, `torn` by the end of a page only where it may fill one."""
    for row, some in zip(record, texts, strict=True):
        for cell, text in zip(row.cells, some, strict=True):
            small = isinstance(cell.value, Evidence)
            if row.total or small or torn or cell.down > 1 or not SPECIAL.isdisjoint(text):
                yield {"text": text, "down": cell.down, "total": row.total, "small": small, "torn": torn}
            else:
                yield text
