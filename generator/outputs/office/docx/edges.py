"""Headers and footers: “— 1 —” at the outer side; 系统生成稿 on every page until it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.hdrftr import FooterPart, HeaderPart

from generator.outputs.office.docx.heads import SYSTEM_MADE, border
from generator.outputs.office.docx.nodes import node, paragraph, run
from generator.outputs.office.docx.pages import UPRIGHT, twips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart
    from docx.parts.story import StoryPart

    from generator.outputs.papers.sheet import Paper

RULE_MM = 20
"""How far the double rules end from the sides of the sheet."""
LETTER = 280
"""A character of 4号, 14 points in twips."""


def edges(document: DocumentPart, paper: Paper) -> Mapping[str, str]:
    """Add the headers and footers a paper needs; give each one's relation by `header:even` and the like."""
    made = {}
    for place, content in _contents(paper):
        part: StoryPart
        if place.startswith("header"):
            part = HeaderPart.new(document.package)
            made[place] = document.relate_to(part, RELATIONSHIP_TYPE.HEADER)
        else:
            part = FooterPart.new(document.package)
            made[place] = document.relate_to(part, RELATIONSHIP_TYPE.FOOTER)
        for old in list(part.element):
            part.element.remove(old)
        part.element.append(content)
    return made


def _contents(paper: Paper) -> Iterator[tuple[str, BaseOxmlElement]]:
    letter = paper.form == "信函"
    if paper.imprint is None:
        for which in ("default", "even", "first") if letter else ("default", "even"):
            yield f"header:{which}", paragraph("Header", run(SYSTEM_MADE))
    yield "footer:default", page_number("right")
    yield "footer:even", page_number("left")
    if letter:
        yield "footer:first", _letter_foot(paper)


def page_number(side: str) -> BaseOxmlElement:
    """Set “— 1 —” at the outer side, one character in (7.5)."""
    fields = (
        node("r", node("fldChar", fldCharType="begin")),
        node("r", _code()),
        node("r", node("fldChar", fldCharType="separate")),
        run("1", latin=True),
        node("r", node("fldChar", fldCharType="end")),
    )
    look = (node("ind", **{f"{side}Chars": 100, side: LETTER}), node("jc", val=side))
    return paragraph("Footer", run("— "), *fields, run(" —"), look=look)


def _code() -> BaseOxmlElement:
    code = node("instrText")
    code.text = "PAGE"
    return code


def _letter_foot(paper: Paper) -> BaseOxmlElement:
    """Leave the number off a letter's first page; once issued, the second double rule stands there (10.1)."""
    if paper.imprint is None:
        return paragraph("Footer")
    line = border("bottom", "thinThickSmallGap", 24)
    beyond = node("ind", left=-twips(UPRIGHT.left - RULE_MM), right=-twips(UPRIGHT.right - RULE_MM))
    return paragraph("Gap", look=(line, beyond))
