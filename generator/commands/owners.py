"""Where CODEOWNERS lie: at the top of the repository, which may hold the data in a folder of its own."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def top_of(root: Path) -> tuple[Path, str]:
    """Give the top of the repository that holds a folder, and the folder's place in it, `district/`.

    Outside git the folder itself is the top.
    """
    from generator.records.history.line import prefix_of
    from generator.records.source import Refused

    try:
        prefix = prefix_of(root)
    except Refused:
        return root, ""
    return root.joinpath(*[".."] * len(PurePosixPath(prefix).parts)), prefix


def stale(root: Path, portfolio: Portfolio) -> Iterator[Problem]:
    """Name the CODEOWNERS files that are there and do not say what the register says."""
    from generator.records.codes.requests import STALE_OWNERS
    from generator.records.owners import FILES, codeowners
    from generator.records.source import Mark, problem

    top, prefix = top_of(root)
    for forge, path in FILES.items():
        if (top / path).is_file() and (top / path).read_bytes() != codeowners(
            portfolio, forge, prefix
        ).encode():
            yield problem(Mark(path), STALE_OWNERS)
