"""The styles of a paper: every look of GB/T 9704-2012 is a named style, changed once for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.outputs.office.docx import fonts
from generator.outputs.office.docx.looks import Look, looked
from generator.outputs.office.docx.nodes import node, properties
from generator.outputs.office.docx.pages import BODY, CLOSER, PITCH

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

CELL_SIDE = 50
"""What is left free at either side of a cell, in twips."""
CELL_SIZES = (24, 21, 18, 15)
"""小四、五号、小五、六号, in half points."""


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style: its id, the name Word knows it by, font, size in half points, and look."""

    key: str
    name: str
    look: Look
    font: str = ""
    size: int = 0
    bold: bool = False
    latin: str = fonts.LATIN


BODY_LOOK = Look(first=200)
HEADING = Look(first=200, keep=True)
TITLE = Look(align="center", before=0, after=PITCH, line=PITCH, keep=True)
SMALL = Look(line=360)

STYLES = (
    Style("BodyText", "Body Text", BODY_LOOK),
    Style("Title", "Title", TITLE, fonts.TITLE, 44),
    Style("Heading1", "heading 1", replace(HEADING, outline=0), fonts.BLACK),
    Style("Heading2", "heading 2", replace(HEADING, outline=1), fonts.KAI),
    Style("Heading3", "heading 3", replace(HEADING, outline=2)),
    Style("Heading4", "heading 4", replace(HEADING, outline=3)),
    Style("Fold", "明细标题", replace(HEADING, outline=4), bold=True),
    Style("IssuingOffice", "发文机关标志", Look(align="center", keep=True), fonts.TITLE, 104),
    Style("DocumentNumber", "发文字号", Look(align="center", keep=True)),
    Style("SystemMark", "系统生成稿", Look(align="center", line=400), fonts.KAI, 24),
    Style("CutOff", "数据截至", replace(SMALL, align="center", after=240), size=18),
    Style("Lead", "题下说明", Look(align="left", line=480), size=28),
    Style("Signature", "Signature", Look(align="right", keep=True)),
    Style("Date", "Date", Look(align="right", right=400)),
    Style("AnnexLabel", "附件序号", Look(align="left", keep=True, after=PITCH // 2), fonts.BLACK),
    Style("AnnexTitle", "附件标题", replace(TITLE, outline=0), fonts.TITLE, 44),
    Style(
        "Caption", "caption", replace(SMALL, align="center", before=120, after=80, keep=True), fonts.BLACK, 24
    ),
    Style("Note", "注释", replace(SMALL, align="both", before=60, after=120), size=21),
    Style("Copies", "版记", Look(align="left", line=480), size=28),
    Style("Gap", "间隔", Look(line=120), size=2),
    Style("Header", "header", Look(align="right", line=280), fonts.KAI, 21),
    Style("Footer", "footer", Look(line=280, after=310), fonts.SONG, 28, latin=fonts.SONG),
    *(
        Style(f"Cell{size}", f"表格 {size / 2:g}", Look(align="left", line=size * 13), size=size)
        for size in CELL_SIZES
    ),
    *(
        Style(
            f"CellHead{size}",
            f"表头 {size / 2:g}",
            Look(align="center", line=size * 13, keep=True),
            fonts.BLACK,
            size,
        )
        for size in CELL_SIZES
    ),
)


def sheet() -> BaseOxmlElement:
    """Write all styles (styles.xml)."""
    return node("styles", _defaults(), _normal(), *_others(), *map(_style, STYLES))


def _defaults() -> BaseOxmlElement:
    letters = (
        fonts.fonts(fonts.FANG),
        node("kern", val=0),
        *fonts.size(BODY),
        node("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    return node(
        "docDefaults",
        node("rPrDefault", properties("rPr", letters)),
        node("pPrDefault", node("pPr")),
    )


def _normal() -> BaseOxmlElement:
    look = (
        node("widowControl", val=0),
        *looked(Look(align="both", before=0, after=0, line=PITCH, off_grid=True)),
    )
    return node(
        "style",
        node("name", val="Normal"),
        node("qFormat"),
        properties("pPr", look),
        properties("rPr", (fonts.fonts(fonts.FANG), node("spacing", val=CLOSER), *fonts.size(BODY))),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _style(style: Style) -> BaseOxmlElement:
    letters: list[BaseOxmlElement] = []
    if style.font:
        letters.append(fonts.fonts(style.font, style.latin))
    if style.bold:
        letters += [node("b"), node("bCs")]
    letters.append(node("color", val=fonts.BLACK_INK))
    if style.size:
        letters += [node("spacing", val=0), *fonts.size(style.size)]
    return node(
        "style",
        node("name", val=style.name),
        node("basedOn", val="Normal"),
        *([node("next", val="BodyText")] if style.look.outline is not None else []),
        node("qFormat"),
        properties("pPr", looked(style.look)),
        properties("rPr", letters),
        type="paragraph",
        styleId=style.key,
        **({} if style.name.isascii() else {"customStyle": 1}),
    )


def _others() -> tuple[BaseOxmlElement, ...]:
    """Give what every document has: the default letters, and tables without and with lines."""
    letters = node(
        "style",
        node("name", val="Default Paragraph Font"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    plain = node(
        "style",
        node("name", val="Normal Table"),
        node("tblPr", node("tblInd", w=0, type="dxa"), _cell_margins(0, 0)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = node("tblBorders", *(node(side, val="single", sz=4, space=0, color="000000") for side in sides))
    ruled = node(
        "style",
        node("name", val="Table Grid"),
        node("basedOn", val="TableNormal"),
        node("tblPr", borders, _cell_margins(CELL_SIDE, 30)),
        type="table",
        styleId="TableGrid",
    )
    return letters, plain, ruled


def _cell_margins(across: int, down: int) -> BaseOxmlElement:
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    return node("tblCellMar", *(node(side, w=width, type="dxa") for side, width in sides))
