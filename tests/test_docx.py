"""The sheet of a .docx, held against GB/T 9704-2012: margins, grid, fonts, sections, page numbers."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import papers_by_hand as by_hand
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from generator.outputs.office.docx import docx

if TYPE_CHECKING:
    from docx.section import Section
    from docx.text.paragraph import Paragraph

    from generator.outputs.papers.sheet import Paper
from docx_reading import font, inner, opened


def near(length: int | None, millimetres: float) -> bool:
    return length is not None and abs(length - Mm(1) * millimetres) < Mm(1) / 10


def test_an_upright_sheet_has_the_margins_of_the_standard() -> None:
    sheet = opened(by_hand.ISSUED_BULLETIN).sections[0]
    assert near(sheet.page_width, 210)
    assert near(sheet.page_height, 297)
    assert near(sheet.top_margin, 37)
    assert near(sheet.left_margin, 28)
    assert near(sheet.right_margin, 26)
    assert near(sheet.bottom_margin, 35)


def test_the_text_area_holds_22_lines_of_28_characters_and_no_more() -> None:
    document = opened(by_hand.ISSUED_BULLETIN)
    sheet, normal = document.sections[0], document.styles["Normal"]
    assert normal.paragraph_format.line_spacing == Pt(29)
    assert normal.font.size == Pt(16)
    assert sheet.page_height
    assert sheet.page_width
    height = sheet.page_height - (sheet.top_margin or 0) - (sheet.bottom_margin or 0)
    assert 22 <= height / Pt(29) < 23
    width = sheet.page_width - (sheet.left_margin or 0) - (sheet.right_margin or 0)
    closer = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert 28 <= width / (Pt(16) + closer * Pt(1) / 20) < 29
    lines = sheet._sectPr.find(qn("w:docGrid"))
    assert lines.get(qn("w:type")) == "linesAndChars"
    assert lines.get(qn("w:linePitch")) == "580"
    assert 28 <= width / (Pt(16) + int(lines.get(qn("w:charSpace"))) * Pt(1) / 4096) < 28.01


@pytest.mark.parametrize(("paper", "width"), [(by_hand.FORM, 297), (by_hand.LARGE_FORM, 420)])
def test_a_lying_sheet_is_bound_at_its_top(paper: Paper, width: int) -> None:
    document = opened(paper)
    assert len(document.sections) == 1
    sheet = document.sections[0]
    assert sheet.orientation == WD_ORIENT.LANDSCAPE
    assert near(sheet.page_width, width)
    assert near(sheet.top_margin, 28)
    assert near(sheet.left_margin, 35)
    assert near(sheet.right_margin, 37)
    assert near(sheet.bottom_margin, 26)


def test_a_wide_annex_lies_across_and_what_follows_stands_again() -> None:
    document = opened(by_hand.BULLETIN)
    assert [near(one.page_width, 210) for one in document.sections] == [True, False, True]
    assert document.sections[1].orientation == WD_ORIENT.LANDSCAPE
    ends = [own.text for own in document.paragraphs if inner(own._p, "sectPr") is not None]
    assert ends == ["", ""]


def test_a_last_annex_across_leaves_the_imprint_upright() -> None:
    document = opened(replace(by_hand.BULLETIN, annexes=by_hand.BULLETIN.annexes[1:2]))
    assert [near(one.page_width, 210) for one in document.sections] == [True, False, True]


def test_fonts_are_the_standards_by_name() -> None:
    document = opened(by_hand.ISSUED_BULLETIN)
    roman = "Times New Roman"
    assert font(document, "Normal") == ("仿宋_GB2312", roman, 16)
    assert font(document, "Body Text") == ("仿宋_GB2312", roman, 16)
    assert font(document, "Title") == ("方正小标宋简体", roman, 22)
    assert font(document, "Heading 1") == ("黑体", roman, 16)
    assert font(document, "Heading 2") == ("楷体_GB2312", roman, 16)
    assert font(document, "Heading 3") == ("仿宋_GB2312", roman, 16)
    assert font(document, "Heading 4") == ("仿宋_GB2312", roman, 16)
    assert font(document, "附件序号") == ("黑体", roman, 16)
    assert font(document, "版记") == ("仿宋_GB2312", roman, 14)
    assert font(document, "footer") == ("宋体", "宋体", 14)
    for level in range(1, 5):
        style = document.styles[f"Heading {level}"]
        assert str(style.font.color.rgb) == "000000"
        assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
        assert not style.font.bold


def test_body_and_headings_begin_two_characters_in() -> None:
    document = opened(by_hand.ISSUED_BULLETIN)
    for name in ("Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        indent = document.styles[name].element.pPr.find(qn("w:ind"))
        assert indent.get(qn("w:firstLineChars")) == "200"
        assert 620 <= int(indent.get(qn("w:firstLine"))) <= 640


def test_no_font_is_embedded_and_each_commercial_one_has_a_stand_in() -> None:
    with ZipFile(BytesIO(docx(by_hand.BULLETIN))) as package:
        assert not [name for name in package.namelist() if "fonts/" in name or name.endswith(".odttf")]
        table = package.read("word/fontTable.xml").decode()
    for name, other in (
        ("方正小标宋简体", "SimSun"),
        ("仿宋_GB2312", "FangSong"),
        ("楷体_GB2312", "KaiTi"),
        ("黑体", "SimHei"),
    ):
        assert other in table.partition(f'w:name="{name}"')[2].partition("</w:font>")[0]


def number_line(paragraph: Paragraph) -> tuple[str, str, object]:
    code = "".join(one.text or "" for one in paragraph._p.iter(qn("w:instrText")))
    return paragraph.text, code, paragraph.alignment


def test_page_numbers_are_right_on_odd_pages_and_left_on_even() -> None:
    document = opened(by_hand.BULLETIN)
    assert document.settings.odd_and_even_pages_header_footer
    first = document.sections[0]
    assert number_line(first.footer.paragraphs[0]) == ("— 1 —", "PAGE", 2)
    assert number_line(first.even_page_footer.paragraphs[0]) == ("— 1 —", "PAGE", 0)
    for later in document.sections[1:]:
        assert later.footer.is_linked_to_previous
        assert later.even_page_footer.is_linked_to_previous
        assert not later.different_first_page_header_footer


def test_only_a_letters_first_page_has_no_number() -> None:
    letter: Section = opened(by_hand.NOTICE).sections[0]
    assert letter.different_first_page_header_footer
    assert "".join(own.text for own in letter.first_page_footer.paragraphs) == ""
    assert number_line(letter.footer.paragraphs[0])[0] == "— 1 —"
    assert not opened(by_hand.BULLETIN).sections[0].different_first_page_header_footer


@pytest.mark.parametrize("paper", by_hand.ALL, ids=lambda paper: f"{paper.form}{paper.imprint is not None}")
def test_every_page_says_that_nobody_issued_it(paper: Paper) -> None:
    first = opened(paper).sections[0]
    heads = [first.header, first.even_page_header]
    if paper.form == "信函":
        heads.append(first.first_page_header)
    wanted = "" if paper.imprint else "系统生成稿"
    assert ["".join(own.text for own in head.paragraphs) for head in heads] == [wanted] * len(heads)
