"""What there is to publish: the working site, and one site for each sealed period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True)
class Edition:
    """One site to publish: the working one (`current`) or that of a sealed period."""

    name: str
    """The version's folder: `current`, `2026-08`, `2026Q2`, `2026Q2-r2`, `2026`."""
    title: str
    """Its name in the menu of versions: 最新数据, 2026年8月, 2026年第二季度（第2次）."""
    number: int
    """The ledger's number of the seal; of `current`, of the last seal it knows; 0 where there is none."""
    head: str
    """The ledger's head hash at that number, empty where there is none."""
    commit: str
    """The commit of the data it is computed from."""
    as_of: date
    build: Callable[[Path], None]
    """Writes the finished site into a new, empty folder."""
    remade: bool = True
    """Whether it can be: this version of the tool may compute otherwise what an earlier one sealed."""
