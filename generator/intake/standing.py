"""What lies below the root before an import: its records, what is committed, which plans are approved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.correction import standing
from generator.records.load import load
from generator.records.model.events import (
    Commissioned,
    Completed,
    CompletionCertified,
    LeadChanged,
    MilestoneReached,
    PlanAdjusted,
    PlanApproved,
    ProjectWithdrawn,
    StartCertified,
    SubstantiveStart,
)
from generator.records.model.projects import Project
from generator.records.portfolio import Portfolio, shelf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.records.model.events import Event
    from generator.records.model.types import Record

CERTIFICATES = (StartCertified, CompletionCertified)
DEEDS = (SubstantiveStart, MilestoneReached, Completed, Commissioned)


@dataclass(frozen=True)
class Standing:
    """What is there; `now` is that with every correction taken in.

    `deeds` gives, by what it tells of, the event that tells it, whatever its id; `leads` the units in charge
    of projects that have been handed over.
    """

    root: Path
    portfolio: Portfolio = field(default_factory=Portfolio)
    now: Portfolio = field(default_factory=Portfolio)
    committed: frozenset[str] = frozenset()
    deeds: Mapping[tuple[object, ...], Event] = field(default_factory=dict)
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Standing:
        """Read what is there; of a folder that is none yet there is nothing. Raises Refused as git does."""
        if not (root / "data").is_dir():
            return cls(root)
        portfolio, _ = load(root)
        held = git.blobs(root, "HEAD", "data") if git.repository(root) else ()
        now = standing(portfolio)
        deeds = {key: event for event in now.events.values() if (key := told(event))}
        leads = {event.project: event.lead_units for event in now.of_type(LeadChanged)}
        return cls(root, portfolio, now, frozenset(blob.path for blob in held), deeds, leads)

    def same(self, record: Record) -> Record | None:
        """Give the record that has the id of another, wherever it lies."""
        name, key = shelf(record)
        found: Record | None = getattr(self.portfolio, name).get(key)
        return found

    def path(self, record: Record) -> str:
        """Give where a project lies that was handed over to the units which a record names; else nothing."""
        old = self.portfolio.projects.get(record.id) if isinstance(record, Project) else None
        handed = isinstance(record, Project) and self.leads.get(record.id) == record.lead_units
        return old.path if old and handed else ""

    def new(self, record: Record) -> bool:
        """Tell what is not there yet, or written and not committed."""
        old = self.same(record)
        return old is None or (bool(self.committed) and old.path not in self.committed)

    def elsewhere(self, record: Record) -> Event | None:
        """Give the event of another id that tells of the same deed."""
        found = self.deeds.get(told(record))
        return found if found is not None and found.id != getattr(record, "id", "") else None

    def read(self, path: str) -> bytes | None:
        """Read a file as it lies there."""
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    @cached_property
    def approved(self) -> frozenset[int]:
        """Give the years whose plan is approved and recorded as such."""
        approvals = self.portfolio.of_type(PlanApproved)
        return frozenset(event.year for event in approvals if event.path in self.committed)

    @cached_property
    def moved(self) -> Mapping[tuple[str, int], Mapping[str, str]]:
        """Give what the promises of plans were last moved to, by project and year, by field."""
        found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        for event in self.now.of_type(PlanAdjusted):
            found[event.project, event.year][event.field] = event.new
        return found

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Give the projects that have left the pools."""
        return frozenset(event.project for event in self.now.of_type(ProjectWithdrawn))


def told(record: Record) -> tuple[object, ...]:
    """Give what an event tells of that happens once: a deed, its certificate, an approval."""
    if isinstance(record, PlanApproved):
        return record.kind, record.year
    if isinstance(record, MilestoneReached):
        return record.kind, record.project, record.milestone
    if isinstance(record, StartCertified):
        return record.kind, record.start
    if isinstance(record, CompletionCertified):
        return record.kind, record.completion
    return (record.kind, record.project) if isinstance(record, DEEDS) else ()
