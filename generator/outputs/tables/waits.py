"""卡点: what waits before a start, summed by whom it waits on (附件1; O25–O26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from generator.mechanism.steps import PARTIES, Party, delays
from generator.outputs.tables.derived import steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.steps import Wait
    from generator.outputs.view import View

COLUMNS = ("party", "unit", "project", "days", "overdue")


@dataclass(frozen=True, slots=True)
class WaitLine:
    """What waits on one unit (empty: on all of a party): projects, working days in all, the longest wait.

    `overdue` sums the working days past the deadlines. A project that waits for two steps of one unit is one
    project and two waits.
    """

    party: Party
    unit: str
    projects: int
    days: int
    longest: int
    overdue: int


def waits_by_unit(view: View) -> Sequence[WaitLine]:
    """Sum the open waits by unit, the most days first."""
    waits = delays(steps_of(view))
    frame = _frame(waits)
    lines = [
        WaitLine(party, unit, *_sums(frame[(frame["party"] == party) & (frame["unit"] == unit)]))
        for party, unit in {(wait.party, wait.unit) for wait in waits}
    ]
    return sorted(lines, key=lambda line: (-line.days, -line.overdue, line.unit, line.party))


def waits_by_party(view: View) -> Sequence[WaitLine]:
    """Sum the open waits by 项目单位、街道、审批部门, all three in this order."""
    frame = _frame(delays(steps_of(view)))
    return [WaitLine(party, "", *_sums(frame[frame["party"] == party])) for party in PARTIES]


def _frame(waits: Sequence[Wait]) -> pd.DataFrame:
    lines = [(wait.party, wait.unit, wait.project, wait.days, wait.overdue) for wait in waits]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _sums(group: pd.DataFrame) -> tuple[int, int, int, int]:
    """Count projects; sum days, find the longest, sum the days overdue."""
    longest = group["days"].max() if len(group) else 0
    return group["project"].nunique(), int(group["days"].sum()), int(longest), int(group["overdue"].sum())
