"""How long after it happened each fact was recorded, and each writing unit's share of late ones."""

from __future__ import annotations

import os
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.outputs.rates import Rate
from generator.outputs.tables.derived import elapsed_of, once
from generator.records.calendar import Month, Quarter
from generator.records.model.events import Commissioned, Completed, MilestoneReached, SubstantiveStart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import date

    from generator.outputs.view import View

COMPLETIONS = (SubstantiveStart, MilestoneReached, Completed, Commissioned)
"""开工、节点、完工、投产: the deeds that count in a quarter's scores."""
ALL = ""
ORDERED = "_lateness_ordered"
Row = tuple[str, int, bool, bool, bool]
"""What a fact adds: its unit, working days late, whether told in a later month, a deed, after its quarter."""


@dataclass(frozen=True, slots=True)
class Told:
    """The day the main branch got a fact, and how many working days after it happened that was."""

    day: date
    late: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """The facts that one unit wrote (`unit` empty: all units).

    `later` were recorded in a later month than they happened, `closed` of the `deeds` (开工、节点、
    完工、投产) after the quarter in which they happened had ended; `median` and `longest` are working days.
    """

    unit: str
    facts: int
    later: int
    median: Decimal
    longest: int
    deeds: int
    closed: int

    @property
    def later_rate(self) -> Rate:
        """Give 跨月入库占比 = 跨月入库 / 全部事实."""
        return Rate("跨月入库占比", "跨月入库", self.later, "全部事实", self.facts, "件")

    @property
    def closed_rate(self) -> Rate:
        """Give 季后入库占比 = 季度结束后入库 / 开工、节点、完工、投产."""
        return Rate("季后入库占比", "季度结束后入库", self.closed, "开工、节点、完工、投产", self.deeds, "件")


def told(view: View, path: str, happened: date) -> Told | None:
    """Tell when a fact in a file was recorded; None where git does not know."""
    day = view.portfolio.recorded.get(path)
    return Told(day, elapsed_of(view).between(happened, day)) if day else None


def lateness(view: View) -> Mapping[str, Lateness]:
    """Sum by writing unit, by id, all units together under ""; nothing where git knows of no fact."""
    asked, order = view.__dict__.pop(ORDERED, (0, None))
    return once(view, "_lateness", order.result if asked == os.getpid() else lambda: sums(_rows(view)))


def order(view: View, elsewhere: Executor) -> None:
    """Have another process make the sums; one split off before they are asked for here makes its own."""
    view.__dict__[ORDERED] = os.getpid(), elsewhere.submit(sums, _rows(view))


def sums(rows: Sequence[Row]) -> Mapping[str, Lateness]:
    """Sum what facts add, as `lateness` gives it."""
    import pandas as pd  # noqa: PLC0415 - 0.3 s that whoever asks for no statistics is spared

    frame = pd.DataFrame(rows, columns=["unit", "days", "later", "deed", "closed"])
    if frame.empty:
        return {}
    whole = pd.concat([frame.assign(unit=ALL), frame])
    grouped = whole.groupby("unit", sort=True)
    found = grouped.agg(
        facts=("days", "size"),
        later=("later", "sum"),
        median=("days", "median"),
        longest=("days", "max"),
        deeds=("deed", "sum"),
        closed=("closed", "sum"),
    )
    return {
        str(unit): Lateness(
            str(unit), int(facts), int(later), Decimal(str(median)), int(longest), int(deeds), int(closed)
        )
        for unit, facts, later, median, longest, deeds, closed in found.itertuples()
    }


def _rows(view: View) -> Sequence[Row]:
    rows = []
    for event in view.known.events.values():
        if found := told(view, event.path, event.date):
            later = Month.of(found.day) > Month.of(event.date)
            deed = isinstance(event, COMPLETIONS)
            closed = deed and found.day > Quarter.of(event.date).last
            rows.append((event.writer, found.late, later, deed, closed))
    return rows
