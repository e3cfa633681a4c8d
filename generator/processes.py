"""Other processes of ours: split off from this one, and ended with it however it ends."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SPLIT = multiprocessing.get_context("fork") if sys.platform == "linux" else None
"""How processes are split off with all that this one holds; elsewhere they begin with nothing."""


def processes(
    number: int | None, first: Callable[..., object] | None = None, /, *details: object
) -> ProcessPoolExecutor:
    """Give so many processes, one for each processor if None; each does `first` with these details first."""
    begin = partial(first, *details) if first else None
    return ProcessPoolExecutor(number, SPLIT, partial(_begun, begin))


def _begun(begin: Callable[[], object] | None) -> None:
    """Begin a process, which would wait for work for ever where the one that gives it is killed."""
    threading.Thread(target=_follow, daemon=True).start()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there are as many processes as processors
    if begin:
        begin()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
