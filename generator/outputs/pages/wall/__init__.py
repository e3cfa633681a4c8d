"""挂图: every project on one time axis, a row each, what is late seen first (挂图作战, 三(一))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages.records.book import book_of
from generator.outputs.pages.records.standing import chip, counted
from generator.outputs.pages.wall.facets import facets, grouped, state_facet
from generator.outputs.pages.wall.lines import wall_axis, wall_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.page import Page
    from generator.outputs.press import Press


def pages(press: Press) -> Iterator[Page]:
    """Print the wall chart, grouped by leader; its script groups it otherwise."""
    book = book_of(press)
    span = wall_axis(book)
    lines = wall_lines(book, span)
    ways = facets(book, lines)
    late = counted(line.listed.brief.state for line in lines)
    yield press.page(
        "wall.md",
        "挂图",
        f"{len(lines)}个项目的计划、开工、节点和完工投产在一条时间轴上，有超期未完成的{late}。"
        f"数据截至{book.as_of}",
        template="wall.md.j2",
        kind="wall",
        search=False,
        hide=("navigation", "toc"),
        span=span,
        ways=ways,
        states=state_facet(lines),
        groups=grouped(lines, ways[0]),
        count=len(lines),
        late=late,
        chip=chip,
    )
