"""Which state of the data a site shows: the commit, and the seal it knows last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import AnyStr

SHORT_HASH = 10
FULL, SHORT = "\x01", "\x02"
"""Signs that stand for the commit, in full, and as people write it; no text from outside can hold one."""


def unnamed(text: AnyStr, revision: Revision) -> AnyStr:
    """Put signs in the place of a commit, so that texts which differ in nothing else are the same."""
    return _with(text, (revision.commit, FULL), (revision.short, SHORT)) if revision.commit else text


def named(text: AnyStr, revision: Revision) -> AnyStr:
    """Give a text without a commit the name of one."""
    return _with(text, (FULL, revision.commit), (SHORT, revision.short))


def signed(text: bytes) -> bool:
    """Tell whether a text has such a sign of its own."""
    return FULL.encode() in text or SHORT.encode() in text


def _with(text: AnyStr, *changes: tuple[str, str]) -> AnyStr:
    for before, after in changes:
        if isinstance(text, bytes):
            text = text.replace(before.encode(), after.encode())
        else:
            text = text.replace(before, after)
    return text


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
    def abbreviated(self) -> str:
        """Give the commit in ten digits."""
        return self.commit[:SHORT_HASH]

    @property
    def short(self) -> str:
        """Give the commit as people write it; 未入库 outside git."""
        return (self.abbreviated + ("（有未提交的改动）" if self.changed else "")) or "未入库"

    @property
    def seal(self) -> str:
        """Say which seal a sealed page is of, and of others which is the newest."""
        if not self.number:
            return "尚无封存"
        return f"第{self.number}号封存" if self.sealed else f"最近封存：第{self.number}号"
