"""The threshold: the command `guatu`, interrupted while it still reads its own parts, ends without a word."""

from __future__ import annotations

import signal
from typing import NoReturn


def process() -> NoReturn:
    """Be the process `guatu`, as `cli.process` is; until that takes over, Ctrl-C ends it as it would any."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # unless it is ignored, as by nohup
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from generator import cli  # noqa: PLC0415 - a fifth of a second

    cli.process()


if __name__ == "__main__":
    process()
