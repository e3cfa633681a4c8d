"""查找: a page that scans the index of records in the browser, from a folder too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.page import Page
    from generator.outputs.press import Press


def pages(press: Press) -> Iterator[Page]:
    """Print the finder's page."""
    yield press.page(
        "finder.md",
        "查找",
        "按编号、名称、文号、单位、街道、负责人查找项目、单位、议定事项、文件、条款和问题代码",
        template="finder.md.j2",
        kind="finder",
        hide=("navigation", "toc"),
    )
