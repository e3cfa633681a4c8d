"""附件1 of a year: the projects to start, their 12 steps and what they wait for, counted (三(三)二; O25)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from generator.outputs.rates import Rate
from generator.outputs.tables.derived import once, steps_of
from generator.outputs.tables.districts import summary
from generator.outputs.tables.sums import added
from generator.outputs.tables.waits import open_waits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.mechanism.steps import StartSteps, Wait
    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View
    from generator.records.model.projects import StartPlan

TO_START = frozenset({"计划新开工", "开展前期"})


@dataclass(frozen=True, slots=True)
class Preparation:
    """A project on its way to a start; `steps` is None where 附件1 had not been drawn up by the day."""

    row: ProjectRow
    steps: StartSteps | None
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class PreparationFigures:
    """Counts: projects, started, 附件1 drawn up, confirmed, waiting; steps that apply, done, overdue."""

    projects: int = 0
    started: int = 0
    drawn: int = 0
    confirmed: int = 0
    waiting: int = 0
    steps: int = 0
    done: int = 0
    overdue: int = 0

    @property
    def done_rate(self) -> Rate:
        """Give 前期事项完成率 = 已完成 / 适用."""
        return Rate("前期事项完成率", "已完成", self.done, "适用", self.steps, "项")


NAMES = tuple(each.name for each in fields(PreparationFigures))


def preparations(view: View) -> Sequence[Preparation]:
    """List the year's projects to start, and others with 附件1 that still wait, by start week and id."""
    return once(view, "_preparations", lambda: _preparations(view))


def _preparations(view: View) -> Sequence[Preparation]:
    steps = steps_of(view)
    found = [_preparation(row, steps.get(row.project.id), view.as_of) for row in summary(view).rows]
    return sorted((one for one in found if _listed(one)), key=_order)


def _preparation(row: ProjectRow, steps: StartSteps | None, as_of: date) -> Preparation:
    waits = steps.waits if steps else ()
    return Preparation(row, steps if _drawn(row.project.start_plan, as_of) else None, waits)


def _drawn(plan: StartPlan | None, as_of: date) -> bool:
    """Tell whether 附件1 was there on a day: since its first signature or its report, if it names any."""
    if plan is None:
        return False
    days = [day for day in (plan.reported_on, *(step.signed_on for step in plan.steps)) if day]
    return min(days, default=as_of) <= as_of


def _listed(one: Preparation) -> bool:
    return one.row.class_ in TO_START or (one.steps is not None and bool(one.waits))


def _order(one: Preparation) -> tuple[str, str]:
    return str(one.row.week or "9999"), one.row.project.id


def preparations_of(found: Iterable[Preparation], unit: str) -> Sequence[Preparation]:
    """Give one lead unit's."""
    return [one for one in found if unit in one.row.units]


def waits_of(view: View, found: Iterable[Preparation]) -> Sequence[Wait]:
    """List what they wait for, the longest first."""
    keys = {one.row.project.id for one in found}
    return [wait for wait in open_waits(view) if wait.project in keys]


def preparation_figures(found: Sequence[Preparation]) -> PreparationFigures:
    """Sum the projects; each counts once."""
    return PreparationFigures(*added(map(_counted, found)))


def _counted(one: Preparation) -> tuple[int, ...]:
    steps = one.steps
    overdue = sum(s.done is None and s.late > 0 for s in steps.steps) if steps and one.waits else 0
    return (
        1,
        int(one.row.started is not None),
        int(steps is not None),
        int(steps is not None and steps.confirmed is not None),
        int(bool(one.waits)),
        steps.applying if steps else 0,
        steps.done if steps else 0,
        overdue,
    )
