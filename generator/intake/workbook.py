"""A workbook's sheet as rows of text: text kept, dates and numbers turned to text deliberately."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from generator.intake.cells import Raw
from generator.records.codes import intake as codes
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_ZEROS = re.compile("0+")


def rows(path: str, data: bytes, name: str | None) -> tuple[list[Raw], list[Problem]]:
    """Read one sheet, the first unless named; rows are as wide as the widest."""
    try:
        results = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        written = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        detail = " ".join(str(error).split()) or type(error).__name__
        return [], [problem(Mark(path), codes.WORKBOOK, detail=detail)]
    name = name or results.sheetnames[0]
    if name not in results.sheetnames:
        known = "、".join(results.sheetnames)
        return [], [problem(Mark(path), codes.NO_SHEET, sheet=name, sheets=known)]
    pairs = zip(results[name].iter_rows(), written[name].iter_rows(), strict=True)
    return _even([_row(number, *row) for number, row in enumerate(pairs, 1)]), []


def _even(found: list[Raw]) -> list[Raw]:
    width = max((len(row.cells) for row in found), default=0)
    return [replace(row, cells=[*row.cells, *[""] * (width - len(row.cells))]) for row in found]


def _row(number: int, results: Iterable[Any], written: Iterable[Any]) -> Raw:
    cells: list[str] = []
    lost: dict[int, str] = {}
    for place, (result, formula) in enumerate(zip(results, written, strict=True)):
        if formula.data_type == "f" and result.value is None:
            lost[place] = str(formula.value)
        elif result.data_type == "e":
            lost[place] = str(result.value)
        cells.append(lost.get(place) or text(result.value, getattr(result, "number_format", "General")))
    return Raw(number, number, cells, lost)


def text(value: object, shown: str = "General") -> str:
    """Write a cell's value as text: an ISO day, a number without exponent, zeros in front where shown so."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return str(value.date() if value.time() == time() else value)
        case date():
            return str(value)
        case int() | float():
            plain = format(Decimal(repr(value)), "f")
            plain = plain.removesuffix(".0")
            return plain.zfill(len(shown)) if _ZEROS.fullmatch(shown) else plain
    return str(value)
