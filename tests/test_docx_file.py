"""The .docx as a file: the same bytes, in the order of the schema, and hostile to no reader."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import papers_by_hand as by_hand
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx_reading import opened
from hypothesis import given, settings
from hypothesis import strategies as st
from processes import printed_twice
from rounds import often

from generator.outputs.office.docx import docx
from generator.outputs.papers.sheet import Annex, Column, Heading, Lines, Para, Table

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs adjustRightInd"
    " snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b bCs color spacing kern sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar titlePg docGrid",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}
"""What we write of each element, in the order of the schema (ISO/IEC 29500-1): Word refuses another."""


@pytest.mark.parametrize("paper", by_hand.ALL, ids=lambda paper: f"{paper.form}{paper.imprint is not None}")
def test_children_stand_in_the_order_of_the_schema(paper: Paper) -> None:
    document = opened(paper)
    for root in (document.element, document.styles.element):
        for one in root.iter():
            if order := ORDER.get(one.tag.rpartition("}")[2]):
                names = [child.tag.rpartition("}")[2] for child in one]
                places = [order.split().index(name) for name in names]
                assert places == sorted(places), names
                if one.tag.endswith("Pr") and not one.tag.endswith("sectPr"):
                    assert len(names) == len(set(names)), names


def test_the_file_says_what_it_is_and_of_which_day() -> None:
    own = opened(replace(by_hand.BULLETIN, keywords=("通报", "开工"))).core_properties
    assert (own.title, own.author, own.last_modified_by) == (by_hand.BULLETIN.title, "guatu", "guatu")
    assert own.revision == 1
    assert own.created == own.modified
    assert own.created == datetime(2026, 9, 30, tzinfo=UTC)
    assert own.keywords == "通报，开工"


def test_two_processes_write_the_same_bytes() -> None:
    code = (
        "import sys; second = sys.argv[1] == '2' and __import__('openpyxl');"
        "import hashlib, papers_by_hand as p; from generator.outputs.office.docx import docx;"
        "print(*(hashlib.sha256(docx(one)).hexdigest() for one in p.ALL))"
    )
    made = [printed.split() for printed in printed_twice(code)]
    here = [hashlib.sha256(docx(one)).hexdigest() for one in by_hand.ALL]
    assert made == [here, here]


def test_another_day_changes_the_file() -> None:
    assert docx(by_hand.BULLETIN) != docx(replace(by_hand.BULLETIN, as_of=date(2026, 9, 29)))


def test_entries_carry_no_time_and_no_trace_of_the_machine() -> None:
    with ZipFile(BytesIO(docx(by_hand.BULLETIN))) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        for entry in package.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr) == (0, 0o600 << 16)


HOSTILE = (
    "</w:t></w:r><w:p/>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "a\x00b\x0bc\x1bd",
    "\ufffe\uffff\ud800",
    "]]>",
    "{ HYPERLINK x }",
    "\r\n\r甲\u2028乙\x85丙",
    "=cmd|' /C calc'!A0",
    "\t",
    "",
)
hostile = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


def legal(char: str) -> bool:
    """Whether XML 1.0 allows it, and it is no control but a line break."""
    point = ord(char)
    return (
        char == "\n"
        or 0x20 <= point < 0x7F
        or 0xA0 <= point < 0xD800
        or 0xE000 <= point < 0xFFFE
        or point > 0xFFFF
    )


@given(hostile)
@settings(max_examples=often(60), deadline=None)
def test_submitted_text_is_shown_and_obeyed_nowhere(text: str) -> None:
    plain = opened(replacing("甲"))
    document = opened(replacing(text))
    for was, now in zip(plain.element.body, document.element.body, strict=True):
        assert [one.tag for one in was if one.tag != qn("w:r")] == [
            one.tag for one in now if one.tag != qn("w:r")
        ]
    wanted = text.replace("\r\n", "\n")
    for mark in ("\r", "\x85", "\u2028", "\u2029"):
        wanted = wanted.replace(mark, "\n")
    kept = "".join(
        char for char in wanted.replace("\t", " ") if legal(char) and not 0xFDD0 <= ord(char) <= 0xFDEF
    )
    shown = document.tables[0].rows[1].cells[0].text
    assert shown == kept
    assert kept in [own.text for own in document.paragraphs]
    assert not document.element.body.findall(f".//{qn('w:fldChar')}")


def replacing(text: str) -> Paper:
    """A paper with one text in every place that takes one."""
    return replace(
        by_hand.NOTICE,
        title=text or "题",
        to=text or "送",
        sign=text or "署",
        issuer=text or "关",
        copies=(text,),
        keywords=(text,),
        basis=text,
        blocks=(
            Heading(text, 1),
            Para((text,)),
            Table(
                (Column(text, width=8), Column("乙")), ((text, Lines((text, text))),), caption="表", note=text
            ),
        ),
        annexes=(Annex(text or "附", (Para((text,)),)),),
    )


def test_a_table_of_200_rows_has_them_all() -> None:
    columns = tuple(Column(f"列{number}", width=4) for number in range(14))
    paper = replace(by_hand.FORM, blocks=(Table(columns, (tuple(range(14)),) * 200),))
    assert len(Document(BytesIO(docx(paper))).tables[0]._tbl.tr_lst) == 201
