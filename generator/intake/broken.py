"""What is broken in a sheet of a workbook: rows out of order, cells that hold what they cannot."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import coordinate_to_tuple
from openpyxl.utils.datetime import from_ISO8601
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from generator.intake.cells import letters
from generator.records.codes import intake as codes
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from generator.intake.layout import Layout
    from generator.records.source import Problem

ROW, VALUE = f"{{{SHEET_MAIN_NS}}}row", f"{{{SHEET_MAIN_NS}}}v"
NUMBER = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*")
INDEX = re.compile(r"\s*[0-9]{1,9}\s*")
Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """How many texts and styles a workbook has for its cells to name; the formulas that came out blank."""

    texts: int
    styles: int
    blank: set[tuple[int, int]]


def faults(
    path: str,
    sheet: Any,  # noqa: ANN401 - a sheet that is only read
    blank: set[tuple[int, int]],
    layout: Layout,
) -> Iterator[Problem]:
    """Tell what the reader of workbooks would leave out, take for another or give up at without a place.

    Notes in `blank`, by row and column from 1, the formulas whose result is a text without a letter, and in
    `layout` what the sheet shows beside its texts.
    """
    texts, styles = sheet._shared_strings, sheet.parent._cell_styles  # noqa: SLF001 - named nowhere else
    parts = _Parts(len(texts), len(styles), blank)
    last = 0
    with sheet._get_source() as source:  # noqa: SLF001
        for _, row in iterparse(source):
            if row.tag != ROW:
                layout.note(row)
                continue
            number = int(float(row.get("r") or last + 1))
            if number <= last:
                yield problem(Mark(path, max(1, number)), codes.ROW_ORDER, row=number, before=last)
                return
            last = number
            layout.note_row(number, row)
            yield from _row(path, number, row, parts)
            row.clear()


def _row(path: str, number: int, row: Any, parts: _Parts) -> Iterator[Problem]:  # noqa: ANN401 - an XML element
    before = 0
    for cell in row:
        at = cell.get("r")
        line, column = coordinate_to_tuple(at) if at else (number, before + 1)
        words = _place((number, before), (line, column)) or _style(cell, parts) or _value(cell, parts)
        if words:
            detail, said = words
            name = at or f"{letters(column - 1)}{number}"
            yield problem(Mark(path, number, column), codes.BROKEN_CELL, cell=name, detail=detail, said=said)
        elif cell.get("t") == "str" and not cell.findtext(VALUE):
            parts.blank.add((line, column))
        before = column


def _place(before: tuple[int, int], at: tuple[int, int]) -> Words | None:
    if at[0] != before[0]:
        return "行号和所在的行不同", "it stands in another row"
    return None if at > before else ("写了两次，或排在后面一格之后", "it stands twice or after a later one")


def _style(cell: Any, parts: _Parts) -> Words | None:  # noqa: ANN401 - an XML element
    style = cell.get("s")
    if not style or (INDEX.fullmatch(style) and int(style) < parts.styles):
        return None
    return f"没有“{style}”号格式", f"there is no format {style}"


def _value(cell: Any, parts: _Parts) -> Words | None:  # noqa: ANN401 - an XML element
    """Tell a value that is not what its cell says it is."""
    kind, value = cell.get("t", "n"), cell.findtext(VALUE) or ""
    if not value or kind == "inlineStr":
        return None
    if kind == "n" and not (NUMBER.fullmatch(value) and math.isfinite(float(value))):
        return f"存的“{value}”不是数", f"“{value}” is no number"
    if kind == "s" and not (INDEX.fullmatch(value) and int(value) < parts.texts):
        return f"没有“{value}”号文字", f"there is no text {value}"
    if kind == "b" and not (INDEX.fullmatch(value) or value.strip() in {"true", "false"}):
        return f"存的“{value}”不是“是”或“否”", f"“{value}” is neither true nor false"
    if kind == "d" and not _dated(value):
        return f"存的“{value}”不是日期", f"“{value}” is no date"
    return None


def _dated(value: str) -> bool:
    try:
        return from_ISO8601(value) is not None  # type: ignore[no-untyped-call]
    except ValueError:
        return False
