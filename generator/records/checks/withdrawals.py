"""A project that leaves the pools unfinished: not once it is done, and nothing happens to it afterwards."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from generator.records.codes import papers as codes
from generator.records.model.events import (
    Commissioned,
    Completed,
    CompletionCertified,
    PlanApproved,
    ProjectWithdrawn,
)
from generator.records.model.events.base import ProjectEvent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def unfinished(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project whose completion has been certified is not withdrawn; it stays in 竣工库."""
    done = finished(portfolio)
    for event in portfolio.of_type(ProjectWithdrawn):
        deed = done.get(event.project)
        if deed and deed.date <= event.date:
            yield context.say(event, codes.WITHDRAWN_DONE, "project", project=event.project, day=deed.date)


def afterwards(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A fact dated after its project was withdrawn is accepted and marked: 不再计入."""
    gone = _withdrawn(portfolio)
    for event in portfolio.events.values() if gone else ():
        if not isinstance(event, ProjectEvent) or isinstance(event, ProjectWithdrawn):
            continue
        withdrawal = gone.get(event.project)
        if withdrawal and event.date > withdrawal.date:
            values = {"project": event.project, "day": withdrawal.date}
            yield context.say(event, codes.AFTER_WITHDRAWAL, "date", **values)


def listed(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project in a plan approved after its withdrawal is marked: the plan binds nobody."""
    gone = _withdrawn(portfolio)
    approved = {event.year: event.approved_on for event in portfolio.of_type(PlanApproved)}
    for plan in portfolio.plans.values() if gone else ():
        withdrawal, day = gone.get(plan.project), approved.get(plan.year)
        if withdrawal and day and day > withdrawal.date:
            values = {"project": plan.project, "day": withdrawal.date}
            yield context.say(plan, codes.AFTER_WITHDRAWAL, "project", **values)


def finished(portfolio: Portfolio) -> Mapping[str, Completed | Commissioned]:
    """Give what each project was done by, the earliest completion or 投产 that is certified."""
    proven = {event.completion for event in portfolio.of_type(CompletionCertified)}
    found: dict[str, Completed | Commissioned] = {}
    events: tuple[Completed | Commissioned, ...] = (
        *portfolio.of_type(Completed),
        *portfolio.of_type(Commissioned),
    )
    for event in events:
        if event.id in proven:
            found[event.project] = min(found.get(event.project, event), event, key=attrgetter("date"))
    return found


def _withdrawn(portfolio: Portfolio) -> Mapping[str, ProjectWithdrawn]:
    found: dict[str, ProjectWithdrawn] = {}
    for event in portfolio.of_type(ProjectWithdrawn):
        found.setdefault(event.project, event)
    return found
