"""封存记录: every sealed bulletin with its number, commit and head, and how to check them (TRUST P8, P10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.papers import periods
from generator.records import chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.view import Sealing, View
    from generator.records.model.events import BulletinPublished

PAGE = "ledger.md"
PLACES = {
    "月度通报": ("bulletins", "通报"),
    "季度考评通报": ("rankings", "考评通报"),
    "年度考核": ("rankings", "度考核"),
}
"""The folder of a bulletin's page, and what follows the period in its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One seal with the page of its bulletin and its name: `2026年第二季度考评通报`.

    `corrected` numbers the seal that put right what an earlier version of the tool computed; there is no page
    of its bulletin then, and `page` is the ledger.
    """

    act: BulletinPublished
    page: str
    name: str
    corrected: int | None = None


def pages(press: Press) -> Iterator[Page]:
    """Print the ledger, newest seal first."""
    told = lines(press.view)
    yield press.page(
        PAGE,
        "封存记录",
        f"已印发并封存的通报{len(told)}次。数据截至{said(press.view.as_of)}。",
        template="ledger.md.j2",
        kind="ledger",
        hide=("navigation", "toc"),
        lines=told,
    )


def lines(view: View) -> Sequence[Line]:
    """Give each seal with its page, newest first."""
    return [line(act, view.seals) for act in reversed(view.seals.acts)] if view.seals else []


def line(act: BulletinPublished, seals: Sealing) -> Line:
    """Give a seal's page: a second revision has one of its own."""
    corrected, suffix = seals.corrected(act), seals.suffix(act)
    folder, word = PLACES[act.bulletin]
    name = f"{periods.said(chain.span(act.period))}{word}"
    return Line(act, PAGE if corrected else f"{folder}/{act.period}{suffix}.md", name, corrected)
