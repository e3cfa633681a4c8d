"""What one file alone cannot show: a tuple of small rules, each with the day since when it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.records.checks import (
    adjustments,
    amounts,
    authority,
    baselines,
    calendars,
    certified,
    commas,
    corrections,
    deeds,
    discipline,
    doubts,
    editions,
    idle,
    lasting,
    order,
    papers,
    personal,
    plans,
    references,
    samples,
    seals,
    setup,
    times,
    units,
    withdrawals,
)
from generator.records.checks.context import Context
from generator.records.correction import standing
from generator.records.model.events import Correction
from generator.records.portfolio import Portfolio
from generator.records.source import Problem, tidy

Rule = Callable[[Portfolio, Context], Iterator[Problem]]
FIRST = date(2019, 3, 11)
MATRIX = date(2026, 11, 28)
"""Since when the authority matrix stands in the register; a tightened rule fails no older file."""


class Check(NamedTuple):
    """One rule, its words in its docstring; it asks nothing of files recorded (or dated) before `since`."""

    rule: Rule
    since: date = FIRST


CHECKS = (
    Check(references.resolve),
    Check(references.milestones),
    Check(references.adjusted_plans),
    Check(samples.unfilled),
    Check(samples.swallowed),
    Check(commas.commas),
    Check(authority.writers),
    Check(authority.limits, MATRIX),
    Check(authority.card_colours),
    Check(authority.matrix),
    Check(authority.accounts),
    Check(units.existing_units),
    Check(units.unit_kinds),
    Check(units.periods),
    Check(plans.deadlines),
    Check(plans.start_weeks),
    Check(plans.milestone_ids),
    Check(plans.milestones_anew),
    Check(plans.schedules),
    Check(plans.scope),
    Check(plans.start_steps),
    Check(plans.approvals),
    Check(plans.lasting_approvals, MATRIX),
    Check(adjustments.adjustments),
    Check(adjustments.due_changes),
    Check(order.closings),
    Check(order.certificates),
    Check(order.due_dates),
    Check(order.meetings),
    Check(certified.started_twice),
    Check(certified.completed_twice, MATRIX),
    Check(certified.closed_twice, MATRIX),
    Check(certified.told_again),
    Check(certified.carried),
    Check(deeds.signings),
    Check(deeds.completions),
    Check(deeds.operations),
    Check(order.issues),
    Check(order.once),
    Check(order.monthly_once),
    Check(order.report_weeks),
    Check(order.report_months),
    Check(amounts.beyond),
    Check(amounts.shrinking),
    Check(doubts.amounts),
    Check(doubts.done_first),
    Check(doubts.started_before),
    Check(doubts.same_names),
    Check(doubts.sums),
    Check(personal.numbers),
    Check(discipline.numbers),
    Check(discipline.occurrences),
    Check(discipline.cards),
    Check(discipline.consents),
    Check(discipline.referrals),
    Check(discipline.bonuses),
    Check(discipline.rectifications),
    Check(papers.periods),
    Check(papers.recipients),
    Check(papers.numbers),
    Check(papers.answers),
    Check(papers.filings),
    Check(withdrawals.unfinished),
    Check(withdrawals.afterwards),
    Check(withdrawals.listed),
    Check(idle.steps),
    Check(idle.reports, MATRIX),
    Check(idle.corrections),
    Check(corrections.corrections),
    Check(corrections.withdrawn),
    Check(corrections.repeated),
    Check(corrections.settled, MATRIX),
    Check(corrections.overruled, MATRIX),
    *map(Check, seals.RULES),
    Check(calendars.years),
    Check(calendars.policies),
    Check(calendars.editions),
    Check(editions.tiers),
    Check(editions.tier_points),
    Check(editions.weights),
    Check(editions.signs),
    Check(editions.routes),
    Check(times.facts),
    Check(times.clocks),
    Check(times.decisions),
    Check(times.statistics, MATRIX),
    Check(times.closed_periods),
    Check(lasting.events),
    Check(lasting.uncommitted),
    Check(baselines.plans),
    Check(baselines.projects),
    Check(baselines.start_plans),
    Check(baselines.numbers),
)

# Of a few files alone nobody can tell whether a policy was in force.
ALONE = tuple(one for one in CHECKS if one.rule is not calendars.policies)

SETUP = (Check(setup.editions), Check(setup.kinds), Check(setup.routes), Check(setup.steps))
"""What a district lacks as a whole: reminders, asked for where somebody looks at all of it."""


def check(portfolio: Portfolio, context: Context, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """Run all checks over what stands after corrections; gives every problem, sorted, each once."""
    context = replace(context, filed=portfolio)
    after, amended = standing(portfolio), _amended(context)

    def applies(one: Check, path: str) -> bool:
        told = max((day for day in (_told(path, context), amended.get(path)) if day), default=None)
        return told is None or told >= one.since

    found = (
        problem for one in checks for problem in one.rule(after, context) if applies(one, problem.mark.path)
    )
    return tidy(found)


def _told(path: str, context: Context) -> date | None:
    """Give the day a file was recorded, today for one that is not yet where git knows the others.

    Where there is no git, that of its event; None for other files.
    """
    new = context.today if context.new else None
    return context.filed.recorded.get(path) or new or context.day_of(path)


def _amended(context: Context) -> Mapping[str, date]:
    """Give, by path, the day of an event's last correction that moves anything; all of it is new."""
    found: dict[str, date] = {}
    corrections_ = [one for one in context.filed.of_type(Correction) if one.of in context.filed.events]
    for correction in corrections_:
        path, day = context.filed.events[correction.of].path, _told(correction.path, context)
        if day and (correction.withdraw or correction.changes.keys() - corrections.WORDS):
            found[path] = max(day, found.get(path, day))
    paths = ((one.path, context.filed.events[one.of].path) for one in corrections_)
    return found | {path: found[of] for path, of in paths if of in found}


__all__ = ["ALONE", "CHECKS", "SETUP", "Check", "Context", "check"]
