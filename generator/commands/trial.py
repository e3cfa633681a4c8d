"""What `guatu new` suggests is tried before it is written: the first subject that the checks let pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from generator.commands import suggestions
from generator.records.blank import blank, figures
from generator.records.checks import CHECKS, Context, check
from generator.records.decode import decode
from generator.records.model.events import KINDS, Event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.commands.suggestions import Values, Wish
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

MOST, FEWEST, EVENTS = 24, 2, 200_000
"""Subjects tried, the fewer the more events each is checked with; then is told why the first does not fit."""
SUBJECTS = ("start", "completion", "closing", "item", "issue", "milestone", "project", "unit", "writer")
ASKED = ("references", "authority", "units", "plans", "adjustments", "order", "certified", "discipline",
         "papers", "withdrawals", "corrections")  # fmt: skip
RULES = tuple(one for one in CHECKS if one.rule.__module__.rpartition(".")[2] in ASKED)


class Trial(NamedTuple):
    """What a new event is to say, and what the checks say of it as it stands."""

    values: Values
    faults: Sequence[Problem]


def tried(known: Portfolio, kind: str, day: date, wish: Wish, id_: str) -> Trial:
    """Suggest what a new event says, as one that passes; where none does the first, with its faults."""
    found = first = _trial(known, kind, day, wish, id_)
    for _ in range(max(FEWEST, min(MOST, EVENTS // (len(known.events) + 1)))):
        subject = next((str(found.values[key]) for key in SUBJECTS if found.values.get(key)), "")
        if not found.faults or not subject or subject in wish.tried:
            break
        wish = replace(wish, tried=wish.tried | {subject})
        found = _trial(known, kind, day, wish, id_)
    return first if found.faults else found


def _trial(known: Portfolio, kind: str, day: date, wish: Wish, id_: str) -> Trial:
    values = suggestions.event(known, kind, day, wish)
    values["id"] = id_ or suggestions.number(known, suggestions.stem(kind, values["writer"], day))
    return Trial(values, _faults(known, kind, values, day))


def _faults(known: Portfolio, kind: str, values: Values, day: date) -> list[Problem]:
    """Give the errors of an event as it would be written, were it filed with what is there."""
    path = f"data/events/{values['writer']}/{day.year}/{values['id']}.yml"
    filled = dict.fromkeys(figures(KINDS[kind]), "1") | values  # what is yet to be written is no fault
    record, problems = decode(path, blank(KINDS[kind], "", "", filled, day).encode())
    if not isinstance(record, Event):
        return [one for one in problems if one.severity == "error"]
    filed = replace(known, events={**known.events, record.id: record})
    context = Context(filed=filed, today=day)
    return [one for one in check(filed, context, RULES) if one.mark.path == path and one.severity == "error"]
