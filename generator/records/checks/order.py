"""First things first: a closing after its decision, a certificate after its fact (附件3之3; D13, D20)."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.codes.order import CHANGED_EARLY
from generator.records.model.events import (
    ClosureConfirmed,
    CompletionCertified,
    Coordination,
    Decision,
    DueChanged,
    Event,
    Issued,
    IssueEscalated,
    IssueRaised,
    IssueResolved,
    ItemClosed,
    Meeting,
    MilestoneReached,
    MonthlyReport,
    ProjectWithdrawn,
    ReportFiled,
    StartCertified,
    StepDone,
    WeeklyReport,
)
from generator.records.reporters import reporters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def closings(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An item is closed on or after the day it was decided."""
    for event in portfolio.of_type(ItemClosed):
        item = _decision(portfolio, event.item)
        if item and event.date < item.date:
            yield context.say(event, codes.CLOSED_EARLY, "date", day=event.date, decided=item.date)


def certificates(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A start, a completion or a closing is certified on or after the day it happened."""
    for kind, key in CERTIFICATES.items():
        for event in portfolio.of_type(kind):
            fact = portfolio.events.get(getattr(event, key))
            if fact and event.date < fact.date:
                yield context.say(event, codes.CERTIFIED_EARLY, "date", day=event.date, happened=fact.date)


def due_dates(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An item is not due before it was decided, and its due date is changed only once it was."""
    for item in portfolio.of_type(Decision):
        if item.due and item.due < item.date:
            yield context.say(item, codes.DUE_EARLY, "due", due=item.due, decided=item.date)
    for change in portfolio.of_type(DueChanged):
        if change.due < change.decided_on:
            yield context.say(change, codes.DUE_EARLY, "due", due=change.due, decided=change.decided_on)
        decided = _decision(portfolio, change.item)
        if decided and change.decided_on < decided.date:
            values = {"day": change.decided_on, "item": decided.id, "decided": decided.date}
            yield context.say(change, CHANGED_EARLY, "decided_on", **values)


def meetings(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An item is decided on or after the day of its meeting, and discussed again only once decided."""
    for item in portfolio.of_type(Decision):
        held = portfolio.events.get(item.meeting)
        if isinstance(held, Meeting) and item.date < held.date:
            yield _out_of_order(context, item, held, item, "date")
    for meeting in portfolio.of_type(Meeting):
        for index, id_ in enumerate(meeting.agenda):
            again = _decision(portfolio, id_)
            if again and meeting.date < again.date:
                yield _out_of_order(context, meeting, meeting, again, "agenda", index)


def issues(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A problem is coordinated, passed on and settled only after it was raised."""
    answers: list[IssueEscalated | IssueResolved] = [
        *portfolio.of_type(IssueEscalated),
        *portfolio.of_type(IssueResolved),
    ]
    for event in answers:
        yield from _after_issue(portfolio, context, event, event.issue, "date")
    for meeting in portfolio.of_type(Coordination):
        for index, issue in enumerate(meeting.issues):
            yield from _after_issue(portfolio, context, meeting, issue, "issues", index)


def once(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What happens once is recorded once: a period's report or paper, a milestone, a step, a certificate.

    Of two the one that came later is at fault.
    """
    for kind, key in _ONCE.items():
        first: dict[object, Event] = {}
        events = portfolio.of_type(kind)
        if len(set(map(key, events))) == len(events):
            continue
        recorded = context.filed.recorded
        for event in sorted(events, key=lambda one: recorded.get(one.path, date.max)):
            if (other := first.setdefault(key(event), event)) is not event:
                yield context.say(event, codes.DONE_TWICE, "id", other=other.at("id"))


def monthly_once(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project's month is reported once; what a street or department wrote first hinders no lead unit."""
    answers = reporters(portfolio)
    first: dict[object, MonthlyReport] = {}
    recorded = context.filed.recorded
    for event in sorted(portfolio.of_type(MonthlyReport), key=lambda one: recorded.get(one.path, date.max)):
        other = first.setdefault((event.project, event.month), event)
        if answers(event) and not answers(other):
            first[event.project, event.month] = event
        elif other is not event:
            yield context.say(event, codes.DONE_TWICE, "id", other=other.at("id"))


def report_weeks(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A weekly report is dated in the week it reports."""
    for event in portfolio.of_type(WeeklyReport):
        if not event.week.first <= event.date <= event.week.last:
            values = {"week": event.week, "first": event.week.first, "last": event.week.last}
            better = type(event.week).of(event.date)
            yield context.say(event, codes.WEEK_DATE, "week", day=event.date, better=better, **values)


def report_months(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A monthly report is dated in the month it reports or after it."""
    for event in portfolio.of_type(MonthlyReport):
        if event.date < event.month.first:
            yield context.say(event, codes.MONTH_DATE, "month", day=event.date, month=event.month)


CERTIFICATES: dict[type[Event], str] = {
    StartCertified: "start",
    CompletionCertified: "completion",
    ClosureConfirmed: "closing",
}
"""How each names the fact it makes count."""
_ONCE: dict[type[Event], Callable[[Event], object]] = {
    WeeklyReport: attrgetter("project", "week", "writer"),
    MilestoneReached: attrgetter("project", "milestone"),
    StepDone: attrgetter("project", "step"),
    StartCertified: attrgetter("start"),
    CompletionCertified: attrgetter("completion"),
    ClosureConfirmed: attrgetter("closing"),
    IssueResolved: attrgetter("issue"),
    Issued: attrgetter("paper", "period", "unit", "leader"),
    ReportFiled: attrgetter("report", "period", "writer"),
    ProjectWithdrawn: attrgetter("project"),
}


def _decision(portfolio: Portfolio, item: str) -> Decision | None:
    """Give the decision an item's id stands for, as corrected; None where it was withdrawn."""
    event = portfolio.events.get(item)
    return event if isinstance(event, Decision) else None


def _after_issue(
    portfolio: Portfolio, context: Context, event: Event, issue: str, *location: str | int
) -> Iterator[Problem]:
    raised = portfolio.events.get(issue)
    if isinstance(raised, IssueRaised) and event.date < raised.date:
        yield context.say(event, codes.ISSUE_ORDER, *location, day=event.date, raised=raised.date)


def _out_of_order(
    context: Context, event: Event, meeting: Meeting, item: Decision, *location: str | int
) -> Problem:
    values = {"item": item.id, "decided": item.date, "meeting": meeting.id, "held": meeting.date}
    return context.say(event, codes.MEETING_ORDER, *location, **values)
