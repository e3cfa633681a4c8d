"""What needs no data: made ready by a process of its own while this one loads them."""

from __future__ import annotations

import signal
from functools import cache
from typing import TYPE_CHECKING

from generator.bundle import bundle
from generator.outputs.orders import processes

if TYPE_CHECKING:
    from concurrent.futures import Executor

OURS = ("pages/", "parts/")
"""Where the templates of pages lie."""


@cache
def helper() -> Executor:
    """Give the process that parts pages into words; it stays for as long as this one."""
    return processes(1, signal.signal, signal.SIGINT, signal.SIG_IGN)


def begin() -> None:
    """Have the templates compiled and the words of the language read, for a site to be built."""
    helper().submit(_templates)
    helper().submit(_words)


def _templates() -> None:
    """Compile what no earlier build has compiled, for whoever prints."""
    from generator.outputs.compiled import Compiled  # noqa: PLC0415 - what this process alone need know
    from generator.outputs.templates import environment  # noqa: PLC0415 - as above

    made = environment(bundle() / "site_templates", Compiled())
    for name in made.list_templates(filter_func=lambda name: name.startswith(OURS)):
        made.get_template(name)


def _words() -> None:
    """Read the words, and what asks for them."""
    from generator.outputs.indexing import index, language  # noqa: PLC0415 - as above

    index()
    language()
