"""Who reports: lead units on each project under way, coordination offices (三(二)二至四, 三(三)三)."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from generator.mechanism.duties import monthly_report_due
from generator.mechanism.obligations.record import Owed, first_by
from generator.records.calendar import Week
from generator.records.model.events import MonthlyReport, ReportFiled, WeeklyReport
from generator.records.model.organisations import in_place
from generator.records.reporters import reporters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.obligations.record import Duty, Span
    from generator.mechanism.report import Report
    from generator.records.calendar import Month

P = TypeVar("P", Week, "Month")
Ended = Literal["已完工", "已退库"]
OFFICE = "综合协调办"
WEEKLY: Mapping[Duty, str] = {"周新开工报送": "周新开工情况", "周协调清单报送": "周协调清单"}
MONTHLY: Mapping[Duty, str] = {"月度汇总报送": "月度汇总"}


class Planned(NamedTuple):
    """A project in a year's plan, and the day that was first approved."""

    key: str
    story: ProjectStory
    approved: date


def project_reports(report: Report, span: Span) -> Iterator[Owed]:
    """Every lead unit owes a weekly and a monthly report of each project under way (三(三)三, O21).

    What a street or department concerned reports answers nothing.
    """
    known, answers = report.known, reporters(report.known)
    weekly = first_by(filter(answers, known.of_type(WeeklyReport)), lambda event: (event.project, event.week))
    monthly = first_by(
        filter(answers, known.of_type(MonthlyReport)), lambda event: (event.project, event.month)
    )
    planned = cache(partial(_planned, report))
    for week, due in _asked(span, span.weeks()):
        for key, unit in _owing(planned(due.year), week, due):
            yield Owed("周报", unit, week, due, weekly.get((key, week)), key)
    for month, due in _asked(span, _months(span)):
        for key, unit in _owing(planned(due.year), month, due):
            yield Owed("月报", unit, month, due, monthly.get((key, month)), key)


def filings(report: Report, span: Span) -> Iterator[Owed]:
    """Every coordination office hands in new starts, problems and the month's summary (三(二)二至四)."""
    filed = first_by(
        report.known.of_type(ReportFiled), lambda event: (event.writer, str(event.report), event.period)
    )
    offices = [unit for _, unit in sorted(report.known.organisations.items()) if unit.kind == OFFICE]
    periods: Sequence[tuple[Week | Month, date]] = [
        *_asked(span, span.weeks()),
        *_asked(span, _months(span)),
    ]
    for period, due in periods:
        for office in offices:
            if in_place(office, due):
                for duty, name in (WEEKLY if isinstance(period, Week) else MONTHLY).items():
                    yield Owed(duty, office.id, period, due, filed.get((office.id, name, str(period))))


def _asked(span: Span, periods: Iterable[tuple[P, date]]) -> list[tuple[P, date]]:
    return [(period, due) for period, due in periods if span.holds(due)]


def _months(span: Span) -> Iterator[tuple[Month, date]]:
    for month in span.months():
        yield month, monthly_report_due(month, span.working)


def _planned(report: Report, year: int) -> Sequence[Planned]:
    """List the projects in a year's plan."""
    return [
        Planned(key, story, approved)
        for key, story in report.facts.projects.items()
        if (approved := approval(story, year))
    ]


def approval(story: ProjectStory, year: int) -> date | None:
    """Give the day from which a project is in a year's approved plan; None for one that is not."""
    return min((day for plan, day in story.plans if plan.year == year), default=None)


def ended(story: ProjectStory, first: date, due: date) -> Ended | None:
    """Say why a report of a period, which begins `first` and is due on `due`, is owed no more."""
    if story.withdrawn and due >= story.withdrawn.date:
        return "已退库"
    return "已完工" if story.finished and first > story.finished.date else None


def _owing(planned: Sequence[Planned], period: Week | Month, due: date) -> Iterator[tuple[str, str]]:
    """Give the projects to report on, each with every unit in charge of it on the due day.

    A project is, if its year's plan was approved by that day, and it was neither completed before the period
    nor withdrawn.
    """
    for key, story, approved in planned:
        if approved <= due and ended(story, period.first, due) is None:
            for unit in dict.fromkeys(story.lead_units(due)):
                yield key, unit
