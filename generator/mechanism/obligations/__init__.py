"""The calendar of duties: who owed which report or meeting by which day, and what came (三, 四; D28)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.mechanism.elapsed import Elapsed
from generator.mechanism.obligations.meetings import coordination, head_meetings, last_meetings
from generator.mechanism.obligations.record import DUTIES, Duty, Judge, Obligation, Span, State
from generator.mechanism.obligations.reports import filings, project_reports
from generator.records.calendar import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.mechanism.report import Report

__all__ = ["DUTIES", "Duty", "Obligation", "State", "obligations"]
ORDER = {duty: place for place, duty in enumerate(DUTIES)}


def obligations(report: Report, first: date, last: date, *, of_projects: bool = True) -> Sequence[Obligation]:
    """List every duty that falls due from `first` to `last`, by due day, duty, party and subject.

    Without `of_projects` the reports on single projects are left out, which are nearly all of them.
    Duties with a due day not before `report.as_of` are 未到期 unless done; nothing is owed for a week,
    month or quarter that began before the data. Raises MissingYear.
    """
    begun = next(iter(report.quarters)).first
    span = Span(first, last, begun, WorkingDays.of(report.known.calendars))
    judge = Judge(report.as_of, Elapsed.of(report.facts.working))
    owed = chain(
        project_reports(report, span) if of_projects else (),
        filings(report, span),
        coordination(report, span),
        head_meetings(report, span),
        last_meetings(report, span),
    )
    found = [judge.of(one) for one in owed if span.holds(one.due)]
    return sorted(found, key=lambda one: (one.due, ORDER[one.duty], one.party, one.subject))
