"""The header of a table: one row, or several joined through merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.intake.cells import Raw, letters
from generator.intake.kinds import bare
from generator.intake.values import clean
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.intake.layout import Layout, Merged
    from generator.intake.model import Column, TableMap
    from generator.records.source import Problem

PARTED = "/"
MOST = 6
"""Rows that a header is taken to have at most where its merged cells tell."""


def head(rows: Sequence[Raw], made: TableMap, layout: Layout | None) -> Raw:
    """Give the header as one row, numbered as its last: of several rows each name is `上一行/下一行`."""
    first, last = _span(made)
    found = [row for row in rows if first <= row.number <= last]
    if not found or last == first:
        return found[0] if found else Raw(first, last, ())
    width = max(len(row.cells) for row in found)
    grid = [[*row.cells, *[""] * (width - len(row.cells))] for row in found]
    if layout:
        _merge(grid, layout, first)
    else:
        _spread(grid)
    columns = ([clean(cells[place]) for cells in grid] for place in range(width))
    return Raw(found[0].line, last, [PARTED.join(filter(None, lines)) for lines in columns])


def _span(made: TableMap) -> tuple[int, int]:
    return made.header_row, made.header_row + made.header_rows - 1


def _merge(grid: Sequence[list[str]], layout: Layout, first: int) -> None:
    """Write a merged cell's text in its first row, over every column it covers."""
    for down, cells in enumerate(grid):
        for place in range(len(cells)):
            joined = layout.joined(first + down, place)
            if joined and joined.top >= first:
                at = grid[joined.top - first]
                shown = at[joined.left] if joined.left < len(at) else ""
                cells[place] = shown if joined.top == first + down else ""


def _spread(grid: Sequence[list[str]]) -> None:
    """Take a blank above a name to be merged with the one to its left, which a CSV does not tell."""
    for down, cells in enumerate(grid[:-1]):
        for place in range(1, len(cells)):
            if not cells[place].strip() and any(below[place].strip() for below in grid[down + 1 :]):
                cells[place] = cells[place - 1]


def places(path: str, header: Raw, made: TableMap) -> tuple[dict[str, int], list[Problem]]:
    """Find each column of the map in the header, by its whole name or its lowest line alone.

    Not by an upper line, lest a project below a header of one row be taken for its second.
    """
    several = made.header_rows > 1
    named = [bare(text).split(PARTED) if several else [bare(text)] for text in header.cells]
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for column in made.columns:
        at = _matching(named, bare(column.header))
        if len(at) == 1:
            found[column.name] = at[0]
        else:
            problems.append(_missing(path, header, column, at))
    return found, problems


def _matching(named: Sequence[Sequence[str]], wanted: str) -> list[int]:
    ways = (
        [place for place, parts in enumerate(named) if PARTED.join(parts) == wanted],
        [place for place, parts in enumerate(named) if parts[-1] == wanted],
    )
    return next(filter(None, ways), [])


def _missing(path: str, header: Raw, column: Column, at: Sequence[int]) -> Problem:
    mark = Mark(path, header.line, (at or [0])[-1] + 1)
    if not at:
        headers = "、".join(clean(text) for text in header.cells if text.strip()) or "（空）"
        return problem(mark, codes.NO_HEADER, header=column.header, headers=headers)
    first, second = (f"{letters(place)}{header.number}" for place in at[:2])
    return problem(mark, codes.HEADER_TWICE, header=column.header, first=first, second=second)


def crossing(
    path: str, rows: Sequence[Raw], made: TableMap, layout: Layout, read: Sequence[int]
) -> Iterator[Problem]:
    """Tell a header whose cells are merged with rows above or below it, and so is of more rows.

    `read` are the columns found, under which nothing may stand; none where some are missing.
    """
    first, last = _span(made)
    width = max((len(row.cells) for row in rows if first <= row.number <= last), default=0)
    every = (layout.joined(row, place) for place in range(width) for row in {first, last})
    beyond = [one for one in every if one and (one.top < first or one.bottom > last)]
    top, bottom = _reach(beyond, first, last)
    below = (row for row in rows if last < row.number <= bottom)
    if (
        (top, bottom) != (first, last)
        and bottom - top < MOST
        and (not read or any(row.cells[place].strip() for row in below for place in read))
    ):
        words = {"first": top, "last": bottom, "count": bottom - top + 1}
        yield problem(Mark(path, first), sheets.HEADER_ROWS, **words)


def _reach(beyond: Sequence[Merged], first: int, last: int) -> tuple[int, int]:
    return min([first, *(one.top for one in beyond)]), max([last, *(one.bottom for one in beyond)])
