"""The sheet of paper of GB/T 9704-2012: size, margins, and the grid of 22 lines of 28 characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from generator.outputs.office.docx.nodes import node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Size

LINES = 22
LETTERS = 28
PITCH = 580
"""A line of the body, 29 points in twips."""
BODY = 32
"""3号, 16 points in half points."""
HEADER_MM = 18
FOOTER_MM = 20


def twips(millimetres: int) -> int:
    """Turn millimetres into twentieths of a point, half up."""
    return (millimetres * 14400 + 127) // 254


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with its margins, in millimetres."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    code: int

    @property
    def room(self) -> int:
        """Give the width of the text area in twips."""
        return twips(self.width) - twips(self.left) - twips(self.right)

    @property
    def wide(self) -> bool:
        """Tell a sheet that lies across."""
        return self.width > self.height


UPRIGHT = Page(210, 297, top=37, right=26, bottom=35, left=28, code=9)
ACROSS = Page(297, 210, top=28, right=37, bottom=26, left=35, code=9)
LARGE = Page(420, 297, top=28, right=37, bottom=26, left=35, code=8)
PAGES: Mapping[Size, Page] = {"A4": UPRIGHT, "A4横": ACROSS, "A3横": LARGE}

LETTER = UPRIGHT.room * 10 // LETTERS
"""The width of a character of the grid, in tenths of a twip."""
CLOSER = LETTER // 10 - BODY * 10
"""How much closer than its size a letter of the body stands, in twips, so that 28 of them make a line."""
# Word adds charSpace / 4096 points to each letter of the body's size.
LETTER_SPACE = UPRIGHT.room * 4096 // (LETTERS * 20) - BODY * 2048


def letters(hundredths: int) -> int:
    """Turn hundredths of a character into twips, as an indent needs both."""
    return hundredths * LETTER // 1000


def bottom(page: Page) -> int:
    """Give the bottom margin in twips; upright it leaves room for exactly 22 lines (225 mm and 0.07)."""
    if page.wide:
        return twips(page.bottom)
    return twips(page.height) - twips(page.top) - LINES * PITCH


def section(page: Page, references: Mapping[str, str], *, first_differs: bool = False) -> BaseOxmlElement:
    """Make the properties of a section; `references` are `header:even` and the like to their parts."""
    made = node("sectPr")
    for place, part in references.items():
        kind, _, which = place.partition(":")
        made.append(reference := node(f"{kind}Reference", type=which))
        reference.set(qn("r:id"), part)
    made.append(node("type", val="nextPage"))
    made.append(node("pgSz", w=twips(page.width), h=twips(page.height), **_orientation(page), code=page.code))
    made.append(
        node(
            "pgMar",
            top=twips(page.top),
            right=twips(page.right),
            bottom=bottom(page),
            left=twips(page.left),
            header=twips(HEADER_MM),
            footer=twips(FOOTER_MM if not page.wide else FOOTER_MM - 9),
            gutter=0,
        ),
    )
    if first_differs:
        made.append(node("titlePg"))
    made.append(node("docGrid", type="linesAndChars", linePitch=PITCH, charSpace=LETTER_SPACE))
    return made


def _orientation(page: Page) -> dict[str, str | int]:
    return {"orient": "landscape"} if page.wide else {}
