"""How a paragraph stands: alignment, spacing, indents; the same words for a style and for one paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.outputs.office.docx.nodes import node
from generator.outputs.office.docx.pages import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Look:
    """What is set of a paragraph; None leaves it to the style.

    Spaces and line pitch are in twips, indents in hundredths of a character (`first` below 0 hangs).
    """

    align: Align | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    first: int | None = None
    left: int | None = None
    right: int | None = None
    outline: int | None = None
    keep: bool = False
    off_grid: bool = False


def looked(look: Look) -> Iterator[BaseOxmlElement]:
    """Give the elements that set it."""
    if look.keep:
        yield node("keepNext")
        yield node("keepLines")
    if look.off_grid:
        yield node("adjustRightInd", val=0)
        yield node("snapToGrid", val=0)
    if spacing := _spacing(look):
        yield node("spacing", **spacing)
    if indents := _indents(look):
        yield node("ind", **indents)
    if look.align:
        yield node("jc", val=look.align)
    if look.outline is not None:
        yield node("outlineLvl", val=look.outline)


def _spacing(look: Look) -> dict[str, str | int]:
    given: dict[str, str | int] = {}
    if look.before is not None:
        given["before"] = look.before
    if look.after is not None:
        given["after"] = look.after
    if look.line is not None:
        given |= {"line": look.line, "lineRule": "exact"}
    return given


def _indents(look: Look) -> dict[str, str | int]:
    given: dict[str, str | int] = {}
    for side, size in (("left", look.left), ("right", look.right)):
        if size is not None:
            given |= {f"{side}Chars": size, side: letters(size)}
    if look.first is not None:
        side = "firstLine" if look.first >= 0 else "hanging"
        given |= {f"{side}Chars": abs(look.first), side: letters(abs(look.first))}
    return given
