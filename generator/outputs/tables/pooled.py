"""三库 of a day: how many and how much in each, what moved in a month, when projects were finished (O12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.mechanism.pools import POOLS, moves
from generator.outputs.tables.derived import once
from generator.outputs.tables.districts import summary
from generator.outputs.tables.sums import Sum, counts, sums
from generator.records.model.events import Commissioned, Completed, CompletionCertified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.pools import Move, Pool
    from generator.outputs.view import View
    from generator.records.calendar import Month

MOVEMENTS = ("入库", "转入建设库", "转入竣工库", "出库")


def pool_sums(view: View) -> Mapping[Pool, Sum]:
    """Count each pool's projects and sum their 总投资; a pool without projects counts 0."""
    found = sums((row.pool, (row.project.investment_total_wan,)) for row in summary(view).rows)
    return {pool: found.get(pool, Sum(0, (ZERO,))) for pool in POOLS}


def month_moves(view: View, month: Month) -> Sequence[Move]:
    """List the movements that a month brought, by day and project: those not yet known at its beginning.

    A start of late August certified in September moves in September's paper, with its own day, so that
    the pools of two months differ by just these movements.
    """
    return once(view, f"_moves_{month}", lambda: _month_moves(view, month))


def _month_moves(view: View, month: Month) -> Sequence[Move]:
    begun = next(iter(view.report.quarters)).first
    own = view.sealed(month.shift(-1)) or view
    before = own.at(month.first - timedelta(days=1)) if month.first > begun else view
    if before.as_of >= month.first:
        return _moves(view, month.first, month.last)
    seen = {(move.project, move.target) for move in _moves(before, date.min, before.as_of)}
    found = _moves(view, date.min, month.last)
    return [move for move in found if (move.project, move.target) not in seen]


def _moves(view: View, first: date, last: date) -> Sequence[Move]:
    """List the movements known on the day that lie between two days."""
    known, stories = view.known, view.report.facts.projects
    found = once(view, "_moves", lambda: moves(known, stories, date.min, view.as_of))
    return [move for move in found if first <= move.on <= last]


def move_counts(found: Sequence[Move]) -> Mapping[str, int]:
    """Count movements: 入库, 转入建设库, 转入竣工库, 出库."""
    seen = counts(named(move) for move in found)
    return {name: seen.get(name, 0) for name in MOVEMENTS}


def named(move: Move) -> str:
    """Name a movement; a change by the pool it leads to."""
    return f"转入{move.target}" if move.movement == "转库" else move.movement


def finished(view: View) -> Mapping[str, tuple[date | None, date | None]]:
    """Give each project's certified day of 完工 and of 投产（运营）."""
    proved = {proof.completion for proof in view.known.of_type(CompletionCertified)}
    found: dict[str, tuple[date | None, date | None]] = {}
    for done in view.known.of_type(Completed):
        if done.id in proved:
            found.setdefault(done.project, (done.date, None))
    for begun in view.known.of_type(Commissioned):
        built, run = found.get(begun.project, (None, None))
        if begun.id in proved and run is None:
            found[begun.project] = (built, begun.date)
    return found
