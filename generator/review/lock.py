"""One publisher at a time: a lock that dies with its process, and the room it works in."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from generator.records.source import Refused
from generator.review.sharing import opened, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = ".publisher"
WORK = ".work-"
LINGER, BLINK = 1.0, 0.05
"""Seconds our own lock may be waited for, and between attempts."""
PATIENCE, LOOK = 5.0, 0.25
"""Seconds a lock of git's, held for milliseconds, must stand unchanged to be a dead one's; between looks."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder against other publishers.

    Raises Refused, naming the process, where another one is at work. A killed process holds nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a+", encoding="utf-8") as file:
        if shared(folder):
            opened(folder / LOCK, folder)
        if not _taken(file):
            file.seek(0)
            who = file.read().strip() or "?"
            raise Refused(
                f"另一个发布正在进行（进程 {who}，占用 {folder}）：请等它完成后再执行",
                f"Another publisher is at work (process {who}, in {folder}): run this again when it has done",
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """Hold a folder and give a new room in it; rooms that killed runs left behind are cleared."""
    with held(folder):
        for left in folder.glob(f"{WORK}*"):
            shutil.rmtree(left)
        room = Path(tempfile.mkdtemp(prefix=WORK, dir=folder))
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def released(lock: Path) -> None:
    """Wait until a lock of git's is gone; one that stands still was left by a killed push and is removed.

    A remote on another machine is out of our reach, and its own business.
    """
    first = _seen(lock)
    for _ in range(round(PATIENCE / LOOK)):
        if first is None or _seen(lock) != first:
            return
        time.sleep(LOOK)
    lock.unlink(missing_ok=True)


def _taken(file: IO[str]) -> bool:
    """Take the lock, waiting a moment for a killed process's last child to be gone."""
    for _ in range(round(LINGER / BLINK)):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(BLINK)
        else:
            return True
    return False


def _seen(lock: Path) -> tuple[int, int] | None:
    try:
        status = lock.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns
