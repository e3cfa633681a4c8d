"""The list of quarterly rankings and annual results (papers F and G)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import charted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.page import Page
    from generator.outputs.press import Press


def pages(press: Press) -> Iterator[Page]:
    """Print the list of rankings, newest first."""
    found = list(press.view.report.quarters.values())[::-1]
    yield press.page(
        "rankings/index.md",
        "季度考评和年度考核",
        "各季度考评通报和各年度考核结果",
        template="rankings.md.j2",
        kind="list",
        hide=("navigation", "toc"),
        quarters=[(assessment, charted.ordered(assessment)) for assessment in found],
        years=sorted(press.view.report.years, reverse=True),
    )
