"""Who does what is ordered: this process at once, or another that is told later."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

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
