"""Who does what is ordered: this process at once, another that is told later, or other processes."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Work = tuple["Callable[..., bytes]", tuple[object, ...]]
"""A function of a module, and what it is called with: all of it can be sent to another process."""

SPLIT = multiprocessing.get_context("fork") if sys.platform == "linux" else None
"""How processes are split off with all that this one holds; elsewhere they begin with nothing."""


def processes(
    number: int | None, first: Callable[..., object] | None = None, /, *details: object
) -> ProcessPoolExecutor:
    """Give so many processes, split off where that can be; each does `first` with these details first."""
    return ProcessPoolExecutor(number, SPLIT, partial(first, *details) if first else None)


class Now(Executor):
    """Does at once what is ordered."""

    def submit(self, work: Callable[..., Any], /, *details: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Give what the work gives, done already."""
        return done(work(*details))


class Noted(Future[bytes]):
    """An order that is never done here: its work is for another process."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work


class Notes(Executor):
    """Notes what is ordered, to be handed on, but does small work at once."""

    def __init__(self, *small: Callable[..., Any]) -> None:
        self.small = small

    def submit(self, work: Callable[..., Any], /, *details: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Give the note of an order, or the order done."""
        return done(work(*details)) if work in self.small else Noted((work, details))


def done(made: bytes) -> Future[bytes]:
    """Give an order that is done."""
    order: Future[bytes] = Future()
    order.set_result(made)
    return order
