"""Cells of a table: what a value looks like in one, and how far the cell reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office.docx import fonts, measure
from generator.outputs.office.docx.nodes import node, paragraph, run
from generator.outputs.office.docx.styles import CELL_SIDE
from generator.outputs.office.docx.words import EVIDENCE, runs
from generator.outputs.papers.sheet import Blank, Evidence, Lines, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.office.docx.looks import Align
    from generator.outputs.papers.sheet import Column, Kind, Value

COUNTING = ("序号", "名次")
"""Columns of a number that is not read against the one below: they stand in the middle."""


def cell(
    width: int, content: Sequence[BaseOxmlElement], *, span: int = 1, merge: str = ""
) -> BaseOxmlElement:
    """Make a cell, over `span` columns, beginning (`restart`) or going on (`continue`) downwards."""
    marks = [node("tcW", w=width, type="dxa")]
    if span > 1:
        marks.append(node("gridSpan", val=span))
    if merge:
        marks.append(node("vMerge", val=merge))
    return node("tc", node("tcPr", *marks, node("vAlign", val="center")), *content)


def empty(size: int) -> BaseOxmlElement:
    """Make the paragraph of a cell without words."""
    return paragraph(f"Cell{size}")


def headed(text: str, size: int, room: int) -> BaseOxmlElement:
    """Set the words of a head; where they need two lines, the unit in brackets begins the second."""
    if measure.width(text) * size * 10 > room - 2 * CELL_SIDE and not text.startswith("（"):
        text = text.replace("（", "\n（", 1)
    return paragraph(f"CellHead{size}", run(text))


def aligned(column: Column) -> Align:
    """Say how a column stands: numbers right, days and counting in the middle, words left."""
    if column.kind == "day" or column.head in COUNTING:
        return "center"
    return "left" if column.kind == "text" else "right"


def filled(
    value: Value, column: Column, size: int, *, bold: bool = False, keep: bool = False
) -> Iterator[BaseOxmlElement]:
    """Set a value as the paragraphs of its cell, `keep`-ing the row with the next."""
    align = aligned(column)
    for line in _texts(value, column.kind, size, bold=bold):
        look = [node("keepNext")] if keep else []
        if align != "left":
            look.append(node("jc", val=align))
        yield paragraph(f"Cell{size}", *line, look=look)


def _texts(value: Value, kind: Kind, size: int, *, bold: bool) -> list[list[BaseOxmlElement]]:
    """Give the lines of a cell; a blank is left empty, to be written into."""
    match value:
        case Blank():
            return [[]]
        case Lines(lines=()):
            return [[run(printed(None))]]
        case Lines():
            numbers = [f"{number}." if value.numbered else "" for number in range(1, len(value.lines) + 1)]
            return [list(runs((number, line))) for number, line in zip(numbers, value.lines, strict=True)]
        case Evidence():
            return [[run(place, *fonts.size(min(size, EVIDENCE)))] for place in value.places] or [[]]
    weight = (node("b"), node("bCs")) if bold else ()
    return [[run(unbroken(printed(value, kind)), *weight, latin=kind != "text")]]


def unbroken(text: str) -> str:
    """Keep a number in one line: Word may break it at the thin space between its thousands."""
    return text.replace("\N{THIN SPACE}", "\N{NO-BREAK SPACE}")
