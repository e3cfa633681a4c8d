"""Another machine, for a test: its clock, its number of processors, the order in which it lists folders.

Python reads this file at its start where the folder is on its path.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import gc
import os
import random
import time
from typing import Any

SHIFT = float(os.environ.get("ELSEWHERE_DAYS", "0")) * 86400
ORDER = random.Random(os.environ.get("ELSEWHERE_ORDER", ""))
NOW, NANOSECONDS, LOCAL, UNIVERSAL, WRITTEN = (
    time.time,
    time.time_ns,
    time.localtime,
    time.gmtime,
    time.strftime,
)


def now() -> float:
    return NOW() + SHIFT


def shift_the_clock() -> None:
    time.time = now
    time.time_ns = lambda: NANOSECONDS() + int(SHIFT) * 10**9
    time.localtime = lambda seconds=None: LOCAL(now() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: UNIVERSAL(now() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: WRITTEN(form, moment or time.localtime())
    replaced(dt.date, today=lambda cls: cls.fromtimestamp(now()))
    replaced(
        dt.datetime,
        now=lambda cls, tz=None: cls.fromtimestamp(now(), tz),
        today=lambda cls: cls.fromtimestamp(now()),
        utcnow=lambda cls: cls.fromtimestamp(now(), dt.UTC).replace(tzinfo=None),
    )


def replaced(kind: type, **methods: Any) -> None:
    """Give a built-in type other class methods; a subclass in its place would not do for compiled code."""
    names = gc.get_referents(kind.__dict__)[0]
    names.update({name: classmethod(method) for name, method in methods.items()})
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


class Shuffled:
    """A listing of a folder in another order."""

    def __init__(self, listing: Any) -> None:
        with listing:
            self.entries = list(listing)
        ORDER.shuffle(self.entries)

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        if not self.entries:
            raise StopIteration
        return self.entries.pop()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.entries.clear()


def shuffle_folders() -> None:
    scandir, listdir = os.scandir, os.listdir

    def names(path: Any = ".") -> Any:
        found = listdir(path)
        ORDER.shuffle(found)
        return found

    os.scandir = lambda path=".": Shuffled(scandir(path))  # type: ignore[assignment]
    os.listdir = names


if SHIFT:
    shift_the_clock()
if os.environ.get("ELSEWHERE_ORDER"):
    shuffle_folders()
if os.environ.get("ELSEWHERE_CPUS"):
    os.cpu_count = lambda: int(os.environ["ELSEWHERE_CPUS"])
