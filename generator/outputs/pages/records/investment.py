"""Investment by month against the plan's schedule, linear or the project's own (序时进度)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.duties import monthly_report_due
from generator.mechanism.ledger import rounded
from generator.mechanism.obligations.reports import approval, ended
from generator.outputs.tables.derived import once
from generator.outputs.templates import points as signed
from generator.records.calendar import MissingYear, Month, WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.outputs.view import View
    from generator.records.model.events import MonthlyReport
    from generator.records.model.projects import Plan

MONTHS = 12
HUNDRED = Decimal(100)
MISSING = "未报"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month: cumulative plan and fact in 万元, share of the year's plan, points ahead of schedule.

    `bar` and `mark` are lengths in percent of the chart's width; `silence` says why there is no report.
    """

    month: Month
    planned: Decimal
    report: MonthlyReport | None
    share: Decimal | None
    ahead: str
    behind: bool
    bar: Markup
    mark: Markup
    silence: str = MISSING

    @property
    def missing(self) -> bool:
        """Tell a report that was owed and has not come."""
        return self.report is None and self.silence == MISSING


@dataclass(frozen=True, slots=True)
class Year:
    """One plan year up to the day of the data."""

    plan: Plan
    rows: Sequence[MonthRow]


def investment(
    plans: Sequence[Plan],
    reports: Mapping[Month, MonthlyReport],
    as_of: date,
    silence: Callable[[Month], str],
) -> list[Year]:
    """Give each begun plan year with its months so far, newest year first."""
    now = Month.of(as_of)
    return [
        Year(
            plan,
            [
                replace(_row(plan, month, reports, _top(plan, reports)), silence=silence(month))
                for month in _months(plan, now)
            ],
        )
        for plan in reversed(plans)
        if plan.year <= as_of.year
    ]


def silence(view: View, story: ProjectStory | None) -> Callable[[Month], str]:
    """Give what says why a month has no report: 未报 where one was owed, by the rule of the duties (O28)."""
    working = once(view, "_calendars", lambda: WorkingDays.of(view.known.calendars))
    begun = next(iter(view.report.quarters)).first

    def said(month: Month) -> str:
        try:
            due = monthly_report_due(month, working)
        except MissingYear:
            due = month.last
        approved = approval(story, due.year) if story else None
        if story is None or approved is None or due < approved or month.first < begun:
            return "当时未纳入考评，不要求报"
        if why := ended(story, month.first, due):
            return f"{why}，不再报"
        return MISSING if due < view.as_of else "未到期"

    return said


def newest_reports(events: Sequence[MonthlyReport]) -> dict[Month, MonthlyReport]:
    """Give the last word on each month."""
    return {event.month: event for event in events}


def _months(plan: Plan, now: Month) -> list[Month]:
    return [month for number in range(1, MONTHS + 1) if (month := Month(plan.year, number)) <= now]


def _top(plan: Plan, reports: Mapping[Month, MonthlyReport]) -> Decimal:
    own = [report.invested_ytd_wan for month, report in reports.items() if month.year == plan.year]
    return max([plan.invest_wan, *own, Decimal(1)])


def _row(plan: Plan, month: Month, reports: Mapping[Month, MonthlyReport], top: Decimal) -> MonthRow:
    planned = scheduled(plan, month)
    report = reports.get(month)
    actual = report.invested_ytd_wan if report else None
    whole = plan.invest_wan
    share = actual / whole if actual is not None and whole else None
    gap = (actual - planned) / whole * 100 if actual is not None and whole else None
    return MonthRow(
        month,
        planned,
        report,
        share,
        "—" if gap is None else f"{signed(Decimal(rounded(gap, 1)))}",
        gap is not None and gap < 0,
        _length(actual or Decimal(0), top),
        _length(planned, top),
    )


def scheduled(plan: Plan, month: Month) -> Decimal:
    """Give the planned cumulative investment at a month's end: by the own schedule, else linear."""
    if not plan.schedule:
        return plan.invest_wan * month.number / MONTHS
    due = [share.invested_ytd_wan for share in plan.schedule if share.month <= month]
    return max(due, default=Decimal(0))


def _length(amount: Decimal, top: Decimal) -> Markup:
    return Markup(f"{amount * HUNDRED / top:.2f}%")  # noqa: S704 - a number
