"""Values of a paper as runs of text: names in words, blanks as underlined spaces, evidence small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office.docx import fonts
from generator.outputs.office.docx.nodes import node, paragraph, run
from generator.outputs.papers.sheet import Blank, Evidence, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Para, Value

NO_BREAK = "\N{NO-BREAK SPACE}"
"""A quarter of a character; another space would vanish at the end of a line, and its underline with it."""
EVIDENCE = 18
"""小五, 9 points in half points."""


def runs(values: Iterable[Value]) -> Iterator[BaseOxmlElement]:
    """Set values one after the other; plain words beside each other make one run."""
    words = ""
    for value in values:
        special = _special(value)
        if special is None:
            words += printed(value)
            continue
        if words:
            yield run(words)
        yield special
        words = ""
    if words:
        yield run(words)


def _special(value: Value) -> BaseOxmlElement | None:
    match value:
        case Blank():
            return run(NO_BREAK * (value.width * 4), node("u", val="single"), latin=True)
        case Evidence():
            return run(printed(value), *fonts.size(EVIDENCE))
    return None


def said(style: str, para: Para, look: Iterable[BaseOxmlElement] = ()) -> BaseOxmlElement:
    """Set a paragraph of a paper in a style."""
    return paragraph(style, *runs(para.runs), look=look)
