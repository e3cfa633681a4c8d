"""What was done of a project on which day, as far as it counts: certified, before a withdrawal (D13, D16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.records.model.events import Commissioned, Completed, MilestoneReached, SubstantiveStart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.model.events import Event
    from generator.records.model.events.base import ProjectEvent

What = Literal["start", "milestone", "completion"]
Told = tuple["ProjectEvent", "Event | None"]
"""An event of a project and what certifies it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done on a day, and the files that say so (the fact, then its certification).

    `what` says it in a word: 实质性开工, 完工, 投产（运营）.
    """

    date: date
    because: tuple[str, ...]
    what: str = ""


def awaited(
    told: list[Told], withdrawn: Deed | None, started: Deed | None, completed: Deed | None
) -> Mapping[What, Deed]:
    """Give the newest start and completion reported and not certified, where none is certified yet."""
    found: dict[What, Deed] = {}
    for event, proof in told:
        deed = before(withdrawn, _deed(event, None))
        if proof or deed is None:
            continue
        if isinstance(event, SubstantiveStart) and started is None:
            found["start"] = deed
        elif isinstance(event, (Completed, Commissioned)) and completed is None:
            found["completion"] = deed
    return found


def _deed(event: Event, proof: Event | None) -> Deed:
    cites = (event.at("date"), proof.at()) if proof else (event.at("date"),)
    return Deed(event.date, cites, event.title)


def first(told: list[Told], kind: type[ProjectEvent], *, proved: bool = False) -> Deed | None:
    """Give the first event of a kind; with `proved` the first that has been certified (D13, D16)."""
    for event, proof in told:
        if isinstance(event, kind) and (proof or not proved):
            return _deed(event, proof if proved else None)
    return None


def milestones(told: list[Told], withdrawn: Deed | None) -> Mapping[str, Deed]:
    """Give the first word on each milestone, before the withdrawal."""
    found: dict[str, Deed] = {}
    for event, _ in told:
        if isinstance(event, MilestoneReached) and before(withdrawn, deed := _deed(event, None)):
            found.setdefault(event.milestone, deed)
    return found


def before(withdrawn: Deed | None, deed: Deed | None) -> Deed | None:
    """Leave out what is dated after the withdrawal."""
    return None if withdrawn and deed and deed.date > withdrawn.date else deed


def earliest(one: Deed | None, other: Deed | None) -> Deed | None:
    """Give the deed that came first, of those there are."""
    return min((deed for deed in (one, other) if deed), key=lambda deed: deed.date, default=None)
