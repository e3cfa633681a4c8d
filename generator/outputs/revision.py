"""Which state of the data a site shows: the commit, and the seal it knows last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORT_HASH = 10


def parted(text: str, commit: str) -> list[list[str]]:
    """Divide a text where it names a commit, in full and, between those, in short.

    Texts that name two commits and have equal parts differ in nothing else.
    """
    pieces = text.split(commit) if commit else [text]
    return [piece.split(commit[:SHORT_HASH]) if commit else [piece] for piece in pieces]


def joined(parts: Iterable[Iterable[str]], commit: str) -> str:
    """Give the text of some parts that names another commit."""
    return commit.join(commit[:SHORT_HASH].join(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Revision:
    """The commit a site is built from; `commit` is empty outside git, `changed` tells unsaved changes.

    `number` is that of the ledger's last seal the commit knows, 0 where there is none; `sealed` tells the
    site of a sealed period, which is as old as it should be.
    """

    commit: str = ""
    changed: bool = False
    number: int = 0
    sealed: bool = False

    @property
    def short(self) -> str:
        """Give the commit as people write it; 未入库 outside git."""
        return (self.commit[:SHORT_HASH] + ("（有未提交的改动）" if self.changed else "")) or "未入库"

    @property
    def seal(self) -> str:
        """Give the ledger's number as people write it."""
        return f"第{self.number}号封存" if self.number else "尚无封存"
