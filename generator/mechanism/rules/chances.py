"""The last day on which each deed still ahead earns points, and the facts as though it were done then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.mechanism.deeds import Deed
from generator.mechanism.rules.progress import CARRY_OVER
from generator.mechanism.rules.start import PLANNED, PRELIMINARY
from generator.records.calendar import Month, add_months
from generator.records.model.policy import (
    EarlyCompletion,
    EarlyItem,
    EarlyStart,
    LateStart,
    PreliminaryStart,
    SameYearStart,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.rules.facts import Facts
    from generator.records.model.policy import Policy, Rule

DAY = timedelta(days=1)
STARTS = frozenset(
    {
        "missed_start",
        "early_start",
        "late_start",
        "empty_ceremony",
        "preliminary_start",
        "same_year_start",
    }
)
"""The kinds of the rules that look at a project's start: one deed decides them all."""
Chance = tuple[str, date, str, "Facts"]


def chances(policy: Policy, facts: Facts) -> Iterator[Chance]:
    """Give, for each deed not yet done: the rule's kind, the last day, the subject, and its facts then.

    Whether the rule then books anything, and how much, is for the rule to say. A start or completion that is
    reported has its day: what it brings once certified hangs on that, and on no day to come.
    """
    for rule in policy.rules:
        for key, story in facts.projects.items():
            if story.withdrawn is None:
                yield from _project(rule, key, story, facts)
        if isinstance(rule, EarlyItem):
            yield from _items(rule, facts)


def _project(rule: Rule, key: str, story: ProjectStory, facts: Facts) -> Iterator[Chance]:
    kind: str = rule.kind  # type: ignore[attr-defined]
    if isinstance(rule, EarlyCompletion):
        ahead = story.completion is None and "completion" not in story.awaited
        for promise in story.of("completion", CARRY_OVER)[:1] if ahead else ():
            day = promise.period.first - DAY
            yield kind, day, key, _only(facts, key, replace(story, completion=Deed(day, (), "完工投产")))
    elif story.start is None and "start" not in story.awaited:
        for day in _starts(rule, story):
            deed = Deed(day, (), "实质性开工")
            yield kind, day, key, _only(facts, key, replace(story, start=deed, certified=deed))


def _only(facts: Facts, key: str, story: ProjectStory) -> Facts:
    return replace(facts, projects={key: story}, items={})


def _starts(rule: Rule, story: ProjectStory) -> Iterator[date]:
    """Give the last days for a start under 1.1(2), 1.1(3), 1.3, 1.4 (D8–D11)."""
    planned = story.of("start", PLANNED)
    match rule:
        case EarlyStart():
            yield from (add_months(promise.period.first, -rule.months) for promise in planned[:1])
        case LateStart():
            for promise in planned[:1]:
                yield from sorted(
                    {_within(rule, promise.deadline, band.within_months) for band in rule.bands}
                )
        case PreliminaryStart():
            yield from (date(plan.year, 12, 31) for plan, _ in story.plans if plan.class_ == PRELIMINARY)
        case SameYearStart() if story.project.signed:
            yield date(story.project.signed.year, 12, 31)


def _within(rule: LateStart, deadline: date, months: int) -> date:
    if rule.measure == "calendar_month":
        return Month.of(deadline).shift(months).last
    return add_months(deadline, months)


def _items(rule: EarlyItem, facts: Facts) -> Iterator[Chance]:
    """Give the day before each due date (D20)."""
    for key, story in facts.items.items():
        if story.due and story.closed is None:
            day = story.due.day - DAY
            done = replace(facts, projects={}, items={key: replace(story, closed=Deed(day, ()))})
            yield rule.kind, day, key, done
