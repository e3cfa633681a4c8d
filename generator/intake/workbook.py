"""A workbook's sheet as rows of text: text kept, dates and numbers turned to text deliberately."""

from __future__ import annotations

import copy
import warnings
import zlib
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE

from generator.intake import days
from generator.intake.broken import faults
from generator.intake.cells import LAST_ROW, MOST_CELLS, MOST_ROWS, Raw, large
from generator.intake.formats import by_size, shown
from generator.intake.kinds import PACKED
from generator.intake.layout import Layout
from generator.intake.opening import opened
from generator.intake.parts import MOST_BYTES, TooLarge, TooMuch
from generator.intake.values import ONE_DIGIT, narrow
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

MOST_TOLD = 20
SHOWN = 10


def rows(
    path: str, data: bytes, name: str | None, layout: Layout | None = None
) -> tuple[list[Raw], list[Problem]]:
    """Read one sheet, the first unless named; as wide as its widest row, without blank ones at its end.

    What it shows beside its texts is noted in `layout`.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            return _read(path, data, name, layout or Layout())
    except TooLarge as size:
        return [], [large(path, f"{size} B", f"{MOST_BYTES} B")]
    except TooMuch as much:
        return [], [problem(Mark(path), sheets.TOO_MUCH, detail=much.zh, said=much.en)]
    except Exception as error:  # noqa: BLE001 - the libraries raise whatever a broken part made them meet
        detail, said = _why(error, data)
        return [], [problem(Mark(path), codes.WORKBOOK, detail=detail, said=said)]


def _why(error: Exception, data: bytes) -> tuple[str, str]:
    """Say in Chinese and in English what kept a workbook from being read, as far as that can be told."""
    if not data:
        return "文件是空的", "the file is empty"
    if not data.startswith(PACKED):
        return "内容不是 .xlsx，只是扩展名写成了 .xlsx", "it is no .xlsx but for its name"
    if isinstance(error, BadZipFile | EOFError | zlib.error):
        return "文件残缺，可能没有下载或复制完整", "it is damaged, perhaps only half of it was copied"
    if isinstance(error, RuntimeError):
        return "压缩包设了密码或用了别的压缩方法", "its parts are locked or packed in an unknown way"
    if isinstance(error, KeyError):
        return "里面缺少必要的部分", "a part of it is missing"
    return "里面有内容坏了", "a part of it is damaged"


def _read(path: str, data: bytes, name: str | None, layout: Layout) -> tuple[list[Raw], list[Problem]]:
    results = opened(data)
    chosen, (name, problems) = name, _chosen(path, results, name)
    if name not in results.sheetnames:
        known = _listed(results.sheetnames)
        return [], [problem(Mark(path), codes.NO_SHEET, sheet=name, sheets=known)]
    _chinese(results)
    blank = set[tuple[int, int]]()
    if broken := list(islice(faults(path, results[name], blank, layout), MOST_TOLD)):
        return [], broken
    others = [one.title for one in results.worksheets if one.title != name and _filled_at_all(one)]
    sheet = results[name]
    sheet.reset_dimensions()  # a file may say it has more than it has
    layout.name = name if len(results.sheetnames) > 1 else ""
    layout.strikes = _strikes(results)
    every = sheet.iter_rows()
    pairs = (
        zip(every, _formulas(sheet).iter_rows(), strict=True)
        if layout.formulas
        else ((one, one) for one in every)
    )
    found, more = _even(
        path, _filled(_row(number, *row, blank, layout) for number, row in enumerate(pairs, 1))
    )
    if not (found or more):
        more.append(problem(Mark(path), sheets.EMPTY, detail=f"“{name}”这张表", said=f"The sheet “{name}”"))
    if others and not chosen:
        more.append(problem(Mark(path), codes.OTHER_SHEETS, sheet=name, others=_listed(others)))
    return found, problems + more


def _chosen(path: str, book: Any, name: str | None) -> tuple[str, list[Problem]]:  # noqa: ANN401
    """Choose the sheet: the one named, or the first; where that is empty, the only one that is not."""
    names = book.sheetnames
    if name or len(names) == 1 or not _blank(book[names[0]]):
        return name or names[0], []
    filled = [one for one in names[1:] if not _blank(book[one])]
    if len(filled) != 1:
        return names[0], []
    return filled[0], [problem(Mark(path), sheets.EMPTY_FIRST, sheet=names[0], taken=filled[0])]


def _blank(sheet: Any) -> bool:  # noqa: ANN401 - a sheet that is only read
    try:
        return not _filled_at_all(sheet)
    except (ArithmeticError, LookupError, ValueError):
        return False  # what is broken in it is told by its cell, if it is read


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:SHOWN]) + (f"……（{len(names)}）" if len(names) > SHOWN else "")


def _formulas(sheet: Any) -> Any:  # noqa: ANN401 - a sheet that is only read
    """Give a sheet once more, with formulas in place of their results; texts and formats are shared."""
    other, other.parent = (copy.copy(one) for one in (sheet, sheet.parent))
    other.parent._data_only = False  # noqa: SLF001 - named nowhere else
    return other


def _chinese(book: Any) -> None:  # noqa: ANN401 - a workbook that is only read
    """Name the formats that a Chinese Excel writes by number alone; their dates would be plain numbers."""
    for index, style in enumerate(book._cell_styles):  # noqa: SLF001 - named nowhere else
        if code := days.CHINESE.get(style.numFmtId):
            style.numFmtId = book._number_formats.add(code) + BUILTIN_FORMATS_MAX_SIZE  # noqa: SLF001
            book._date_formats.add(index)  # noqa: SLF001


def _filled_at_all(sheet: Any) -> bool:  # noqa: ANN401 - a sheet that is only read
    """Tell whether anything is written in a sheet."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS, values_only=True)
    return any(value is not None for row in rows for value in row)


def _filled(every: Iterable[Raw]) -> Iterator[Raw]:
    """Give the rows up to the last that is not blank; a sheet may be formatted to its very end."""
    after = 0
    for row in every:
        if row.cells or row.number > LAST_ROW:
            yield from (Raw(number, number, ()) for number in range(after + 1, row.number))
            yield row
            after = row.number


def _even(path: str, every: Iterable[Raw]) -> tuple[list[Raw], list[Problem]]:
    found: list[Raw] = []
    width = length = 0
    for row in every:
        found.append(row)
        width, length = max(width, len(row.cells)), length + sum(map(len, row.cells))
        if len(found) > MOST_ROWS or width * len(found) > MOST_CELLS:
            return [], [large(path, f"{len(found)} × {width}")]
        if length > MOST_BYTES:  # one shared text may stand in every cell
            return [], [large(path, f"{length} B", f"{MOST_BYTES} B")]
    return [replace(row, cells=[*row.cells, *[""] * (width - len(row.cells))]) for row in found], []


def _strikes(book: Any) -> frozenset[int]:  # noqa: ANN401 - a workbook that is only read
    """Number the formats of cells whose text is struck out."""
    fonts, styles = book._fonts, book._cell_styles  # noqa: SLF001 - named nowhere else
    crossed = {index for index, font in enumerate(fonts) if font.strike}
    return frozenset(index for index, style in enumerate(styles) if style.fontId in crossed)


def _row(
    number: int, results: Iterable[Any], written: Iterable[Any], blank: set[tuple[int, int]], layout: Layout
) -> Raw:
    cells: list[str] = []
    lost: dict[int, str] = {}
    sized: dict[int, str] = {}
    typed: set[int] = set()
    for place, (result, formula) in enumerate(zip(results, written, strict=True)):
        if formula.data_type == "f" and result.value is None and (number, place + 1) not in blank:
            lost[place] = str(formula.value)
        elif result.data_type == "e":
            lost[place] = str(result.value)
        code = result.number_format or "General"
        cells.append(lost.get(place) or text(result.value, code))
        if layout.strikes and cells[-1]:
            layout.note_cell(number, place, result._style_id)  # noqa: SLF001
        if result.data_type == "n" and by_size(code):
            sized[place] = code
        elif isinstance(result.value, str) and ONE_DIGIT.fullmatch(narrow(result.value)):
            typed.add(place)
    while cells and not cells[-1]:
        cells.pop()
    return Raw(number, number, cells, lost, sized, typed)


def text(value: object, code: str = "General") -> str:
    """Write a cell's value as text, a day or a number as its format has people see it."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return days.written(value.date(), code) if value.time() == time() else str(value)
        case date():
            return days.written(value, code)
        case int() | float():
            return shown(Decimal(repr(value)), code)
    return str(value)
