"""What a check may ask besides the records themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.records.changes import EVENTS, History
from generator.records.contents import content
from generator.records.correction import origins
from generator.records.differences import content_after
from generator.records.model.events import Decision
from generator.records.model.policy import in_force
from generator.records.portfolio import Portfolio
from generator.records.source import Mark, Problem, problem
from generator.records.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.records.changes import Change
    from generator.records.contents import Content
    from generator.records.model.events import Correction, Event
    from generator.records.model.organisations import Kind
    from generator.records.model.policy import Policy
    from generator.records.model.types import Record
    from generator.records.source import Code


@dataclass(frozen=True)
class Context:
    """The surroundings of a check.

    `filed` holds the events as filed, before corrections; `unread` the names of files that were refused, so
    that nothing is called missing that one of them may be; `today` the day files not yet recorded would be
    recorded on; `read` gives a file's bytes again, so that a problem can name its exact line and column.
    `new` tells that git is there, so that a file it does not know is one of today.
    """

    filed: Portfolio = field(default_factory=Portfolio)
    history: History = field(default_factory=History)
    today: date | None = None
    unread: frozenset[str] = frozenset()
    read: Callable[[str], bytes] | None = None
    new: bool = False

    @staticmethod
    def names(problems: Iterable[Problem]) -> frozenset[str]:
        """Give the names, without folder and `.yml`, of files that were refused."""
        return frozenset(PurePosixPath(found.mark.path).stem.upper() for found in problems)

    def mark(self, record: Record, *location: str | int) -> Mark:
        """Give the place of a value in a record's file, or in that of the correction it comes from."""
        if location and (correction := self.moved(record, str(location[0]))):
            return self.mark(correction, "changes", *location)
        if self.read is not None:
            tree, _ = read_tree(record.path, self.read(record.path))
            if tree is not None:
                return tree.mark(*location)
        return Mark(record.path, record.marks.get(str(location[0]), 1) if location else 1)

    def moved(self, record: Record, key: str) -> Correction | None:
        """Give the correction that a value of an event comes from, None where the event itself says it."""
        filed = self.filed.events.get(getattr(record, "id", ""))
        if filed is None or filed.path != record.path or filed is record:
            return None
        return self._origins.get((filed.id, key))

    @cached_property
    def _origins(self) -> Mapping[tuple[str, str], Correction]:
        return origins(self.filed)

    def now(self, record: Record, life: Sequence[Change]) -> Content | None:
        """Give what a record says as it lies here, in the work tree too; None where that cannot be read."""
        if record.path not in self.history.touched and record.path == life[-1].path:
            return content_after(self.history, life[-1])
        return content(record.path, self.read(record.path)) if self.read else None

    def say(self, record: Record, code: Code, *location: str | int, **values: object) -> Problem:
        """Make a problem at a place of a record's file."""
        return problem(self.mark(record, *location), code, **values)

    def recorded(self, path: str) -> date | None:
        """Give the day a file was recorded; today for one that is not yet."""
        return self.filed.recorded.get(path, self.today)

    def fresh(self, path: str) -> bool:
        """Tell a file that came today or is not recorded yet: some things are asked of it now or never."""
        day = self.filed.recorded.get(path)
        return day is None or self.today is None or day >= self.today

    def after(self, event: Event, other: Event) -> bool:
        """Tell whether an event was recorded after another; by their days where git knows neither."""
        lives = [self.history.life(EVENTS, one.id) for one in (event, other)]
        if not any(lives):
            return event.date > other.date
        first, second = (life[0].place if life else math.inf for life in lives)
        return first > second

    def decision(self, item: str) -> Decision | None:
        """Give the decision an item's id stands for."""
        event = self.filed.events.get(item)
        return event if isinstance(event, Decision) else None

    def day_of(self, path: str) -> date | None:
        """Give the day of the event in a file, which is named by its id; None for other files."""
        event = self.filed.events.get(PurePosixPath(path).stem)
        return event.date if event and event.path == path else None

    def policy(self, moment: date | None = None) -> Policy | None:
        """Give the edition in force on a day, the newest without a day; the oldest before all of them."""
        return in_force(self.filed.policies, moment or date.max)

    @cached_property
    def office(self) -> frozenset[str]:
        """Give the ids of 区重大项目办."""
        return self.of_kind("区重大项目办")

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Give the ids of those who have a part in every project: offices, departments of the 12 steps."""
        steps = self.filed.steps.steps if self.filed.steps else ()
        departments = (unit for step in steps for unit in step.departments)
        return self.of_kind("区重大项目办", "综合协调办").union(departments)

    def of_kind(self, *kinds: Kind) -> frozenset[str]:
        """Give the ids of all organisations of some kinds."""
        return frozenset(unit.id for unit in self.filed.organisations.values() if unit.kind in kinds)
