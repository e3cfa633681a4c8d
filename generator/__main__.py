"""The threshold: the command `guatu`, interrupted while it still reads its own parts, ends without a word."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


def process() -> NoReturn:
    """Be the process `guatu`, as `cli.process` is; until that takes over, Ctrl-C ends it as it would any."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # unless it is ignored, as by nohup
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _open()
    from generator import cli  # noqa: PLC0415 - a fifth of a second

    cli.process()


def _open() -> None:
    """Let what is said or asked go nowhere where that is closed, and not into a file that is opened later."""
    for number in range(3):
        with suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as we


if __name__ == "__main__":
    process()
