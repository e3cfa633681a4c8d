"""Submitted text in an .xlsx: it stays text, whatever it looks like; names of worksheets."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from papers_by_hand import BRIEF

from generator.outputs.office.legible import CUT, legible, units
from generator.outputs.office.xlsx import xlsx
from generator.outputs.office.xlsx.cells import typed
from generator.outputs.office.xlsx.names import LONGEST, Names
from generator.outputs.papers.sheet import Annex, Column, Heading, Paper, Para, Table


def with_text(text: str) -> Paper:
    table = Table((Column(text, "text"), Column("数", "count")), ((text, 1), (text, None)), text, text, text)
    return replace(
        BRIEF,
        title=text,
        name=text,
        to=text,
        sign=text,
        copies=(text,),
        basis=text,
        lead=(Para((text,)),),
        blocks=(Heading(text), Para((text,)), table, replace(table, rows=())),
        annexes=(Annex(text, (table,)),),
    )


TRAPS = (
    *(
        "{=1+1}",
        '=HYPERLINK("http://a")',
        "http://a",
        "mailto:a",
        "+1",
        "@SUM(1)",
        "0012",
        "1e5",
        "'",
        "_x0041_",
    ),
    *("<b>&amp;", "]]>", "\ud800", "\x00\x0b\ufffe", "a\r\nb", "History", "[x]:*?/\\", "说明", "比率说明"),
    *("", " ", "\n"),
)
NASTY = st.text(max_size=60) | st.text(max_size=40).map("={}".format) | st.sampled_from(TRAPS)


@given(NASTY)
def test_any_text_stays_text(text: str) -> None:
    book = load_workbook(io.BytesIO(xlsx(with_text(text))))
    sheet = book.worksheets[1]
    cell = sheet.cell(6, 1)
    assert cell.data_type in {"s", "n"}  # an empty one counts as n
    assert (cell.value or "") == legible(text)
    for one in book.worksheets:
        for row in one.iter_rows():
            assert all(each.data_type != "f" and each.hyperlink is None for each in row)
            for each in row:
                assert bool(each.quotePrefix) is str(each.value or "").startswith(("=", "+", "-", "@"))


@given(st.lists(NASTY, max_size=8))
def test_names_of_worksheets_are_allowed_and_differ(texts: list[str]) -> None:
    names = Names()
    taken = [names.take(text) for text in texts]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 1 <= units(name) <= LONGEST
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() not in {"history", "说明", "比率说明"}


def test_a_long_name_is_cut_and_told_apart() -> None:
    names = Names()
    assert names.take("重" * 40) == "重" * 31
    assert names.take("重" * 40) == "重" * 28 + "（2）"
    assert names.take("Table") == "Table"
    assert names.take("TABLE") == "TABLE（2）"


def test_a_text_beyond_what_a_cell_holds_is_cut_with_a_mark() -> None:
    made = typed("长" * 40_000, "text").content
    assert isinstance(made, str)
    assert units(made) == 32_767
    assert made.endswith(CUT)
    assert typed("𠮷" * 20_000, "text").content == "𠮷" * 16_379 + CUT


@given(st.text(max_size=50), st.integers(10, 40))
def test_cutting_never_splits_a_character_nor_passes_the_limit(text: str, limit: int) -> None:
    cut = legible(text, limit)
    assert units(cut) <= limit
    cut.encode()
    assert cut == legible(text) or cut.endswith(CUT)


def test_line_breaks_of_all_kinds_become_one() -> None:
    assert legible("a\r\nb\rc\u2028d\x85e\nf") == "a\nb\nc\nd\ne\nf"
