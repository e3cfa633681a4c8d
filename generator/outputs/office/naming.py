"""The commit a paper names, written into its finished file: what says nothing else new is made once."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.outputs.office.packing import packed
from generator.outputs.office.pdf import naming

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper


def unnamed(paper: Paper) -> Paper:
    """Give a paper with a commit that is none in the place of its own, told by all else that it says.

    So nothing that the paper says can be taken for it.
    """
    if not paper.commit:
        return paper
    rest = replace(paper, basis=paper.basis.replace(paper.commit, "", 1), commit="")
    stand_in = sha256(repr(rest).encode()).hexdigest()[: len(paper.commit)]
    return replace(paper, basis=paper.basis.replace(paper.commit, stand_in, 1), commit=stand_in)


def named(made: bytes, form: str, stand_in: str, commit: str) -> bytes:
    """Write a commit into the file of a paper that was made without; the same gives the same bytes."""
    if not stand_in:
        return made
    if form == "pdf":
        return naming.named(made, commit)
    return packed(made, stand_in.encode(), commit.encode())
