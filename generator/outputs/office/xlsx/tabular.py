"""The worksheet of one table: title, state, heads that stay in sight, typed cells, note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.outputs.office.grid import ORDINAL, heads, records
from generator.outputs.office.legible import legible
from generator.outputs.office.xlsx.cells import LONGEST, Typed, rates, typed
from generator.outputs.office.xlsx.ratios import Found
from generator.outputs.office.xlsx.styles import HEI, LINE, TITLE, height, page, pixels
from generator.outputs.office.xlsx.wording import state
from generator.outputs.papers.sheet import sentence
from generator.outputs.templates import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.outputs.office.grid import Cell
    from generator.outputs.office.xlsx.contents import Part
    from generator.outputs.office.xlsx.styles import Styles
    from generator.outputs.papers.sheet import Column, Paper

GREY = "#F2F2F2"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A worksheet being drawn: the part it shows, and how wide its columns are."""

    sheet: Worksheet
    part: Part
    styles: Styles
    wide: list[int]

    @property
    def last(self) -> int:
        """Give the last column."""
        return len(self.wide) - 1

    def across(self, row: int, text: str, style: Format, size: float) -> None:
        """Write a line over the whole width, high enough for its text."""
        shown = legible(text, LONGEST)
        self.block(row, 0, row, self.last, Typed(shown, "General", shown), style)
        self.sheet.set_row(row, height(shown, sum(self.wide), size) + 2)

    def block(self, top: int, left: int, bottom: int, right: int, cell: Typed, style: Format) -> None:  # noqa: PLR0913, PLR0917 - a range has four sides
        """Write a cell, merged over a range where it is larger than one."""
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", style)
        match cell.content:
            case None:
                self.sheet.write_blank(top, left, None, style)
            case str():
                literal = self.styles.literal(cell.content, style)
                self.sheet.write_string(top, left, cell.content, literal)
            case date():
                self.sheet.write_datetime(top, left, cell.content, style)
            case _:
                self.sheet.write_number(top, left, cell.content, style)


def write_table(sheet: Worksheet, paper: Paper, part: Part, styles: Styles) -> list[Found]:
    """Draw a table's worksheet and give the rates in it."""
    page(sheet, paper.size)
    table = part.table
    drawing = Drawing(sheet, part, styles, pixels((column.width for column in table.columns), paper.size))
    for column, wide in enumerate(drawing.wide):
        sheet.set_column_pixels(column, column, wide)
    top = _titles(drawing, paper)
    body = _heads(drawing, top)
    sheet.freeze_panes(body, 0)
    sheet.repeat_rows(top, body - 1)
    end, found = _body(drawing, body)
    if table.rows and table.stack == 1 and len(table.rows) > table.totals:
        sheet.autofilter(body - 1, 0, end - 1 - table.totals, drawing.last)
    if table.note:
        drawing.across(end, table.note, styles.of(font_size=9, align="left"), 9)
        end += 1
    sheet.print_area(0, 0, end - 1, drawing.last)
    return found


def _titles(drawing: Drawing, paper: Paper) -> int:
    """Write what stands over a table, and give the row after it."""
    of, part = drawing.styles.of, drawing.part
    lines: list[tuple[str, Format, float]] = []
    if part.annex:
        lines.append((part.annex, of(font_name=HEI, font_size=12), 12))
    lines.append((part.title, of(font_name=TITLE, font_size=18, align="center"), 18))
    if not part.annex:
        lines += [(sentence(line), of(font_size=11), 11) for line in paper.lead]
    lines.append((state(paper), of(font_size=9), 9))
    if part.above:
        lines.append(("　".join(part.above), of(font_name=HEI, font_size=11), 11))
    if part.table.caption and part.table.caption != part.title:
        lines.append((part.table.caption, of(font_name=HEI, font_size=12, align="center"), 12))
    for row, (text, style, size) in enumerate(lines):
        drawing.across(row, text, style, size)
    return len(lines)


def _heads(drawing: Drawing, top: int) -> int:
    """Write one or two rows of heads, and give the row after them."""
    style = drawing.styles.of(font_name=HEI, align="center", border=1, bg_color=GREY)
    rows = heads(drawing.part.table.columns)
    for row, cells in enumerate(rows, top):
        high = LINE
        for cell in cells:
            text = legible(cell.text, LONGEST)
            right = cell.first + cell.across - 1
            drawing.block(row, cell.first, row + cell.down - 1, right, Typed(text, "General", text), style)
            need = height(text, sum(drawing.wide[cell.first : right + 1]) - 14)
            high = max(high, need if cell.down == 1 else need / 2)
        drawing.sheet.set_row(row, high + 2)
    return top + len(rows)


def _body(drawing: Drawing, row: int) -> tuple[int, list[Found]]:
    """Write the records, and give the row after them and their rates."""
    table = drawing.part.table
    if not table.rows:
        drawing.across(row, table.empty, drawing.styles.of(border=1, align="center"), 10)
        return row + 1, []
    found: list[Found] = []
    for record in records(table):
        shown = [
            [(cell, typed(cell.value, table.columns[cell.column].kind)) for cell in one.cells]
            for one in record
        ]
        for one, cells, high in zip(record, shown, _heights(drawing, shown), strict=True):
            drawing.sheet.set_row(row, high)
            for cell, written in cells:
                found += _write(drawing, row, cell, written, total=one.total)
            row += 1
    return row, found


def _write(drawing: Drawing, row: int, cell: Cell, shown: Typed, *, total: bool) -> Iterator[Found]:
    column = drawing.part.table.columns[cell.column]
    look: dict[str, object] = {"border": 1, "num_format": shown.form, "align": aligned(shown, column)}
    if total:
        look |= {"bold": True, "bg_color": GREY}
    style = drawing.styles.of(**look)
    drawing.block(row, cell.column, row + cell.down - 1, cell.column, shown, style)
    for rate in rates(cell.value):
        yield Found(drawing.sheet.get_name(), row, cell.column, rate)


def aligned(shown: Typed, column: Column) -> str:
    """Set text left and numbers right; days, ordinals and words among numbers stand in the middle."""
    if isinstance(shown.content, str):
        return "left" if column.kind == "text" and shown.content != ABSENT else "center"
    ordinal = column.kind in {"count", "text"} and column.width <= ORDINAL
    return "right" if isinstance(shown.content, float) and not ordinal else "center"


def _heights(drawing: Drawing, record: Sequence[Sequence[tuple[Cell, Typed]]]) -> list[float]:
    """Make the rows of a record high enough for their cells, and for those that span all of them."""
    needs = [LINE + 4.5] * len(record)
    spanned = 0.0
    for place, row in enumerate(record):
        for cell, shown in row:
            need = height(shown.seen, drawing.wide[cell.column])
            if cell.down > 1:
                spanned = max(spanned, need)
            else:
                needs[place] = max(needs[place], need)
    missing = max(spanned - sum(needs), 0) / len(record)
    return [need + missing for need in needs]
