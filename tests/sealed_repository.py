"""A small district whose history seals each bulletin, and ways to tamper with it in real git."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from districts import git

from generator.commands.replay import evenings
from generator.demo import history
from generator.demo.simulate import Size, simulate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.demo.history import Stops

SIZE = Size(4, 3, "2026Q1", 1, 12)


def made(root: Path, size: Size = SIZE, more: Stops | None = None) -> Path:
    """Write the district's history, each bulletin sealed on the evening of its day."""
    root.mkdir(parents=True, exist_ok=True)
    world, entries = simulate(size)
    handed_in = list(entries)
    stops = evenings(root, handed_in)
    history.write(root, world, handed_in, {**stops, **(more or {})})
    return root


def copied(root: Path, to: Path) -> Path:
    """Give a repository of one's own to spoil."""
    shutil.copytree(root, to)
    return to


def committed(root: Path, files: Mapping[str, str | None], day: str = "2026-12-01") -> str:
    """Commit files anew, or their removal; gives the commit."""
    for path, text in files.items():
        if text is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    git(root, "add", "-A", day=day)
    git(root, "commit", "-q", "-m", "改动", day=day)
    return git(root, "rev-parse", "HEAD").strip()


def seals_of(root: Path) -> list[Path]:
    """Give the files of the seals, in the order of their numbers."""
    found = root.glob("data/events/*/*/FC-*.yml")
    return sorted(
        found, key=lambda path: int(path.read_text(encoding="utf-8").split("number: ")[1].split()[0])
    )
