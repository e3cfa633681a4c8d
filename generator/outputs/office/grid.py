"""A table as a grid of cells: groups of heads, stacked records, closing totals."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.sheet import Column, Table, Value


ORDINAL = 4
"""A column of counts this narrow holds ordinals, 序号."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head cell over `across` columns from `first`, `down` rows deep."""

    text: str
    first: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell in its column, `down` rows deep."""

    value: Value
    column: int
    down: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A body row's own cells; those that reach down from a row above are left out."""

    cells: tuple[Cell, ...]
    total: bool = False


def heads(columns: Sequence[Column]) -> tuple[tuple[Head, ...], ...]:
    """Give one row of heads, or two where neighbours stand under a common group."""
    if not any(column.group for column in columns):
        return (tuple(Head(column.head, place) for place, column in enumerate(columns)),)
    upper: list[Head] = []
    lower: list[Head] = []
    for group, members in groupby(enumerate(columns), key=lambda pair: pair[1].group):
        placed = [Head(column.head, place) for place, column in members]
        if group:
            upper.append(Head(group, placed[0].first, across=len(placed)))
            lower += placed
        else:
            upper += [Head(head.text, head.first, down=2) for head in placed]
    return tuple(upper), tuple(lower)


def records(table: Table) -> Iterator[tuple[Row, ...]]:
    """Give the rows record by record: `stack` rows each, then each row of totals by itself."""
    end = len(table.rows) - table.totals
    for start in range(0, end, table.stack):
        yield tuple(_stacked(table, table.rows[start : min(start + table.stack, end)]))
    for row in table.rows[end:]:
        yield (Row(tuple(Cell(value, column) for column, value in enumerate(row)), total=True),)


def _stacked(table: Table, rows: Sequence[tuple[Value, ...]]) -> Iterator[Row]:
    spanning = table.merged if len(rows) > 1 else frozenset()
    for number, row in enumerate(rows):
        yield Row(
            tuple(
                Cell(value, column, len(rows) if column in spanning else 1)
                for column, value in enumerate(row)
                if number == 0 or column not in spanning
            )
        )
