"""A row of a table as written, and the name of each of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.records.codes import intake as codes
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

_LETTERS = 26
LAST_ROW, MOST_ROWS, MOST_CELLS = 1_048_576, 200_000, 4_000_000
LIMIT = f"{MOST_ROWS} × {MOST_CELLS // MOST_ROWS}"


@dataclass(frozen=True, slots=True)
class Cell(Mark):
    """A place in a table, `FILE[sheet]:row:column-name(F123)`; line and column serve editors."""

    header: str = ""
    coordinate: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        sheet = f"[{self.sheet}]" if self.sheet else ""
        return f"{self.path}{sheet}:{self.line}:{self.header}({self.coordinate})"


@dataclass(frozen=True, slots=True)
class Raw:
    """One row as written: its line in the file, its number in a spreadsheet, its cells.

    By place from 0: `lost` holds the formulas and errors that have no result, `sized` the formats that write
    a number by its size, `typed` the numbers that are texts, with every digit that was written.
    """

    line: int
    number: int
    cells: Sequence[str]
    lost: Mapping[int, str] = field(default_factory=dict)
    sized: Mapping[int, str] = field(default_factory=dict)
    typed: AbstractSet[int] = frozenset()


def letters(place: int) -> str:
    """Write a column (from 0) as spreadsheets do: A, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def large(path: str, size: str, limit: str = LIMIT) -> Problem:
    """Refuse a table by its size, of rows and columns unless told otherwise."""
    return problem(Mark(path), codes.WORKBOOK_SIZE, size=size, limit=limit)
