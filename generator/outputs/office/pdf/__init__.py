"""A paper as a .pdf laid out to GB/T 9704-2012, in the tool's own fonts."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.papers.sheet import Paper


@cache
def available() -> bool:
    """Tell whether this machine can typeset: WeasyPrint is installed and finds Pango and HarfBuzz."""
    try:
        with redirect_stdout(io.StringIO()):  # WeasyPrint prints what is missing before it raises
            from generator.outputs.office.pdf import press  # noqa: PLC0415 - the question itself
    except (ImportError, OSError):
        return False
    return press.ready()


def pdf(paper: Paper, folder: Path) -> bytes:
    """Typeset a paper with the templates and fonts in `folder`; the same paper gives the same bytes.

    Raises ImportError or OSError where `available` is false.
    """
    from generator.outputs.office.pdf.press import typeset  # noqa: PLC0415 - only here is Pango needed

    return typeset(paper, folder)
