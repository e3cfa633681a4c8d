"""One line for each project, as lists of units, leaders and offices show it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.pools import WITHDRAWN, pool
from generator.outputs.pages.records.standing import (
    GONE,
    PREPARED,
    UNPLANNED,
    Standing,
    gravest,
    last_promise,
    start_state,
    states,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.construction import ProjectStory, Promise
    from generator.outputs.view import View

GROUPS = {
    "over": "有超期未完成",
    "late": "曾延期",
    "open": "推进中",
    "good": "按期或提前",
    "plain": "未列计划或已退库",
}


@dataclass(frozen=True, slots=True)
class Brief:
    """A project in a list: its pool or 已退库, its gravest `state`, its newest report's `age` in days."""

    id: str
    wan: Decimal
    units: tuple[str, ...]
    pool: str
    start: Promise | None
    started: date | None
    completion: Promise | None
    completed: date | None
    state: Standing
    start_state: Standing
    age: int | None


def briefs(view: View, stories: Mapping[str, ProjectStory]) -> Mapping[str, Brief]:
    """Sum up every project, by id."""
    return {key: _brief(view, key, story) for key, story in stories.items()}


def _brief(view: View, key: str, story: ProjectStory) -> Brief:
    none = PREPARED if any(plan.class_ == "开展前期" for plan, _ in story.plans) else UNPLANNED
    return Brief(
        key,
        story.project.investment_total_wan,
        story.lead_units(view.as_of),
        pool(story) or WITHDRAWN,
        last_promise(story, "start"),
        story.certified.date if story.certified else None,
        last_promise(story, "completion"),
        story.completion.date if story.completion else None,
        _state(story, view.as_of, none),
        GONE if story.withdrawn else start_state(story, view.as_of) or none,
        view.age(key),
    )


def _state(story: ProjectStory, as_of: date, none: Standing) -> Standing:
    """Give the gravest of a project's states; of a completed one how it was completed."""
    if story.withdrawn:
        return GONE
    found = states(story, as_of) if story.plans else []
    if not found:
        return none
    return found[-1] if story.completion else gravest(found)


def by_state(found: Iterable[Brief]) -> Sequence[tuple[str, Sequence[Brief]]]:
    """Group projects by their gravest state, the worst group first and in it the longest delay."""
    groups: dict[str, list[Brief]] = defaultdict(list)
    for brief in found:
        groups[brief.state.tone].append(brief)
    return [
        (word, sorted(groups[tone], key=lambda brief: (-brief.state.days, brief.id)))
        for tone, word in GROUPS.items()
        if groups[tone]
    ]
