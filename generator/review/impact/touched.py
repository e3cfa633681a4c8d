"""Which records a change adds, alters or removes, by what they mean; another way of writing is no change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.latecomers import PAPERWORK, REPORTS, confirmed, subject_of
from generator.records.contents import between, content_of
from generator.records.model.events import Event, Meeting, PlanApproved
from generator.records.model.projects import Plan, Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.records.contents import Field
    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.review.impact.model import What

SHELVES = ("organisations", "people", "leaders", "projects", "plans", "events", "policies", "calendars")
STILL = (*REPORTS, *PAPERWORK)
"""Events that move no deadline and earn no points."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One record before and after; None where it is not there."""

    before: Record | None
    after: Record | None

    @property
    def what(self) -> What:
        """Tell what happened to it."""
        return "新增" if self.before is None else "改动" if self.after else "删除"

    @property
    def record(self) -> Record:
        """Give it as it is after the change, as it was where it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError
        return found

    @property
    def fields(self) -> Sequence[Field]:
        """Give the fields that differ; none where one side is missing."""
        if self.before is None or self.after is None:
            return ()
        return between(content_of(self.before), content_of(self.after))


def touched(before: Portfolio, after: Portfolio) -> Sequence[Touched]:
    """Compare two states of the data, by path."""
    shelves = [(getattr(before, name), getattr(after, name)) for name in SHELVES]
    for name in ("steps", "authority"):
        pair = [{"": one} if (one := getattr(side, name)) else {} for side in (before, after)]
        shelves.append((pair[0], pair[1]))
    found = [one for pair in shelves for one in _between(*pair)]
    return sorted(found, key=lambda one: one.record.path)


def _between(before: Mapping[object, Record], after: Mapping[object, Record]) -> Iterator[Touched]:
    for key, record in after.items():
        was = before.get(key)
        if was is not record and (was is None or not _same(was, record)):
            yield Touched(was, record)
    for key, record in before.items():
        if key not in after:
            yield Touched(record, None)


def _same(one: Record, other: Record) -> bool:
    if type(one) is not type(other):
        return False
    return one == other or not between(content_of(one), content_of(other))


def subjects(found: Sequence[Touched], before: Portfolio, after: Portfolio) -> frozenset[str]:
    """Name the projects and items a change is about; a report alone moves nothing."""
    return frozenset(
        subject
        for one in found
        if not isinstance(one.record, STILL)
        for subject in _subjects(one.record, after if one.after else before)
    )


def _subjects(record: Record, known: Portfolio) -> Iterator[str]:
    match record:
        case Project():
            yield record.id
        case Plan():
            yield record.project
        case PlanApproved():
            yield from (project for project, year in known.plans if year == record.year)
        case Meeting():
            yield from record.agenda
        case Event():
            deed = confirmed(record, known)
            yield from filter(None, [subject_of(deed)])
