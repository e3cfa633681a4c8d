"""更正: an earlier event withdrawn, or some of its values replaced, by a later one with its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError

from generator.records.model.events import BulletinPublished, Correction, Event
from generator.records.model.types import MARKS
from generator.records.tree import Tree
from generator.records.wording import faults

if TYPE_CHECKING:
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

E = TypeVar("E", bound=Event)
FIXED = frozenset({"id", "kind", "writer"})


class _Spot(NamedTuple):
    line: int
    column: int


def corrected(event: E, correction: Correction) -> tuple[E | None, list[Problem]]:
    """Give an event as corrected: None where it is withdrawn, or where the new values are not valid.

    Problems stand at the correction. Its `id`, `kind` and `writer` stay; place and evidence are the old ones.
    """
    if correction.withdraw:
        return None, []
    kept = event.model_dump(by_alias=True, exclude_none=True)
    value: dict[str, Any] = {**kept, **correction.changes, **{key: kept[key] for key in FIXED}}
    try:
        return type(event).model_validate({**value, MARKS: event.marks, "@path": event.path}), []
    except ValidationError as error:
        listed = {key: list(entry) if isinstance(entry, tuple) else entry for key, entry in value.items()}
        return None, faults(type(event), _tree(correction, listed), error)


def standing(portfolio: Portfolio) -> Portfolio:
    """Give the portfolio with every correction taken in, by date and id: what stands after all of them.

    A correction that is not valid, or is of a sealed bulletin, changes nothing here; the checks name it.
    """
    corrections = portfolio.of_type(Correction)
    if not corrections:
        return portfolio
    events = dict(portfolio.events)
    for correction in corrections:
        event = events.get(correction.of)
        if event is None or isinstance(event, (BulletinPublished, Correction)):
            continue
        after, problems = corrected(event, correction)
        if after is not None:
            events[event.id] = after
        elif not problems:
            del events[event.id]
    return replace(portfolio, events=events)


def _tree(correction: Correction, value: dict[str, Any]) -> Tree:
    spot = _Spot(correction.marks.get("changes", 1) - 1, 0)
    return Tree(correction.path, value, {(): spot}, {})
