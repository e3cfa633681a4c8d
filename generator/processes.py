"""Other processes of ours: split off from this one, and ended with it however it ends."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from generator.stopping import undisturbed, unheeding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

P = ParamSpec("P")
T = TypeVar("T")

SPLIT = multiprocessing.get_context("fork") if sys.platform == "linux" else None
"""How processes are split off with all that this one holds; elsewhere they begin with nothing."""


_aside: list[Callable[[], Any]] = []
"""What is being done aside: a process split off has it with all it holds, so nothing need be sent."""


class Processes(ProcessPoolExecutor):
    """Processes that keep nobody waiting who is interrupted or has lost one, and wants nothing of them."""

    def submit(self, do: Callable[P, T], /, *details: P.args, **more: P.kwargs) -> Future[T]:
        """Have something done; a process may be split off for it."""
        with undisturbed():
            return super().submit(do, *details, **more)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for what has begun, unless interrupted or broken; what has not begun nobody waits for."""
        ended = kind is not None and issubclass(kind, KeyboardInterrupt | BrokenProcessPool)
        for one in multiprocessing.active_children() if ended else ():
            one.kill()  # also those of others, which end too, lest they go on writing what is cleared away
            one.join()
        self.shutdown(wait=not ended, cancel_futures=not ended)  # what is ended fails by itself, and but once


def processes(number: int | None) -> Processes:
    """Give so many processes, one for each processor if None."""
    with undisturbed():
        return Processes(number, SPLIT, _begun)


@contextmanager
def aside(do: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Have something done by a process that has all that this one holds, while this one goes on.

    Gives what asks for its answer, which must be one that can be sent; where no process can be split off, or
    it failed there, it is done when asked for, so that it fails as it would have here.
    """
    if SPLIT is None:
        yield do
        return
    _aside.append(do)
    try:
        with processes(1) as other:
            told = other.submit(_told)

            def answer() -> T:
                found = told.result()
                return cast("T", found[0]) if found else do()

            yield answer
    finally:
        _aside.pop()


def _told() -> tuple[object] | None:
    try:
        return (_aside[-1](),)
    except Exception:  # noqa: BLE001 - whatever it is, it comes again where it can be told
        return None


def _begun() -> None:
    """Begin a process, which would wait for work for ever where the one that gives it is killed.

    What fails in it fails where it was asked for; what it would say of that itself is for us alone.
    """
    unheeding()
    if os.environ.get("GUATU_DEBUG") != "1":
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    threading.Thread(target=_follow, daemon=True).start()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there are as many processes as processors


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
