"""What stands below the body: list of annexes, signature and date, 附注, 版记 (GB/T 9704-2012, 7.3.4–7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office.docx import fonts
from generator.outputs.office.docx.cells import cell
from generator.outputs.office.docx.looks import Look, looked
from generator.outputs.office.docx.measure import width
from generator.outputs.office.docx.nodes import clean, gap, node, paragraph, run
from generator.outputs.office.docx.pages import PITCH, UPRIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Annex, Paper

DATE_IN = 400
"""成文日期 ends four characters in from the right."""
LETTER = 280
"""A character of 4号, 14 points in twips."""
RULES = (("top", 8), ("bottom", 8), ("insideH", 6))
"""The lines of 版记, 0.35 and 0.25 mm, in eighths of a point."""


def tail(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Set what stands between the body and the annexes."""
    yield from listed(paper.annexes)
    if paper.signatory:
        yield from signed(paper.signatory, paper.dated)
    if paper.imprint and paper.form != "表格":
        yield paragraph("BodyText", run(f"（{paper.drawn_from}）"))


def listed(annexes: Sequence[Annex]) -> Iterator[BaseOxmlElement]:
    """List the annexes a line below the body, two characters in, titles in line, without full stops."""
    if len(annexes) == 1:
        look = Look(before=PITCH, left=500, first=-300, keep=True)
        yield paragraph("Normal", run(f"附件：{annexes[0].title}"), look=looked(look))
        return
    for number, annex in enumerate(annexes, 1):
        if number == 1:
            look, words = (
                Look(before=PITCH, left=600, first=-400, keep=True),
                f"附件：{number}. {annex.title}",
            )
        else:
            look, words = Look(left=600, first=-100, keep=True), f"{number}. {annex.title}"
        yield paragraph("Normal", run(words), look=looked(look))


def signed(sign: str, date: str) -> Iterator[BaseOxmlElement]:
    """Set 署名 over the middle of 成文日期, which ends four characters in."""
    words = clean(sign).replace("\n", " ")
    inward = max(0, DATE_IN + round(50 * (width(date) - width(words))))
    yield paragraph("Signature", run(words), look=looked(Look(before=2 * PITCH, right=inward)))
    yield paragraph("Date", run(date))


def imprinted(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Set 版记 at the foot of the last page; a letter's has copies only and no lines, a form has none."""
    copies = f"抄送：{paper.copied}" if paper.copied else ""
    if paper.form == "通报":
        date = f"{paper.dated}印发"
        last = round((width(date) + 3) * LETTER)
        each = [UPRIGHT.room - last, last]
        rows = [_row(cell(UPRIGHT.room, [_copies(copies)], span=2))] if copies else []
        yield _standing([*rows, _issued(paper.issuer, date, each)], each)
        yield gap(20)
    elif paper.form == "信函" and copies:
        yield _copies(copies, _frame())
        yield gap(20)


def _frame() -> BaseOxmlElement:
    """Let a paragraph stand on the bottom of the text area."""
    return node(
        "framePr",
        w=UPRIGHT.room,
        wrap="notBeside",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="center",
        yAlign="bottom",
    )


def _copies(words: str, *look: BaseOxmlElement) -> BaseOxmlElement:
    """Set 抄送 one character in at both sides, further lines below the first name."""
    indent = node("ind", left=4 * LETTER, hanging=3 * LETTER, right=LETTER)
    return paragraph("Copies", run(words), look=(*look, indent))


def _issued(issuer: str, date: str, each: Sequence[int]) -> BaseOxmlElement:
    """Set 印发机关 at the left and 印发日期 at the right, each one character in."""
    who = paragraph("Copies", run(issuer), look=(node("ind", left=LETTER),))
    when = paragraph("Copies", run(date), look=(node("ind", right=LETTER), node("jc", val="right")))
    return _row(cell(each[0], [who]), cell(each[1], [when]))


def _row(*cells: BaseOxmlElement) -> BaseOxmlElement:
    return node("tr", node("trPr", node("cantSplit")), *cells)


def _standing(rows: Sequence[BaseOxmlElement], each: Sequence[int]) -> BaseOxmlElement:
    """Let a table stand on the bottom of the text area, ruled across."""
    rules = (node(side, val="single", sz=size, space=0, color=fonts.BLACK_INK) for side, size in RULES)
    marks = (
        node("tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom"),
        node("tblW", w=UPRIGHT.room, type="dxa"),
        node("tblBorders", *rules),
        node("tblLayout", type="fixed"),
    )
    columns = (node("gridCol", w=size) for size in each)
    return node("tbl", node("tblPr", *marks), node("tblGrid", *columns), *rows)
