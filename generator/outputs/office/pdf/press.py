"""Sets a paper with Typst: one template, the paper's words as its data, only the tool's own fonts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, cast

from fontTools.ttLib import TTFont
from typst import Compiler, Fonts

from generator.outputs.office.pdf.content import content
from generator.outputs.office.pdf.measure import BREAK
from generator.outputs.office.pdf.naming import apart, named, shuffled

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.papers.sheet import Paper

TEMPLATE = "print/paper.typ"
FONTS = ("print/fonts/GuatuSong.otf", "print/fonts/GuatuTitle.otf", "theme/fonts/GuatuSans.otf")
MISSING = "〓"
MEMORY = 10
"""Papers for which Typst keeps all that it works out, of which no other has any use."""
SPACES = dict.fromkeys(map(ord, "\u2002\u2003\u2007\u2009\u200a\u202f"), "\N{NO-BREAK SPACE}")
KEPT = f"\n{BREAK}"


@dataclass(frozen=True, slots=True)
class Shop:
    """What is made once: template and fonts, and what they can print; `idle` sets an empty page."""

    compiler: Compiler
    idle: Compiler
    known: frozenset[int]


@cache
def shop(folder: Path) -> Shop:
    """Open the shop for a folder of templates, once."""
    fonts = Fonts(False, False, [str((folder / name).parent) for name in FONTS[::2]])  # noqa: FBT003 - no others
    made = Compiler(str(folder / TEMPLATE), str(folder), fonts)
    return Shop(made, Compiler(font_paths=fonts), _characters(folder))


def typeset(paper: Paper, folder: Path) -> bytes:
    """Set a paper, dated by its data."""
    made = shop(folder)
    basis, commit = paper.drawn_from, ""
    if paper.commit:
        before, commit, after = basis.partition(paper.commit)
    parts = (before, shuffled(commit), after) if commit else (basis,)
    data = json.dumps(content(paper, partial(printable, made.known), parts), ensure_ascii=False)
    file = cast("bytes", made.compiler.compile(format="pdf", sys_inputs={"paper": data}, pdf_tags=False))
    for _ in range(MEMORY):
        made.idle.compile(b"", format="pdf")
    return named(apart(file, commit), commit) if commit else file


def _characters(folder: Path) -> frozenset[int]:
    """Give the characters that every font has; another font would differ from machine to machine."""
    maps = []
    for name in FONTS:
        with TTFont(folder / name, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)


def printable(known: frozenset[int], text: str) -> str:
    """Print what no font has as 〓; narrow spaces become the one they all have, line breaks stay."""
    return "".join(
        char if ord(char) in known or char in KEPT else MISSING if char.isprintable() else ""
        for char in text.translate(SPACES)
    ).replace(BREAK, "\N{ZERO WIDTH SPACE}")
