"""当时与现在: what a sealed bulletin would say otherwise today, and the facts behind that (更正)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.mechanism.latecomers import latecomers
from generator.mechanism.ledger import ZERO
from generator.outputs.documents import document
from generator.outputs.papers import parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Column, Evidence, Heading, Mark, Table
from generator.records.calendar import Month, Quarter
from generator.records.model.events import MonthlyReport, WeeklyReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from generator.mechanism.latecomers import Latecomer
    from generator.mechanism.ledger import Entry
    from generator.outputs.papers.parts import Total
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.view import View

    Period = Month | Quarter | int

REPORTS = (WeeklyReport, MonthlyReport)


@dataclass(frozen=True)
class Differences:
    """A period as it was sealed (`then`) and as today's data have it (`now`), both as of the same day."""

    then: View
    now: View
    period: Period

    @cached_property
    def any(self) -> bool:
        """Tell whether the bulletin would say anything otherwise."""
        return document(self.then, self.period) != document(self.now, self.period)

    @cached_property
    def facts(self) -> Sequence[Latecomer]:
        """Give the records that came, changed or went since."""
        return latecomers(self.then.portfolio, self.now.portfolio, self.then.as_of)

    @cached_property
    def entries(self) -> Sequence[tuple[Entry, Decimal, Decimal]]:
        """Give the entries whose points differ, with the points then and now."""
        points: dict[tuple[object, ...], list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
        examples: dict[tuple[object, ...], Entry] = {}
        for place, view in enumerate((self.then, self.now)):
            for entry in view.report.entries:
                key = (entry.quarter, entry.unit, entry.clause, entry.date, entry.subject, entry.kind)
                points[key][place] += entry.points
                examples[key] = entry
        differing = sorted((key for key, pair in points.items() if pair[0] != pair[1]), key=_order)
        return [(examples[key], points[key][0], points[key][1]) for key in differing]


def _order(key: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(map(str, key))


def blocks(found: Differences, totals: Callable[[View], Sequence[Total]] | None = None) -> Iterator[Block]:
    """Tell the differences: figures or ranks, entries, and the facts behind them."""
    yield para(
        f"封存时按提交{found.then.revision.short}的数据计算，现在按提交{found.now.revision.short}的数据重算，"
        "数据截至日相同。封存的通报不变；下列差别以更正记入未封存的期间。"
    )
    if totals:
        yield _totals(totals(found.then), totals(found.now))
    elif isinstance(found.period, (Quarter, int)):
        yield _ranks(found)
    yield entries(found)
    yield from facts(found)


def _totals(then: Sequence[Total], now: Sequence[Total]) -> Table:
    """Set the indicators that differ side by side."""
    before = {one.name: one for one in then}
    differing = [one for one in now if one.name not in before or one.value != before[one.name].value]
    made = parts.beside(differing, then, ("现在", "封存时"))
    rows = tuple((name, past, present, change) for name, present, past, change in made.rows)
    head, present, past, change = made.columns
    return Table((head, past, present, change), rows, "主要数字", empty="没有差别。")


def _ranks(found: Differences) -> Table:
    """Set the units whose rank or total differ side by side."""
    then, now = (
        {unit["unit"]: unit for unit in document(view, found.period)["units"]}
        for view in (found.then, found.now)
    )
    rows = tuple(
        (
            parts.unit(found.now, key),
            *(value for one in (then.get(key), now.get(key)) for value in _standing(one)),
        )
        for key in sorted(now | then, key=lambda key: _total(now.get(key)) == _total(then.get(key)))
        if _standing(then.get(key)) != _standing(now.get(key))
    )
    columns = (
        Column("单位", width=8),
        Column("名次", "count", 4, "封存时"),
        Column("总分", "score", 5, "封存时"),
        Column("名次", "count", 4, "现在"),
        Column("总分", "score", 5, "现在"),
    )
    return Table(columns, rows, "名次和总分", empty="没有差别。")


def _total(unit: dict[str, Any] | None) -> Value:
    return unit["total"] if unit else None


def _standing(unit: dict[str, Any] | None) -> tuple[Value, Value]:
    return (unit["rank"], unit["total"]) if unit else (None, None)


def entries(found: Differences) -> Table:
    """List the entries that would differ, each with clause, sentence and evidence."""
    columns = (
        Column("单位", width=6),
        Column("条款", width=4),
        Column("日期", "day", 5),
        Column("对象", width=8),
        Column("封存时", "points", 5),
        Column("现在", "points", 5),
        Column("事由", width=16),
        Column("依据", width=14),
    )
    rows = tuple(
        (
            parts.unit(found.now, entry.unit),
            entry.clause,
            entry.date,
            parts.subject(found.now, entry.subject),
            before,
            after,
            entry.text,
            Evidence(entry.because),
        )
        for entry, before, after in found.entries
    )
    return Table(columns, rows, "有差别的计分", empty="没有差别。")


def facts(found: Differences) -> Iterator[Block]:
    """List what came, changed or went since the sealing; reports are only counted."""
    told = [one for one in found.facts if not isinstance(one.record, REPORTS)]
    counted = Counter(one.record.title for one in found.facts if isinstance(one.record, REPORTS))
    columns = (
        Column("情况", width=4),
        Column("事实", width=14),
        Column("发生", "day", 5),
        Column("入库", "day", 5),
        Column("数据文件", width=16),
    )
    rows = tuple(_fact(one) for one in told)
    yield Table(columns, rows, "封存以后补报、改动或删除的事实", empty="没有。")
    if counted:
        said = "、".join(f"{title}{count}件" for title, count in sorted(counted.items()))
        yield para(f"另有补报、改动的{said}。", note=True)


def _fact(one: Latecomer) -> tuple[Value, ...]:
    event = one.event
    title = event.title if event else "计划、项目、规则或日历"
    name = f"{title} {event.id}" if event else title
    tone = {"补报": "warn", "改动": "bad", "删除": "bad"}[one.what]
    place = Evidence((f"{one.record.path}:1",)) if one.what != "删除" else one.record.path
    return Mark(one.what, tone), name, event.date if event else None, one.recorded, place  # type: ignore[arg-type]


def section(view: View, period: Month, totals: Callable[[View], Sequence[Total]]) -> Iterator[Block]:
    """Tell in a month's bulletin what the sealed bulletin of the month before would say otherwise."""
    before = view.sealed(period.shift(-1))
    if before is None or view.seals is None or before.seal is None:
        return
    act = before.seal
    yield Heading("九、对上期通报的更正")
    found = Differences(before, view.seals.now(before, view), period.shift(-1))
    name = f"上期通报（第{act.number}号封存，数据截至{act.as_of}）"
    if not found.any and not found.entries:
        yield para(f"{name}没有更正。")
        return
    yield para(f"{name}封存以后，有{len(found.facts)}件事实补报、改动或删除。")
    yield from blocks(found, totals)
