"""What the work tree has that the newest commit has not, whatever git was told not to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.git import git

if TYPE_CHECKING:
    from pathlib import Path

RECORD = b".yml"
WATCHED = b"HMRCK"
"""How git marks files it looks at: none left out by a sparse checkout or assumed to be unchanged."""


def altered(root: Path, *paths: str) -> bool:
    """Tell whether anything below some paths differs from the newest commit, or may; raises Refused.

    Of what git is told to ignore only that counts which may be a record.
    """
    every = ("--ignored", "--untracked-files=normal", "--ignore-submodules=none")
    shown = git(root, "status", "--porcelain", "-z", *every, "--", *paths).split(b"\0")[:-1]
    return any(map(_counts, shown)) or not _watched(root, *paths)


def added(root: Path, *paths: str) -> list[str] | None:
    """List the files that the newest commit has not, by path below the root, of those below some paths.

    None where anything else differs from it, or may. Raises Refused.
    """
    shown = git(root, "diff", "--name-status", "-z", "--no-renames", "--ignore-submodules=none", "--relative",
                "--no-ext-diff", "HEAD", "--", *paths)  # fmt: skip
    fields = shown.split(b"\0")[:-1]
    if set(fields[::2]) - {b"A"} or not _watched(root, *paths):
        return None
    every = git(root, "ls-files", "-z", "--others", "--", *paths).split(b"\0")[:-1]
    others = [name for name in every if name.endswith(RECORD)]
    return sorted(name.decode(errors="surrogateescape") for name in [*fields[1::2], *others])


def _counts(line: bytes) -> bool:
    return not line.startswith(b"!! ") or line.endswith((RECORD, b"/"))


def _watched(root: Path, *paths: str) -> bool:
    """Tell whether git looks at each file it knows."""
    told = git(root, "ls-files", "-v", "-z", "--", *paths).split(b"\0")[:-1]
    return all(line[:1] in WATCHED for line in told)
