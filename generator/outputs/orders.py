"""Who does what is ordered: this process at once, or another that is told later."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Work = tuple["Callable[..., bytes]", tuple[object, ...]]
"""A function of a module, and what it is called with: all of it can be sent to another process."""


class Now(Executor):
    """Does at once what is ordered."""

    def submit(self, work: Callable[..., Any], /, *details: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Give what the work gives, done already."""
        return done(work(*details))


class Either(Executor):
    """Hands work to one executor, and to another where the first has so much of it waiting already."""

    def __init__(self, first: Executor, second: Executor, most: int) -> None:
        self.first, self.second, self.most = first, second, most
        self.waiting: list[Future[Any]] = []

    def submit(self, work: Callable[..., Any], /, *details: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Give the order of the one or the other."""
        self.waiting = [one for one in self.waiting if not one.done()]
        if len(self.waiting) >= self.most:
            return self.second.submit(work, *details)
        order = self.first.submit(work, *details)
        self.waiting.append(order)
        return order


class Noted(Future[bytes]):
    """An order that is never done here: its work is for another process."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work


class Notes(Executor):
    """Notes what is ordered, to be handed on."""

    def submit(self, work: Callable[..., Any], /, *details: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Give the note of an order."""
        return Noted((work, details))


def together(executor: Executor, works: Sequence[Work]) -> list[Future[bytes]]:
    """Have works done one after the other by one process, like ones once; gives the order of each.

    For works of which the first that a process does takes as long as many after it.
    """
    names = [repr(work) for work in works]
    once = dict(zip(names, works, strict=True))
    orders: dict[str, Future[bytes]] = {name: Future() for name in once}

    def spread(whole: Future[list[bytes]]) -> None:
        if whole.cancelled():
            for order in orders.values():
                order.cancel()
            return
        if (error := whole.exception()) is not None:
            for order in orders.values():
                order.set_exception(error)
            return
        for order, made in zip(orders.values(), whole.result(), strict=True):
            order.set_result(made)

    if once:
        executor.submit(_all, list(once.values())).add_done_callback(spread)
    return [orders[name] for name in names]


def _all(works: Sequence[Work]) -> list[bytes]:
    return [work(*details) for work, details in works]


def done(made: bytes) -> Future[bytes]:
    """Give an order that is done."""
    order: Future[bytes] = Future()
    order.set_result(made)
    return order
