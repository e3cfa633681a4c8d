"""The one line on top: what the change means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.outputs.templates import points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.review.impact.model import AdjustmentChange, Impact, PointChange

NOTHING = "不影响计分"
LATER = "现有得分不变"
MOST_YELLOW = "4.1"
STILL = "（如仍最多）"
UNREAD = "没有可以计算的改动"


def headline(found: Impact) -> str:
    """Say it in one line, such as 2个单位分数变化，新增1张黄牌; 不影响计分 where no points change."""
    return "；".join([_scores(found), *_later(found), *_cards(found), *_others(found)])


def counted(found: Impact) -> str:
    """Say how many records change: 数据文件新增2、删除1; those that cannot be read the notes tell of."""
    counts = "、".join(f"{what}{count}" for what, count in sorted(found.touched.items()))
    return f"数据文件{counts}" if counts else "没有读得出的数据文件改动"


def _scores(found: Impact) -> str:
    units = {one.unit for one in found.points} | {one.unit for one in found.adjustments}
    units |= {one.unit for period in found.periods for one in period.units}
    if not units and (found.foreseen or any(one.points for one in found.awaited)):
        return LATER
    if not units:
        return NOTHING if found.touched else UNREAD
    shifted = {one.unit for period in found.periods for one in period.shifted} - units
    also = f"，另有{len(shifted)}个单位名次随之变动" if shifted else ""
    return f"{len(units)}个单位分数变化{also}"


def _later(found: Impact) -> Iterator[str]:
    """Say what counts at the quarter's end, and what once it is certified."""
    units = {one.unit for one in found.foreseen}
    if units:
        said = "，".join(f"{clause} {points}" for clause, points in sums(found.foreseen))
        yield f"季末计入：{len(units)}个单位 {said}" if len(units) > 1 else f"季末计入：{said}"
    if found.awaited:
        entries = [entry for one in found.awaited for entry in one.points]
        said = "，".join(f"{clause} {points}" for clause, points in sums(entries))
        yield f"{len(found.awaited)}件待认定或确认" + (f"（如照报认定：{said}）" if said else "")


def sums(found: Sequence[PointChange] | Sequence[AdjustmentChange]) -> Iterator[tuple[str, str]]:
    """Give what each clause comes to, 4.1 with what it hangs on."""
    clauses: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in found:
        clauses[one.clause] += one.points
    for clause, amount in sorted(clauses.items()):
        if amount:
            yield clause, f"{points(amount)}{STILL if clause == MOST_YELLOW else ''}"


def _cards(found: Impact) -> Iterator[str]:
    for colour in ("黄牌", "红牌"):
        drawn = sum(card.colour == colour for one in found.cards for card in one.drawn)
        gone = sum(card.colour == colour for one in found.cards for card in one.gone)
        if drawn:
            yield f"新增{drawn}张{colour}"
        if gone:
            yield f"减少{gone}张{colour}"
    refer = sum(one.refer for one in found.cards)
    if refer:
        yield f"{refer}个单位达到通报和提请问责条件"


def _others(found: Impact) -> Iterator[str]:
    due = sum(one.due for one in found.rectification)
    if due:
        yield f"{due}个单位新须整改"
    ineffective = sum(one.verdict in {"late", "moot"} for one in found.baselines)
    if found.baselines:
        also = f"（{ineffective}项不起作用）" if ineffective else ""
        yield f"{len(found.baselines)}项计划基准变动{also}"
    for one in found.seals:
        yield f"封存{one.period}{one.bulletin}"
