"""Plans and projects that can hardly be meant as they stand: reminders, no file is refused (三(三); O2)."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from generator.records.codes import doubts as codes
from generator.records.model.events import ProjectWithdrawn, StartCertified, SubstantiveStart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.checks.context import Context
    from generator.records.model.projects import Project
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

LARGEST = Decimal(10_000_000)
"""万元: 1000亿元. No project of a district costs more."""
TIMES, ENOUGH = 100, 10
"""How many times the median of a year's projects is out of reason; of so many projects at least."""


def amounts(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Neither a year's planned investment nor what was invested before is more than the project costs."""
    for plan in portfolio.plans.values():
        project = portfolio.projects.get(plan.project)
        total = project.investment_total_wan if project else None
        if total is not None and plan.invest_wan > total:
            yield context.say(plan, codes.YEAR_BEYOND, "invest_wan", amount=plan.invest_wan, total=total)
        if total is not None and plan.invested_before_wan > total:
            values = {"amount": plan.invested_before_wan, "total": total}
            yield context.say(plan, codes.BEFORE_BEYOND, "invested_before_wan", **values)


def done_first(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project is not planned to be completed before it starts."""
    for plan in portfolio.plans.values():
        week, month = plan.start_week, plan.completion_month
        if week and month and month.last < week.first:
            values = {"month": month, "week": week, "first": week.first}
            yield context.say(plan, codes.DONE_FIRST, "completion_month", **values)


def started_before(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A 计划新开工 has not been certified as started in an earlier year."""
    certified = {event.start for event in portfolio.of_type(StartCertified)}
    first: dict[str, SubstantiveStart] = {}
    for event in portfolio.of_type(SubstantiveStart):
        if event.id in certified:
            first.setdefault(event.project, event)
    for plan in portfolio.plans.values():
        start = first.get(plan.project) if plan.class_ == "计划新开工" else None
        if start and start.date.year < plan.year:
            values = {"year": plan.year, "day": start.date, "other": start.at("date")}
            yield context.say(plan, codes.STARTED_BEFORE, "class", **values)


def same_names(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """No two projects have one name; of two the one that was recorded later is asked about."""
    gone = {event.project for event in portfolio.of_type(ProjectWithdrawn)}
    first: dict[str, Project] = {}
    recorded = context.filed.recorded
    standing = [project for project in portfolio.projects.values() if project.id not in gone]
    for project in sorted(standing, key=lambda one: (recorded.get(one.path, date.max), one.path)):
        if (other := first.setdefault(named(project.name), project)) is not project:
            values = {"id": other.id, "unit": other.lead_units[0], "other": other.at("name")}
            yield context.say(project, codes.SAME_NAME, "name", name=project.name, **values)


def named(name: str) -> str:
    """Give a name to compare by: width and spaces make no other project of it."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def sums(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """No project costs more than is within reason, or a hundred times what the year's others do."""
    typical = _medians(portfolio)
    years = dict(sorted(portfolio.plans))
    for project in portfolio.projects.values():
        amount, year = project.investment_total_wan, years.get(project.id)
        middle = typical.get(year) if year else None
        said = {"amount": amount, "billions": f"{(amount / 10000).normalize():f}"}
        if amount > LARGEST:
            words = {"detail": "超过1000亿元", "said": "more than 1000 亿元"}
        elif middle and amount > TIMES * middle:
            words = {
                "detail": f"是 {year} 年计划各项目中位数（{middle:f} 万元）的 {amount / middle:.0f} 倍",
                "said": f"{amount / middle:.0f} times the median of the plan of {year} ({middle:f} 万元)",
            }
        else:
            continue
        yield context.say(project, codes.TOO_LARGE, "investment_total_wan", **said, **words)


def _medians(portfolio: Portfolio) -> Mapping[int, Decimal]:
    """Give what the projects of a year's plan typically cost, for years with enough of them."""
    found: dict[int, list[Decimal]] = {}
    for key, year in portfolio.plans:
        if project := portfolio.projects.get(key):
            found.setdefault(year, []).append(project.investment_total_wan)
    return {year: median(totals) for year, totals in found.items() if len(totals) >= ENOUGH}
