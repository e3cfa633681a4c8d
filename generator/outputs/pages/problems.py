"""问题代码: every code `guatu check` may print, with its words, a file that fails and one that passes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.bundle import bundle
from generator.outputs.problem_pages import examples, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.outputs.page import Page
    from generator.outputs.press import Press


def pages(press: Press) -> Iterator[Page]:
    """Print the page of problem codes."""
    yield press.page(
        "problems.md",
        "问题代码",
        "guatu check 和 guatu gate 可能提示的每一种问题和改法",
        template="problems.md.j2",
        kind="problems",
        search=False,
        entry=("页面", "problems", "guatu check gate 提示 改法"),
        hide=("navigation",),
        codes=Markup(markdown(examples(_files()))),  # noqa: S704 - its every word is escaped there
    )


def _files() -> Mapping[str, bytes]:
    """Read the example files, keyed `CODE/bad/<path>` and `CODE/good/<path>`."""
    found: dict[str, bytes] = {}
    for name in ("problems", "tables", "requests"):
        top = bundle() / "tests" / name
        for folder, _, files in os.walk(top):  # half as long as a glob
            for file in files:
                place = Path(folder, file)
                written = os.fsencode(place.relative_to(top).as_posix())
                found[written.decode()] = place.read_bytes()  # UTF-8, whatever names of files are here
    return found
