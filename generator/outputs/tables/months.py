"""The year month by month: starts against the plan, investment against 序时进度, both cumulative."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.outputs.tables.projects import MONTHS, cut_off, scheduled_by
from generator.records.calendar import Month
from generator.records.model.events import MonthlyReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View


@dataclass(frozen=True, slots=True)
class Months:
    """Cumulative values at each month's end: plans for all 12, deeds up to the day (amounts in 万元)."""

    year: int
    planned: tuple[int, ...]
    started: tuple[int, ...]
    scheduled: tuple[Decimal, ...]
    invested: tuple[Decimal, ...]
    invest: Decimal


def months(view: View, rows: Sequence[ProjectRow]) -> Months:
    """Count a year's months from its projects."""
    year, last = view.as_of.year, cut_off(view.as_of)
    mine = [row for row in rows if row.plan]
    ends = [Month(year, number) for number in range(1, MONTHS + 1)]
    starts = [row for row in mine if row.class_ == "计划新开工"]
    weeks = [row.week.last for row in starts if row.week]
    done = [row.started for row in starts if row.started]
    reports = _reports(view, {row.project.id for row in mine})
    past = [month for month in ends if month <= view.month]
    whole = [month for month in ends if last and month <= last]
    return Months(
        year,
        tuple(sum(day <= month.last for day in weeks) for month in ends),
        tuple(sum(day <= month.last for day in done) for month in past),
        tuple(sum((scheduled_by(row.plan, month) for row in mine if row.plan), ZERO) for month in ends),
        tuple(_invested(reports, month) for month in whole),
        sum((row.plan.invest_wan for row in mine if row.plan), ZERO),
    )


def _reports(view: View, projects: set[str]) -> Mapping[str, Mapping[Month, Decimal]]:
    found: dict[str, dict[Month, Decimal]] = defaultdict(dict)
    for event in view.known.of_type(MonthlyReport):
        if event.month.year == view.as_of.year and event.project in projects:
            found[event.project][event.month] = event.invested_ytd_wan
    return found


def _invested(reports: Mapping[str, Mapping[Month, Decimal]], month: Month) -> Decimal:
    latest = ((max((m for m in mine if m <= month), default=None), mine) for mine in reports.values())
    return sum((mine[m] for m, mine in latest if m), ZERO)
