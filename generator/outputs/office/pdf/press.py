"""Sets a paper with WeasyPrint: one template, one stylesheet, only the fonts that come with the tool."""

from __future__ import annotations

import gc
import hashlib
import logging
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from fontTools.ttLib import TTFont
from jinja2 import Undefined
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from generator.outputs.escape import page_lines
from generator.outputs.office.grid import heads, records
from generator.outputs.office.pdf.layout import (
    annex_size,
    head_size,
    sections,
    shares,
    title_lines,
    type_size,
)
from generator.outputs.office.pdf.naming import apart, boxed
from generator.outputs.papers.sheet import Evidence, Figure, Fold, Heading, Para, Table, printed
from generator.outputs.templates import environment, finalize, said

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from generator.outputs.papers.sheet import Kind, Paper, Value

TEMPLATE, STYLES = "print/paper.html.j2", "print/paper.css"
FONTS = ("print/fonts/GuatuSong.otf", "print/fonts/GuatuTitle.otf", "theme/fonts/GuatuSans.otf")
MISSING = "〓"
SPACES = dict.fromkeys(map(ord, "\u2002\u2003\u2007\u2009\u200a\u202f"), "\N{NO-BREAK SPACE}")
BLOCKS = {"heading": Heading, "para": Para, "table": Table, "figure": Figure, "fold": Fold}


def ready() -> bool:
    """Tell whether fonts can be cut, without which a .pdf would hold them whole or other bytes."""
    return bool(harfbuzz_subset)


@dataclass(frozen=True, slots=True)
class Shop:
    """What is made once: templates, styles, fonts and what they can print."""

    templates: Environment
    styles: CSS
    fonts: FontConfiguration
    fetcher: URLFetcher
    base: str


class Shipped(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Reads files below one folder and nothing else: no network, no other disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols={"file"}, fail_on_errors=True)
        self._folder = folder.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - as WeasyPrint
        """Read one file. Raises PermissionError for any other address."""
        parts = urlsplit(url)
        if parts.scheme != "file" or not self._holds(url2pathname(parts.path)):
            raise PermissionError(url)
        return super().fetch(url, headers)

    def _holds(self, path: str) -> bool:
        return (self._folder / path).resolve().is_relative_to(self._folder)


@cache
def shop(folder: Path) -> Shop:
    """Open the shop for a folder of templates, once."""
    for name in ("fontTools.subset", "fontTools.ttLib"):
        logging.getLogger(name).setLevel(logging.ERROR)
    fonts, fetcher = FontConfiguration(), Shipped(folder)
    base = folder.resolve().as_uri() + "/"
    styles = CSS(url=f"{base}{STYLES}", font_config=fonts, url_fetcher=fetcher)
    Finalize(None, _close, exitpriority=1)
    return Shop(_templates(folder), styles, fonts, fetcher, base)


def _close() -> None:
    """Let WeasyPrint remove its copies of the fonts; a worker process ends without tearing modules down."""
    shop.cache_clear()
    gc.collect()


def typeset(paper: Paper, folder: Path) -> bytes:
    """Set a paper; its identifier is the digest of its text, its dates are those of its data."""
    made = shop(folder)
    html = made.templates.get_template(TEMPLATE).render(paper=paper)
    if paper.commit:
        html = html.replace(paper.commit, boxed(paper.commit))
    document = HTML(string=html, base_url=made.base, url_fetcher=made.fetcher)
    written: bytes = document.write_pdf(
        stylesheets=[made.styles],
        font_config=made.fonts,
        finisher=partial(apart, paper.commit) if paper.commit else None,
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )
    return written


def _templates(folder: Path) -> Environment:
    known = _characters(folder)
    made = environment(folder)
    made.finalize = partial(_finalize, known)
    shapes: dict[str, Any] = {name: partial(_is, kind) for name, kind in BLOCKS.items()}
    made.tests |= shapes
    made.filters |= {
        "shown": partial(_shown, known),
        "sections": sections,
        "records": records,
        "heads": heads,
        "shares": shares,
        "type_size": type_size,
        "head_size": head_size,
        "title_lines": title_lines,
        "annex_size": annex_size,
        "is_evidence": partial(_is, Evidence),
    }
    return made


def _is(kind: type, value: object) -> bool:
    return isinstance(value, kind)


def _characters(folder: Path) -> frozenset[int]:
    """Give the characters that every font has; another font would differ from machine to machine."""
    maps = []
    for name in FONTS:
        with TTFont(folder / name, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)


def printable(text: str, known: frozenset[int]) -> str:
    """Print what no font has as 〓; narrow spaces become the one they all have, line breaks stay."""
    return "".join(
        char if ord(char) in known or char == "\n" else MISSING if char.isprintable() else ""
        for char in text.translate(SPACES)
    )


def _finalize(known: frozenset[int], value: object) -> Markup | Undefined:
    if isinstance(value, (Markup, Undefined)):
        return value
    return finalize(printable(said(value), known))


def _shown(known: frozenset[int], value: Value, kind: Kind = "text") -> Markup:
    """Print a value of a paper, line by line."""
    return page_lines(printable(printed(value, kind), known))
