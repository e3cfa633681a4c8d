"""The log as read before, kept by commit in git's own folder, where no commit can put anything.

A file is used only if it is of this form and intact; whoever can write there could as well write the objects.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.records import keeping
from generator.records.history.line import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FORM = 3
"""Raised with every change of what an entry holds."""
MOST = 4
"""Lines kept at once: the main branch's and a few others."""
LENGTHS = {40, 64}


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of logs, one a commit; `prefix` is the place of the data in the repository."""

    folder: Path
    prefix: str

    def names(self) -> frozenset[str]:
        """List the commits whose logs are kept."""
        try:
            return frozenset(path.name for path in self.folder.iterdir() if len(path.name) in LENGTHS)
        except OSError:
            return frozenset()

    def get(self, commit: str) -> list[Entry] | None:
        """Give the log up to a commit; None where none is kept, or what is kept is of no use."""
        body = keeping.get(self.folder / commit, self._what(commit))
        try:
            return None if body is None else [_entry(told) for told in json.loads(body)]
        except ValueError:
            return None

    def put(self, commit: str, entries: Sequence[Entry], superseded: Iterable[str] = ()) -> None:
        """Keep the log up to a commit in place of those it contains; where that cannot be, keep nothing."""
        body = json.dumps(entries, separators=(",", ":")).encode()
        with suppress(OSError):
            keeping.put(self.folder / commit, self._what(commit), body)
            keeping.sweep(self.folder)
            others = sorted(self.names() - {commit})
            for name in superseded if len(others) < MOST else others:
                (self.folder / name).unlink(missing_ok=True)

    def _what(self, commit: str) -> str:
        return json.dumps([FORM, self.prefix, commit])


def _entry(told: list[Any]) -> Entry:
    commit, seconds, author, merger, tip, files = told
    return Entry(commit, seconds, author, merger, tip, [(path, blob) for path, blob in files])
