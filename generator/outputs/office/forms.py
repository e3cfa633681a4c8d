"""One door to the three kinds of file; each library is imported only where it is used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.office.naming import named, unnamed
from generator.outputs.papers.sheet import Figure, Fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.outputs.papers.kinds import Format
    from generator.outputs.papers.sheet import Block, Paper


def writable() -> frozenset[Format]:
    """Tell what this machine can write: .pdf needs the extra `pdf` of this tool."""
    from generator.outputs.office.pdf import available  # noqa: PLC0415 - as the module says

    return frozenset({"docx", "xlsx", "pdf"} if available() else {"docx", "xlsx"})


def on_paper(paper: Paper) -> Paper:
    """Leave out what is for the screen alone: charts said in words already, notes on the paper itself."""
    return replace(
        paper,
        lead=tuple(line for line in paper.lead if not line.note),
        blocks=tuple(_kept(paper.blocks)),
        annexes=tuple(replace(annex, blocks=tuple(_kept(annex.blocks))) for annex in paper.annexes),
    )


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Fold):
            yield replace(block, blocks=tuple(_kept(block.blocks)))
        elif not (isinstance(block, Figure) and block.said):
            yield block


def write(paper: Paper, form: Format, folder: Path) -> bytes:
    """Write a paper as a file; `folder` holds the site's templates and fonts."""
    bare = unnamed(paper)
    return named(made(bare, form, folder), form, bare.commit, paper.commit)


def made(paper: Paper, form: Format, folder: Path) -> bytes:
    """Write a paper of no commit as a file that is to be named."""
    paper = on_paper(paper)
    if form == "docx":
        from generator.outputs.office.docx import docx  # noqa: PLC0415 - as the module says

        return docx(paper)
    if form == "xlsx":
        from generator.outputs.office.xlsx import xlsx  # noqa: PLC0415 - as the module says

        return xlsx(paper)
    from generator.outputs.office.pdf import pdf  # noqa: PLC0415 - as the module says

    return pdf(paper, folder)
