"""G 年度考核: four totals, mean, 10/35, bonus and its basis, sum; cards of the year (四(四); O38–O39)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.mechanism.ledger import exact
from generator.outputs.papers import parts
from generator.outputs.papers.kinds import TEXTS, PaperKind
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Column, Evidence, Heading, Mark, Paper, Table
from generator.records.calendar import Quarter
from generator.records.model.events import BonusDecided, Commendation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.mechanism.annual import YearResult
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.view import View

NAME = "年度考核"


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up a year's result; provisional while quarters are missing."""
    if not isinstance(period, int) or period not in view.report.years:
        return ()
    return (
        replace(
            parts.bulletin(view, KIND, period),
            title=f"{period}年度重大产业项目推进目标考核结果",
            page=f"rankings/{period}.md",
            blocks=tuple(_blocks(view, period)),
            copies=("区委组织部", "区委、区政府督查室"),
        ),
    )


KIND = PaperKind("G", NAME, "年", "", TEXTS, make, told="after")


def _blocks(view: View, year: int) -> Iterator[Block]:
    results = list(view.report.years[year].values())
    annual = view.report.edition(year).annual
    yield Heading("一、考核结果")
    if Quarter(year, 4).last > view.as_of:
        closed = len({quarter for result in results for quarter in result.quarters})
        yield para(Mark("年度未结束，暂计", "warn"), f"，已有{closed}个季度的考评结果。")
    yield _results(view, year, results)
    yield Heading("二、计算口径")
    factor = f"{annual.factor_numerator}/{annual.factor_denominator}"
    yield para(
        f"季度考评平均分为各季度考评总分的平均（四个季度权数相等，不足四个季度的单位按实有季度平均）；"
        f"折算分＝平均分×{factor}，纳入区绩效考核“全面建成小康社会专项目标”；"
        f"奖励加分最高{exact(annual.bonus_cap)}分，由区委组织部会同区发展和改革局决定；合计＝折算分＋奖励加分。",
    )
    yield Heading("三、奖励加分及依据")
    yield _bonuses(view, year)
    yield Heading("四、年内黄牌和红牌")
    yield _cards(view, year)


def _results(view: View, year: int, results: Sequence[YearResult]) -> Table:
    quarters = [Quarter(year, number) for number in range(1, 5)]
    before = view.report.years.get(year - 1, {})
    columns = (
        Column("名次", "count", 3),
        Column("单位", width=8),
        *(Column(f"{'一二三四'[quarter.number - 1]}季度", "score", 5) for quarter in quarters),
        Column("平均分", "score", 5),
        Column("折算分", "score", 5),
        Column("奖励加分", "points", 4),
        Column("合计", "score", 5),
        Column("名次", "count", 3, "上年度"),
        Column("合计", "score", 5, "上年度"),
    )
    return Table(
        columns, tuple(_result(view, result, quarters, before.get(result.unit)) for result in results)
    )


def _result(
    view: View, result: YearResult, quarters: Sequence[Quarter], before: YearResult | None
) -> tuple[Value, ...]:
    return (
        result.rank,
        parts.unit(view, result.unit),
        *(result.quarters.get(quarter) for quarter in quarters),
        result.mean,
        result.scaled,
        result.bonus,
        result.total,
        before.rank if before else None,
        before.total if before else None,
    )


def _bonuses(view: View, year: int) -> Table:
    columns = (
        Column("单位", width=8),
        Column("事项", width=5),
        Column("日期", "day", 6),
        Column("加分", "points", 4),
        Column("依据", width=20),
        Column("数据文件", width=14),
    )
    praised: list[tuple[Value, ...]] = [
        (parts.unit(view, act.unit), "表彰", act.date, None, act.honour, Evidence((act.at("honour"),)))
        for act in view.known.of_type(Commendation)
        if act.date.year == year
    ]
    decided: list[tuple[Value, ...]] = [
        (parts.unit(view, act.unit), "加分", act.date, act.points, act.basis, Evidence((act.at("points"),)))
        for act in view.known.of_type(BonusDecided)
        if act.year == year
    ]
    return Table(columns, (*decided, *praised), empty="没有记录奖励加分和表彰。")


def _cards(view: View, year: int) -> Table:
    counted = Counter((card.unit, card.colour) for card in view.report.cards if card.date.year == year)
    before = Counter((card.unit, card.colour) for card in view.report.cards if card.date.year == year - 1)
    columns = (
        Column("单位", width=8),
        Column("本年", "count", 4, "黄牌"),
        Column("上年", "count", 4, "黄牌"),
        Column("本年", "count", 4, "红牌"),
        Column("上年", "count", 4, "红牌"),
    )
    units = sorted({unit for unit, _ in counted}, key=lambda u: (-counted[u, "红牌"], -counted[u, "黄牌"], u))
    rows = tuple(
        (
            parts.unit(view, unit),
            counted[unit, "黄牌"],
            before[unit, "黄牌"],
            counted[unit, "红牌"],
            before[unit, "红牌"],
        )
        for unit in units
    )
    return Table(columns, rows, empty="本年没有发牌。")
