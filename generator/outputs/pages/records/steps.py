"""The 12 steps before a start (附件1): due, department, signed, done, and where the project waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from generator.outputs.pages.records.standing import Standing
from generator.records.model.types import Step as StepName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import ProjectStory
    from generator.outputs.pages.records.workdays import WorkdayCount
    from generator.records.model.events import StepDone
    from generator.records.model.projects import PlannedStep

NAMES: tuple[str, ...] = get_args(StepName)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the 12: what was planned (None where it is not), the day done, how it stands.

    `waiting` marks the steps the project waits for: the undone ones with the earliest deadline.
    """

    number: int
    name: str
    planned: PlannedStep | None
    done: date | None
    state: Standing
    waiting: bool = False


def steps(
    story: ProjectStory, done: Mapping[str, StepDone], workdays: WorkdayCount, as_of: date
) -> Sequence[Step]:
    """Give all 12 steps of a project with a start plan, in the order of 附件1."""
    plan = story.project.start_plan
    planned: dict[str, PlannedStep] = {step.step: step for step in plan.steps} if plan else {}
    open_ = [step.due for name, step in planned.items() if name not in done]
    first = min(open_) if open_ and not story.start else None
    found = []
    for number, name in enumerate(NAMES, 1):
        promise = planned.get(name)
        day = done[name].date if name in done else None
        waiting = promise is not None and day is None and promise.due == first
        found.append(Step(number, name, promise, day, _state(promise, day, workdays, as_of), waiting))
    return found


def _state(step: PlannedStep | None, done: date | None, workdays: WorkdayCount, as_of: date) -> Standing:
    if step is None:
        return Standing("已完成", "plain") if done else Standing("不适用", "plain")
    if done is not None and (done <= step.due or workdays.between(step.due, done) == 0):
        return Standing("按期", "good")
    if done is not None:
        return Standing(f"晚{workdays.overdue(step.due, done)}", "late", (done - step.due).days)
    if step.due < as_of and workdays.between(step.due, as_of) != 0:
        return Standing(f"超期{workdays.overdue(step.due, as_of)}", "over", (as_of - step.due).days)
    return Standing("未到期", "open")
