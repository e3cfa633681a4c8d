"""A CSV or a workbook as rows of text, every cell with its place; nothing is guessed to be a number."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.intake.cells import LAST_ROW, MOST_CELLS, MOST_ROWS, Cell, Raw, large, letters
from generator.intake.heads import crossing, head, places
from generator.intake.kinds import DELIMITERS, foreign, parted
from generator.intake.parts import MOST_BYTES
from generator.records.codes import intake as codes
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.intake.layout import Layout, Merged
    from generator.intake.model import TableMap

FAULTS = (
    (
        "unexpected end",
        "英文双引号只有开头的一个，直到文件末尾没有另一个",
        "a quotation mark is never closed",
    ),
    (
        "field larger",
        "有一格太长，多半是英文双引号没有成对",
        "a cell is too long, a quotation mark probably not closed",
    ),
    ("expected after", "结尾的英文双引号之后还有别的字", "something follows a closing quotation mark"),
    ("", "有一格的写法不合规范", "a cell is not written as it should be"),
)
"""What the reader of CSV says, by its beginning or part of it, in our words."""


@dataclass(frozen=True)
class Sheet:
    """What a table holds: header, rows below it, and the place of each named column (from 0)."""

    path: str
    header: Raw
    rows: Sequence[Raw]
    places: Mapping[str, int]
    layout: Layout | None = None

    def unread(self) -> Iterator[str]:
        """Name the columns that the map does not read and in which anything stands, by header and letter."""
        read = set(self.places.values())
        for place, header in enumerate(self.header.cells):
            filled = header.strip() or any(
                len(row.cells) > place and row.cells[place].strip() for row in self.rows
            )
            if place not in read and filled:
                yield f"{' '.join(header.split()) or '（表头空着）'}({letters(place)})"

    def merged_text(self, raw: Raw, place: int) -> str | None:
        """Give what a cell has of those above it that it is merged with; None where it stands by itself.

        Nothing comes from another column, or from the header.
        """
        joined = self.layout.joined(raw.number, place) if self.layout else None
        if joined is None or (joined.top, joined.left) == (raw.number, place):
            return None
        return self._first(joined) if joined.left == place else ""

    def shown_text(self, raw: Raw, place: int) -> str:
        """Give what a cell shows in the place of its own text, merged with others in whatever direction."""
        joined = self.layout.joined(raw.number, place) if self.layout else None
        return self._first(joined) if joined else ""

    def _first(self, joined: Merged) -> str:
        """Give the text of merged cells, that of the first of them; a workbook's rows have no gaps."""
        at = joined.top - self.header.number - 1
        if not 0 <= at < len(self.rows) or joined.left >= len(self.rows[at].cells):
            return ""
        return self.rows[at].cells[joined.left]

    def text(self, cell: Cell) -> str:
        """Give what is written in a cell, before it is read."""
        at = bisect_left(self.rows, cell.line, key=attrgetter("line"))
        cells = self.rows[at].cells
        return " ".join(cells[cell.column - 1].split()) if cell.column <= len(cells) else ""

    def cell(self, line: int, number: int, place: int) -> Cell:
        """Name a cell by its line, its row and its column (from 0)."""
        header = " ".join(self.header.cells[place].split())
        name = self.layout.name if self.layout else ""
        return Cell(self.path, line, place + 1, header, f"{letters(place)}{number}", name)


def sheet(path: str, data: bytes, made: TableMap) -> tuple[Sheet | None, list[Problem]]:
    """Read a table's bytes; None where its header cannot be found."""
    if found := foreign(path, data):
        return None, [found]
    layout = None
    if path.lower().endswith(".xlsx"):
        from generator.intake import layout as layouts  # noqa: PLC0415 - a CSV needs no openpyxl
        from generator.intake import workbook  # noqa: PLC0415

        layout = layouts.Layout()
        rows, problems = workbook.rows(path, data, made.sheet, layout)
    else:
        rows, problems = _csv_rows(path, data, made)
    if problems and not rows:
        return None, problems
    header = head(rows, made, layout)
    named, more = places(path, header, made)
    if layout:
        read = () if more else tuple(named.values())
        more += crossing(path, rows, made, layout, read)
    if more:
        return None, problems + more
    below = [row for row in rows if row.number > header.number]
    if not below:
        return None, [*problems, problem(Mark(path, header.line), codes.NO_ROWS)]
    return Sheet(path, header, below, named, layout), problems + list(_widths(path, header, below))


def _csv_rows(path: str, data: bytes, made: TableMap) -> tuple[list[Raw], list[Problem]]:
    if len(data) > MOST_BYTES:
        return [], [large(path, f"{len(data)} B", f"{MOST_BYTES} B")]
    text = next((text for name in made.encodings if (text := _decoded(data, name)) is not None), None)
    if text is None:
        return [], [problem(Mark(path), codes.ENCODING, encodings="、".join(made.encodings))]
    if found := parted(path, text, made):
        return [], [found]
    return _parsed(path, text, DELIMITERS[made.delimiter])


def _parsed(path: str, text: str, delimiter: str) -> tuple[list[Raw], list[Problem]]:
    """Part a CSV into rows; blank lines are counted and not kept."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Raw] = []
    line, count = 1, 0
    try:
        for number, cells in enumerate(reader, 1):
            if cells:
                rows.append(Raw(line, number, cells))
            line, count = reader.line_num + 1, count + len(cells)
            if len(rows) > MOST_ROWS or count > MOST_CELLS or number > LAST_ROW:
                return [], [large(path, f"{number} × {len(cells)}")]
    except csv.Error as error:
        detail, said = next((zh, en) for part, zh, en in FAULTS if part in str(error))
        return [], [problem(Mark(path, line), codes.CSV_SYNTAX, detail=detail, said=said)]
    return rows, []


def _decoded(data: bytes, encoding: str) -> str | None:
    if encoding == "utf-8" and data.startswith(b"\xef\xbb\xbf"):
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _widths(path: str, head: Raw, rows: Sequence[Raw]) -> Iterator[Problem]:
    wanted = len(head.cells)
    for row in rows:
        found = len(row.cells)
        if found != wanted and any(row.cells) and (found < wanted or any(row.cells[wanted:])):
            yield problem(Mark(path, row.line), codes.ROW_WIDTH, found=found, wanted=wanted)
