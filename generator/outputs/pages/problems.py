"""问题代码: every code `guatu check` may print, with its words, from the code itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.codes import FAMILIES
from generator.records.source import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.press import Press
    from generator.outputs.view import Page


def pages(press: Press) -> Iterator[Page]:
    """Print the page of problem codes."""
    yield press.page(
        "problems.md",
        "问题代码",
        "guatu check 可能提示的每一种问题和改法",
        template="problems.md.j2",
        kind="problems",
        hide=("navigation",),
        groups=groups(),
    )


def groups() -> Sequence[tuple[str, str, Sequence[Code]]]:
    """Give every family of codes with its number and title, codes by number."""
    return [
        (number, title, sorted({c for c in vars(module).values() if isinstance(c, Code)}, key=lambda c: c.id))
        for number, title, _, module in FAMILIES
    ]
