"""What a year's plan promises quarter by quarter: starts, milestones, completions, investment (O14; D14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.outputs.tables.projects import relisted
from generator.outputs.tables.sums import counts, overall
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.construction import Promise
    from generator.mechanism.deeds import Deed, What
    from generator.outputs.tables.plans import PlanLine

TaskState = Literal["提前完成", "按期完成", "延期完成", "超期未完成", "未到期"]
WHATS: tuple[What, ...] = ("start", "milestone", "completion")


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A promise of the year at the end of a day; `late` counts days past its deadline, to deed or day.

    A start that had `missed` an earlier plan's week when it was listed anew is late by that one (§2).
    """

    line: PlanLine
    promise: Promise
    deed: Deed | None
    state: TaskState
    late: int
    missed: Promise | None = None

    @property
    def quarter(self) -> Quarter:
        """Give the quarter it falls due in."""
        return Quarter.of(self.promise.deadline)

    @property
    def done(self) -> bool:
        """Tell a promise that has been kept, in time or not."""
        return self.deed is not None


@dataclass(frozen=True, slots=True)
class QuarterSum:
    """A quarter's tasks by sort, planned and done, those overdue on the day, and its planned investment."""

    quarter: Quarter
    planned: dict[What, int]
    done: dict[What, int]
    overdue: int
    invest: Decimal
    invest_to_date: Decimal


def plan_tasks(lines: Iterable[PlanLine], as_of: date) -> Sequence[PlanTask]:
    """Give every promise of a plan that falls due in its year, by deadline, sort and project."""
    found = [
        _task(line, promise, as_of)
        for line in lines
        for promise in line.promises
        if promise.deadline.year == line.plan.year
    ]
    return sorted(found, key=lambda t: (t.promise.deadline, WHATS.index(t.promise.what), t.line.project.id))


def _task(line: PlanLine, promise: Promise, as_of: date) -> PlanTask:
    deed = line.story.deed(promise)
    until = deed.date if deed else as_of
    missed = relisted(line.story, promise, as_of) if deed else None
    late = max(0, (until - (missed or promise).deadline).days)
    state = "延期完成" if missed else _state(promise, deed, as_of)
    return PlanTask(line, promise, deed, state, late, missed)


def _state(promise: Promise, deed: Deed | None, as_of: date) -> TaskState:
    if deed is None:
        return "超期未完成" if promise.deadline <= as_of else "未到期"
    if deed.date > promise.deadline:
        return "延期完成"
    return "提前完成" if deed.date < promise.period.first else "按期完成"


def by_quarter(lines: Sequence[PlanLine], tasks: Sequence[PlanTask], year: int) -> Sequence[QuarterSum]:
    """Sum a plan by its four quarters."""
    quarters = [Quarter(year, number) for number in (1, 2, 3, 4)]
    planned = counts(f"{task.quarter} {task.promise.what}" for task in tasks)
    done = counts(f"{task.quarter} {task.promise.what}" for task in tasks if task.done)
    overdue = counts(str(task.quarter) for task in tasks if task.state == "超期未完成")
    shares = [overall((("", (line.invest_in(q),)) for line in lines), 1).amounts[0] for q in quarters]
    return [
        QuarterSum(
            quarter,
            {what: planned.get(f"{quarter} {what}", 0) for what in WHATS},
            {what: done.get(f"{quarter} {what}", 0) for what in WHATS},
            overdue.get(str(quarter), 0),
            shares[place],
            overall((("", (share,)) for share in shares[: place + 1]), 1).amounts[0],
        )
        for place, quarter in enumerate(quarters)
    ]
