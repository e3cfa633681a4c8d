"""Files that only save time: whole or not at all, written by nobody else, and never needed."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

GROUP_AND_OTHERS = 0o022


def get(file: Path, what: str) -> bytes | None:
    """Give what was kept in a file as `what`; None where it is not whole, is something else, or not ours."""
    try:
        with file.open("rb") as opened:
            told = opened.read() if _ours(opened) else b""
    except OSError:
        return None
    head, _, body = told.partition(b"\n")
    return body if head == _head(what, body) else None


def once(file: Path, what: str, make: Callable[[], bytes]) -> bytes:
    """Give what is kept in a file as `what`, else make it and keep it where that can be."""
    return get(file, what) or keep(file, what, make())


def keep(file: Path, what: str, body: bytes) -> bytes:
    """Keep a body in a file as `what` where that can be; gives the body."""
    with suppress(OSError):
        put(file, what, body)
    return body


def put(file: Path, what: str, body: bytes) -> None:
    """Keep a body in a file as `what`, in one move. Raises OSError."""
    part = new(file.parent)
    try:
        with part:
            part.write(_head(what, body) + b"\n" + body)
        Path(part.name).replace(file)
    except OSError:
        Path(part.name).unlink(missing_ok=True)
        raise


def new(folder: Path) -> BinaryIO:
    """Open a new file in a folder that git is told to leave alone; `sweep` finds it. Raises OSError."""
    import tempfile  # noqa: PLC0415 - slow to import, and what is kept already needs none

    folder.mkdir(parents=True, exist_ok=True)
    if not (ignore := folder / ".gitignore").exists():
        ignore.write_text("*\n", encoding="ascii")
    return tempfile.NamedTemporaryFile(dir=folder, prefix="part-", delete=False)  # type: ignore[return-value]


def sweep(folder: Path) -> None:
    """Remove what killed runs left half done."""
    with suppress(OSError):
        for left in folder.glob("part-*"):
            left.unlink(missing_ok=True)


def _head(what: str, body: bytes) -> bytes:
    """Name what a file must be: the form and subject, and the digest of all of it."""
    digest = sha256(what.encode())
    digest.update(body)
    return f"guatu {digest.hexdigest()}".encode()


def _ours(opened: BinaryIO) -> bool:
    """Tell whether only we could have written a file; where there are no users, everything is ours."""
    stat = os.fstat(opened.fileno())
    return os.name != "posix" or (stat.st_uid == os.geteuid() and not stat.st_mode & GROUP_AND_OTHERS)
