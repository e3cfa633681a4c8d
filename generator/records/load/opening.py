"""One file of the work tree: opened without following a link or waiting for a pipe, and decoded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.records.codes import places as codes
from generator.records.load.gather import decode_limited
from generator.records.source import Mark, problem, visible
from generator.records.text import LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.load.gather import Decoded

FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def read(root: Path, path: str) -> Decoded:
    """Read one file of the folder, as `load` does."""
    return said(path, *opened(root, path))


def said(path: str, data: bytes | None, size: int) -> Decoded:
    """Decode what `opened` gave."""
    if data is None:
        return [problem(Mark(visible(path)), codes.UNREADABLE)]
    return decode_limited(path, data, size)


def opened(root: Path, path: str) -> tuple[bytes | None, int]:
    """Give a file's bytes, at most one beyond the limit, and its size; None where it cannot be read."""
    try:
        handle = os.open(f"{root}/{path}", FLAGS)
    except OSError:
        return None, 0
    try:
        data = os.read(handle, LIMIT + 1)
        return data, len(data) if len(data) <= LIMIT else os.fstat(handle).st_size
    except OSError:
        return None, 0
    finally:
        os.close(handle)
