"""What needs no data: made ready by a process of its own while this one loads them."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from generator.bundle import bundle
from generator.processes import processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

OURS = ("pages/", "parts/")
"""Where the templates of pages lie."""


_at_hand: list[Executor] = []
"""The process that has begun, if one has."""


@contextmanager
def helping() -> Iterator[Executor]:
    """Give the process that parts pages into words, begun here unless it has; who began it ends it.

    It begins with compiling the templates and reading the library of statistics and the language's words.
    """
    if _at_hand:
        yield _at_hand[0]
        return
    with processes(1) as helper:
        for task in (_templates, _statistics, _words):
            helper.submit(task)
        _at_hand.append(helper)
        try:
            yield helper
        finally:
            _at_hand.clear()


def _templates() -> None:
    """Compile what no earlier build has compiled, for whoever prints."""
    from generator.outputs.compiled import Compiled  # noqa: PLC0415 - what this process alone need know
    from generator.outputs.templates import environment  # noqa: PLC0415 - as above

    made = environment(bundle() / "site_templates", Compiled())
    for name in made.list_templates(filter_func=lambda name: name.startswith(OURS)):
        made.get_template(name)


def _statistics() -> None:
    """Read what sums are made with."""
    import_module("pandas")


def _words() -> None:
    """Read the words, and what asks for them."""
    from generator.outputs.indexing import index, language  # noqa: PLC0415 - as above

    index()
    language()
