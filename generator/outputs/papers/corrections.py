"""更正: how facts told after a quarter's last day moved its scores, and what was booked later for it."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.mechanism.closing import CORRECTION
from generator.mechanism.ledger import Entry, rounded
from generator.outputs.papers import parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.ranking_sections import adjustments, entries
from generator.outputs.papers.sheet import Heading
from generator.outputs.tables.derived import kept_of
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.assessment import Assessment
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
    then, found = _as_shown(view, assessment.quarter), []
    for unit, result in assessment.results.items():
        total, entries = then.get(unit, (None, ()))
        before, now = set(map(_key, entries)), set(map(_key, result.entries))
        if total is not None and (total != result.total or before != now):
            gained = [entry for entry in result.entries if _key(entry) not in before]
            lost = [entry for entry in entries if _key(entry) not in now]
            found.append(Change(unit, total, result.total, gained, lost))
    return found


def _as_shown(view: View, quarter: Quarter) -> Mapping[str, tuple[Decimal, Sequence[Entry]]]:
    """Give each unit's total and entries as the quarter's last day showed them, which later builds know too.

    Nothing where that day knew of no such quarter.
    """

    def told() -> bytes:
        then = view.at(quarter.last).report.quarters.get(quarter)
        results = then.results.values() if then else ()
        return marshal.dumps(
            {one.unit: (str(one.total), [_written(entry) for entry in one.entries]) for one in results}
        )

    kept = marshal.loads(kept_of(view, quarter.last, f"as shown {quarter}", told))  # noqa: S302 - nobody else's
    return {
        unit: (Decimal(total), [_read(one) for one in entries]) for unit, (total, entries) in kept.items()
    }


def _written(entry: Entry) -> tuple[object, ...]:
    """Write an entry in plain values."""
    told = (getattr(entry, one.name) for one in fields(entry))
    return tuple(tuple(map(str, value)) if isinstance(value, tuple) else str(value) for value in told)


def _read(told: tuple[Any, ...]) -> Entry:
    of = dict(zip((one.name for one in fields(Entry)), told, strict=True))
    days = {"date": date.fromisoformat(of["date"]), "quarter": Quarter.parse(of["quarter"])}
    return Entry(**of | days | {name: Decimal(of[name]) for name in ("points", "weighted")})


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
