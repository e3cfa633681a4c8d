"""An item of a meeting (议定事项) as known on a day: due dates in force, meetings, closing (D18–D23)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.mechanism.deeds import Deed
from generator.records.calendar import MissingYear
from generator.records.model.events import ClosureConfirmed, Decision, DueChanged, ItemClosed, Meeting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.records.calendar import WorkingDays
    from generator.records.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Due:
    """A due date in force: as written, and moved to a working day (D22)."""

    written: date
    day: date
    set_on: date
    because: tuple[str, ...]


@dataclass(frozen=True)
class ItemStory:
    """One item: `dues` are those that counted, in order; `closed` needs the office's confirmation.

    `reported` is the latest closing the unit reported, confirmed or not.
    """

    item: Decision
    dues: tuple[Due, ...]
    refused: tuple[DueChanged, ...]
    meetings: tuple[Meeting, ...]
    closed: Deed | None
    reported: ItemClosed | None

    @property
    def due(self) -> Due | None:
        """Give the due date in force, None without a time limit."""
        return self.dues[-1] if self.dues else None

    @property
    def timed_since(self) -> date | None:
        """Give the day a first due date was set."""
        return self.dues[0].set_on if self.dues else None

    @property
    def units(self) -> tuple[str, ...]:
        """Give all units involved, responsible ones first, each once."""
        return tuple(dict.fromkeys((*self.item.responsible, *self.item.supporting)))


def item_stories(
    known: Portfolio, working: WorkingDays, as_of: date, *, shift: bool = True
) -> Mapping[str, ItemStory]:
    """Tell every item's story at the end of a day, by item id.

    Raises MissingYear where a due date that has come needs a calendar that is absent.
    """

    def moved(written: date) -> date:
        try:
            return working.on_or_after(written) if shift else written
        except MissingYear:
            if written <= as_of:
                raise
            return written

    changes: dict[str, list[DueChanged]] = defaultdict(list)
    for change in known.of_type(DueChanged):
        changes[change.item].append(change)
    closings: dict[str, list[ItemClosed]] = defaultdict(list)
    for closing in known.of_type(ItemClosed):
        closings[closing.item].append(closing)
    proofs = {event.closing: event for event in known.of_type(ClosureConfirmed)}
    meetings = _meetings(known)
    stories = {}
    for item in known.of_type(Decision):
        closed = _closed(closings[item.id], proofs, known.recorded)
        dues, refused = _dues(item, changes[item.id], closed, moved)
        reported = closings[item.id][-1] if closings[item.id] else None
        stories[item.id] = ItemStory(item, dues, refused, meetings.get(item.id, ()), closed, reported)
    return stories


def _meetings(known: Portfolio) -> Mapping[str, tuple[Meeting, ...]]:
    """Give each item's meetings, the deciding one and every one with it on the agenda, by date."""
    held = {meeting.id: meeting for meeting in known.of_type(Meeting)}
    seen: dict[str, dict[str, Meeting]] = defaultdict(dict)
    for item in known.of_type(Decision):
        if item.meeting in held:
            seen[item.id][item.meeting] = held[item.meeting]
    for meeting in held.values():
        for item_id in meeting.agenda:
            seen[item_id][meeting.id] = meeting
    return {
        key: tuple(sorted(found.values(), key=lambda meeting: (meeting.date, meeting.id)))
        for key, found in seen.items()
    }


def _closed(
    closings: Sequence[ItemClosed], proofs: Mapping[str, ClosureConfirmed], recorded: Mapping[str, date]
) -> Deed | None:
    """Give the closing whose confirmation came first (two hands, D20): a later one moves no day."""
    confirmed = (closing for closing in closings if closing.id in proofs)
    first = min(confirmed, key=lambda one: recorded.get(proofs[one.id].path, date.max), default=None)
    return Deed(first.date, (first.at("date"), proofs[first.id].at())) if first else None


def _dues(
    item: Decision, changes: Iterable[DueChanged], closed: Deed | None, moved: Callable[[date], date]
) -> tuple[tuple[Due, ...], tuple[DueChanged, ...]]:
    """Follow the due dates: a change counts if decided by the old one and the new one, before the closing.

    D22; nobody can keep a date that is past when it is set.
    """

    def due(written: date, set_on: date, because: tuple[str, ...]) -> Due:
        return Due(written, moved(written), set_on, because)

    dues = [due(item.due, item.date, (item.at("due"),))] if item.due else []
    refused = []
    for change in sorted(changes, key=lambda change: (change.decided_on, change.id)):
        late = change.due < change.decided_on or (dues and change.decided_on > dues[-1].day)
        if late or (closed and change.decided_on > closed.date):
            refused.append(change)
        else:
            before = dues[-1].because if dues else (item.at("text"),)
            dues.append(due(change.due, change.decided_on, (*before, change.at("due"))))
    return tuple(dues), tuple(refused)
