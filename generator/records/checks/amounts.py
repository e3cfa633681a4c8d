"""Amounts that contradict each other: a unit mistaken for another, a sum that shrinks (四(一); O21)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.records.codes import amounts as codes
from generator.records.model.events import MonthlyReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.calendar import Month
    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

AMOUNT = "invested_ytd_wan"


def beyond(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What a year's newest report has invested so far is not more than the whole project costs."""
    for event, _ in _newest(portfolio):
        project = portfolio.projects.get(event.project)
        if project and event.invested_ytd_wan > project.investment_total_wan:
            values = {"amount": event.invested_ytd_wan, "total": project.investment_total_wan}
            yield context.say(event, codes.BEYOND_TOTAL, AMOUNT, project=project.id, **values)


def shrinking(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What a year's newest report has invested so far is not less than the report before it says."""
    for event, before in _newest(portfolio):
        if before and event.invested_ytd_wan < before.invested_ytd_wan:
            values = {"amount": event.invested_ytd_wan, "earlier": before.invested_ytd_wan}
            yield context.say(event, codes.SHRINKING, AMOUNT, month=before.month, other=before.id, **values)


def _newest(portfolio: Portfolio) -> Iterator[tuple[MonthlyReport, MonthlyReport | None]]:
    """Give each project's newest monthly report, and the one of the month before it told of in its year."""
    for reports in _by_project(portfolio).values():
        *_, newest = sorted(reports)
        before = max(
            (month for month in reports if month.year == newest.year and month < newest), default=None
        )
        yield reports[newest], reports[before] if before else None


def _by_project(portfolio: Portfolio) -> Mapping[str, Mapping[Month, MonthlyReport]]:
    found: dict[str, dict[Month, MonthlyReport]] = defaultdict(dict)
    for event in portfolio.of_type(MonthlyReport):
        found[event.project][event.month] = event
    return found
