"""年度考核, one a year: four totals, mean, 10/35, bonus and its basis, sum (paper G; 四(四), D26)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.records.calendar import Quarter
from generator.records.model.events import BonusDecided, Commendation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.press import Press
    from generator.outputs.view import Page


def pages(press: Press) -> Iterator[Page]:
    """Print every year's result."""
    view = press.view
    for year, results in view.report.years.items():
        cards = Counter((card.unit, card.colour) for card in view.report.cards if card.date.year == year)
        yield press.page(
            f"rankings/{year}.md",
            f"{year}年度考核",
            f"{year}年度考核结果，{len(results)}个单位。数据截至{said(view.as_of)}。",
            template="year.md.j2",
            kind="year",
            hide=("navigation",),
            year=year,
            results=list(results.values()),
            quarters=[Quarter(year, number) for number in range(1, 5)],
            complete=Quarter(year, 4).last <= view.as_of,
            cards=cards,
            bonuses=[event for event in view.known.of_type(BonusDecided) if event.year == year],
            praise=[event for event in view.known.of_type(Commendation) if event.date.year == year],
            annual=view.report.policy.annual,
        )
