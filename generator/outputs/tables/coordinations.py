"""A leader's week: problems and items to follow, what was passed on, meetings held (四(一); O20, O30)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from generator.outputs.tables.derived import docket_of, once
from generator.outputs.tables.sums import added
from generator.records.model.events import Coordination
from generator.records.model.events.issues import Category, IssueLevel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.docket import Docket, ItemLine, Problem
    from generator.outputs.view import View
    from generator.records.calendar import Week
    from generator.records.model.events import Decision, IssueEscalated
    from generator.records.model.organisations import Leader

LEVELS: tuple[IssueLevel, ...] = get_args(IssueLevel)
CATEGORIES: tuple[Category, ...] = get_args(Category)
COUNTS = ("open", "raised", "resolved", "passed", "items", "overdue", "closed", "held")


@dataclass(frozen=True, slots=True)
class LeaderWeek:
    """What a leader's list of a week holds, on the day.

    `open` are all problems not resolved; `items` those open or closed since last Monday; `resolved` and
    `raised` are the week's own.
    """

    leader: str
    week: Week
    open: tuple[Problem, ...]
    raised: tuple[Problem, ...]
    resolved: tuple[Problem, ...]
    passed: tuple[IssueEscalated, ...]
    items: tuple[ItemLine, ...]
    held: tuple[Coordination, ...]

    @property
    def overdue(self) -> Sequence[ItemLine]:
        """Give the items open past their due date."""
        return [line for line in self.items if line.state == "超期未办结"]

    @property
    def closed(self) -> Sequence[ItemLine]:
        """Give the items closed and confirmed since last Monday."""
        return [line for line in self.items if not line.open]


def level_of(problem: Problem) -> IssueLevel:
    """Give the level a problem is to be settled at; passed on to 区重大项目办 it is still 区级."""
    return "区级" if problem.reached == "区重大项目办" else problem.reached


def leader_weeks(view: View, week: Week) -> Mapping[str, LeaderWeek]:
    """Sort a week's docket by leader, those in office or with anything open."""
    return once(view, f"_leaders_{week}", lambda: _leader_weeks(view, week))


def _leader_weeks(view: View, week: Week) -> Mapping[str, LeaderWeek]:
    docket = docket_of(view)
    found = [_leader_week(view, docket, leader.id, week) for leader in view.leaders]
    return {
        one.leader: one
        for leader, one in zip(view.leaders, found, strict=True)
        if _in_office(leader, week) or one.open or one.items
    }


def _in_office(leader: Leader, week: Week) -> bool:
    begun = leader.from_ is None or leader.from_ <= week.last
    return begun and (leader.to is None or leader.to >= week.first)


def _leader_week(view: View, docket: Docket, leader: str, week: Week) -> LeaderWeek:
    mine = {
        key: problem
        for key, problem in docket.problems.items()
        if _leads(view, problem.raised.project, leader)
    }
    return LeaderWeek(
        leader=leader,
        week=week,
        open=tuple(sorted((p for p in mine.values() if p.resolved is None), key=_by_kind)),
        raised=tuple(p for p in mine.values() if _in(p.raised.date, week)),
        resolved=tuple(p for p in mine.values() if p.resolved and _in(p.resolved.date, week)),
        passed=tuple(act for act in docket.passed_on(week.first, week.last) if act.issue in mine),
        items=tuple(sorted(_items(view, docket, leader, week), key=_by_need)),
        held=tuple(
            act for act in view.known.of_type(Coordination) if act.leader == leader and _in(act.date, week)
        ),
    )


def _in(day: date, week: Week) -> bool:
    return week.first <= day <= week.last


def _leads(view: View, project: str, leader: str) -> bool:
    found = view.project(project)
    return found is not None and found.leader == leader


def _by_kind(problem: Problem) -> tuple[int, int, date, str]:
    """Order 分类分级: by level, then category, the oldest first."""
    raised = problem.raised
    place = (LEVELS.index(level_of(problem)), CATEGORIES.index(raised.category))
    return (*place, raised.date, raised.id)


def _items(view: View, docket: Docket, leader: str, week: Week) -> Sequence[ItemLine]:
    """Give a leader's items still open, whatever their age, and those closed since last Monday."""
    since = week.shift(-1).first
    return [
        line
        for line in docket.items.values()
        if _leader_of(view, line.story.item) == leader
        and (line.story.closed is None or line.story.closed.date >= since)
    ]


def _leader_of(view: View, item: Decision) -> str | None:
    """Give the leader of an item's project; without a project, of the office that wrote it."""
    project = view.project(item.project) if item.project else None
    if project:
        return project.leader
    return next((leader.id for leader in view.leaders if item.writer in leader.offices), None)


def _by_need(line: ItemLine) -> tuple[int, int, str, str]:
    """Order items: the longest overdue, the next due, those without a due date, then the closed."""
    group = {"超期未办结": 0, "未到期": 1, "无时限": 2}.get(line.state, 3)
    due = line.story.due.day.isoformat() if line.story.due else ""
    return group, -line.overdue if group == 0 else 0, due, line.story.item.id


@dataclass(frozen=True, slots=True)
class CoordinationFigures:
    """Counts of a week: problems open, raised, resolved, passed on; items open, overdue, closed; meetings."""

    open: int = 0
    raised: int = 0
    resolved: int = 0
    passed: int = 0
    items: int = 0
    overdue: int = 0
    closed: int = 0
    held: int = 0


def coordination_figures(found: Sequence[LeaderWeek]) -> CoordinationFigures:
    """Sum the weeks of one or several leaders; `items` are those still open."""
    return CoordinationFigures(*added(map(_counted, found)))


def _counted(one: LeaderWeek) -> tuple[int, ...]:
    groups = (one.open, one.raised, one.resolved, one.passed, one.items, one.overdue, one.closed, one.held)
    counts = dict(zip(COUNTS, map(len, groups), strict=True))
    counts["items"] -= counts["closed"]
    return tuple(counts.values())


def grid(problems: Sequence[Problem]) -> Mapping[IssueLevel, Mapping[Category, int]]:
    """Count problems by level and category (分类分级), zeros included."""
    counted = Counter((level_of(problem), problem.raised.category) for problem in problems)
    return {level: {kind: counted[level, kind] for kind in CATEGORIES} for level in LEVELS}
