"""Charts as blocks of papers, each with the sentence that says the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.ledger import rounded
from generator.mechanism.words import month_day
from generator.mechanism.words import quarter as quarter_said
from generator.outputs.papers.sheet import Figure
from generator.outputs.templates import WAN_PER_YI, percent, yi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.outputs.tables import Summary
    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View


def starts(summary: Summary) -> Figure:
    """Draw starts against the plan, month by month."""
    found, figures = summary.months, summary.figures
    plan = found.planned[len(found.started) - 1] if found.started else 0
    done = found.started[-1] if found.started else 0
    day, end = summary.view.as_of, summary.view.month.last
    now = "" if day == end else f"截至{month_day(day)}"
    alt = f"开工进度：到{len(found.started)}月底计划累计开工{plan}个，{now}已开工{done}个；"
    alt += f"全年计划{figures.planned}个。"
    return Figure(f"starts-{summary.view.month}", "starts", (found.planned, found.started), alt, said=True)


def progress(summary: Summary) -> Figure:
    """Draw investment against 序时进度, month by month."""
    found = summary.months
    scheduled = [float(value) / WAN_PER_YI for value in found.scheduled]
    invested = [float(value) / WAN_PER_YI for value in found.invested]
    return Figure(
        f"progress-{summary.view.month}", "progress", (scheduled, invested), investment(summary), said=True
    )


def investment(summary: Summary) -> str:
    """Say 1—X月累计完成投资X亿元，占年度计划的X%，快（慢）于序时进度X个百分点。."""
    found = summary.months
    month = len(found.invested)
    if not month:
        return f"投资进度：年度计划{yi(found.invest)}亿元，1月结束后开始统计。"
    until = f"1—{month}月" if month > 1 else "1月"
    lacking = sum(_lacks(row, month) for row in summary.planned)
    told = f"（{lacking}个在建项目没有报{month}月月报，按已报的计）" if lacking else ""
    return f"投资进度：{until}累计完成投资{yi(found.invested[-1])}亿元{told}，{pace(summary)}。"


def _lacks(row: ProjectRow, month: int) -> bool:
    """Tell a project under construction whose report of a month of the year has not come."""
    return row.pool == "建设库" and (row.latest is None or row.latest.month.number < month)


def pace(summary: Summary) -> str:
    """Say 占年度计划的X%，快（慢）于序时进度X个百分点."""
    figures = summary.figures
    if figures.gap is None:
        return "没有年度投资计划"
    side = "慢" if figures.gap < 0 else "快"
    points = percent(abs(figures.gap)).removesuffix("%")
    return f"占年度计划的{percent(figures.investment_rate)}，{side}于序时进度{points}个百分点"


def ranking(view: View, assessment: Assessment) -> Figure:
    """Draw a quarter's totals beside the base totals, best first."""
    results = ordered(assessment)
    return Figure(
        f"ranking-{assessment.quarter}",
        "ranking",
        (
            [view.short(result.unit) for result in results],
            [float(result.total) for result in results],
            [_told(result) for result in results],
            [float(result.base_total) for result in results],
        ),
        _ranking_words(view, results),
        round(90 * (0.7 + 0.3 * max(len(results), 1))),
        said=True,
    )


def _told(result: Result) -> str:
    """Say a total, and the base total where adjustments moved it: `95.60（基本100.60）`."""
    base = "" if result.total == result.base_total else f"（基本{rounded(result.base_total)}）"
    return f"{rounded(result.total)}{base}"


def _ranking_words(view: View, results: Sequence[Result]) -> str:
    if not results:
        return "本季度没有考评单位"
    top, bottom = results[0], results[-1]
    return (
        f"{quarter_said(top.quarter)}{len(results)}个单位的考评总分："
        f"最高{view.short(top.unit)}{rounded(top.total)}分，最低{view.short(bottom.unit)}{rounded(bottom.total)}分；"
        "条形向右为高于基础分100，向左为低于，菱形为加扣分前的基本总分"
    )


def ordered(assessment: Assessment) -> Sequence[Result]:
    """Give a quarter's results, best first."""
    return sorted(assessment.results.values(), key=lambda result: (result.rank, result.unit))
