"""The 12 steps of 附件1 as pages show them: how each stands, in a word, and what is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.pages.records.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.mechanism.steps import StartSteps, StepState, Wait
    from generator.records.model.projects import PlannedStep


@dataclass(frozen=True, slots=True)
class Step:
    """One of the 12: its state on the day, that in a word, and the project's wait for it, if it waits."""

    told: StepState
    state: Standing
    wait: Wait | None

    @property
    def number(self) -> int:
        """Give its place in 附件1."""
        return self.told.number

    @property
    def name(self) -> str:
        """Give its name."""
        return self.told.name

    @property
    def planned(self) -> PlannedStep | None:
        """Give deadline and department, None where it does not apply."""
        return self.told.planned

    @property
    def done(self) -> date | None:
        """Give the day it was done."""
        return self.told.done


def steps(told: StartSteps, as_of: date) -> Sequence[Step]:
    """Word all 12 steps of a project, in the order of 附件1."""
    waits = {wait.step: wait for wait in told.waits}
    return [Step(step, _state(step, as_of), waits.get(step.name)) for step in told.steps]


def _state(step: StepState, as_of: date) -> Standing:
    if step.planned is None:
        return Standing("已完成" if step.done else "不适用", "plain")
    if step.late:
        past = ((step.done or as_of) - step.planned.due).days
        word = f"超期{step.late}个工作日完成" if step.done else f"超期{step.late}个工作日"
        return Standing(word, "late" if step.done else "over", past)
    return Standing("按期", "good") if step.done else Standing("未到期", "open")
