"""The list of monthly bulletins with each month's key figures, as of its own last day (paper E)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.pages import prints
from generator.outputs.papers import bulletin
from generator.outputs.papers.catalogue import known_at, periods_of
from generator.outputs.shelf import once
from generator.outputs.tables import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.page import Page
    from generator.outputs.papers.periods import Period
    from generator.outputs.press import Press


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
        months=[(month, _cells(press, month)) for month in months],
    )


def _cells(press: Press, month: Period) -> Markup:
    """Print a month's figures, or find them printed."""

    def printed() -> bytes:
        now = summary(known_at(press.view, bulletin.KIND, month))
        return press.templates.get_template("parts/bulletin_row.html.j2").render(now=now).strip().encode()

    place = prints.place_of(press, bulletin.KIND, month, "row")
    made = once(place, printed) if place else printed()
    return Markup(made.decode())  # noqa: S704 - a template of ours has escaped it
