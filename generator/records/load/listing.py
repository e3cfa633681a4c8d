"""What lies below the data folder: names and states of files, without any link followed or file opened."""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.codes import places as codes
from generator.records.load.gather import DATA, Entry, kept, no_data
from generator.records.places import KEPT
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.records.source import Code

DEEPEST = 4  # folders: data/events/UNIT/YEAR
State = tuple[int, int, int, int, int]
"""Mode, size, mtime and ctime in ns, inode: a file that keeps all of them has not been written to."""
Listing = dict[str, dict[str, State]]
"""The things in each folder, by its path below the root; a folder not to be looked into is a thing."""
_state = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def walk(root: Path) -> tuple[Listing, list[Entry]]:
    """List every thing below `root/data`, and the folders that cannot be read. Raises Refused."""
    if (root / DATA).is_symlink() or not (root / DATA).is_dir():
        raise no_data(str(root / DATA))
    listing, shut, folders = Listing(), list[Entry](), [DATA]
    while folders:
        folder = folders.pop()
        try:
            listing[folder] = _things(root, folder, folders)
        except OSError:
            shut.append(Entry(folder, codes.UNREADABLE))
    return listing, shut


def look(root: Path, paths: Iterable[str]) -> list[Entry]:
    """Give the entries at some paths below the root."""
    return minded(
        root, (Entry(path, _fault(Path(path).name, _state(os.lstat(root / path)))) for path in paths)
    )


def entries(listing: Mapping[str, Mapping[str, State]], folders: Iterable[str]) -> Iterator[Entry]:
    """Give the things in some of the folders listed, with what is wrong with each as a thing."""
    for folder in folders:
        for name, state in listing[folder].items():
            yield Entry(f"{folder}/{name}", _fault(name, state))


def minded(root: Path, found: Iterable[Entry]) -> list[Entry]:
    """Leave out what keeps folders, and execute bits where git does not mind them."""
    listed = [entry for entry in found if not kept(entry.path, entry.fault)]
    if not any(entry.fault == codes.EXECUTABLE for entry in listed) or _modes_matter(root):
        return listed
    return [Entry(entry.path) if entry.fault == codes.EXECUTABLE else entry for entry in listed]


def executable(state: State) -> bool:
    """Tell a file whose mode only git's settings can judge."""
    return bool(state[0] & stat.S_IXUSR)


def _things(root: Path, folder: str, folders: list[str]) -> dict[str, State]:
    """Give the things in a folder, and add the folders among them to those still to be listed."""
    if os.scandir not in os.supports_fd:
        return _listed(os.scandir(root / folder), folder, folders)
    handle = os.open(root / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:  # seen from an open folder, a file's state costs no walk along its path
        return _listed(os.scandir(handle), folder, folders)
    finally:
        os.close(handle)


def _listed(found: Iterable[os.DirEntry[str]], folder: str, folders: list[str]) -> dict[str, State]:
    things: dict[str, State] = {}
    shut = folder.count("/") + 1 >= DEEPEST
    for entry in found:
        name = entry.name
        if not shut and entry.is_dir(follow_symlinks=False) and not name.startswith("."):
            folders.append(f"{folder}/{name}")
            continue
        state = entry.stat(follow_symlinks=False)
        if name != KEPT or not stat.S_ISREG(state.st_mode) or state.st_size:
            things[name] = _state(state)
    return things


def _fault(name: str, state: State) -> Code | None:
    """Say what is wrong with a thing of a name and state that is not looked into further."""
    mode, size, *_ = state
    if stat.S_ISLNK(mode):
        return codes.LINK
    if stat.S_ISDIR(mode):
        return codes.LEFTOVER if name.startswith(".") else codes.NO_PLACE
    if not stat.S_ISREG(mode):
        return codes.SPECIAL
    if name == KEPT and size:
        return codes.LEFTOVER
    return codes.EXECUTABLE if mode & stat.S_IXUSR else None


def _modes_matter(root: Path) -> bool:
    """Some file systems make every file executable; git knows and then ignores it."""
    try:
        return git.git(root, "config", "--get", "core.fileMode").strip() != b"false"
    except Refused:
        return os.name == "posix"
