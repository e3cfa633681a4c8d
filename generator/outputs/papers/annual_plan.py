"""L 年度安排计划: every project of the year by class, adjustments beside the original (三(一)二; O5, O13)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.mechanism.timeline import approvals
from generator.mechanism.words import day as said_day
from generator.outputs.papers import parts
from generator.outputs.papers.kinds import TABLES, PaperKind
from generator.outputs.papers.parts import beside
from generator.outputs.papers.planned import COLUMNS, SHORT, TOTAL, cells, totals
from generator.outputs.papers.sheet import Column, Heading, Mark, Paper, Para, Table
from generator.outputs.rates import Rate
from generator.outputs.tables.plans import CLASSES, adjustments, plan_lines, plan_sum, plan_sums
from generator.outputs.templates import short_week, yi
from generator.records.calendar import Month, Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.tables.plans import Adjusted, PlanLine
    from generator.outputs.view import View

NAME = "年度安排计划"
ORDINALS = "一二三四五六七八九"


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up the plan of a year."""
    if not isinstance(period, int):
        return ()
    return (
        replace(
            parts.form(view, KIND, period),
            title=f"{period}年全区重点产业项目安排计划",
            blocks=tuple(_blocks(view, period)),
            size="A3横",
        ),
    )


KIND = PaperKind("L", NAME, "年", "", TABLES, make)


def _blocks(view: View, year: int) -> Iterator[Block]:
    lines = plan_lines(view, year)
    if not lines:
        yield Para((f"{year}年没有列入计划的项目。",))
        return
    before = plan_lines(view, year - 1)
    yield Heading("一、总体安排")
    yield Para((_approved(view, year), _said(lines)))
    yield _summary(lines)
    yield beside(totals(lines), totals(before) if before else None, (f"{year}年", f"{year - 1}年"))
    first = 1
    for place, class_ in enumerate(CLASSES, 1):
        mine = [line for line in lines if line.plan.class_ == class_]
        yield Heading(f"{ORDINALS[place]}、{SHORT[class_]}项目（{len(mine)}个）")
        yield _table(view, mine, first)
        first += len(mine)
    yield Heading("五、计划调整")
    yield from _adjustments(view, year)


def _approved(view: View, year: int) -> str:
    act = approvals(view.known).get(year)
    if act is None:
        return f"{year}年计划尚未批准，以下为送审稿。"
    return f"本计划于{said_day(act.approved_on)}批准（{act.document}）。"


def _said(lines: Sequence[PlanLine]) -> str:
    whole = plan_sum(lines)
    classes = "；".join(
        f"{SHORT[class_]}{found.count}个，本年计划投资{yi(found.amounts[2])}亿元"
        for class_, found in plan_sums(lines).items()
    )
    gone = sum(line.story.withdrawn is not None for line in lines)
    return (
        f"共安排项目{whole.count}个，总投资{yi(whole.amounts[0])}亿元，至上年底累计完成投资"
        f"{yi(whole.amounts[1])}亿元，本年计划投资{yi(whole.amounts[2])}亿元。其中{classes}。"
        + (f"其中{gone}个项目此后退库，仍按批准时列示。" if gone else "")
    )


def _summary(lines: Sequence[PlanLine]) -> Table:
    """Sum by class, the grand total last."""
    whole = plan_sum(lines)
    invest = whole.amounts[2]
    columns = (
        Column("性质", width=8),
        Column("项目（个）", "count", 5),
        Column("总投资（万元）", "wan", 8),
        Column("至上年底累计（万元）", "wan", 8),
        Column("本年计划（万元）", "wan", 8),
        Column("占本年计划投资", "percent", 6),
    )
    rows: list[tuple[Value, ...]] = [
        (SHORT[class_], found.count, *found.amounts, _part(found.amounts[2], invest))
        for class_, found in plan_sums(lines).items()
    ]
    closing: tuple[Value, ...] = (
        "合计",
        whole.count,
        *whole.amounts,
        _part(invest, invest),
    )
    return Table(columns, (*rows, closing), "按性质汇总", totals=1)


def _part(part: Decimal, whole: Decimal) -> Rate:
    return Rate("占本年计划投资", "本类本年计划", part, "本年计划合计", whole, "万元")


def _table(view: View, lines: Sequence[PlanLine], first: int) -> Table:
    rows = tuple(cells(view, number, line) for number, line in enumerate(lines, first))
    if not rows:
        return Table(COLUMNS, ())
    whole = plan_sum(lines)
    blank: tuple[Value, ...] = ("",) * (len(COLUMNS) - TOTAL - len(whole.amounts))
    closing = ("", f"小计（{whole.count}个）", *("",) * (TOTAL - 2), *whole.amounts, *blank)
    return Table(COLUMNS, (*rows, closing), totals=1)


def _adjustments(view: View, year: int) -> Iterator[Block]:
    found = adjustments(view, year)
    columns = (
        Column("序号", "count", 2),
        Column("项目名称", width=12),
        Column("责任单位", width=6),
        Column("调整事项", width=10),
        Column("原计划", width=7),
        Column("调整为", width=7),
        Column("批准日期", "day", 6),
        Column("批准人或会议", width=8),
        Column("批准文件", width=9),
        Column("效力", width=9),
    )
    rows = tuple(_adjustment(view, number, each) for number, each in enumerate(found, 1))
    yield Table(columns, rows, empty="本年没有调整计划。")
    if any(not each.counts for each in found):
        yield Para(("原时限过后批准的调整，不影响已发生的延期。",), note=True)


def _adjustment(view: View, number: int, each: Adjusted) -> tuple[Value, ...]:
    change = each.change
    units = each.line.story.lead_units(view.as_of) if each.line else ()
    return (
        number,
        parts.project(view, change.project),
        parts.units(view, units),
        _what(each),
        _period(change.old),
        _period(change.new),
        change.approved_on,
        change.approver,
        change.document,
        Mark("计入", "good") if each.counts else Mark("不影响已发生的延期", "mute"),
    )


def _what(each: Adjusted) -> str:
    name = {"start_week": "计划开工", "completion_month": "计划完工投产"}.get(each.change.field)
    if name or each.line is None:
        return name or each.change.field
    key = each.change.field.removeprefix("milestones.")
    found = next((point.name for point in each.line.plan.milestones if point.id == key), key)
    return f"节点“{found}”"


def _period(text: str) -> str:
    """Say a week or month of an adjustment; other text as it stands."""
    try:
        return short_week(Week.parse(text))
    except ValueError:
        pass
    try:
        month = Month.parse(text)
    except ValueError:
        return text
    return f"{month.year}年{month.number}月"
