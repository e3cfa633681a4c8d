"""Git's first-parent line, commit by commit: who brought which files to the main branch, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from generator.records import git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

NOTHING = "0" * 40
_PARTS = ("%H", "%ct", "%P", "%cn", "%an")
_FORMAT = "%x02".join(_PARTS)
_SHOWN = "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--reverse", "--relative"


class Entry(NamedTuple):
    """One commit of the line: seconds since 1970, and the files it changed, each with its blob, "" for none.

    `tip` is the last commit of the branch merged, empty for a commit that is no merge; `author` wrote the
    change, `merger` is whoever else brought it.
    """

    commit: str
    seconds: int
    author: str
    merger: str
    tip: str
    files: Sequence[tuple[str, str]]

    @property
    def moment(self) -> datetime:
        """Give the moment it came to the line."""
        return datetime.fromtimestamp(self.seconds, UTC)


def prefix_of(root: Path) -> str:
    """Give the path of a folder inside its repository, empty for the top."""
    return git.git(root, "rev-parse", "--show-prefix").decode(errors="surrogateescape").strip("\n")


def line(root: Path, commit: str) -> list[str]:
    """List the commits of the line that ends in a commit, newest first."""
    return git.git(root, "rev-list", "--first-parent", commit).decode().split()


def entries_between(root: Path, known: str, commit: str) -> list[Entry]:
    """Read the log of `data` up to a commit, oldest first; after the commit `known`, if one is named."""
    span = [commit, *([f"^{known}"] if known else [])]
    logged = git.git(root, "log", *_SHOWN, f"--format={_FORMAT}", *span, "--", "data")
    found = list(_entries(logged.decode(errors="surrogateescape")))
    authors = _authors(root, sorted({entry.tip for entry in found if entry.tip}))
    return [_merged(entry, authors) if entry.tip else entry for entry in found]


def _entries(logged: str) -> Iterator[Entry]:
    """Read the log field by field; an author or a path may hold anything but NUL."""
    fields, files = iter(logged.split("\0")), list[tuple[str, str]]()
    for text in fields:
        if text.lstrip("\n").startswith(":"):
            _, mode, _, blob, _ = text.split(" ")
            # A repository inside this one is no file, and its commit no blob of ours.
            files.append((next(fields), "" if blob == NOTHING or mode == git.MODULE else blob))
        elif text:
            files = []
            yield _entry(text, files)


def _entry(text: str, files: list[tuple[str, str]]) -> Entry:
    commit, seconds, parents, committer, author = text.split("\x02", len(_PARTS) - 1)
    _, _, tips = parents.partition(" ")
    merger = author if tips else committer if committer != author else ""
    return Entry(commit, git.clock(seconds), _name(author), _name(merger), tips.partition(" ")[0], files)


def _name(text: str) -> str:
    """Write a name that may not be UTF-8 so that it can be printed."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _authors(root: Path, tips: Sequence[str]) -> Mapping[str, str]:
    """Give who wrote each of some commits, in one process."""
    if not tips:
        return {}
    told = git.git(
        root, "log", "--no-walk", "-z", "--format=%H%x02%an", "--stdin", data="\n".join(tips).encode()
    )
    texts = told.decode(errors="surrogateescape").split("\0")
    return {commit: _name(author) for commit, _, author in (text.partition("\x02") for text in texts if text)}


def _merged(entry: Entry, authors: Mapping[str, str]) -> Entry:
    """Name the branch's author; whoever merged their own branch is not named twice."""
    author = authors[entry.tip]
    return entry._replace(author=author, merger=entry.merger if entry.merger != author else "")
