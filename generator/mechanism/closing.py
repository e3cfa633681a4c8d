"""更正: a published quarter stays as it was; what has come to light since is booked in the next open one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO, Adjustment, Entry, exact
from generator.mechanism.words import quarter as said
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment
    from generator.mechanism.ledger import Reason
    from generator.records.portfolio import Portfolio

CORRECTION = "correction"
Key = tuple[str, str, str, str, "date"]


@dataclass(frozen=True)
class Published:
    """A quarter's bulletin: the day it went out, its cut-off, and the data of the revision it names."""

    quarter: Quarter
    on: date
    as_of: date
    portfolio: Portfolio


def open_after(quarter: Quarter, frozen: Mapping[Quarter, Assessment]) -> Quarter:
    """Give the first quarter after this one that has not been published."""
    quarter = quarter.shift(1)
    while quarter in frozen:
        quarter = quarter.shift(1)
    return quarter


def late_entries(
    entries: Mapping[tuple[Quarter, str], Iterable[Entry]], frozen: Mapping[Quarter, Assessment]
) -> Iterator[Entry]:
    """Give what each published quarter lacks or has too much, dated as it was, in the next open quarter.

    What an already published correction has made good is not booked again.
    """
    fixed = [e for e in _published(frozen) if e.kind == CORRECTION]
    current = [e for (of, _), found in entries.items() if of in frozen for e in found]
    for quarter in frozen:
        now = [e for e in current if e.quarter == quarter]
        then = [e for e in _published({quarter: frozen[quarter]}) if e.kind not in {CORRECTION, "limit"}]
        done = [e for e in fixed if Quarter.of(e.date) == quarter]
        examples = {_key(entry): entry for entry in [*done, *then, *now]}
        known = set(map(_key, now))
        for key, gap in sorted(_gaps(now, [*then, *done]).items()):
            yield _correction(examples[key], gap, open_after(quarter, frozen), known=key in known)


def late_adjustments(
    now: Mapping[Quarter, Iterable[Adjustment]], frozen: Mapping[Quarter, Assessment]
) -> Iterator[Adjustment]:
    """Give the card adjustments (4.1, 4.2) a published quarter lacks or has too much; seats never change."""
    results = [result for assessment in frozen.values() for result in assessment.results.values()]
    fixed = [a for result in results for a in result.adjustments if a.corrects]
    for quarter, assessment in frozen.items():
        then = [a for a in assessment.adjustments if a.reason in {"most_yellow", "red"}]
        gaps: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        for sign, found in ((1, now[quarter]), (-1, [*then, *(a for a in fixed if a.source == quarter)])):
            for adjustment in found:
                gaps[adjustment.unit, adjustment.clause] += sign * adjustment.points
        for (unit, clause), gap in sorted(gaps.items()):
            if gap:
                reason: Reason = "red" if clause == "4.2" else "most_yellow"
                to = open_after(quarter, frozen)
                text = f"更正：{said(quarter)}已通报，{clause} 项差额{exact(gap)}分"
                yield Adjustment(unit, clause, reason, quarter, to, gap, text, corrects=True)


def _published(frozen: Mapping[Quarter, Assessment]) -> Iterator[Entry]:
    for assessment in frozen.values():
        for result in assessment.results.values():
            yield from result.entries


def _key(entry: Entry) -> Key:
    return entry.unit, entry.category, entry.clause, entry.subject, entry.date


def _gaps(now: Iterable[Entry], then: Iterable[Entry]) -> dict[Key, Decimal]:
    gaps: dict[Key, Decimal] = defaultdict(lambda: ZERO)
    for sign, entries in ((1, now), (-1, then)):
        for entry in entries:
            gaps[_key(entry)] += sign * entry.points
    return {key: gap for key, gap in gaps.items() if gap}


def _correction(entry: Entry, gap: Decimal, to: Quarter, *, known: bool) -> Entry:
    word = "补记" if known else "冲回"
    text = f"更正（{said(Quarter.of(entry.date))}已通报）{word}{exact(gap)}分：{entry.text}"
    return replace(entry, kind=CORRECTION, quarter=to, points=gap, text=text, weighted=ZERO)
