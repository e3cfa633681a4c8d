"""Problems of the docket as they stand: raised, passed on, coordinated, resolved (三(二)一, 台账)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.model.events import Coordination, IssueEscalated, IssueRaised, IssueResolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem: what was raised, to whom it was passed on, when coordinated, how it was resolved."""

    raised: IssueRaised
    escalated: tuple[IssueEscalated, ...]
    coordinated: tuple[Coordination, ...]
    resolved: IssueResolved | None


def issues(known: Portfolio) -> Mapping[str, Issue]:
    """Gather every problem's life, by id, oldest first."""
    passed: dict[str, list[IssueEscalated]] = {}
    for step in known.of_type(IssueEscalated):
        passed.setdefault(step.issue, []).append(step)
    held: dict[str, list[Coordination]] = {}
    for talk in known.of_type(Coordination):
        for key in talk.issues:
            held.setdefault(key, []).append(talk)
    settled = {event.issue: event for event in reversed(known.of_type(IssueResolved))}
    return {
        raised.id: Issue(
            raised, tuple(passed.get(raised.id, ())), tuple(held.get(raised.id, ())), settled.get(raised.id)
        )
        for raised in known.of_type(IssueRaised)
    }
