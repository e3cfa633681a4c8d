"""What git told of the files: every change of each, and the day each came to the main branch."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class Change(NamedTuple):
    """One commit's change to one file; `blob` is empty where the file was deleted."""

    commit: str
    day: date
    author: str
    blob: str


@dataclass(frozen=True)
class History:
    """Every change of every file below `data`, oldest first, by path below the root.

    `touched` are the recorded files changed or deleted in the work tree and not committed.
    """

    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()

    @cached_property
    def recorded(self) -> dict[str, date]:
        """Give the day each file that is there today first came to the main branch."""
        return {path: changes[0].day for path, changes in self.changes.items() if changes[-1].blob}
