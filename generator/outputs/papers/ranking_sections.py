"""Sections two to four of the quarterly bulletin: each point with its clause, what follows, 整改."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.cases import rectification_cases
from generator.mechanism.ledger import exact, rounded
from generator.outputs.papers import charted, parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Column, Evidence, Fold, Heading, Lines, Mark, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.ledger import Adjustment, Entry
    from generator.outputs.papers.sheet import Block, Tone, Value
    from generator.outputs.view import View

STATES: dict[str, Tone] = {"已提交": "good", "超期未提交": "bad", "待通知": "warn", "超期提交": "warn"}


def detail(view: View, assessment: Assessment) -> Iterator[Block]:
    """二、加扣分明细: every point of every unit, with clause, sentence, day and evidence."""
    yield Heading("二、加扣分明细")
    results = charted.ordered(assessment)
    plain = [result.unit for result in results if not result.entries and not result.adjustments]
    for result in results:
        if result.entries or result.adjustments:
            yield Fold(
                f"第{result.rank}名　{view.short(result.unit)}",
                tuple(_unit(view, assessment, result)),
                anchor=f"unit-{result.unit}",
                aside=f"考评总分{rounded(result.total)}，加扣分{len(result.entries)}笔，"
                f"结转及当季{len(result.adjustments)}笔",
            )
    if plain:
        lead = f"没有加扣分、各类按基础分计的单位{len(plain)}个："
        yield para(lead, parts.units(view, plain), "。")


def _unit(view: View, assessment: Assessment, result: Result) -> Iterator[Block]:
    yield para(formula(assessment, result), note=True)
    if result.entries:
        yield entries(view, result.entries)
    if result.adjustments:
        yield adjustments(view, result.adjustments)


def formula(assessment: Assessment, result: Result) -> str:
    """Say how a total comes about: `99.20 × 0.4 + 100.00 × 0.3 + … = 96.68，4.4 −2 = 94.68`."""
    weighted = " + ".join(
        f"{rounded(result.scores[category.id].amount)} × {exact(result.scores[category.id].weight)}"
        for category in assessment.policy.categories
    )
    more = "".join(
        f"，{a.clause} {'+' if a.points > 0 else '−'}{exact(abs(a.points))}" for a in result.adjustments
    )
    total = f"{more} = {rounded(result.total)}" if more else ""
    return f"{weighted} = {rounded(result.base_total)}{total}"


def entries(view: View, found: Iterable[Entry]) -> Table:
    """List entries of one unit with clause, reason, day, points raw and weighted, evidence."""
    columns = (
        Column("条款", width=4),
        Column("事由和依据", width=26),
        Column("对象", width=10),
        Column("日期", "day", 7),
        Column("原值", "points", 4),
        Column("折合总分", "points", 4),
    )
    rows = tuple(
        (
            entry.clause,
            Lines((entry.text, Evidence(entry.because))) if entry.because else entry.text,
            parts.subject(view, entry.subject),
            entry.date,
            entry.points,
            entry.weighted,
        )
        for entry in found
    )
    return Table(columns, rows)


def adjustments(view: View, found: Iterable[Adjustment], *, coming: bool = False) -> Table:
    """List adjustments, those of the next quarter with their unit and the quarter they count in."""
    columns = (
        *((Column("单位", width=8),) if coming else ()),
        Column("条款", width=4),
        Column("事由", width=22),
        Column("加扣分", "points", 4),
        Column("计入", width=8),
        Column("依据", width=14),
    )
    rows = tuple(
        (
            *((parts.unit(view, a.unit),) if coming else ()),
            a.clause,
            a.text,
            a.points,
            a.applied_in,
            Evidence(a.because) if a.because else "考评结果",
        )
        for a in found
    )
    return Table(columns, rows)


def announced(view: View, assessment: Assessment) -> Iterator[Block]:
    """三、下季度加扣分预告: what cards and seats of this quarter do in the next (附件3之4)."""
    yield Heading("三、下季度加扣分预告")
    found = [a for a in assessment.adjustments if a.applied_in > assessment.quarter]
    if found:
        yield adjustments(view, sorted(found, key=lambda a: (a.clause, -a.points, a.unit)), coming=True)
    elif assessment.quarter.is_fourth:
        yield para("第四季度的席位和发牌当季加扣分，不转入下一年度。")
    else:
        yield para("没有。" if assessment.closed else "本季度结束后确定。")


def rectification(view: View, assessment: Assessment) -> Iterator[Block]:
    """四、整改要求: the last two units, the notice and the report (四(三); O37)."""
    yield Heading("四、整改要求")
    cases = [case for case in rectification_cases(view.report) if case.quarter == assessment.quarter]
    if not cases:
        yield para("没有。" if assessment.closed else "本季度结束后确定。")
        return
    yield para("考评排名最后的单位须向开发区管委会（区政府）提交整改报告：")
    columns = (
        Column("单位", width=8),
        Column("名次", "count", 3),
        Column("整改通知", width=12),
        Column("提交时限", "day", 6),
        Column("收到整改报告", "day", 6),
        Column("状态", width=6),
    )
    rows: list[tuple[Value, ...]] = [
        (
            parts.unit(view, case.unit),
            case.rank,
            case.notice.number if case.notice else None,
            case.due,
            case.received.date if case.received else None,
            Mark(case.state, STATES.get(case.state, "mute")),
        )
        for case in cases
    ]
    yield Table(columns, tuple(rows))
