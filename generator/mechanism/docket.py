"""台账: problems and items, how far up, how often discussed, how late, what was passed on (O17, O20, O27)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, get_args

from generator.mechanism.elapsed import Elapsed
from generator.mechanism.rules.items import charged_meetings
from generator.records.model.events import Coordination, IssueEscalated, IssueRaised, IssueResolved
from generator.records.model.policy import RepeatedItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.items import ItemStory
    from generator.mechanism.report import Report
    from generator.records.model.policy import Policy
    from generator.records.model.types import Level

Reached = Literal["区级", "区重大项目办", "主要负责人", "市级"]
"""How far up a problem has come: where it was raised, or the highest it was passed on to."""
LADDER: tuple[Reached, ...] = get_args(Reached)
ItemState = Literal["按期办结", "提前办结", "超期办结", "超期未办结", "未到期", "无时限办结", "无时限"]
TIERS = (5, 10, 20)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the docket: raised, coordinated, passed on, resolved; `days` open, in working days."""

    raised: IssueRaised
    coordinated: tuple[Coordination, ...]
    escalated: tuple[IssueEscalated, ...]
    resolved: IssueResolved | None
    reached: Reached
    days: int


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the docket: state, working days overdue, times discussed by level, extensions.

    `tier` is 0, 5, 10 or 20: the overdue tier reached (附件3之3.1; closed on the very day is no breach, D18).
    `repeated` counts the meetings charged by 3.2: the third and further ones at a level without a due date.
    `extensions` counted, `refused` came too late (D22).
    """

    story: ItemStory
    state: ItemState
    overdue: int
    tier: int
    discussed: Mapping[Level, int]
    extensions: int
    refused: int
    repeated: int

    @property
    def open(self) -> bool:
        """Tell an item not closed and confirmed."""
        return self.story.closed is None


@dataclass(frozen=True)
class Docket:
    """Everything in the docket on a day, by id: problems, items."""

    problems: Mapping[str, Problem]
    items: Mapping[str, ItemLine]

    def passed_on(self, first: date, last: date) -> Sequence[IssueEscalated]:
        """List what was passed on to the office, the head or the city between two days (O17, O20)."""
        acts = (act for problem in self.problems.values() for act in problem.escalated)
        return sorted((act for act in acts if first <= act.date <= last), key=lambda act: (act.date, act.id))


def docket(report: Report) -> Docket:
    """Write the docket of a report's day."""
    return Docket(problems(report), item_lines(report))


def problems(report: Report) -> Mapping[str, Problem]:
    """Gather every problem's life, the oldest first (O20, O27)."""
    elapsed = Elapsed.of(report.facts.working)
    passed: dict[str, list[IssueEscalated]] = defaultdict(list)
    for act in report.known.of_type(IssueEscalated):
        passed[act.issue].append(act)
    held: dict[str, list[Coordination]] = defaultdict(list)
    for talk in report.known.of_type(Coordination):
        for key in dict.fromkeys(talk.issues):
            held[key].append(talk)
    settled: dict[str, IssueResolved] = {}
    for event in report.known.of_type(IssueResolved):
        settled.setdefault(event.issue, event)
    found = {}
    for raised in report.known.of_type(IssueRaised):
        key, resolved = raised.id, settled.get(raised.id)
        days = elapsed.between(raised.date, resolved.date if resolved else report.as_of)
        acts = tuple(passed.get(key, ()))
        found[key] = Problem(raised, tuple(held.get(key, ())), acts, resolved, _reached(raised, acts), days)
    return found


def _reached(raised: IssueRaised, acts: Sequence[IssueEscalated]) -> Reached:
    levels: list[Reached] = [raised.level, *(act.to for act in acts)]
    return max(levels, key=LADDER.index)


def item_lines(report: Report) -> Mapping[str, ItemLine]:
    """Tell how every item stands, by id (附件3之3)."""
    elapsed = Elapsed.of(report.facts.working)
    rule = repeated_rule(report.policy)
    return {
        key: _line(story, rule, elapsed, report.as_of) for key, story in sorted(report.facts.items.items())
    }


def repeated_rule(policy: Policy) -> RepeatedItem | None:
    """Give the edition's rule on items discussed again and again (3.2), if it has one."""
    return next((rule for rule in policy.rules if isinstance(rule, RepeatedItem)), None)


def _line(story: ItemStory, rule: RepeatedItem | None, elapsed: Elapsed, as_of: date) -> ItemLine:
    due, closed = story.due, story.closed
    overdue = reached = 0
    if due is not None:
        overdue = elapsed.between(due.day, closed.date if closed else as_of)
        reached = elapsed.between(due.day, closed.date - timedelta(days=1) if closed else as_of)
    return ItemLine(
        story=story,
        state=_state(story, as_of),
        overdue=overdue,
        tier=max((tier for tier in TIERS if tier <= reached), default=0),
        discussed=Counter(meeting.level for meeting in story.meetings),
        extensions=max(len(story.dues) - 1, 0),
        refused=len(story.refused),
        repeated=charged_meetings(rule, story) if rule else 0,
    )


def _state(story: ItemStory, as_of: date) -> ItemState:
    due, closed = story.due, story.closed
    if due is None:
        return "无时限办结" if closed else "无时限"
    if closed is None:
        return "超期未办结" if due.day < as_of else "未到期"
    if closed.date > due.day:
        return "超期办结"
    return "提前办结" if closed.date < due.day else "按期办结"
