"""封存记录: every sealed bulletin with its number, commit and head, and how to check them (TRUST P8, P10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.papers import periods
from generator.records import chain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.press import Press
    from generator.outputs.view import Page
    from generator.records.model.events import BulletinPublished

FOLDERS = {"月度通报": "bulletins", "季度考评通报": "rankings", "年度考核": "rankings"}


@dataclass(frozen=True, slots=True)
class Line:
    """One seal with the page of its bulletin."""

    act: BulletinPublished
    page: str
    period: str


def pages(press: Press) -> Iterator[Page]:
    """Print the ledger, newest seal first."""
    acts = press.view.seals.acts if press.view.seals else ()
    yield press.page(
        "ledger.md",
        "封存记录",
        f"已印发并封存的通报{len(acts)}次。数据截至{said(press.view.as_of)}。",
        template="ledger.md.j2",
        kind="ledger",
        hide=("navigation", "toc"),
        lines=[line(act) for act in reversed(acts)],
    )


def line(act: BulletinPublished) -> Line:
    """Give a seal's page: a second revision has one of its own."""
    suffix = f"-r{act.revision}" if act.revision > 1 else ""
    return Line(act, f"{FOLDERS[act.bulletin]}/{act.period}{suffix}.md", periods.said(chain.span(act.period)))
