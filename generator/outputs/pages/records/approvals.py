"""What each approval department was asked for: steps done, in time or late, and waiting (附件1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.construction import ProjectStory
    from generator.outputs.pages.records.steps import Step


@dataclass(frozen=True, slots=True)
class Approvals:
    """One department's steps: counts of those done and done in time, the open ones by deadline."""

    done: int
    in_time: int
    overdue: int
    waiting: Sequence[tuple[str, Step]]


def approvals_of(
    stories: Mapping[str, ProjectStory], steps: Mapping[str, Sequence[Step]]
) -> Mapping[str, Approvals]:
    """Gather every department's steps; those of a project already started are no longer waited for."""
    found: dict[str, list[tuple[str, Step]]] = defaultdict(list)
    for key, own in steps.items():
        for step in own:
            if step.planned and (step.done or not stories[key].start):
                found[step.planned.department].append((key, step))
    return {department: _approvals(own) for department, own in found.items()}


def _approvals(own: Sequence[tuple[str, Step]]) -> Approvals:
    done = [step for _, step in own if step.done]
    waiting = [(key, step) for key, step in own if not step.done]
    waiting.sort(key=lambda pair: (pair[1].planned.due if pair[1].planned else None, pair[0]))
    return Approvals(
        len(done),
        sum(step.state.tone == "good" for step in done),
        sum(step.state.tone == "over" for _, step in waiting),
        waiting,
    )
