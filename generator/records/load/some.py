"""A few named files with no more around them than their checks ask for: the quick look before a commit."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.records.load.folder import load
from generator.records.load.gather import DATA, gather, judged
from generator.records.load.listing import look
from generator.records.load.opening import read
from generator.records.model.events import (
    BonusDecided,
    BulletinPublished,
    CardIssued,
    Consent,
    Correction,
    DueChanged,
    Event,
    Issued,
    MilestoneReached,
    PlanAdjusted,
    PlanApproved,
    ProjectWithdrawn,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)
from generator.records.model.events.base import ProjectEvent
from generator.records.model.projects import Project
from generator.records.places import LONGEST_ID, place_of
from generator.records.references import SHELVES, references
from generator.records.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

# Whether these are right depends on all others of their kind, so everything is read.
WHOLE = (
    BonusDecided,
    BulletinPublished,
    CardIssued,
    Consent,
    Correction,
    DueChanged,
    Issued,
    PlanAdjusted,
    PlanApproved,
    ProjectWithdrawn,
    ReferralReceipt,
    ReferralSent,
    Supervision,
)


def load_some(root: Path, paths: Sequence[str]) -> tuple[Portfolio, list[Problem]]:
    """Read the named files (paths below the root) and the files they refer to, found by probing folders.

    Everything is read where a file's kind asks for it. What only the whole can show (the same report
    filed twice under two ids) is left to the check of everything. Problems may stand in files not named.
    """
    with uncollected():
        good, faults = judged(look(root, paths))
        decoded = {path: read(root, path) for path in good}
        named = [said for said in decoded.values() if not isinstance(said, list)]
        if any(isinstance(record, WHOLE) for record in named):
            return load(root)
        wanted = sorted(set(chain.from_iterable(_around(root, record) for record in named)) - set(paths))
        decoded |= {path: read(root, path) for path in wanted}
        return gather(decoded.values(), faults, None)


def _around(root: Path, record: Record) -> Iterator[str]:
    """Give the paths of the files a record's checks look at, as far as they are there."""
    place = place_of(record.path)
    if place and place.name:
        yield from _places(root, "events" if isinstance(record, Event) else place.shelf, place.name)
    for reference in references(record):
        shelf = reference.target if reference.target in SHELVES else "events"
        yield from _places(root, shelf, reference.id)
    if isinstance(record, Project):
        yield from _below(root, "data/policy/*.yml")
    if isinstance(record, ProjectEvent):
        if isinstance(record, MilestoneReached):
            yield from _below(root, f"data/plans/*/{record.project}.yml")
        yield from _below(root, "data/register/steps.yml")
    if isinstance(record, Event):
        years = {record.date.year, *(due.year for due in [getattr(record, "due", None)] if due)}
        yield from chain.from_iterable(_below(root, f"data/calendar/{year}.yml") for year in years)


_FOLDERS = {
    "organisations": "register/organisations",
    "people": "register/people",
    "leaders": "register/leaders",
    "projects": "projects/*",
    "events": "events/*/*",
}


def _places(root: Path, shelf: str, id_: str) -> Iterator[str]:
    if shelf in _FOLDERS and len(id_) <= LONGEST_ID:
        yield from _below(root, f"{DATA}/{_FOLDERS[shelf]}/{id_}.yml")


def _below(root: Path, pattern: str) -> Iterator[str]:
    for found in root.glob(pattern):
        yield found.relative_to(root).as_posix()
