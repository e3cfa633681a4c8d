"""Folders of ours: pages written where they changed, stale ones removed, a finished site swapped in whole."""

from __future__ import annotations

import fcntl
import filecmp
import os
import re
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.outputs.compiled import own
from generator.outputs.orders import Now
from generator.stopping import undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
    from concurrent.futures import Executor

    from generator.outputs.page import Page

MARKER, ROOM, NEW, OLD = ".guatu", ".guatu-room", "new", "old"
"""In a folder of ours; in a room in which a site is built; there, the site to come and the one that goes."""
_PATH = re.compile(r"([a-z]+/)*[A-Za-z0-9-]+\.md")


class ForeignFolderError(Exception):
    """A folder to be replaced was not made by us (the folder is the first argument)."""


class BadPageError(Exception):
    """Our own mistake: a page's path is unsafe or taken, or a link leads nowhere."""


def page_files(pages: Iterable[Page]) -> dict[str, bytes]:
    """Give each page's bytes by path. Raises BadPageError for a path that is unsafe or taken."""
    listed = list(pages)
    check_paths(page.path for page in listed)
    return {page.path: page.text.encode() for page in listed}


def check_paths(paths: Iterable[str]) -> None:
    """Refuse a page's path that is unsafe or taken, by another in capitals too. Raises BadPageError."""
    taken: set[str] = set()
    for path in paths:
        if not _PATH.fullmatch(path) or path.casefold() in taken:
            raise BadPageError(path)
        taken.add(path.casefold())


def check_links(files: Container[str], targets: Mapping[str, str]) -> None:
    """Refuse links to pages that are not written. Raises BadPageError."""
    lost = [f"{here} → {target}" for target, here in sorted(targets.items()) if target not in files]
    if lost:
        raise BadPageError("；".join(lost[:20]))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder of ours, which is made unless it is there; who builds in it already is waited for.

    A killed process holds nothing. Raises ForeignFolderError where another folder stands in the way.
    """
    opened(folder)
    with (folder / MARKER).open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            with suppress(OSError):
                (folder / MARKER).touch()  # if somebody removed it meanwhile, the folder is ours all the same
            fcntl.flock(file, fcntl.LOCK_UN)  # what processes split off meanwhile still have open


def opened(folder: Path) -> None:
    """Make a folder, or take one of ours. Raises ForeignFolderError where another stands in the way."""
    _ours(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()


def sync(
    folder: Path, files: Mapping[str, bytes], later: Collection[str] = (), there: Collection[str] = ()
) -> int:
    """Make a folder of ours hold exactly these files; tells how many were written anew.

    Those that come `later` are there too, whatever they say, until they are filled; those that are `there`
    were put there just now. Raises ForeignFolderError where a folder that is not ours stands in the way.
    """
    opened(folder)
    written = sum(write(folder / name, data) for name, data in files.items())
    for path in (folder / name for name in later):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    wanted = {*files, *later, *there}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.name != MARKER and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    return written


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a folder that come later than its others."""
    for name, data in files.items():
        write(folder / name, data)


def put(path: Path, data: bytes) -> None:
    """Write a file, in a folder made for it where there is none."""
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def whole(path: Path, data: bytes) -> None:
    """Write a file in one move: whoever reads it finds the old one or the new. Raises OSError naming it."""
    if path.exists() and not path.is_file():
        put(path, data)  # a pipe, say
        return
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        put(part, data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error


def write(path: Path, data: bytes) -> bool:
    """Write a file unless it says the same already; tells whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    put(path, data)
    return True


def merge(folder: Path, into: Path) -> None:
    """Move every file of a folder into another on the same disk, over what lies there."""
    into.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*")):
        there = into / path.relative_to(folder)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        else:
            path.replace(there)


@contextmanager
def swapped(folder: Path, helper: Executor | None = None) -> Iterator[Path]:
    """Give a new folder to build in; it takes the old one's place only if nothing was raised.

    Files that are as they were stay the very same, so that whoever copies the folder copies what changed.
    The helper, if any, does half of that, and of clearing the old one away.
    Raises ForeignFolderError where the old one is not ours.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _in_turn():
        _ours(folder)
    with _room(folder) as room:
        fresh, old = room / NEW, room / OLD
        yield fresh
        with _in_turn(), undisturbed():
            (fresh / MARKER).touch()
            if folder.exists():
                _halved(helper, fresh, _keep_alike, fresh, folder)
                folder.rename(old)
            fresh.rename(folder)
            if old.exists():
                _halved(helper, old, shutil.rmtree, True)  # noqa: FBT003 - what does not let itself be removed


@contextmanager
def _in_turn() -> Iterator[None]:
    """Let no other build of this user swap a site meanwhile, where that can be seen to.

    No folder of sites is held for it: who begins a build may hold that, so that none begins beside it.
    """
    with ExitStack() as held:
        with suppress(OSError):
            own().mkdir(parents=True, exist_ok=True)
            turn = held.enter_context((own() / "turn").open("a", encoding="utf-8"))
            fcntl.flock(turn, fcntl.LOCK_EX)
            held.callback(fcntl.flock, turn, fcntl.LOCK_UN)  # as above
        yield


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """Give a new room beside a folder, while it is held; rooms that killed builds left are cleared."""
    for left in folder.parent.iterdir():
        if re.fullmatch(rf"\.{re.escape(folder.name)}-[a-z0-9_]{{8}}", left.name) and not left.is_symlink():
            _abandoned(left, folder)
    with ExitStack() as held:
        with undisturbed():
            room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            file = held.enter_context((room / NEW).open("w", encoding="utf-8"))
            held.callback(_cleared, room, folder)
            fcntl.flock(file, fcntl.LOCK_EX)
            (room / NEW).rename(room / ROOM)  # held before anybody can take it for left behind
        yield room


def _abandoned(room: Path, folder: Path) -> None:
    """Clear a room that a killed build left: one that says it is one, and that nobody holds or clears."""
    with suppress(OSError), (room / ROOM).open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if (room / ROOM).is_file():
            _cleared(room, folder)


def _cleared(room: Path, folder: Path) -> None:
    """Clear a room away, but for a site taken out of its place for one that did not come."""
    with undisturbed():
        if (room / OLD).exists() and not folder.exists():
            with _in_turn():  # as another may have taken its own out of its place just now
                if not folder.exists():
                    (room / OLD).rename(folder)
        parts = [part for part in room.iterdir() if part.name != ROOM]
        for part in parts:
            shutil.rmtree(part, ignore_errors=True)
        if not any(part.exists() for part in parts):  # or else it goes on saying what it is
            shutil.rmtree(room, ignore_errors=True)


def _halved(helper: Executor | None, folder: Path, do: Callable[..., None], *details: object) -> None:
    """Have a helper do something with about half of what lies in a folder, and do it with the rest."""
    sizes = {part: sum(1 for _ in part.iterdir()) if part.is_dir() else 1 for part in folder.iterdir()}
    ours, theirs = list[Path](), list[Path]()
    for part in sorted(sizes, key=lambda one: (-sizes[one], one)):
        min(ours, theirs, key=lambda share: sum(map(sizes.__getitem__, share))).append(part)
    orders = [(helper or Now()).submit(do, part, *details) for part in theirs]
    for part in ours:
        do(part, *details)
    for order in orders:
        order.result()


def _keep_alike(part: Path, fresh: Path, folder: Path) -> None:
    """Put the old file in the place of each new one that says the same; where disks cannot, leave it."""
    places = [(part.parent, (), [part.name])] if part.is_file() else os.walk(part)
    for place, _, names in places:
        across = folder / Path(place).relative_to(fresh)
        there = _files(across)
        for path, old in ((f"{place}/{name}", f"{across}/{name}") for name in names if name in there):
            with suppress(OSError):
                if _mode(path) == _mode(old) and filecmp.cmp(path, old, shallow=False):
                    spare = Path(f"{path}.same")
                    spare.hardlink_to(old)
                    spare.replace(path)


def _mode(path: str) -> int:
    """Give who may read a file: one that was written under another umask is not the same."""
    return Path(path).stat().st_mode


def _files(folder: Path) -> set[str]:
    """Name the files right in a folder, if it is there; what is only linked to is none."""
    with suppress(OSError), os.scandir(folder) as entries:
        return {entry.name for entry in entries if entry.is_file(follow_symlinks=False)}
    return set()


def _ours(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ForeignFolderError(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise ForeignFolderError(folder)
