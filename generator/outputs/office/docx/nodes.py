"""Elements of WordprocessingML, made one by one: text is always a text node, so none of it can be markup."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from generator.outputs.office.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.xmlchemy import BaseOxmlElement

# Both are declared: a prefix left to lxml depends on what other libraries have registered in the process.
_SPACES = {prefix: nsmap[prefix] for prefix in ("w", "r")}
DECLARED = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
"""How an element that is written by itself declares both."""
_SPACE = qn("xml:space")
PARAGRAPH = qn("w:p")

_ORDERS = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs"),
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
    ),
    "rPr": ("rFonts", "b", "bCs", "color", "spacing", "kern", "sz", "szCs", "u", "lang"),
}
_PLACES = {
    tag: {qn(f"w:{name}"): place for place, name in enumerate(order)} for tag, order in _ORDERS.items()
}


@cache
def _name(tag: str) -> str:
    return qn(f"w:{tag}")


def node(tag: str, *children: BaseOxmlElement, **values: str | int) -> BaseOxmlElement:
    """Make one element of the main namespace: `node("ind", left=640)`."""
    attributes = {_name(key): str(value) for key, value in values.items()}
    made: BaseOxmlElement = oxml_parser.makeelement(_name(tag), attrib=attributes, nsmap=_SPACES)
    made.extend(children)
    return made


def properties(tag: str, given: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Make `pPr` or `rPr`, its children in the order the schema asks for."""
    places = _PLACES[tag]
    return node(tag, *sorted(given, key=lambda child: places[child.tag]))


def clean(text: str) -> str:
    """Leave out what XML forbids; a tab would jump across the line, so it becomes a space."""
    return legible(text).replace("\t", " ")


def run(text: str, *look: BaseOxmlElement, latin: bool = False) -> BaseOxmlElement:
    """Make a run of text, a line break for each of its breaks.

    Quotation marks and dashes are of both scripts: they are set in the Chinese font unless `latin`.
    """
    fonts = (
        [] if latin or any(one.tag == _name("rFonts") for one in look) else [node("rFonts", hint="eastAsia")]
    )
    made = node("r", properties("rPr", (*fonts, *look))) if fonts or look else node("r")
    for place, line in enumerate(clean(text).split("\n")):
        if place:
            made.append(node("br"))
        if line:
            made.append(written := node("t"))
            written.text = line
            written.set(_SPACE, "preserve")
    return made


def paragraph(style: str, *content: BaseOxmlElement, look: Iterable[BaseOxmlElement] = ()) -> BaseOxmlElement:
    """Make a paragraph of a style; `look` is what it has of its own."""
    return node("p", properties("pPr", (node("pStyle", val=style), *look)), *content)


def set_also(given: BaseOxmlElement, *look: BaseOxmlElement) -> None:
    """Give a paragraph more of its own look."""
    old = given[0]
    given.replace(old, properties("pPr", [*old, *look]))


def gap(height: int) -> BaseOxmlElement:
    """Make an empty paragraph of a height in twips, such as must stand between two tables."""
    return paragraph("Gap", look=(node("spacing", line=height, lineRule="exact"),))
