"""What each approval department was asked for: steps done, in time or late, and waiting (附件1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.steps import StartSteps
    from generator.outputs.pages.records.steps import Step


@dataclass(frozen=True, slots=True)
class Approvals:
    """One department's steps: counts of those done and done in time, the open ones by deadline."""

    done: int
    in_time: int
    overdue: int
    waiting: Sequence[tuple[str, Step]]


def approvals_of(
    told: Mapping[str, StartSteps], steps: Mapping[str, Sequence[Step]]
) -> Mapping[str, Approvals]:
    """Gather every department's steps; those of a project that waits for nothing more are not open."""
    found: dict[str, list[tuple[str, Step]]] = defaultdict(list)
    for key, own in steps.items():
        for step in own:
            if step.planned and (step.done or told[key].waits):
                found[step.planned.department].append((key, step))
    return {department: _approvals(own) for department, own in found.items()}


def by_deadline(pair: tuple[str, Step]) -> tuple[date, str]:
    """Order a project's step by its deadline."""
    return (pair[1].planned.due if pair[1].planned else date.max), pair[0]


def _approvals(own: Sequence[tuple[str, Step]]) -> Approvals:
    done = [step.told for _, step in own if step.done]
    waiting = sorted(((key, step) for key, step in own if not step.done), key=by_deadline)
    in_time = sum(step.late == 0 for step in done)
    return Approvals(len(done), in_time, sum(step.told.late > 0 for _, step in waiting), waiting)
