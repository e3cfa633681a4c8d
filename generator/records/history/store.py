"""The log as read before, kept by commit below `build/history`: whole or not at all, and never trusted.

A file is used only if it is of this form and intact; whoever can write there could as well write the pages.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.records.history.line import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORM = 2
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
        try:
            head, _, body = (self.folder / commit).read_bytes().partition(b"\n")
            if head.decode("ascii") != self._head(commit, body):
                return None
            found = json.loads(body)
        except (OSError, ValueError):
            return None
        return [_entry(told) for told in found]

    def put(self, commit: str, entries: Sequence[Entry], superseded: Iterable[str] = ()) -> None:
        """Keep the log up to a commit in place of those it contains; where that cannot be, keep nothing."""
        body = json.dumps(entries, separators=(",", ":")).encode()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="ascii")
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix="part-", delete=False) as part:
                part.write(f"{self._head(commit, body)}\n".encode() + body)
            Path(part.name).replace(self.folder / commit)
            for left in self.folder.glob("part-*"):
                left.unlink(missing_ok=True)
            others = sorted(self.names() - {commit})
            for name in superseded if len(others) < MOST else others:
                (self.folder / name).unlink(missing_ok=True)

    def _head(self, commit: str, body: bytes) -> str:
        """Name what a file must be: form, place, commit, and the digest of all of it."""
        told = json.dumps([FORM, self.prefix, commit])
        return f"guatu {FORM} {sha256(told.encode() + body).hexdigest()}"


def _entry(told: list[Any]) -> Entry:
    commit, seconds, author, merger, tip, files = told
    return Entry(commit, seconds, author, merger, tip, [(path, blob) for path, blob in files])
