"""年考核: the mean of the quarters, its 10/35 and the bonus (四(四); D26)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.records.model.events import BonusDecided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment
    from generator.records.calendar import Quarter
    from generator.records.model.policy import Annual
    from generator.records.portfolio import Portfolio


@dataclass(frozen=True)
class YearResult:
    """One unit's year: totals of its closed quarters, their mean, mean × 10/35, bonus (≤ 5), sum, rank."""

    unit: str
    year: int
    quarters: Mapping[Quarter, Decimal]
    mean: Decimal
    scaled: Decimal
    bonus: Decimal
    bonus_because: tuple[str, ...]
    total: Decimal
    rank: int = 0

    @property
    def complete(self) -> bool:
        """Tell whether all four quarters are in."""
        return len(self.quarters) == 4  # noqa: PLR2004 - four quarters


def year_results(
    year: int, assessments: Sequence[Assessment], known: Portfolio, policy: Annual
) -> dict[str, YearResult]:
    """Average each unit over the closed quarters it was assessed in, ordered by sum."""
    totals: dict[str, dict[Quarter, Decimal]] = {}
    for assessment in assessments:
        if assessment.quarter.year == year and assessment.closed:
            for unit, result in assessment.results.items():
                totals.setdefault(unit, {})[assessment.quarter] = result.total
    bonuses = _bonuses(year, known, policy)
    found = [_year(unit, year, quarters, bonuses, policy) for unit, quarters in totals.items()]
    found.sort(key=lambda result: (-result.total, result.unit))
    sums = [result.total for result in found]
    return {result.unit: replace(result, rank=sums.index(result.total) + 1) for result in found}


def _year(
    unit: str,
    year: int,
    quarters: Mapping[Quarter, Decimal],
    bonuses: Mapping[str, tuple[Decimal, tuple[str, ...]]],
    policy: Annual,
) -> YearResult:
    mean = sum(quarters.values(), ZERO) / len(quarters)
    scaled = mean * policy.factor_numerator / policy.factor_denominator
    bonus, because = bonuses.get(unit, (ZERO, ()))
    return YearResult(unit, year, quarters, mean, scaled, bonus, because, scaled + bonus)


def _bonuses(year: int, known: Portfolio, policy: Annual) -> dict[str, tuple[Decimal, tuple[str, ...]]]:
    found: dict[str, tuple[Decimal, tuple[str, ...]]] = {}
    for event in known.of_type(BonusDecided):
        if event.year == year:
            points, because = found.get(event.unit, (ZERO, ()))
            capped = min(points + event.points, policy.bonus_cap)
            found[event.unit] = (capped, (*because, event.at("points")))
    return found
