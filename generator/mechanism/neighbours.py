"""How near a unit's neighbours are, and what some points more or less would have made of a quarter (D26)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.assessment import grouped, mark, settled
from generator.mechanism.ledger import LIMIT, ZERO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment, Result
    from generator.records.model.organisations import Organisation
    from generator.records.model.policy import Policy

    Register = Mapping[str, Organisation]


@dataclass(frozen=True, slots=True)
class Near:
    """The units of the next better or next worse score: their rank, and how many points away they are."""

    units: tuple[str, ...]
    rank: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a unit stands in its list of `ranked` units, all distances in points of what it is ranked by.

    `tied` share its rank. `to_first` is what it lacks to share 首位席 and `over_last` what it has more than
    the worst of the others, both before the points of this quarter's own seats; `over_bottom` what it has
    more than the best of those who must hand in 整改报告 would have: 0 or less means it is one of them.
    None where there are not enough others.
    """

    ranked: int
    tied: tuple[str, ...]
    above: Near | None
    below: Near | None
    to_first: Decimal | None
    over_last: Decimal | None
    over_bottom: Decimal | None


def neighbours(assessment: Assessment, register: Register, unit: str) -> Neighbours:
    """Measure the distances from a unit to the others of its list (D26)."""
    policy, results = assessment.policy, assessment.results
    group = next(group for group in grouped(results, register, policy) if unit in group)
    marks = {key: mark(results[key], policy) for key in group}
    before = {key: mark(assessment.unseated[key], policy) for key in group}
    own = marks[unit]
    others = sorted(value for key, value in marks.items() if key != unit)
    rivals = [value for key, value in before.items() if key != unit]
    bottom = policy.ranking.rectification_bottom
    return Neighbours(
        len(group),
        tuple(key for key in group if marks[key] == own and key != unit),
        _near(assessment, marks, min((value for value in others if value > own), default=None), own),
        _near(assessment, marks, max((value for value in others if value < own), default=None), own),
        max(rivals) - before[unit] if rivals else None,
        before[unit] - min(rivals) if rivals else None,
        own - others[bottom - 1] if len(others) >= bottom else None,
    )


def _near(
    assessment: Assessment, marks: Mapping[str, Decimal], value: Decimal | None, own: Decimal
) -> Near | None:
    if value is None:
        return None
    units = tuple(key for key in sorted(marks) if marks[key] == value)
    return Near(units, assessment.results[units[0]].rank, abs(value - own))


def supposed(
    assessment: Assessment, register: Register, unit: str, category: str, points: Decimal
) -> Assessment:
    """Rank a quarter anew as though one unit had some raw points more or less in one category.

    Floor and cap hold as ever; weights, cards and what was carried stay as they are.
    """
    policy = assessment.policy
    moved = _moved(assessment.unseated[unit], category, points, policy)
    before = {**assessment.unseated, unit: moved}
    quarter, closed = assessment.quarter, assessment.closed
    return settled(before, (), register, policy, quarter=quarter, closed=closed)


def _moved(result: Result, key: str, points: Decimal, policy: Policy) -> Result:
    category = next(category for category in policy.categories if category.id == key)
    amount = unlimited(result, key) + points
    amount = amount if category.floor is None else max(amount, category.floor)
    amount = amount if category.cap is None else min(amount, category.cap)
    moved = replace(result, scores={**result.scores, key: replace(result.scores[key], amount=amount)})
    total = moved.base_total + sum((adjustment.points for adjustment in moved.adjustments), ZERO)
    return replace(moved, total=total, pre_seat_total=total)


def unlimited(result: Result, category: str) -> Decimal:
    """Give a category's amount as it would be without floor and cap (D1, D2)."""
    limits: Sequence[Decimal] = [
        entry.points for entry in result.entries if entry.category == category and entry.kind == LIMIT
    ]
    return result.scores[category].amount - sum(limits, ZERO)
