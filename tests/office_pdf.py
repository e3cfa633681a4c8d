"""A .pdf read again: its words by place, font and size; its fonts."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from fontTools.ttLib import TTFont
from pypdf import PdfReader

from generator.outputs.office.pdf import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

    from generator.outputs.papers.sheet import Paper

TEMPLATES = Path(__file__).parent.parent / "site_templates"
MM = 72 / 25.4
SONG, SANS, TITLE = (f"Guatu{name}-Regular-Identity-H" for name in ("Song", "Sans", "Title"))
OURS = {SONG, SANS, TITLE}


@dataclass(frozen=True, slots=True)
class Placed:
    """Words, the point where they begin, from the page's upper left, and their font and size, in points."""

    text: str
    x: float
    y: float
    font: str
    size: float


def read(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(paper, TEMPLATES)))


def placed(page: PageObject) -> list[Placed]:
    found = []

    def see(text: str, cm: list[float], tm: list[float], font: dict[str, str], size: float) -> None:
        if text.strip():
            name = font["/BaseFont"].partition("+")[2]
            x, y = tm[4] + cm[4], float(page.mediabox.height) - tm[5] - cm[5]
            found.append(Placed(text.strip(), x, y, name, round(size, 1)))

    page.extract_text(visitor_text=see)
    return found


@cache
def _advances(name: str) -> dict[str, float]:
    """How wide each character of a font is, in ems."""
    path = next(TEMPLATES.rglob(f"{name.partition('-')[0]}.otf"))
    with TTFont(path) as font:
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def right(one: Placed) -> float:
    """Where words end, or a little before, as punctuation is set closer."""
    known = _advances(one.font)
    wide = (known.get(char, 0) for char in one.text)
    closer = 0.5 * sum(char in "，。、；：（）〔〕《》“”‘’…" for char in one.text)
    return one.x + (sum(wide) - closer) * one.size - 0.215 * len(one.text)


def the(words: list[Placed], text: str) -> Placed:
    return next(one for one in words if one.text.startswith(text))


def text_of(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in read(paper).pages)


def fonts_in(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Give the fonts of every page."""
    for page in reader.pages:
        resources = cast("DictionaryObject", page["/Resources"].get_object())
        for font in cast("DictionaryObject", resources["/Font"].get_object()).values():
            yield cast("DictionaryObject", font.get_object())


def fonts_of(reader: PdfReader) -> set[str]:
    return {str(font["/BaseFont"]).partition("+")[2] for font in fonts_in(reader)}


def size_of(page: PageObject) -> tuple[int, int]:
    return round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)
