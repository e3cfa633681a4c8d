"""What a project and its yearly plan must say (三(三): start to the week, completion to the month; 附件1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.records.codes import between as codes
from generator.records.model.events import Correction, MilestoneReached, PlanApproved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.projects import Plan
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem


def deadlines(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A 计划新开工 has a start week; a 结转续建 has a completion month or milestones, or both."""
    for plan in portfolio.plans.values():
        if plan.class_ == "计划新开工" and plan.start_week is None:
            yield context.say(plan, codes.NEEDS_WEEK, "class", year=plan.year)
        if plan.class_ == "结转续建" and plan.completion_month is None and not plan.milestones:
            yield context.say(plan, codes.NEEDS_DEADLINE, "class")


def start_weeks(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A start week lies in the year of its plan."""
    for plan in portfolio.plans.values():
        if plan.start_week and plan.start_week.year != plan.year:
            yield context.say(plan, codes.WEEK_YEAR, "start_week", week=plan.start_week, year=plan.year)


def milestone_ids(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each milestone of a plan has its own id."""
    for plan in portfolio.plans.values():
        seen: Counter[str] = Counter()
        for index, point in enumerate(plan.milestones):
            seen[point.id] += 1
            if seen[point.id] > 1:
                yield context.say(plan, codes.MILESTONE_TWICE, "milestones", index, "id", id=point.id)


def milestones_anew(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The id of a milestone reached in an earlier year is not given to another: 2.1 would never ask of it."""
    reached: dict[tuple[str, str], MilestoneReached] = {}
    for event in portfolio.of_type(MilestoneReached):
        reached.setdefault((event.project, event.milestone), event)
    named: dict[tuple[str, str], tuple[int, str]] = {}
    for plan in sorted(portfolio.plans.values(), key=lambda plan: plan.year):
        for index, point in enumerate(plan.milestones):
            key = plan.project, point.id
            year, name = named.get(key, (plan.year, point.name))
            named[key] = plan.year, point.name
            if name != point.name and key in reached and reached[key].date.year < plan.year:
                told = {"id": point.id, "year": year, "name": name, "now": point.name}
                other = reached[key].at("id")
                yield context.say(plan, codes.MILESTONE_ANEW, "milestones", index, "id", other=other, **told)


def schedules(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A schedule goes month by month through the plan's year, and its cumulative amounts never fall."""
    for plan in portfolio.plans.values():
        if plan.schedule and (index := _broken(plan)) is not None:
            month = plan.schedule[index].month
            yield context.say(plan, codes.SCHEDULE, "schedule", index, "month", month=month, year=plan.year)


def scope(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The mechanism takes in projects of 亿元以上, by the edition in force on signing (O2)."""
    for project in portfolio.projects.values():
        policy = context.policy(project.signed)
        if policy and project.investment_total_wan < policy.scope.min_investment_wan:
            values = {"amount": project.investment_total_wan, "limit": policy.scope.min_investment_wan}
            yield context.say(project, codes.SCOPE, "investment_total_wan", **values)


def start_steps(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each of the 12 steps stands once in 附件1, as planned or as not applicable."""
    for project in portfolio.projects.values():
        if project.start_plan is None:
            continue
        seen: set[str] = set()
        planned = [(step.step, "steps", at) for at, step in enumerate(project.start_plan.steps)]
        excluded = [(step, "not_applicable", at) for at, step in enumerate(project.start_plan.not_applicable)]
        for step, key, index in (*planned, *excluded):
            if step in seen:
                yield context.say(project, codes.STEP_TWICE, "start_plan", key, index, step=step)
            seen.add(step)


def approvals(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A year's plan is approved once."""
    first: dict[int, PlanApproved] = {}
    for event in portfolio.of_type(PlanApproved):
        if (other := first.setdefault(event.year, event)) is not event:
            yield context.say(event, codes.APPROVED_TWICE, "year", year=event.year, other=other.at("id"))


def lasting_approvals(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An approval under which plans stand is not taken back, nor made one of another year (TRUST P7)."""
    years = {year for _, year in context.filed.plans}
    for correction in portfolio.of_type(Correction):
        event = context.filed.events.get(correction.of)
        undone = correction.withdraw or "year" in correction.changes
        if undone and isinstance(event, PlanApproved) and event.year in years:
            yield context.say(correction, codes.UNAPPROVED, "of", of=event.id, year=event.year)


def _broken(plan: Plan) -> int | None:
    """Give the first entry of a schedule that does not follow the one before it."""
    before = None
    for index, entry in enumerate(plan.schedule):
        falling = before and (entry.month <= before.month or entry.invested_ytd_wan < before.invested_ytd_wan)
        if entry.month.year != plan.year or falling:
            return index
        before = entry
    return None
