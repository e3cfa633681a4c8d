"""Every page of the site: one module a kind of page, each a function `pages(press)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.pages import (
    bulletins,
    discipline,
    home,
    lookup,
    pools,
    problems,
    quality,
    rankings,
    records,
    regulation,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.outputs.press import Press
    from generator.outputs.view import Page

FAMILIES: tuple[Callable[[Press], Iterator[Page]], ...] = (
    home.pages,
    bulletins.pages,
    rankings.pages,
    years.pages,
    discipline.pages,
    pools.pages,
    regulation.pages,
    quality.pages,
    problems.pages,
    lookup.pages,
    records.pages,
)
