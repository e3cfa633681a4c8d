"""Commands of ours as people run them, each in a process of its own.

It is split off from one that has read the code and done nothing yet, which spares every command a second of
reading. The commands of a forge's jobs, of hooks and of other machines are started from nothing.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from generator.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerContext

READ = (
    *("generator.commands.build", "generator.outputs.charts", "generator.outputs.site"),
    *("generator.review.verify", "material.plugins.search.plugin", "mkdocs.commands.build", "pandas"),
)


class Done(NamedTuple):
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


def guatu(*arguments: object, **environment: str) -> Done:
    """Run a command to its end, with some of the surroundings set otherwise."""
    with TemporaryDirectory() as room:
        streams = [Path(room) / name for name in ("out", "err")]
        told = ([str(word) for word in arguments], {**os.environ, **environment}, streams)
        process = _ready().Process(target=_run, args=told)
        process.start()
        process.join()
        assert process.exitcode is not None
        return Done(process.exitcode, *(path.read_text(encoding="utf-8") for path in streams))


@cache
def _ready() -> ForkServerContext:
    made = get_context("forkserver")
    made.set_forkserver_preload([*READ])
    return made


def _run(arguments: Sequence[str], environment: Mapping[str, str], streams: Sequence[Path]) -> None:
    """Be the command, in the process split off for it."""
    for number, path in enumerate(streams, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115 - of a number
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["guatu", *arguments]
    main()
