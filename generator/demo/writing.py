"""Put a demo on disk: the last version of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.demo.book import Entry


def write(root: Path, entries: Iterable[Entry]) -> int:
    """Write the files below `root`, later versions over earlier ones; gives how many there are."""
    last = {entry.path: entry.text for entry in entries}
    for folder in {path.rpartition("/")[0] for path in last}:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path, text in last.items():
        (root / path).write_bytes(text.encode())
    return len(last)
