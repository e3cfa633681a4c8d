"""议定事项: how many, closed, in time, overdue by tier, discussed again and again (附件3之3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.mechanism.docket import TIERS, ItemLine
from generator.outputs.rates import Rate
from generator.outputs.tables.derived import docket_of
from generator.outputs.tables.sums import added, added_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.items import ItemStory
    from generator.outputs.view import View

ItemRow: TypeAlias = ItemLine
"""An item on a day, as the docket has it."""


class ItemFigures(NamedTuple):
    """Counts of the year's items: 应办, 办结, 到期, 按期, overdue and open, and by tier of lateness."""

    total: int = 0
    closed: int = 0
    due: int = 0
    on_time: int = 0
    overdue: int = 0
    over_5: int = 0
    over_10: int = 0
    over_20: int = 0
    repeated: int = 0

    @property
    def closed_rate(self) -> Rate:
        """Give 办结率 = 已办结 / 应办."""
        return Rate("办结率", "已办结", self.closed, "应办", self.total, "项")

    @property
    def on_time_rate(self) -> Rate:
        """Give 按期办结率 = 按期 / 到期."""
        return Rate("按期办结率", "按期办结", self.on_time, "到期", self.due, "项")


def item_rows(view: View) -> Sequence[ItemRow]:
    """Tell every item decided this year or still open when it began, by id."""
    lines = docket_of(view).items.values()
    return [line for line in lines if _of_year(line.story, view.as_of.year)]


def _of_year(story: ItemStory, year: int) -> bool:
    return story.item.date.year == year or story.closed is None or story.closed.date.year == year


def _one(row: ItemRow, as_of: date) -> ItemFigures:
    due = row.story.due is not None and (row.story.due.day <= as_of or not row.open)
    return ItemFigures(
        total=1,
        closed=int(not row.open),
        due=int(due),
        on_time=int(row.state in {"按期办结", "提前办结"}),
        overdue=int(row.state == "超期未办结"),
        over_5=int(row.tier == TIERS[0]),
        over_10=int(row.tier == TIERS[1]),
        over_20=int(row.tier == TIERS[2]),
        repeated=int(row.repeated > 0),
    )


def item_figures(rows: Sequence[ItemRow], as_of: date) -> ItemFigures:
    """Sum all items."""
    return ItemFigures(*added(_one(row, as_of) for row in rows))


def items_by_unit(rows: Sequence[ItemRow], as_of: date) -> Mapping[str, ItemFigures]:
    """Sum by responsible unit, each in full (D21)."""
    counted = ((row.story.item.responsible, _one(row, as_of)) for row in rows)
    found = added_by((unit, line) for units, line in counted for unit in dict.fromkeys(units))
    return {unit: ItemFigures(*counts) for unit, counts in found.items()}
