"""Dates moved: before they came due it is planning, after it is deferral (D12, D22); both counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.outputs.tables.derived import once
from generator.records.calendar import Month, Week
from generator.records.model.events import PlanAdjusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.mechanism.items import ItemStory
    from generator.outputs.view import View

Sort = Literal["计划", "时限"]


@dataclass(frozen=True, slots=True)
class Move:
    """One date moved: of a plan or of an item, of which project and units, and whether it had passed."""

    sort: Sort
    project: str | None
    units: tuple[str, ...]
    deferred: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """How often plans and due dates were moved before the old date had passed, and after it."""

    plans: int = 0
    plans_deferred: int = 0
    items: int = 0
    items_deferred: int = 0

    @property
    def planned(self) -> int:
        """Count what was moved in time."""
        return self.plans + self.items

    @property
    def deferred(self) -> int:
        """Count what was moved too late."""
        return self.plans_deferred + self.items_deferred


def moves_of_projects(view: View) -> Mapping[str, Moves]:
    """Count by project, those moved at least once."""
    return once(
        view, "_moves_of_projects", lambda: _counted((m.project, m) for m in _moves(view) if m.project)
    )


def moves_of_units(view: View) -> Mapping[str, Moves]:
    """Count by unit in charge (of an item: responsible), by id; several units count each in full."""
    found = once(
        view, "_moves_of_units", lambda: _counted((unit, m) for m in _moves(view) for unit in m.units)
    )
    return dict(sorted(found.items()))


def _counted(keyed: Iterable[tuple[str | None, Move]]) -> Mapping[str, Moves]:
    counts: dict[str, Counter[tuple[Sort, bool]]] = defaultdict(Counter)
    for key, move in keyed:
        counts[key or ""][move.sort, move.deferred] += 1
    order: list[tuple[Sort, bool]] = [("计划", False), ("计划", True), ("时限", False), ("时限", True)]
    return {key: Moves(*(count[each] for each in order)) for key, count in counts.items()}


def _moves(view: View) -> Iterator[Move]:
    for change in view.known.of_type(PlanAdjusted):
        story = view.report.facts.projects.get(change.project)
        project = view.known.projects.get(change.project)
        leads = story.lead_units(change.approved_on) if story else project.lead_units if project else ()
        period = Week if change.field == "start_week" else Month
        try:
            deferred = change.approved_on > period.parse(change.old).last
        except ValueError:
            continue  # the checks have named it: a month where a week stands, or the other way round
        yield Move("计划", change.project, leads, deferred)
    for item in view.report.facts.items.values():
        yield from _of_item(item)


def _of_item(story: ItemStory) -> Iterator[Move]:
    """A first due date set later is no move; one that could not be kept any more counts for neither."""
    item = story.item
    for _ in story.dues[1:]:
        yield Move("时限", item.project, item.responsible, deferred=False)
    for change in story.refused:
        before = [due for due in story.dues if due.set_on <= change.decided_on]
        if before and change.decided_on > before[-1].day:
            yield Move("时限", item.project, item.responsible, deferred=True)
