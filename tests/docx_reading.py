"""A .docx opened again: its texts, cells, fonts and elements, for the tests."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import papers_by_hand as by_hand
from docx import Document
from docx.oxml.ns import qn

from generator.outputs.office.docx import docx

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

    from generator.outputs.papers.sheet import Block, Paper

NO_BREAK = "\N{NO-BREAK SPACE}"


def opened(paper: Paper) -> DocumentObject:
    return Document(BytesIO(docx(paper)))


def body(*blocks: Block) -> DocumentObject:
    """A form with these blocks and nothing else."""
    return opened(replace(by_hand.FORM, size="A4", lead=(), blocks=blocks))


def texts(document: DocumentObject, style: str = "") -> list[str]:
    return [
        own.text
        for own in document.paragraphs
        if own.text and (not style or (own.style is not None and own.style.name == style))
    ]


def found(document: DocumentObject, text: str) -> Paragraph:
    return next(own for own in document.paragraphs if own.text == text)


def grid(table: WordTable) -> list[list[str]]:
    """The text of every cell as Word shows it: a merged cell's in each place it covers."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def xml(document: DocumentObject) -> str:
    return str(document.element.body.xml)


def inner(element: Any, tag: str) -> Any:
    """The first such element within, None without one."""
    return element.find(f".//{qn(f'w:{tag}')}")


def font(document: DocumentObject, style: str) -> tuple[str, str, float | None]:
    """A style's Chinese and Latin fonts and its size; what it leaves open is Normal's."""
    own, normal = document.styles[style], document.styles["Normal"]
    names = inner(own.element, "rFonts")
    if names is None:
        names = inner(normal.element, "rFonts")
    size = own.font.size or normal.font.size
    return names.get(qn("w:eastAsia")), names.get(qn("w:ascii")), size.pt if size else None
