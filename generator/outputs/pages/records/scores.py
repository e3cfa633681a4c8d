"""A unit's score by quarter as its page tells it (季考评; paper F)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment, Result, Score
    from generator.mechanism.ledger import Entry
    from generator.mechanism.report import Report
    from generator.records.calendar import Quarter

SEATS = {"first": "首位席", "last": "末位席", None: ""}


@dataclass(frozen=True, slots=True)
class QuarterScore:
    """One quarter of one unit: its result, how many were ranked, and whether it must hand in 整改报告."""

    assessment: Assessment
    result: Result
    ranked: int
    seat: str
    rectify: bool

    @property
    def scores(self) -> Sequence[tuple[str, Score]]:
        """Give the categories' names and scores, in the edition's order."""
        return [(c.name, self.result.scores[c.id]) for c in self.assessment.policy.categories]


def quarter_scores(report: Report, unit: str) -> list[QuarterScore]:
    """Give a unit's quarters, newest first; none for a unit that is not assessed."""
    found = reversed(list(report.quarters.values()))
    return [quarter_score(assessment, unit) for assessment in found if unit in assessment.results]


def quarter_score(assessment: Assessment, unit: str) -> QuarterScore:
    """Give one quarter of a unit that is assessed in it."""
    result = assessment.results[unit]
    seat = SEATS[result.seat] if assessment.closed else ""
    rectify = assessment.closed and unit in assessment.rectification
    return QuarterScore(assessment, result, len(assessment.results), seat, rectify)


def shared(entries: Iterable[Entry]) -> list[tuple[Entry, Sequence[str]]]:
    """Set entries that differ in the unit alone on one row, newest first, each row with its units."""
    rows: dict[tuple[object, ...], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.date, entry.clause, entry.unit)):
        key = (entry.date, entry.clause, entry.subject, entry.points, entry.weighted, entry.text)
        rows.setdefault(key, []).append(entry)
    return [(same[0], [entry.unit for entry in same]) for same in reversed(rows.values())]


@dataclass(frozen=True, slots=True)
class Sum:
    """What one project meant to one unit in one quarter: entries, their points raw and weighted."""

    quarter: Quarter
    count: int
    points: Decimal
    weighted: Decimal


def by_unit(entries: Iterable[Entry]) -> list[tuple[str, Sequence[Sum]]]:
    """Sum entries by unit and quarter, both in their order."""
    found: dict[str, dict[Quarter, list[Entry]]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.unit, entry.quarter)):
        found.setdefault(entry.unit, {}).setdefault(entry.quarter, []).append(entry)
    return [(unit, [_sum(quarter, own) for quarter, own in each.items()]) for unit, each in found.items()]


def _sum(quarter: Quarter, entries: Sequence[Entry]) -> Sum:
    raw, weighted = (entry.points for entry in entries), (entry.weighted for entry in entries)
    return Sum(quarter, len(entries), sum(raw, ZERO), sum(weighted, ZERO))
