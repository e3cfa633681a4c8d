"""名次: the quarters and years in which figures or ranks change (附件3, 四(四); D26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.review.impact.model import PeriodChange, SeatChange, Standing, StandingChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.mechanism.annual import YearResult
    from generator.mechanism.assessment import Assessment
    from generator.mechanism.report import Report
    from generator.records.calendar import Quarter

    Standings = Mapping[str, Standing]

YEARLY = {"mean": "平均分", "scaled": "折算分", "bonus": "奖励加分"}


def period_changes(before: Report, after: Report) -> Iterator[PeriodChange]:
    """Give the quarters in which anything changes, then the years."""
    for quarter in sorted({*before.quarters, *after.quarters}):
        was, now = before.quarters.get(quarter), after.quarters.get(quarter)
        known = now or was
        if known:
            names: dict[str, str] = {category.id: category.name for category in known.policy.categories}
            yield from _period(quarter, _quarterly(was), _quarterly(now), names, closed=known.closed)
    for year in sorted({*before.years, *after.years}):
        was_, now_ = before.years.get(year, {}), after.years.get(year, {})
        over = any(result.complete for result in (now_ or was_).values())
        yield from _period(year, _yearly(was_), _yearly(now_), YEARLY, closed=over)


def _period(
    period: Quarter | int, was: Standings, now: Standings, names: Mapping[str, str], *, closed: bool
) -> Iterator[PeriodChange]:
    units = [
        StandingChange(unit, was.get(unit), now.get(unit)) for unit in (*now, *(was.keys() - now.keys()))
    ]
    moved = tuple(sorted(filter(_differs, units), key=_place))
    shifted = tuple(sorted((one for one in units if not _differs(one) and _shifts(one)), key=_place))
    if moved or shifted:
        yield PeriodChange(period, closed, moved, shifted, names)


def _differs(one: StandingChange) -> bool:
    if one.before is None or one.after is None:
        return True
    return one.before.amounts != one.after.amounts


def _shifts(one: StandingChange) -> bool:
    return one.before is not None and one.after is not None and one.before.rank != one.after.rank


def _place(one: StandingChange) -> tuple[int, str]:
    found = one.after or one.before
    return found.rank if found else 0, one.unit


def _quarterly(found: Assessment | None) -> Standings:
    results = found.results if found else {}
    return {
        unit: Standing(
            {key: score.amount for key, score in result.scores.items()},
            result.base_total,
            result.total,
            result.rank,
            result.seat,
        )
        for unit, result in results.items()
    }


def _yearly(found: Mapping[str, YearResult]) -> Standings:
    return {
        unit: Standing(
            {"mean": result.mean, "scaled": result.scaled, "bonus": result.bonus},
            result.scaled,
            result.total,
            result.rank,
        )
        for unit, result in found.items()
    }


def seat_changes(before: Report, after: Report) -> Iterator[SeatChange]:
    """Give the seats gained and lost, by quarter and unit (附件3之4.4)."""
    for quarter in sorted({*before.quarters, *after.quarters}):
        was, now = _quarterly(before.quarters.get(quarter)), _quarterly(after.quarters.get(quarter))
        known = after.quarters.get(quarter) or before.quarters[quarter]
        for unit in sorted({*was, *now}):
            old = was[unit].seat if unit in was else None
            new = now[unit].seat if unit in now else None
            if old != new:
                yield SeatChange(unit, quarter, old, new, known.closed)
