"""A project's deeds in the order they can happen: the signing, the start, completion, 投产 (D13, D16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.checks.certified import firsts, proven
from generator.records.codes import order as codes
from generator.records.codes import times
from generator.records.model.events import Commissioned, Completed, StartCertified, SubstantiveStart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.checks.certified import Proven
    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def signings(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A start before the project was signed is accepted and marked (1.4 counts from the signing)."""
    for event in portfolio.of_type(SubstantiveStart):
        project = portfolio.projects.get(event.project)
        if project and project.signed and event.date < project.signed:
            values = {"project": project.id, "day": event.date, "signed": project.signed}
            yield context.say(event, times.UNSIGNED, "date", other=project.at("signed"), **values)


def completions(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What is completed or put into operation before its certified start is accepted and marked.

    Of the completion and the certificate it is the one that was recorded later.
    """
    started = _first(portfolio, context)
    for event in (*portfolio.of_type(Completed), *portfolio.of_type(Commissioned)):
        proof, start = started.get(event.project, (None, None))
        if proof and start and event.date < start.date:
            values = {"project": event.project, "ended": event.title, "end": event.date, "start": start.date}
            if context.after(proof, event):
                yield context.say(proof, codes.ENDED_EARLY, "start", other=event.at("date"), **values)
            else:
                yield context.say(event, codes.ENDED_EARLY, "date", other=start.at("date"), **values)


def operations(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What is put into operation before it is completed is accepted and marked, where it was told last."""
    completed = {event.project: event for event in reversed(portfolio.of_type(Completed))}
    for event in portfolio.of_type(Commissioned):
        done = completed.get(event.project)
        if done and event.date < done.date:
            late, other = (done, event) if context.after(done, event) else (event, done)
            values = {"project": event.project, "commissioned": event.date, "completed": done.date}
            yield context.say(late, codes.COMMISSIONED_EARLY, "date", other=other.at("date"), **values)


def _first(portfolio: Portfolio, context: Context) -> Mapping[str, Proven]:
    """Give each project's start, by the certificate recorded first."""
    standing = firsts(proven(portfolio, context, StartCertified)).values()
    return {start.project: (proof, start) for proof, start in standing if isinstance(start, SubstantiveStart)}
