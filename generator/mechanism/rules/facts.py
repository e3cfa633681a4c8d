"""What the rules look at: the stories of a day, under one edition's readings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.mechanism.construction import ProjectStory, project_stories
from generator.mechanism.items import ItemStory, item_stories
from generator.mechanism.ledger import Entry
from generator.mechanism.policy import in_scope
from generator.records.calendar import Quarter, WorkingDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.records.model.policy import Policy, Rule
    from generator.records.portfolio import Portfolio


class Cost(NamedTuple):
    """What an item has cost by tiers of days (3.1), and how many of them lie behind it."""

    points: Decimal
    tiers: int


FREE = Cost(Decimal(0), 0)


@dataclass(frozen=True)
class Facts:
    """The projects in scope and the items known at the end of a day; `working` counts overdue days (D17).

    Where an edition took the place of another, `since` is its first day, and `taken` what each item has cost
    by those before (D19).
    """

    as_of: date
    working: WorkingDays
    projects: Mapping[str, ProjectStory]
    items: Mapping[str, ItemStory]
    since: date = date.min
    taken: Mapping[str, Cost] = field(default_factory=dict)


def gather(known: Portfolio, policy: Policy, as_of: date) -> Facts:
    """Tell all stories under an edition's readings (D13, D17, D22). Raises MissingYear."""
    calendar = WorkingDays.of(known.calendars)
    stories = project_stories(known, ceremony_is_start=policy.start_means == "ceremony_or_substantive")
    return Facts(
        as_of,
        replace(calendar, natural=policy.working_days == "natural"),
        {key: story for key, story in stories.items() if in_scope(story.project, policy)},
        item_stories(known, calendar, as_of, shift=policy.due_shift == "next_workday"),
    )


def book(  # noqa: PLR0913, PLR0917 - one argument for each column of the ledger
    rule: Rule,
    units: Iterable[str],
    subject: str,
    day: date,
    points: Decimal,
    text: str,
    because: tuple[str, ...],
) -> Iterator[Entry]:
    """Book the same points to each unit in full, once (D21), in the quarter of the day (D4)."""
    kind: str = rule.kind  # type: ignore[attr-defined]
    for unit in dict.fromkeys(units):
        yield Entry(
            unit, rule.clause, rule.category, kind, subject, day, Quarter.of(day), points, text, because
        )
