"""The work tree's data folder to a portfolio; on two processors where there is much to read."""

from __future__ import annotations

import os
import stat
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.codes import places as codes
from generator.records.load.gather import (
    DATA,
    Decoded,
    Entry,
    decode_limited,
    gather,
    judged,
    kept,
    no_data,
    uncollected,
)
from generator.records.source import Mark, Refused, problem, visible
from generator.records.text import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.records.portfolio import Portfolio
    from generator.records.source import Code, Problem

PROCESSES = 2
MANY = 4000  # below this, a second process costs more than it saves
CHUNK = 1000
# No link is followed, and no pipe waited for.
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
DEEPEST = 4  # folders: data/events/UNIT/YEAR


def load(root: Path, *, recorded: Mapping[str, date] | None = None) -> tuple[Portfolio, list[Problem]]:
    """Read everything below `root/data`; `recorded` gives the day each path came to the main branch.

    Raises Refused where there is no data folder.
    """
    paths, faults = judged(walk(root))
    with uncollected():
        return gather(read_all(root, paths), faults, recorded)


def walk(root: Path) -> Iterator[Entry]:
    """List every entry below `root/data`, without following any link. Raises Refused."""
    if (root / DATA).is_symlink() or not (root / DATA).is_dir():
        raise no_data(str(root / DATA))
    yield from _minded(root, _entries(root))


def look(root: Path, paths: Iterable[str]) -> list[Entry]:
    """Give the entries at some paths below the root, as `walk` does."""
    found = (Entry(path, _fault(Path(path).name, os.lstat(root / path).st_mode)) for path in paths)
    return _minded(root, found)


def read(root: Path, path: str) -> Decoded:
    """Read one file of the folder, as `load` does."""
    try:
        handle = os.open(f"{root}/{path}", FLAGS)
    except OSError:
        return None, [problem(Mark(visible(path)), codes.UNREADABLE)]
    try:
        data = os.read(handle, LIMIT + 1)
        size = len(data) if len(data) <= LIMIT else os.fstat(handle).st_size
    except OSError:
        return None, [problem(Mark(visible(path)), codes.UNREADABLE)]
    finally:
        os.close(handle)
    return decode_limited(path, data, size)


def read_all(root: Path, paths: Sequence[str]) -> Iterable[Decoded]:
    """Read many files, in the order given."""
    if len(paths) < MANY:
        return _read_some(str(root), paths)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import, and few files need none

    chunks = [paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        return list(chain.from_iterable(pool.map(_read_some, repeat(str(root)), chunks)))


def _read_some(root: str, paths: Sequence[str]) -> list[Decoded]:
    with uncollected():
        return [read(Path(root), path) for path in paths]


def _entries(root: Path) -> Iterator[Entry]:
    folders = [DATA]
    while folders:
        folder = folders.pop()
        try:
            found = list(os.scandir(root / folder))
        except OSError:
            yield Entry(folder, codes.UNREADABLE)
            continue
        for entry in found:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and not _shut(entry, path):
                folders.append(path)
            else:
                yield Entry(path, _fault(entry.name, entry.stat(follow_symlinks=False).st_mode))


def _shut(entry: os.DirEntry[str], path: str) -> bool:
    return entry.name.startswith(".") or path.count("/") >= DEEPEST


def _fault(name: str, mode: int) -> Code | None:
    """Say what is wrong with a thing of a name and mode that is not looked into further."""
    if stat.S_ISLNK(mode):
        return codes.LINK
    if stat.S_ISDIR(mode):
        return codes.LEFTOVER if name.startswith(".") else codes.NO_PLACE
    if not stat.S_ISREG(mode):
        return codes.SPECIAL
    return codes.EXECUTABLE if mode & stat.S_IXUSR else None


def _minded(root: Path, entries: Iterable[Entry]) -> list[Entry]:
    """Leave out what keeps folders, and execute bits where git does not mind them."""
    listed = [entry for entry in entries if not kept(entry.path)]
    if not any(entry.fault == codes.EXECUTABLE for entry in listed) or _modes_matter(root):
        return listed
    return [Entry(entry.path) if entry.fault == codes.EXECUTABLE else entry for entry in listed]


def _modes_matter(root: Path) -> bool:
    """Some file systems make every file executable; git knows and then ignores it."""
    try:
        return git.git(root, "config", "--get", "core.fileMode").strip() != b"false"
    except Refused:
        return os.name == "posix"
