"""Tables of a paper as tables of Word: heads repeat on each page, no row is cut, records are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office import grid
from generator.outputs.office.docx.cells import cell, empty, headed
from generator.outputs.office.docx.columns import measured
from generator.outputs.office.docx.nodes import PARAGRAPH, gap, node, paragraph, run, set_also
from generator.outputs.office.docx.rows import Rows, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Column, Table

AFTER = 200


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
    rows = Rows(given.columns, each, size)
    made = whole(made, (text for record in grid.records(given) for text in rows.of(record)))
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
