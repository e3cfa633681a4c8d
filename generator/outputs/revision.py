"""Which state of the data a site shows: the commit, and the seal it knows last."""

from __future__ import annotations

from dataclasses import dataclass

SHORT_HASH = 10


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
