"""Rows of a Word table written as text are those that are made of elements one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from rounds import often

from generator.outputs.office import grid
from generator.outputs.office.docx.cells import cell, empty, filled
from generator.outputs.office.docx.nodes import DECLARED, node
from generator.outputs.office.docx.rows import LONGEST_KEPT, Rows
from generator.outputs.papers.sheet import As, Blank, Column, Evidence, Lines, Name, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Value

COLUMNS = (Column("序号", "count", 3), Column("项目"), Column("总投资", "wan"), Column("名次", "text"))
EACH = (700, 2000, 1500, 900)
TEXTS = st.text("重大ab<&>'\"1 \t\n\r\x0b\u2009\u2028\ue000]", max_size=6)
PLAIN = st.one_of(TEXTS, st.integers(-9999, 99999), st.none(), st.builds(Name, TEXTS, st.just("a.md")))
SINGLE = st.one_of(PLAIN, st.builds(Blank), st.builds(As, st.integers(0, 9), st.just("wan")))
CITED = st.builds(Evidence, st.just(("a.yml:1",)))
MANY = st.builds(tuple, st.lists(PLAIN, max_size=3) | st.lists(SINGLE | CITED, max_size=3))
VALUES: st.SearchStrategy[Value] = st.one_of(
    SINGLE,
    st.builds(Lines, MANY, st.booleans()),
    st.builds(Evidence, st.builds(tuple, st.lists(TEXTS, max_size=2))),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    stack = draw(st.sampled_from((1, 2, LONGEST_KEPT + 1)))
    rows = draw(st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), min_size=1, max_size=6))
    totals = draw(st.integers(0, 1)) if stack == 1 else 0
    merged = frozenset(draw(st.sets(st.integers(0, 2)))) if stack > 1 else frozenset[int]()
    return Table(
        COLUMNS, tuple(rows * (stack if stack > 2 else 1)), stack=stack, merged=merged, totals=totals
    )


def made(record: Sequence[grid.Row], size: int) -> list[BaseOxmlElement]:
    """Make the rows of a record of elements."""
    kept, rows = 1 < len(record) <= LONGEST_KEPT, []
    for number, row in enumerate(record):
        own = {one.column: one for one in row.cells}
        cells = []
        for place, (column, width) in enumerate(zip(COLUMNS, EACH, strict=True)):
            one = own.get(place)
            if one is None:
                cells.append(cell(width, [empty(size)], merge="continue"))
                continue
            keep = kept and number < len(record) - 1 and one.down == 1
            lines = list(filled(one.value, column, size, bold=row.total, keep=keep))
            cells.append(cell(width, lines, merge="restart" if one.down > 1 else ""))
        rows.append(node("tr", node("trPr", node("cantSplit")), *cells))
    return rows


@settings(deadline=None, max_examples=often(300))
@example(
    Table(COLUMNS, ((Lines(("甲", "乙"), numbered=True), Lines((1, None)), Evidence(("a", "b")), "x\ny"),)),
    21,
)
@given(tables(), st.sampled_from((18, 21)))
def test_rows_as_text_are_rows_of_elements(table: Table, size: int) -> None:
    rows = Rows(COLUMNS, EACH, size)
    for record in grid.records(table):
        written = parse_xml(f"<w:tbl{DECLARED}>{''.join(rows.of(record))}</w:tbl>")
        assert etree.tostring(written, method="c14n") == etree.tostring(
            node("tbl", *made(record, size)), method="c14n"
        )
