"""Every page of the site: one module a kind of page, each a function `pages(press)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages import (
    bulletins,
    countdown,
    data,
    discipline,
    duties,
    home,
    ledger,
    lookup,
    papers,
    problems,
    quality,
    rankings,
    recent,
    records,
    regulation,
    rights,
    subscribe,
    wall,
)
from generator.outputs.pages.records import lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.outputs.page import Page
    from generator.outputs.press import Press

FAMILIES: tuple[Callable[[Press], Iterator[Page]], ...] = (
    home.pages,
    wall.pages,
    bulletins.pages,
    recent.pages,
    rankings.pages,
    papers.pages,
    discipline.pages,
    duties.pages,
    countdown.pages,
    regulation.pages,
    rights.pages,
    quality.pages,
    data.pages,
    subscribe.pages,
    ledger.pages,
    problems.pages,
    lookup.pages,
    lists.pages,
    records.pages,
)
