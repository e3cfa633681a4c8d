"""计分 and 名次 in words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.outputs.papers import periods
from generator.outputs.templates import cut, short_day
from generator.outputs.templates import points as signed
from generator.review.impact.headline import MOST_YELLOW
from generator.review.impact.section import LONGEST, MOST, Section, cited, from_to, moved, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.review.impact.model import (
        AdjustmentChange,
        Impact,
        PeriodChange,
        PointChange,
        StandingChange,
    )

FEW = 5
"""Changes of points that are said with their sentences at once."""
SEATS = {"first": "首位席", "last": "末位席", None: "—"}


def points(found: Impact) -> Sequence[Section]:
    """Tell the entries and adjustments of each unit, summed by quarter and clause in the lines."""
    rows = [
        *(((one.unit, one.quarter, 0), _entry(found, one)) for one in found.points),
        *(((one.unit, one.applied_in, 1), _adjustment(found, one)) for one in _adjustments(found)),
    ]
    if not rows:
        return ()
    head = ("单位", "计入", "条款", "日期", "分值变化", "折合总分", "事由", "依据")
    ordered = tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
    lines = _sentences(found) if len(rows) <= FEW else _sums(found)
    return (Section("计分", tuple(lines), head, ordered),)


def _sentences(found: Impact) -> Iterator[str]:
    """Say each change with its sentence, where there are few."""
    for entry in found.points:
        amount, when = moved(entry.before, entry.after), str(entry.quarter)
        yield f"{named(found, entry.unit)} {when} {entry.clause} {amount}：{cut(entry.text, LONGEST)}"
    for other in _adjustments(found):
        amount, when = moved(other.before, other.after), f"{other.applied_in}{_coming(found, other)}"
        yield f"{named(found, other.unit)} {when} {other.clause} {amount}：{cut(other.text, LONGEST)}"


def _adjustments(found: Impact) -> tuple[AdjustmentChange, ...]:
    """Give what cards and seats move now, and what they come to at the end of the quarter."""
    return found.adjustments + found.foreseen


def _coming(found: Impact, one: AdjustmentChange) -> str:
    if one in found.foreseen:
        source = "" if one.source == one.applied_in else f"{one.source}"
        return f"（{source}季末{'如仍最多则' if one.clause == MOST_YELLOW else ''}计入）"
    return "（下季）" if one.coming else ""


def _entry(found: Impact, one: PointChange) -> tuple[str, ...]:
    return (
        named(found, one.unit),
        str(one.quarter),
        one.clause,
        short_day(one.day),
        moved(one.before, one.after),
        signed(one.weighted),
        cut(one.text, LONGEST),
        cited(one.because),
    )


def _adjustment(found: Impact, one: AdjustmentChange) -> tuple[str, ...]:
    return (
        named(found, one.unit),
        f"{one.applied_in}{_coming(found, one)}",
        one.clause,
        f"{one.source}产生",
        moved(one.before, one.after),
        signed(one.points),
        cut(one.text, LONGEST),
        cited(one.because),
    )


def _sums(found: Impact) -> Iterator[str]:
    """Say of each unit and quarter what each clause comes to."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for entry in found.points:
        sums[entry.unit, str(entry.quarter)][entry.clause] += entry.points
    for other in found.adjustments:
        sums[other.unit, str(other.applied_in)][other.clause] += other.points
    for last in found.foreseen:
        sums[last.unit, f"{last.applied_in}{_coming(found, last)}"][last.clause] += last.points
    for (unit, quarter), clauses in sorted(sums.items()):
        said = "，".join(f"{clause} {signed(amount)}分" for clause, amount in sorted(clauses.items()))
        yield f"{named(found, unit)} {quarter}：{said}"


def standings(found: Impact) -> Sequence[Section]:
    """Tell each quarter's and year's figures of the units that change, and who only changes rank."""
    return [_period(found, period) for period in found.periods]


def _period(found: Impact, period: PeriodChange) -> Section:
    state = "" if period.closed else "（未结束，暂计）"
    lines = [_moved(found, one) for one in period.units]
    if period.shifted:
        said = "、".join(f"{named(found, one.unit)} {_rank(one)}" for one in period.shifted[:MOST])
        more = f"等{len(period.shifted)}个单位" if len(period.shifted) > MOST else ""
        lines.append(f"名次随之变动：{said}{more}")
    base = () if isinstance(period.period, int) else ("基本总分",)
    seat = () if isinstance(period.period, int) else ("席位",)
    head = ("单位", *period.titles.values(), *base, "总分", "名次", *seat)
    rows = tuple(tuple(_cells(found, period, one, quarterly=bool(seat))) for one in period.units)
    return Section(f"{periods.said(period.period)}得分和名次{state}", tuple(lines), head, rows)


def _moved(found: Impact, one: StandingChange) -> str:
    total = from_to(*(side.total if side else None for side in (one.before, one.after)))
    return f"{named(found, one.unit)}：总分 {total}，名次 {_rank(one)}"


def _rank(one: StandingChange) -> str:
    was, now = (f"{side.rank}" if side else "—" for side in (one.before, one.after))
    return now if was == now else f"{was} → {now}"


def _cells(found: Impact, period: PeriodChange, one: StandingChange, *, quarterly: bool) -> Iterator[str]:
    sides = one.before, one.after
    yield named(found, one.unit)
    for key in period.titles:
        yield from_to(*(side.figures.get(key) if side else None for side in sides))
    if quarterly:
        yield from_to(*(side.base if side else None for side in sides))
    yield from_to(*(side.total if side else None for side in sides))
    yield _rank(one)
    if quarterly:
        was, now = (SEATS[side.seat if side else None] for side in sides)
        yield now if was == now else f"{was} → {now}"
