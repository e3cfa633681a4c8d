"""Other processes, as the system tells of them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

PATIENCE = 30
"""Seconds in which a process that is to end must have ended."""


def children(process: int) -> set[int]:
    """Give the processes that one has begun and that are there."""
    return set(map(int, Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()))


def alive(process: int) -> bool:
    """Tell whether a process is there, and no zombie."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] not in "ZX"


def gone(processes: Collection[int]) -> bool:
    """Wait until none of these is there; tells whether that came in time."""
    until = time.monotonic() + PATIENCE
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(alive, processes))
