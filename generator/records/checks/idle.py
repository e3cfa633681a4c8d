"""What is told to no effect is accepted and marked: most likely another project, step or value was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.checks.withdrawals import finished
from generator.records.codes import idle as codes
from generator.records.correction import Idle, outcomes
from generator.records.model.events import CompletionCertified, MonthlyReport, StepDone, WeeklyReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def steps(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A step that a project's 附件1 has as not applicable is marked where it is told as done."""
    for event in portfolio.of_type(StepDone):
        project = portfolio.projects.get(event.project)
        if project and project.start_plan and event.step in project.start_plan.not_applicable:
            values = {"project": project.id, "step": event.step, "other": project.at("start_plan")}
            yield context.say(event, codes.NOT_APPLICABLE, "step", **values)


def reports(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A report of a week or month that began after the project was done is marked, once that is certified."""
    done = finished(portfolio)
    certified = {proof.completion: proof.date for proof in portfolio.of_type(CompletionCertified)}
    told: tuple[WeeklyReport | MonthlyReport, ...] = (
        *portfolio.of_type(WeeklyReport),
        *portfolio.of_type(MonthlyReport),
    )
    for event in told if done else ():
        deed = done.get(event.project)
        key, period = ("week", event.week) if isinstance(event, WeeklyReport) else ("month", event.month)
        if deed and deed.date < period.first and certified[deed.id] < event.date:
            values = {"project": event.project, "day": deed.date, "title": deed.title, "kind": deed.kind}
            yield context.say(event, codes.REPORTED_DONE, key, period=period, **values)


def corrections(portfolio: Portfolio, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - one shape
    """A correction whose values all are what the event says already is marked."""
    for correction, before, _, vain in outcomes(context.filed):
        if before and vain == Idle("same") and correction.changes:
            key = next(iter(correction.changes))
            title = getattr(type(before).model_fields.get(key), "title", None) or key
            values = {"of": before.id, "key": key, "title": title}
            yield context.say(correction, codes.CHANGES_NOTHING, "changes", key, **values)
