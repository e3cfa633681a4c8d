"""议定事项: how many, closed, in time, overdue by tier, discussed again and again (附件3之3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pandas as pd

from generator.mechanism.rules.items import untimed_meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.items import ItemStory
    from generator.outputs.view import View

ItemState = Literal["按期办结", "提前办结", "超期办结", "超期未办结", "未到期", "无时限办结", "无时限"]
TIERS = (5, 10, 20)
OFTEN = 3


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item on a day; `overdue` counts working days past its due date, to the closing or to the day."""

    story: ItemStory
    state: ItemState
    overdue: int
    discussed: int

    @property
    def open(self) -> bool:
        """Tell an item not closed and confirmed."""
        return self.story.closed is None


@dataclass(frozen=True, slots=True)
class ItemFigures:
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
    def closed_rate(self) -> Decimal | None:
        """Give 办结率 = 已办结 / 应办."""
        return Decimal(self.closed) / self.total if self.total else None

    @property
    def on_time_rate(self) -> Decimal | None:
        """Give 按期办结率 = 按期 / 到期."""
        return Decimal(self.on_time) / self.due if self.due else None


NAMES = tuple(each.name for each in fields(ItemFigures))


def item_rows(view: View) -> Sequence[ItemRow]:
    """Tell every item decided this year or still open when it began, by id."""
    stories = sorted(view.report.facts.items.items())
    return [_row(view, story) for _, story in stories if _of_year(story, view.as_of.year)]


def _of_year(story: ItemStory, year: int) -> bool:
    return story.item.date.year == year or story.closed is None or story.closed.date.year == year


def _row(view: View, story: ItemStory) -> ItemRow:
    levels = Counter(meeting.level for meeting in untimed_meetings(story))
    closed = story.closed.date if story.closed else None
    return ItemRow(
        story, _state(story, closed, view.as_of), _overdue(view, story), max(levels.values(), default=0)
    )


def _state(story: ItemStory, closed: date | None, as_of: date) -> ItemState:
    if story.due is None:
        return "无时限办结" if closed else "无时限"
    if closed is None:
        return "超期未办结" if story.due.day < as_of else "未到期"
    if closed > story.due.day:
        return "超期办结"
    return "提前办结" if closed < story.due.day else "按期办结"


def _overdue(view: View, story: ItemStory) -> int:
    until = story.closed.date if story.closed else view.as_of
    if story.due is None or until <= story.due.day:
        return 0
    return view.report.facts.working.count_after(story.due.day, until)


def _one(row: ItemRow, as_of: date) -> ItemFigures:
    due = row.story.due is not None and (row.story.due.day <= as_of or not row.open)
    return ItemFigures(
        total=1,
        closed=int(not row.open),
        due=int(due),
        on_time=int(row.state in {"按期办结", "提前办结"}),
        overdue=int(row.state == "超期未办结"),
        over_5=int(TIERS[0] <= row.overdue < TIERS[1]),
        over_10=int(TIERS[1] <= row.overdue < TIERS[2]),
        over_20=int(row.overdue >= TIERS[2]),
        repeated=int(row.discussed >= OFTEN),
    )


def item_figures(rows: Sequence[ItemRow], as_of: date) -> ItemFigures:
    """Sum all items."""
    frame = _frame(((row, ("",)) for row in rows), as_of)
    return ItemFigures(*map(int, frame[list(NAMES)].sum())) if len(frame) else ItemFigures()


def items_by_unit(rows: Sequence[ItemRow], as_of: date) -> Mapping[str, ItemFigures]:
    """Sum by responsible unit, each in full (D21)."""
    frame = _frame(((row, row.story.item.responsible) for row in rows), as_of)
    if not len(frame):
        return {}
    sums = frame.groupby("key", sort=True)[list(NAMES)].sum()
    return {str(key): ItemFigures(*map(int, counts)) for key, *counts in sums.itertuples()}


def _frame(keyed: Iterable[tuple[ItemRow, Sequence[str]]], as_of: date) -> pd.DataFrame:
    lines = [
        (key, *(getattr(one, name) for name in NAMES))
        for row, keys in keyed
        for one in [_one(row, as_of)]
        for key in dict.fromkeys(keys)
    ]
    return pd.DataFrame(lines, columns=["key", *NAMES])
