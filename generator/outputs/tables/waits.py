"""卡点: what waits before a start, summed by whom it waits on (附件1; O25–O26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.steps import PARTIES, Party, delays
from generator.outputs.tables.derived import once, steps_of
from generator.outputs.view import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.steps import Wait
    from generator.outputs.view import View


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
    found = grouped(open_waits(view), lambda wait: [(wait.party, wait.unit)])
    lines = [WaitLine(party, unit, *_sums(waits)) for (party, unit), waits in found.items()]
    return sorted(lines, key=lambda line: (-line.days, -line.overdue, line.unit, line.party))


def waits_by_party(view: View) -> Sequence[WaitLine]:
    """Sum the open waits by 责任单位、街道、审批部门, all three in this order."""
    found = grouped(open_waits(view), lambda wait: [wait.party])
    return [WaitLine(party, "", *_sums(found.get(party, ()))) for party in PARTIES]


def open_waits(view: View) -> Sequence[Wait]:
    """List every open wait of the day, the longest first."""
    return once(view, "_waits", lambda: delays(steps_of(view)))


def _sums(waits: Sequence[Wait]) -> tuple[int, int, int, int]:
    """Count projects; sum days, find the longest, sum the days overdue."""
    days = [wait.days for wait in waits]
    overdue = sum(wait.overdue for wait in waits)
    return len({wait.project for wait in waits}), sum(days), max(days, default=0), overdue
