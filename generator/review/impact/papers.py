"""文件: the papers that say something else after a change, compared as they are drawn up, not by guessing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.outputs.documents import document
from generator.outputs.orders import Now
from generator.outputs.papers import bulletin, periods
from generator.outputs.papers.catalogue import CATALOGUE, known_at
from generator.outputs.papers.sheet import Evidence
from generator.processes import SPLIT, processes
from generator.records.calendar import Month
from generator.review.impact.model import PaperChange

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import date

    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.periods import Cadence, Period
    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View
    from generator.review.impact.state import State

OFTEN = ("周", "月")
DRAWN = 3
"""So many periods of a weekly or monthly kind are drawn up: the running one, and the newest before it."""
MANY = 10_000
"""Records; of fewer all papers are drawn up before a second process has begun."""
_compared_here: list[tuple[State, State]] = []
"""The two states compared: a process split off has them with all they hold, so nothing need be sent."""


def paper_changes(days: Iterable[date], before: State, after: State) -> Iterator[PaperChange]:
    """Give the papers that change, by letter, period and unit; what is sealed does not.

    `days` are those the change tells of or books points on. The running periods and those that hold such a
    day are drawn up; of what comes often, the newest. Each month's bulletin is compared by its figures.
    """
    told = sorted({day for day in days if day <= before.as_of} | {before.as_of})
    found: dict[int, list[PaperChange]] = {}
    with _comparing(before, after) as pool:
        cadences = dict.fromkeys(kind.cadence for kind in CATALOGUE)
        for order in [pool.submit(_of_cadence, cadence, told) for cadence in cadences]:
            found.update(order.result())
    for _, changes in sorted(found.items()):
        yield from changes


@contextmanager
def _comparing(before: State, after: State) -> Iterator[Executor]:
    """Give who compares the papers of two states: of many records two processes, each with its cadences."""
    several = SPLIT is not None and after.portfolio.size >= MANY
    _compared_here[:] = [(before, after)]
    gc.freeze()
    try:
        with processes(2) if several else Now() as pool:
            yield pool
    finally:
        gc.unfreeze()
        _compared_here.clear()


def _of_cadence(cadence: Cadence, told: Sequence[date]) -> Mapping[int, list[PaperChange]]:
    """Compare the papers that come so often; by their kinds' places in the catalogue."""
    kinds = [(number, kind) for number, kind in enumerate(CATALOGUE) if kind.cadence == cadence]
    return {number: list(_of_kind(kind, told, *_compared_here[0])) for number, kind in kinds}


def _of_kind(kind: PaperKind, told: Sequence[date], before: State, after: State) -> Iterator[PaperChange]:
    changes = {
        period: list(_compared(kind, period, before.view, after.view))
        for period in _periods(kind, told, before, after)
    }
    if kind is bulletin.KIND:
        changes |= _months(max(told[0], _begin(before, after)), changes, before, after)
    for period in sorted(changes, key=periods.last):
        yield from changes[period]


def _begin(*states: State) -> date:
    """Give the day before which nothing is assessed, however long ago a fact says it was."""
    return min(next(iter(state.report.quarters)).first for state in states)


def _periods(kind: PaperKind, days: Sequence[date], before: State, after: State) -> Sequence[Period]:
    begin = _begin(before, after)
    every = sorted({periods.of(day, kind.cadence) for day in days if day >= begin}, key=periods.last)
    open_ = [one for one in every if kind.told == "now" or not (_sealed(before, one) and _sealed(after, one))]
    return open_[-DRAWN:] if kind.cadence in OFTEN and kind.told == "end" else open_


def _sealed(state: State, period: Period) -> bool:
    return state.view.sealed(period) is not None


def _compared(kind: PaperKind, period: Period, before: View, after: View) -> Iterator[PaperChange]:
    was, now = (_drawn(kind, period, view) for view in (before, after))
    if (before.sealed(period) is None) != (after.sealed(period) is None):
        was, now = ({stem: _unsealed(paper) for stem, paper in each.items()} for each in (was, now))
    change = partial(PaperChange, kind.letter, kind.name, periods.short(period))
    for stem, paper in now.items():
        if stem not in was:
            yield change(paper.unit, "new")
        elif not _alike(was[stem], paper):
            yield change(paper.unit, "changed")
    for stem, paper in was.items():
        if stem not in now:
            yield change(paper.unit, "gone")


def _drawn(kind: PaperKind, period: Period, view: View) -> dict[str, Paper]:
    return {paper.stem: paper for paper in kind.make(known_at(view, kind, period), period, "")}


def _unsealed(paper: Paper) -> Paper:
    """Leave out by what data and seal a paper stands: a seal that changes nothing else is told as a seal."""
    return replace(paper, basis="", commit="", imprint=None)


def _months(
    first: date, told: Container[Period], before: State, after: State
) -> dict[Period, list[PaperChange]]:
    """Compare the figures of the open months' bulletins since a day, but for those drawn up already."""
    found: dict[Period, list[PaperChange]] = {}
    month, running = Month.of(first), Month.of(before.as_of)
    while month < running:
        if month not in told and not (_sealed(before, month) and _sealed(after, month)):
            was, now = (
                document(known_at(state.view, bulletin.KIND, month), month) for state in (before, after)
            )
            if _bare(was) != _bare(now):
                found[month] = [PaperChange("E", bulletin.KIND.name, periods.short(month), "", "changed")]
        month = month.shift(1)
    return found


def _bare(found: object) -> object:
    """Leave out where things are cited from."""
    if isinstance(found, dict):
        return {key: _bare(value) for key, value in found.items() if key != "evidence"}
    return [_bare(value) for value in found] if isinstance(found, list) else found


def _alike(one: object, other: object) -> bool:
    """Compare two papers, part by part; of what is cited the file counts, not the line in it."""
    if one is other or type(one) is not type(other) or isinstance(one, str):
        return type(one) is type(other) and one == other
    if isinstance(one, Evidence) and isinstance(other, Evidence):
        return _files(one) == _files(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    if is_dataclass(one):
        return all(_alike(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return one == other


def _files(cited: Evidence) -> list[str]:
    return [place.rpartition(":")[0] for place in cited.places]
