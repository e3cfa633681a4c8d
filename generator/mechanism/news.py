"""What was told since a quarter was sealed, and which of it bears on what the quarter booked (更正)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.mechanism.latecomers import CONFIRMS, PAPERWORK, REPORTS, subject_of
from generator.mechanism.words import day as said_day
from generator.records.model.events import (
    Ceremony,
    Commissioned,
    Completed,
    Correction,
    Decision,
    DueChanged,
    ItemClosed,
    LeadChanged,
    Meeting,
    MilestoneReached,
    PlanAdjusted,
    ProjectWithdrawn,
    SubstantiveStart,
    Supervision,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.mechanism.ledger import Entry
    from generator.records.calendar import Quarter
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio

Kinds = tuple[type["Event"], ...]
PLANNING: Kinds = (PlanAdjusted, LeadChanged, ProjectWithdrawn)
STARTS: Kinds = (SubstantiveStart, *PLANNING)
ENDS: Kinds = (Completed, Commissioned, *PLANNING)
ITEMS: Kinds = (Decision, DueChanged, ItemClosed, Meeting)
EARLY = "early_completion"
CAUSES: Mapping[str, Kinds] = {
    **dict.fromkeys(("missed_start", "early_start", "late_start"), STARTS),
    **dict.fromkeys(("preliminary_start", "same_year_start"), STARTS),
    "empty_ceremony": (Ceremony, *STARTS),
    "missed_progress": (MilestoneReached, *ENDS),
    EARLY: ENDS,
    **dict.fromkeys(("overdue_item", "early_item", "repeated_item"), ITEMS),
}
"""Which deeds can move what a kind of rule books."""
LONGEST = 100
"""How much of a reason a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event told since, and the deed it is, confirms or corrects: as it is now, as it was then, or both.

    `corrected` is the event that a correction is of, where that is known.
    """

    event: Event
    deeds: Sequence[Event]
    corrected: Event | None = None

    @property
    def happened(self) -> date:
        """Give the first day the deed is or was of; of a change of plan the day it was decided."""
        return min(
            getattr(deed, "approved_on", None) or getattr(deed, "decided_on", None) or deed.date
            for deed in self.deeds
        )

    @property
    def place(self) -> str:
        """Cite it."""
        return self.event.at("date")

    @property
    def words(self) -> str:
        """Say what was told: a correction with what it changes and why, all else by its name and day."""
        event, of = self.event, self.corrected
        if not isinstance(event, Correction):
            deed = self.deeds[0]
            what = "" if deed is event else f"；{deed.title}{said_day(deed.date)}"
            return f"{event.title}{event.id}（{said_day(event.date)}{what}）"
        name = f"{of.title if of else ''}{event.of}"
        changes = "，".join(_change(of, key, value) for key, value in event.changes.items())
        what = f"撤回{name}" if event.withdraw else f"{name}的{changes}"
        return f"更正{event.id}（{what}；理由：{_short(event.reason)}）"

    def of(self, kinds: Kinds) -> bool:
        """Tell whether its deed is of some kinds."""
        return isinstance(self.deeds[0], kinds)


@dataclass(frozen=True)
class News:
    """What `now` knows and `then`, the data of a quarter's seal, did not; reports and paperwork left out."""

    then: Portfolio
    now: Portfolio
    quarter: Quarter

    @cached_property
    def _told(self) -> Sequence[Told]:
        found = [
            Told(event, self._deeds(event), self._version(getattr(event, "of", "")))
            for key, event in self.now.events.items()
            if key not in self.then.events and not isinstance(event, (*REPORTS, *PAPERWORK))
        ]
        return sorted(found, key=lambda told: (told.event.date, told.event.id))

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[Told]]:
        found: dict[str, list[Told]] = defaultdict(list)
        for told in self._told:
            for subject in dict.fromkeys(_subjects(told.deeds)):
                found[subject].append(told)
        return found

    @cached_property
    def _supervised(self) -> Sequence[Told]:
        return [told for told in self._told if told.of((Supervision,))]

    def of_entry(self, entry: Entry, kinds: Iterable[str], *, stands: bool) -> Sequence[Told]:
        """Give what bears on an entry of some kinds of rule: its deeds confirmed or corrected, others told.

        An entry that stands cites its own deeds already, so only corrections are asked for.
        """
        cited = {place.rpartition(":")[0] for place in entry.because}
        found = []
        for told in self._by_subject.get(entry.subject, ()):
            own = any(deed.path in cited for deed in told.deeds)
            wanted = not stands or isinstance(told.event, Correction)
            if wanted and (own or any(self._causes(told, entry, kind) for kind in kinds)):
                found.append(told)
        return found

    def of_cards(self, unit: str, clause: str) -> Sequence[Told]:
        """Give what bears on the quarter's cards: 督办 of the unit; of 4.1, which compares, of all units.

        Earlier 督办 of the unit count too: they decide which of the quarter's draw red cards.
        """
        first, last = self.quarter.first, self.quarter.last
        return [
            told
            for told in self._supervised
            if told.happened <= last
            and (unit in _units(told.deeds) or (clause == "4.1" and told.happened >= first))
        ]

    def _causes(self, told: Told, entry: Entry, kind: str) -> bool:
        """Tell whether a deed can have moved what a rule books, by what it is and when it was done.

        投产 after the quarter undoes what 完工 in it had earned (D16); all else counts by its own day.
        """
        late = kind == EARLY and told.of((Completed, Commissioned))
        if not told.of(CAUSES.get(kind, ())) or not (late or told.happened <= self.quarter.last):
            return False
        deed = told.deeds[0]
        return not isinstance(deed, MilestoneReached) or self._named(deed, entry)

    def _named(self, deed: MilestoneReached, entry: Entry) -> bool:
        """Tell whether an entry is about the milestone that was reached."""
        plans = (plan for known in (self.then, self.now) for plan in known.plans_of.get(deed.project, ()))
        names = {one.name for plan in plans for one in plan.milestones if one.id == deed.milestone}
        return any(f"“{name}”" in entry.text for name in names)

    def _version(self, key: str) -> Event | None:
        return self.now.events.get(key) or self.then.events.get(key)

    def _deeds(self, event: Event) -> Sequence[Event]:
        """Follow what an event confirms or corrects to the deed, though it may be withdrawn now."""
        seen = {event.id}
        deeds = [event]
        while (name := next((n for n in CONFIRMS if hasattr(deeds[0], n)), None)) is not None:
            key = getattr(deeds[0], name)
            found = [known.events[key] for known in (self.now, self.then) if key in known.events]
            if not found or key in seen:
                break
            seen.add(key)
            deeds = found
        return deeds


def _change(of: Event | None, key: str, value: str | tuple[str, ...]) -> str:
    fields = type(of).model_fields if of else {}
    title = next((one.title for name, one in fields.items() if key in {name, one.alias}), None)
    text = value if isinstance(value, str) else "、".join(value)
    try:
        text = said_day(date.fromisoformat(text))
    except ValueError:
        text = _short(text)
    return f"{title or key}改为{text}"


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip("。")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _subjects(deeds: Iterable[Event]) -> Iterator[str]:
    for deed in deeds:
        if isinstance(deed, Meeting):
            yield from deed.agenda
        elif subject := subject_of(deed):
            yield subject


def _units(deeds: Iterable[Event]) -> frozenset[str]:
    return frozenset(deed.unit for deed in deeds if isinstance(deed, Supervision))
