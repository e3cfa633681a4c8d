"""The list of monthly bulletins with each month's key figures, as of its own last day (paper E)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import bulletin
from generator.outputs.papers.catalogue import known_at, periods_of
from generator.outputs.tables import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.press import Press
    from generator.outputs.view import Page


def pages(press: Press) -> Iterator[Page]:
    """Print the list of bulletins, newest first."""
    months = list(periods_of(bulletin.KIND, press.view))[::-1]
    yield press.page(
        "bulletins/index.md",
        "月度通报",
        "各月重大产业项目推进情况通报",
        template="bulletins.md.j2",
        kind="list",
        hide=("navigation", "toc"),
        months=[(month, summary(known_at(press.view, bulletin.KIND, month))) for month in months],
    )
