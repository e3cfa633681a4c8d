"""Which projects a new event can be about: a start of one not begun, a completion of one under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from generator.records.model import events
from generator.records.model.types import Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from generator.records.model.events.base import ProjectEvent
    from generator.records.model.projects import Project
    from generator.records.portfolio import Portfolio


@dataclass(frozen=True)
class Stages:
    """The projects begun (reported, or 结转续建 by plan), completed, in operation, and closed for good."""

    begun: frozenset[str]
    built: frozenset[str]
    running: frozenset[str]
    over: frozenset[str]

    @classmethod
    def of(cls, portfolio: Portfolio, year: int) -> Stages:
        """Tell how far each project is by what is reported, certified yet or not."""
        started, built, running, withdrawn = (
            frozenset(one.project for one in portfolio.of_type(kind))
            for kind in (
                events.SubstantiveStart,
                events.Completed,
                events.Commissioned,
                events.ProjectWithdrawn,
            )
        )
        carried = {
            key for (key, of), plan in portfolio.plans.items() if of <= year and plan.class_ == CARRIED
        }
        proven = (
            portfolio.events.get(one.completion) for one in portfolio.of_type(events.CompletionCertified)
        )
        done = {one.project for one in proven if isinstance(one, (events.Completed, events.Commissioned))}
        return cls(started | carried, built, running, withdrawn | done)

    def suit(self, model: type[ProjectEvent], project: str) -> bool:
        """Tell whether an event of a kind can be about a project as far as that is."""
        if model is events.SubstantiveStart:
            return project not in self.begun | self.over
        if model is events.Completed:
            return project in self.begun and project not in self.built | self.running | self.over
        if model is events.Commissioned:
            return project in self.begun and project not in self.running
        return project not in self.over


CARRIED = "结转续建"


def fitting(
    portfolio: Portfolio, model: type[ProjectEvent], year: int, candidates: Sequence[Project]
) -> Sequence[Project]:
    """Give the projects an event of a kind can be about, rather those that have what it speaks of."""
    stages = Stages.of(portfolio, year)
    found = [one for one in candidates if stages.suit(model, one.id)]
    if model is events.MilestoneReached:
        reached = _reached(portfolio)
        return [one for one in found if any(_left(portfolio, one.id, reached))]
    if model is events.ProjectWithdrawn:
        return [one for one in found if one.id not in stages.begun] or found
    if model is events.PlanAdjusted:
        return [one for one in found if (one.id, year) in portfolio.plans]
    if model is events.StepDone:
        done = _done(portfolio)
        return [one for one in found if one.start_plan and any(_open(one, done))] or found
    return found


def milestones(portfolio: Portfolio, project: str) -> Iterator[str]:
    """Give the milestones of a project's plans that are not reported."""
    return _left(portfolio, project, _reached(portfolio))


def steps(portfolio: Portfolio, project: Project | None) -> Iterator[str]:
    """Give the steps not reported, those a project's 附件1 lists where there is one."""
    return _open(project, _done(portfolio))


def _left(portfolio: Portfolio, project: str, reached: Collection[tuple[str, str]]) -> Iterator[str]:
    for plan in portfolio.plans_of.get(project, ()):
        yield from (point.id for point in plan.milestones if (project, point.id) not in reached)


def _open(project: Project | None, done: Collection[tuple[str, str]]) -> Iterator[str]:
    listed = (
        [one.step for one in project.start_plan.steps] if project and project.start_plan else get_args(Step)
    )
    yield from (step for step in listed if project is None or (project.id, step) not in done)


def _reached(portfolio: Portfolio) -> Collection[tuple[str, str]]:
    return {(one.project, one.milestone) for one in portfolio.of_type(events.MilestoneReached)}


def _done(portfolio: Portfolio) -> Collection[tuple[str, str]]:
    return {(one.project, one.step) for one in portfolio.of_type(events.StepDone)}
