"""更正: an earlier event withdrawn, or some of its values replaced, by a later one with its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from pydantic import ValidationError

from generator.records.model.events import BulletinPublished, Correction, Event
from generator.records.model.types import MARKS
from generator.records.tree import Tree
from generator.records.wording import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem
    from generator.records.tree import Location

E = TypeVar("E", bound=Event)
FIXED = frozenset({"id", "kind", "writer"})


class Idle(NamedTuple):
    """Why a correction changes nothing.

    Its event is `unknown`, or `fixed` (a published bulletin, a correction), or was `withdrawn` before by the
    correction `by`; its values are `invalid`, or the `same` as those that stood.
    """

    why: Literal["unknown", "fixed", "withdrawn", "invalid", "same"]
    by: str = ""


class Outcome(NamedTuple):
    """What a correction does: its event before and after it, None where there is none; why nothing, if so."""

    correction: Correction
    before: Event | None
    after: Event | None
    idle: Idle | None


class _Spot(NamedTuple):
    line: int
    column: int


def corrected(event: E, correction: Correction) -> tuple[E | None, list[Problem]]:
    """Give an event as corrected: None where it is withdrawn, or where the new values are not valid.

    Problems stand at the line of the new value in the correction. Its `id`, `kind` and `writer` stay; place
    and evidence are the old ones.
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


def in_order(portfolio: Portfolio) -> Sequence[Correction]:
    """Give the corrections by date; those of one event and day as they were recorded, then by id."""
    found = portfolio.of_type(Correction)
    if not tied(portfolio):
        return found
    places = {path: place for place, path in enumerate(portfolio.recorded)}
    return sorted(found, key=lambda one: (one.date, places.get(one.path, len(places))))


def tied(portfolio: Portfolio) -> bool:
    """Tell whether an event has two corrections of one day: which stands, only git knows."""
    found = portfolio.of_type(Correction)
    return len({(one.of, one.date) for one in found}) < len(found)


def standing(portfolio: Portfolio) -> Portfolio:
    """Give the portfolio with every correction taken in, in their order: what stands after all of them.

    A correction that is not valid, or is of a sealed bulletin, changes nothing here; the checks name it.
    """
    if not portfolio.of_type(Correction):
        return portfolio
    events = dict(portfolio.events)
    for correction, after in _applied(portfolio):
        if after is not None:
            events[correction.of] = after
        else:
            del events[correction.of]
    return replace(portfolio, events=events, filed=portfolio)


def origins(portfolio: Portfolio) -> Mapping[tuple[str, str], Correction]:
    """Give the correction that each corrected value comes from, by the event's id and the key."""
    applied = [one for one, after in _applied(portfolio) if after is not None]
    return {(one.of, key): one for one in applied for key in one.changes.keys() - FIXED}


def idle(portfolio: Portfolio) -> Mapping[str, Idle]:
    """Say of each correction that changes nothing why not, by its id; the portfolio is as filed."""
    return {one.correction.id: one.idle for one in outcomes(portfolio) if one.idle}


def outcomes(portfolio: Portfolio) -> Iterator[Outcome]:
    """Tell in their order what each correction of a portfolio as filed does."""
    events, gone = dict[str, Event](), dict[str, str]()
    for correction in in_order(portfolio):
        before = events.get(correction.of, portfolio.events.get(correction.of))
        after, vain = _effect(correction, before, gone.get(correction.of, ""))
        if vain is None and after is None:
            gone[correction.of] = correction.id
        elif vain is None and after is not None:
            events[correction.of] = after
        yield Outcome(correction, before, after, vain)


def _effect(correction: Correction, before: Event | None, by: str) -> tuple[Event | None, Idle | None]:
    """Give an event after a correction; `by` is the one that withdrew it before."""
    if before is None:
        return None, Idle("unknown")
    if isinstance(before, (BulletinPublished, Correction)):
        return before, Idle("fixed")
    if by:
        return None, Idle("withdrawn", by)
    after, problems = corrected(before, correction)
    if problems:
        return before, Idle("invalid")
    return after, Idle("same") if after == before else None


def _applied(portfolio: Portfolio) -> Iterator[tuple[Correction, Event | None]]:
    """Give each correction that is taken in with its event as it is then; None where it is withdrawn."""
    for one in outcomes(portfolio):
        if one.idle in {None, Idle("same")}:
            yield one.correction, one.after


def _tree(correction: Correction, value: dict[str, Any]) -> Tree:
    """Give the corrected values the places at which the correction gives them, as far as its marks know."""
    top = correction.marks.get("changes", 1)
    spots: dict[Location, _Spot] = {(): _Spot(top - 1, 0)}
    for key in correction.changes:
        spots[key,] = _Spot(correction.marks.get(f"changes.{key}", top) - 1, 0)
    return Tree(correction.path, value, spots, {})
