"""What stands above the body: red head and rule, number, title, addressee (GB/T 9704-2012, 7.2 and 10.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import day
from generator.outputs.office.docx import fonts
from generator.outputs.office.docx.measure import width
from generator.outputs.office.docx.nodes import clean, node, paragraph, run
from generator.outputs.office.docx.pages import PITCH, UPRIGHT, twips
from generator.outputs.office.docx.titles import title
from generator.outputs.office.docx.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.office.docx.pages import Page
    from generator.outputs.papers.sheet import Imprint, Paper

SYSTEM_MADE = "系统生成稿"
ABOVE_OFFICE_MM = 35
RULE_GAP_MM = 4
LETTER_RULE_MM = 170
LETTER_TOP_MM = 30
RULE_SPACE = 11
"""4 mm in points."""
LEADING = 130
"""What the line above leaves free below its letters, in twips."""
LARGEST, SMALLEST = 52, 26
"""Sizes of the office's name, in points."""


def head(paper: Paper, page: Page) -> Iterator[BaseOxmlElement]:
    """Set what stands above the body."""
    match paper.form:
        case "通报":
            yield from _bulletin(paper)
        case "信函":
            yield from _letter(paper)
    below = list(_under_title(paper))
    before = 0 if paper.form == "表格" else 2 * PITCH
    yield title("Title", paper.title, page.room, before=before, after=120 if below else PITCH)
    yield from below
    for line in paper.lead:
        yield said("Lead", line)
    if paper.addressed:
        yield paragraph("Normal", run(paper.addressed))


def _bulletin(paper: Paper) -> Iterator[BaseOxmlElement]:
    if paper.imprint is None:
        yield paragraph("DocumentNumber", run(paper.number))
        return
    yield _office(paper.issuer, above=twips(ABOVE_OFFICE_MM), below=2 * PITCH)
    yield _numbered(paper.imprint)
    yield _rule()


def _letter(paper: Paper) -> Iterator[BaseOxmlElement]:
    frame = node(
        "framePr",
        w=twips(LETTER_RULE_MM),
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        xAlign="center",
        y=twips(LETTER_TOP_MM),
    )
    if paper.imprint:
        yield _office(paper.issuer, frame, border("bottom", "thickThinSmallGap", 24, space=RULE_SPACE))
    else:
        yield _office(paper.issuer, frame, ink=fonts.BLACK_INK)
    yield paragraph("DocumentNumber", run(paper.number), look=(node("jc", val="right"),))


def _office(
    name: str, *look: BaseOxmlElement, ink: str = fonts.RED, above: int = 0, below: int = 0
) -> BaseOxmlElement:
    """Set 发文机关标志, as large as it fits in one line."""
    words = clean(name).replace("\n", " ")
    points = max(SMALLEST, min(LARGEST, int(UPRIGHT.room / 20 / max(width(words), 1))))
    pitch = node("spacing", before=above, after=below, line=points * 24, lineRule="exact")
    letters = (node("color", val=ink), *fonts.size(points * 2))
    return paragraph("IssuingOffice", run(words, *letters), look=(*look, pitch))


def _numbered(imprint: Imprint) -> BaseOxmlElement:
    """Set 发文字号 in the middle; with 签发人 it goes left, one character in, and the name right in 楷体."""
    if not imprint.signer:
        return paragraph("DocumentNumber", run(imprint.number))
    stop = node("tabs", node("tab", val="right", pos=UPRIGHT.room))
    return paragraph(
        "DocumentNumber",
        run(f"　{imprint.number}"),
        node("r", node("tab")),
        run("签发人："),
        run(imprint.signer, fonts.fonts(fonts.KAI)),
        run("　"),
        look=(stop, node("jc", val="left")),
    )


def _rule() -> BaseOxmlElement:
    """Draw the red rule, as wide as the text, below the number."""
    look = (
        node("keepNext"),
        border("bottom", "single", 18),
        node("snapToGrid", val=0),
        node("spacing", line=twips(RULE_GAP_MM) - LEADING, lineRule="exact"),
    )
    return paragraph("Gap", look=look)


def border(side: str, style: str, eighths: int, *, space: int = 0, ink: str = fonts.RED) -> BaseOxmlElement:
    """Make a line at one side of a paragraph, `eighths` of a point thick, `space` points off."""
    return node("pBdr", node(side, val=style, sz=eighths, space=space, color=ink))


def _under_title(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Say that nobody has issued it yet; of a form of tables, also of which day it is."""
    if paper.imprint is None:
        yield paragraph("SystemMark", run(f"（{SYSTEM_MADE}）"))
    elif paper.form == "表格":
        yield paragraph("SystemMark", run(f"（{paper.imprint.number}，{day(paper.imprint.on)}）"))
    if paper.imprint is None or paper.form == "表格":
        yield paragraph(
            "Note", run(paper.drawn_from), look=(node("spacing", after=240), node("jc", val="center"))
        )
