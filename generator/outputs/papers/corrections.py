"""更正: how facts told after a quarter's last day moved its scores, and what was booked later for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.closing import CORRECTION
from generator.mechanism.ledger import rounded
from generator.outputs.papers import parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.ranking_sections import adjustments, entries
from generator.outputs.papers.sheet import Heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.ledger import Entry
    from generator.outputs.papers.sheet import Block
    from generator.outputs.view import View


@dataclass(frozen=True, slots=True)
class Change:
    """How one unit's total moved, with the entries that came and went."""

    unit: str
    before: Decimal
    now: Decimal
    gained: Sequence[Entry]
    lost: Sequence[Entry]


def changes(view: View, assessment: Assessment) -> Sequence[Change]:
    """Compare a closed quarter with what its own last day showed."""
    last = assessment.quarter.last
    if last >= view.as_of:
        return []
    then = view.at(last).report.quarters.get(assessment.quarter)
    if then is None:
        return []
    found = []
    for unit, result in assessment.results.items():
        before = then.results.get(unit)
        if before is not None and (before.total != result.total or _keys(before) != _keys(result)):
            gained = [entry for entry in result.entries if _key(entry) not in _keys(before)]
            lost = [entry for entry in before.entries if _key(entry) not in _keys(result)]
            found.append(Change(unit, before.total, result.total, gained, lost))
    return found


def corrected(view: View, assessment: Assessment) -> Iterator[Block]:
    """Tell what came to light after the quarter's last day."""
    yield Heading("季末以后的更正", 2)
    found = changes(view, assessment)
    if assessment.quarter.last >= view.as_of:
        yield para("季度刚结束或未结束，尚无更正。")
    elif not found:
        yield para("没有：与季末当日计算的一致。")
    else:
        yield para("季度最后一天以后补报、认定或更正的事实，使下列单位的得分与季末当日计算的不同：")
    for change in found:
        yield para(parts.unit(view, change.unit), f"：{rounded(change.before)} → {rounded(change.now)}")
        if change.gained:
            yield para("新记入：", note=True)
            yield entries(view, change.gained)
        if change.lost:
            yield para("不再记：", note=True)
            yield entries(view, change.lost)


def booked(view: View, assessment: Assessment) -> Iterator[Block]:
    """Tell what this quarter bears of earlier, sealed ones: facts too late for their own bulletin."""
    late = {
        result.unit: [entry for entry in result.entries if entry.kind == CORRECTION]
        for result in assessment.results.values()
    }
    more = [a for r in assessment.results.values() for a in r.adjustments if a.corrects]
    if any(late.values()) or more:
        yield Heading("本期记入的更正", 2)
        yield para("以前各期通报已经封存，不再改变；封存以后补报、认定或更正的事实记入本期：")
    for unit, found in late.items():
        if found:
            yield para(parts.unit(view, unit), "：")
            yield entries(view, found)
    if more:
        yield adjustments(view, more, coming=True)


def _key(entry: Entry) -> tuple[object, ...]:
    return entry.clause, entry.kind, entry.subject, entry.date, entry.points


def _keys(result: Result) -> set[tuple[object, ...]]:
    return set(map(_key, result.entries))
