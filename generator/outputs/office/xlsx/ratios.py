"""The worksheet that tells what each rate is made of (MECHANISM §4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from generator.outputs.office.legible import legible
from generator.outputs.office.xlsx.cells import LONGEST, typed
from generator.outputs.office.xlsx.styles import HEI, TITLE, frame, pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from generator.outputs.office.xlsx.styles import Styles
    from generator.outputs.rates import Rate

HEADS = (
    ("工作表", 13),
    ("单元格", 6),
    ("比率", 9),
    ("分子", 9),
    ("分子数", 7),
    ("分母", 9),
    ("分母数", 7),
    ("单位", 4),
    ("结果", 6),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A rate and the cell that shows it."""

    sheet: str
    row: int
    column: int
    rate: Rate


def write_rates(sheet: Worksheet, found: Sequence[Found], styles: Styles) -> None:
    """List the rates by their cells, with numerator and denominator."""
    frame(sheet)
    sheet.set_landscape()
    for column, wide in enumerate(pixels((width for _, width in HEADS), "A4")):
        sheet.set_column_pixels(column, column, wide)
    title = styles.of(font_name=TITLE, font_size=16, align="center")
    sheet.merge_range(0, 0, 0, len(HEADS) - 1, "各项比率的分子和分母", title)
    sheet.set_row(0, 30)
    head = styles.of(font_name=HEI, align="center", border=1, bg_color="#F2F2F2")
    for column, (text, _) in enumerate(HEADS):
        sheet.write_string(1, column, text, head)
    for row, one in enumerate(found, 2):
        _write(sheet, row, one, styles)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    last = len(found) + 1
    sheet.autofilter(1, 0, last, len(HEADS) - 1)
    sheet.print_area(0, 0, last, len(HEADS) - 1)


def _write(sheet: Worksheet, row: int, one: Found, styles: Styles) -> None:
    rate = one.rate
    text, amount = styles.of(border=1), styles.of(border=1, align="right")
    words = (
        one.sheet,
        xl_rowcol_to_cell(one.row, one.column),
        rate.name,
        rate.part_name,
        "",
        rate.whole_name,
    )
    for column, word in enumerate((*words, "", rate.unit)):
        shown = legible(word, LONGEST)
        sheet.write_string(row, column, shown, styles.literal(shown, text))
    sheet.write_number(row, 4, float(Decimal(rate.part)), amount)
    sheet.write_number(row, 6, float(Decimal(rate.whole)), amount)
    result = typed(rate, "percent")
    style = styles.of(border=1, align="right", num_format=result.form)
    if isinstance(result.content, float):
        sheet.write_number(row, 8, result.content, style)
    else:
        sheet.write_string(row, 8, result.seen, style)
