"""当时与现在: what a sealed bulletin would say otherwise today, and the facts behind that (更正)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.mechanism.assessment import SEATS
from generator.mechanism.latecomers import latecomers
from generator.mechanism.ledger import exact
from generator.mechanism.timeline import approvals
from generator.mechanism.words import day as said_day
from generator.mechanism.words import quarter as said
from generator.outputs.documents import document
from generator.outputs.papers import booked, parts
from generator.outputs.papers.differing import Line, lines
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Column, Evidence, Heading, Mark, Name, Table
from generator.records.calendar import Month, Quarter
from generator.records.model.events import MonthlyReport, WeeklyReport
from generator.records.model.projects import Plan, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.mechanism.assessment import Seat
    from generator.mechanism.latecomers import Latecomer
    from generator.outputs.papers.booked import Booked
    from generator.outputs.papers.parts import Total
    from generator.outputs.papers.sheet import Block, Tone, Value
    from generator.outputs.view import View

    Period = Month | Quarter | int

REPORTS = (WeeklyReport, MonthlyReport)
BOOKED = "已记入以后季度的更正"


@dataclass(frozen=True)
class Differences:
    """A period as it was sealed (`then`) and as today's data have it (`now`), both as of the same day.

    `books` is the view of the day of the data: what it has booked against a quarter or year since.
    """

    then: View
    now: View
    period: Period
    books: View | None = None

    @cached_property
    def any(self) -> bool:
        """Tell whether the bulletin would say anything otherwise, or anything is booked against it."""
        return bool(self.booked) or document(self.then, self.period) != document(self.now, self.period)

    @cached_property
    def facts(self) -> Sequence[Latecomer]:
        """Give the records that came, changed or went since; plans of years not yet approved bind nobody."""
        found = latecomers(self.then.portfolio, self.now.portfolio, self.then.as_of)
        bound = approvals(self.then.known).keys() | approvals(self.now.known).keys()
        return [one for one in found if not isinstance(one.record, Plan) or one.record.year in bound]

    @cached_property
    def entries(self) -> Sequence[Line]:
        """Give the entries and adjustments whose points differ, with the points then and now."""
        return lines(self.then, self.now, self.period)

    @cached_property
    def booked(self) -> Sequence[Booked]:
        """Give what the books hold against a quarter or year in later quarters."""
        if self.books is None or isinstance(self.period, Month):
            return ()
        return booked.against(self.books, self.period)

    @property
    def seats(self) -> tuple[Mapping[str, Seat], Mapping[str, Seat]]:
        """Give the seats of a quarter then and now."""
        if not isinstance(self.period, Quarter):
            return {}, {}
        found = (view.report.quarters[self.period].results for view in (self.then, self.now))
        then, now = ({unit: one.seat for unit, one in results.items() if one.seat} for results in found)
        return then, now


def blocks(found: Differences, totals: Callable[[View], Sequence[Total]] | None = None) -> Iterator[Block]:
    """Tell the differences: figures or ranks, entries, what is booked, and the facts behind them."""
    yield para(_said(found))
    if totals:
        yield _totals(totals(found.then), totals(found.now))
    elif isinstance(found.period, (Quarter, int)):
        yield _ranks(found)
        yield from _seated(found)
    yield entries(found)
    if found.books:
        yield booked.table(found.books, found.booked, BOOKED)
    yield from facts(found)


def _said(found: Differences) -> str:
    """Say what is compared, and what is not in it."""
    what = (
        f"封存时按提交{found.then.revision.short}的数据计算，现在按提交{found.now.revision.short}的数据重算，"
        f"截至同一天（{said_day(found.then.as_of)}）：这一天以后发生、认定或者更正的，不在重算的结果里。"
    )
    if isinstance(found.period, int):
        what += "各季度按封存的分数计算，不另重算。"
    what += "封存的通报不变；"
    return what + (
        f"实际记入的更正，见下面的“{BOOKED}”。"
        if found.books
        else "由此变动的分数，以更正记入未封存的季度，见该季度的考评通报。"
    )


def _seated(found: Differences) -> Iterator[Block]:
    """Say that seats differ on paper only: they move with a revision of the quarter, and what is booked."""
    then, now = found.seats
    if then == now or not isinstance(found.period, Quarter):
        return
    fixed = (found.books or found.then).report.quarters[found.period].adjustments
    held = [a for a in fixed if a.reason in SEATS]
    told = [
        f"{found.now.short(a.unit)}{a.clause}项{'+' if a.points > 0 else '−'}{exact(abs(a.points))}分"
        f"（计入{said(a.applied_in)}）"
        for a in sorted(held, key=lambda a: (-a.points, a.unit))
    ]
    yield para(
        f"席位与封存的不同：封存时{_named(found, then)}；按现有数据重算{_named(found, now)}。"
        "席位和席位的加扣分只随本季度的修订（另行封存一次）而改变，重算的席位和加扣分预告没有记入；"
        f"已记入的是：{'、'.join(told) or '没有席位的加扣分'}。"
    )


def _named(found: Differences, seats: Mapping[str, Seat]) -> str:
    words = []
    for seat, name in (("first", "首位席"), ("last", "末位席")):
        units = "、".join(found.now.short(unit) for unit, held in seats.items() if held == seat)
        words.append(f"{name}{units or '空缺'}")
    return "，".join(words)


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
    """List the entries and adjustments that would differ, each with clause, sentence and evidence."""
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
            parts.unit(found.now, one.what.unit),
            one.what.clause,
            one.day,
            parts.subject(found.now, one.subject),
            one.then,
            one.now,
            one.what.text,
            Evidence(one.because) if one.because else "考评结果",
        )
        for one in found.entries
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
    rows = tuple(_fact(found, one) for one in told)
    yield Table(columns, rows, "封存以后补报、改动或删除的事实", empty="没有。")
    if counted:
        said = "、".join(f"{title}{count}件" for title, count in sorted(counted.items()))
        yield para(f"另有补报、改动的{said}。", note=True)


def _fact(found: Differences, one: Latecomer) -> tuple[Value, ...]:
    event = one.event
    tone: Tone = "warn" if one.what == "补报" else "bad"
    place = Evidence((f"{one.record.path}:1",)) if one.what != "删除" else one.record.path
    return (
        Mark(one.what, tone),
        f"{event.title} {event.id}" if event else _record(found.now, one),
        event.date if event else None,
        one.recorded,
        place,
    )


def _record(view: View, one: Latecomer) -> Value:
    """Name a record that is no event: a project, a plan by its project, rules or a calendar."""
    record = one.record
    if not isinstance(record, (Plan, Project)):
        return "计分规则或工作日历"
    key = record.project if isinstance(record, Plan) else record.id
    words = f"{record.year}年计划" if isinstance(record, Plan) else "项目"
    named = parts.project(view, key)
    return replace(named, text=f"{words} {named.text}") if isinstance(named, Name) else f"{words} {key}"


def section(
    view: View, period: Month, totals: Callable[[View], Sequence[Total]], last: View | None
) -> Iterator[Block]:
    """Tell in a month's bulletin what that of the month before would say otherwise, and what is newly booked.

    `last` is the view of the bulletin before, None before the first facts.
    """
    before = view.sealed(period.shift(-1))
    new = booked.newly(view, last) if last and view.seals and view.seals.acts else ()
    if (before is None or view.seals is None or before.seal is None) and not new:
        return
    yield Heading("九、对上期通报的更正")
    if before and view.seals and before.seal:
        yield from _compared(Differences(before, view.seals.now(before, view), period.shift(-1)), totals)
    if new:
        yield booked.table(view, new, "上期通报以后新记入的更正", seals=False)
    else:
        yield para("本月没有新记入的更正。")


def _compared(found: Differences, totals: Callable[[View], Sequence[Total]]) -> Iterator[Block]:
    act = found.then.seal
    name = f"上期通报（第{act.number}号封存，数据截至{act.as_of}）" if act else "上期通报"
    if not found.any and not found.entries:
        yield para(f"{name}没有更正。")
        return
    yield para(f"{name}封存以后，有{len(found.facts)}件事实补报、改动或删除。")
    yield from blocks(found, totals)
