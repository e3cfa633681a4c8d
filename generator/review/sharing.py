"""Places that several people publish to: what one of the group makes there, another may replace."""

from __future__ import annotations

import os
from contextlib import suppress
from stat import S_IMODE, S_ISDIR, S_ISGID, S_IWGRP
from typing import TYPE_CHECKING

from generator.review.release import FILE_MODE, FOLDER_MODE

if TYPE_CHECKING:
    from pathlib import Path

GROUP = FOLDER_MODE | S_ISGID | S_IWGRP


def opened(path: Path, place: Path) -> None:
    """Let everybody read what is ours in a place, and its group write it where the group may write the place.

    What is another's, and what is wider already, stays as it is.
    """
    status = path.stat()
    if status.st_uid != os.geteuid():
        return
    folder, mode = S_ISDIR(status.st_mode), S_IMODE(status.st_mode)
    wanted = mode | (FOLDER_MODE if folder else FILE_MODE)
    if path != place and joined(path, place):
        wanted |= GROUP if folder else S_IWGRP
    if wanted != mode:
        path.chmod(wanted)


def shared(place: Path) -> bool:
    """Tell whether the group of a place may write there."""
    return bool(place.stat().st_mode & S_IWGRP)


def joined(path: Path, place: Path) -> bool:
    """Give what is ours to the group of a place that its group may write; tells whether it may."""
    status, above = path.stat(), place.stat()
    if not shared(place):
        return False
    if status.st_gid != above.st_gid:
        with suppress(PermissionError):  # who is none of the group may own the place all the same
            os.chown(path, -1, above.st_gid)
    return path.stat().st_gid == above.st_gid
