"""What a sheet shows beside its texts: which cells are merged, hidden, struck out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string
from openpyxl.xml.constants import SHEET_MAIN_NS

if TYPE_CHECKING:
    from typing import Any

COLUMN = f"{{{SHEET_MAIN_NS}}}col"
MERGED = f"{{{SHEET_MAIN_NS}}}mergeCell"
FORMULA = f"{{{SHEET_MAIN_NS}}}f"
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
PLACE = re.compile(r"[0-9]{1,7}")
MOST = 200_000
"""Of each kind kept; blanks of more merged ranges than these are told as those of single cells."""
YES = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are shown as one, with the text of the first: rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Layout:
    """Merged cells of a sheet in the order of its file, hidden rows (from 1) and columns, struck-out cells.

    `name` is the sheet's where a workbook has several; `strikes` are the formats of cells that strike out;
    `formulas` tells whether there are any.
    """

    name: str = ""
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    struck: list[tuple[int, int]] = field(default_factory=list)
    strikes: frozenset[int] = frozenset()
    formulas: bool = False
    _columns: dict[int, list[Merged]] = field(default_factory=dict)

    def note(self, element: Any) -> None:  # noqa: ANN401 - an XML element
        """Take in an element of the sheet's part."""
        if element.tag == MERGED and len(self.merged) < MOST:
            if found := RANGE.fullmatch(element.get("ref") or ""):
                left, top, right, bottom = found.groups()
                first, last = (column_index_from_string(name) - 1 for name in (left, right))
                self.merged.append(Merged(int(top), first, int(bottom), last))
            self._columns.clear()

        elif element.tag == COLUMN and element.get("hidden") in YES and len(self.hidden_columns) < MOST:
            first, last = (element.get(name, "") for name in ("min", "max"))
            if PLACE.fullmatch(first) and PLACE.fullmatch(last):
                self.hidden_columns.append((int(first) - 1, int(last) - 1))

    def note_row(self, number: int, element: Any) -> None:  # noqa: ANN401 - an XML element
        """Take in what a row says of itself."""
        if element.get("hidden") in YES and len(self.hidden_rows) < MOST:
            self.hidden_rows.add(number)
        self.formulas = self.formulas or next(element.iter(FORMULA), None) is not None

    def note_cell(self, row: int, place: int, style: int) -> None:
        """Take in the format of a cell that has a text."""
        if style in self.strikes and len(self.struck) < MOST:
            self.struck.append((row, place))

    def hides(self, place: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= place <= last for first, last in self.hidden_columns)

    def joined(self, row: int, place: int) -> Merged | None:
        """Give the merged cells that a cell belongs to; None for one that stands alone."""
        if place not in self._columns:
            across = (one for one in self.merged if one.left <= place <= one.right)
            self._columns[place] = sorted(across, key=lambda one: one.top)
        ranges = self._columns[place]
        at = bisect_right(ranges, row, key=lambda one: one.top) - 1
        return ranges[at] if at >= 0 and row <= ranges[at].bottom else None
