"""Tables of a paper as tables of Word: heads repeat on each page, no row is cut, records are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office import grid
from generator.outputs.office.docx.cells import cell, empty, filled, headed
from generator.outputs.office.docx.columns import measured
from generator.outputs.office.docx.nodes import PARAGRAPH, gap, node, paragraph, run, set_also

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Column, Table

AFTER = 200
LONGEST_KEPT = 20
"""A record of more rows than this may be cut by a page."""


def table(given: Table, room: int) -> Iterator[BaseOxmlElement]:
    """Set a table `room` twips wide, with its caption and note; an empty one says that it is."""
    if given.caption:
        yield paragraph("Caption", run(given.caption))
    if not given.rows:
        yield paragraph("BodyText", run(given.empty))
    else:
        yield _grid(given, room)
        if not given.note:
            yield gap(AFTER)
    if given.note:
        yield paragraph("Note", run(given.note))


def _grid(given: Table, room: int) -> BaseOxmlElement:
    size, each = measured(given, room)
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblStyle", val="TableGrid"),
            node("tblW", w=room, type="dxa"),
            node("jc", val="center"),
            node("tblLayout", type="fixed"),
        ),
        node("tblGrid", *(node("gridCol", w=width) for width in each)),
    )
    made.extend(_heads(given.columns, each, size))
    for record in grid.records(given):
        made.extend(_record(record, given.columns, each, size))
    if given.note:
        for own in made[-1].iter(PARAGRAPH):
            set_also(own, node("keepNext"))
    return made


def _heads(columns: Sequence[Column], each: Sequence[int], size: int) -> Iterator[BaseOxmlElement]:
    levels = grid.heads(columns)
    reaching = [head for head in levels[0] if head.down > 1]
    for level, heads in enumerate(levels):
        cells = {head.first: _head(head, each, size) for head in heads}
        if level:
            cells |= {
                head.first: cell(each[head.first], [empty(size)], merge="continue") for head in reaching
            }
        marks = (node("cantSplit"), node("tblHeader"))
        yield node("tr", node("trPr", *marks), *(cells[place] for place in sorted(cells)))


def _head(head: grid.Head, each: Sequence[int], size: int) -> BaseOxmlElement:
    room = sum(each[head.first : head.first + head.across])
    return cell(
        room,
        [headed(head.text, size, room)],
        span=head.across,
        merge="restart" if head.down > 1 else "",
    )


def _record(
    record: Sequence[grid.Row], columns: Sequence[Column], each: Sequence[int], size: int
) -> Iterator[BaseOxmlElement]:
    kept = 1 < len(record) <= LONGEST_KEPT
    for number, row in enumerate(record):
        own = {one.column: one for one in row.cells}
        made = node("tr", node("trPr", node("cantSplit")))
        for place, (column, width) in enumerate(zip(columns, each, strict=True)):
            one = own.get(place)
            if one is None:
                made.append(cell(width, [empty(size)], merge="continue"))
                continue
            keep = kept and number < len(record) - 1 and one.down == 1
            lines = list(filled(one.value, column, size, bold=row.total, keep=keep))
            made.append(cell(width, lines, merge="restart" if one.down > 1 else ""))
        yield made
