"""计分: the entries and adjustments that come, go or change, whatever the lines they are cited from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.mechanism.assessment import card_adjustments, takes_effect
from generator.mechanism.closing import CORRECTION
from generator.mechanism.ledger import LIMIT, ZERO
from generator.records.calendar import Quarter
from generator.review.impact.model import AdjustmentChange, PointChange

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from generator.mechanism.ledger import Adjustment, Entry
    from generator.mechanism.report import Report

Key = tuple[object, ...]


def point_changes(before: Report, after: Report) -> Iterator[PointChange]:
    """Give the entries whose points or share of the total differ, by quarter, unit, clause, day, subject."""
    was, now = _summed(before.entries), _summed(after.entries)
    for key in sorted(was.keys() | now.keys(), key=_order):
        old, new = was.get(key, []), now.get(key, [])
        points = [_total(e.points for e in side) for side in (old, new)]
        weighted = _total(e.weighted for e in new) - _total(e.weighted for e in old)
        if points[0] != points[1] or weighted:
            entry = (new or old)[-1]
            yield PointChange(
                entry.unit,
                entry.quarter,
                entry.category,
                entry.clause,
                entry.subject,
                None if entry.kind == LIMIT else entry.date,
                points[0],
                points[1],
                weighted,
                entry.text,
                entry.because,
                corrects=entry.kind == CORRECTION,
            )


def _summed(entries: Iterable[Entry]) -> Mapping[Key, list[Entry]]:
    """Put entries together that stand for the same thing; a limit has no day of its own."""
    found: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        day = None if entry.kind == LIMIT else entry.date
        key = entry.quarter, entry.unit, entry.category, entry.clause, day, entry.subject, entry.kind
        found[key].append(entry)
    return found


def adjustment_changes(before: Report, after: Report) -> Iterator[AdjustmentChange]:
    """Give the adjustments whose points differ: those applied in a quarter, and those of the next one."""
    for change in _differing(_adjusted(before), _adjusted(after)):
        yield replace(change, coming=change.applied_in not in after.quarters)


def foreseen_changes(before: Report, after: Report) -> Iterator[AdjustmentChange]:
    """Give what the cards so far of a running quarter come to at its end, where that differs (D25)."""
    for change in _differing(_foreseen(before), _foreseen(after)):
        yield replace(change, coming=True)


def _differing(
    was: Mapping[Key, Sequence[Adjustment]], now: Mapping[Key, Sequence[Adjustment]]
) -> Iterator[AdjustmentChange]:
    for key in sorted(was.keys() | now.keys(), key=_order):
        old, new = was.get(key, []), now.get(key, [])
        then, points = (_total(a.points for a in side) for side in (old, new))
        if then != points:
            one = (new or old)[-1]
            where = one.unit, one.clause, one.source, one.applied_in
            yield AdjustmentChange(*where, then, points, one.text, one.because, one.corrects, coming=False)


def _foreseen(report: Report) -> Mapping[Key, list[Adjustment]]:
    found: dict[Key, list[Adjustment]] = defaultdict(list)
    for quarter, assessment in report.quarters.items():
        if assessment.closed:
            continue
        cards = [card for card in report.cards if Quarter.of(card.date) == quarter]
        for one in card_adjustments(quarter, cards, assessment.results, assessment.policy):
            if takes_effect(one, assessment.policy):
                found[one.unit, one.clause, one.source].append(one)
    return found


def _adjusted(report: Report) -> Mapping[Key, list[Adjustment]]:
    found: dict[Key, list[Adjustment]] = defaultdict(list)
    results = (result for a in report.quarters.values() for result in a.results.values())
    applied = [one for result in results for one in result.adjustments]
    coming = [one for one in report.adjustments if one.applied_in not in report.quarters]
    for one in (*applied, *coming):
        key = one.applied_in, one.unit, one.clause, one.source, one.reason, one.corrects
        found[key].append(one)
    return found


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _order(key: Iterable[Hashable]) -> tuple[str, ...]:
    return tuple(map(str, key))
