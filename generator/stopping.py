"""Ctrl-C, and whoever ends us kindly: they interrupt the command, but nothing that must be done whole.

Python interrupts wherever it is, also where it then says so and goes on as if nothing had been: while a
process is split off. Who had pressed Ctrl-C just then would wait for ever.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SIGNALLED, GRACE = 128, 10
"""What a shell adds to a signal's number for a status; seconds in which what is open is closed after it."""

_stopped: list[int] = []
"""The status to end with, once we were told to."""
_undisturbed: list[object] = []
"""What must not be interrupted, one within the other."""


def stoppable() -> Sequence[int]:
    """Let signals that are not ignored interrupt the command; gives the status then, once they have.

    Told again we end at once, and so we do if what is open is not closed in good time.
    """
    for one in _heeded():
        signal.signal(one, _stop)
    return _stopped


def told() -> bool:
    """Tell whether we were told to stop."""
    return bool(_stopped)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Do what must not be interrupted, in the thread that is; raises KeyboardInterrupt after it instead."""
    told = len(_stopped)
    _undisturbed.append(None)
    try:
        yield
    finally:
        _undisturbed.pop()
        if len(_stopped) > told and not _undisturbed:
            raise KeyboardInterrupt


def unheeding() -> None:
    """In a process split off: a terminal tells all, and it is for the first to end the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _heeded() -> list[signal.Signals]:
    return [one for one in SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]


def _stop(number: int, _: object) -> None:
    for one in _heeded():
        signal.signal(one, signal.SIG_DFL)
    signal.alarm(GRACE)
    _stopped.append(SIGNALLED + number)
    if not _undisturbed:
        raise KeyboardInterrupt
