"""A paper as a .pdf laid out to GB/T 9704-2012, in the tool's own fonts."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.papers.sheet import Paper


def available() -> bool:
    """Tell whether what sets a .pdf is installed."""
    return all(map(find_spec, ("typst", "fontTools")))


def pdf(paper: Paper, folder: Path) -> bytes:
    """Typeset a paper with the templates and fonts in `folder`; the same paper gives the same bytes.

    Raises ImportError where `available` is false.
    """
    from generator.outputs.office.pdf.press import typeset  # noqa: PLC0415 - only here is Typst needed

    return typeset(paper, folder)
