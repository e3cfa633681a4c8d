"""Charts of a page, each with the sentence that says the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.ledger import rounded
from generator.outputs.templates import WAN_PER_YI, percent, yi

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.outputs.press import Press
    from generator.outputs.tables import Summary

LABEL = 16
"""Characters of a unit's short name that a chart has room for."""
FOLDER = "assets/charts"


def months(press: Press, summary: Summary, name: str) -> Mapping[str, str]:
    """Draw a day's two charts of the year and give their paths as `starts` and `progress`."""
    found = summary.months
    scheduled = [float(value) / WAN_PER_YI for value in found.scheduled]
    invested = [float(value) / WAN_PER_YI for value in found.invested]
    starts, progress = f"{FOLDER}/starts-{name}.svg", f"{FOLDER}/progress-{name}.svg"
    return {
        "starts": press.chart(starts, "starts", found.planned, found.started),
        "progress": press.chart(progress, "progress", scheduled, invested),
    }


def ranking(press: Press, assessment: Assessment) -> str:
    """Draw a quarter's totals and give the chart's path."""
    results = ordered(assessment)
    return press.chart(
        f"{FOLDER}/ranking-{assessment.quarter}.svg",
        "ranking",
        [press.view.short(result.unit) for result in results],
        [float(result.total) for result in results],
        [rounded(result.total) for result in results],
    )


def ordered(assessment: Assessment) -> Sequence[Result]:
    """Give a quarter's results, best first."""
    return sorted(assessment.results.values(), key=lambda result: (result.rank, result.unit))


def words(summary: Summary) -> Mapping[str, str]:
    """Say what the two charts show."""
    found, figures = summary.months, summary.figures
    month = len(found.invested)
    until = f"1—{month}月" if month > 1 else "1月"
    plan = found.planned[len(found.started) - 1] if found.started else 0
    done = found.started[-1] if found.started else 0
    starts = f"开工进度：截至{len(found.started)}月计划累计开工{plan}个，已开工{done}个；"
    starts += f"全年计划{figures.planned}个。"
    if not month:
        return {
            "starts": starts,
            "progress": f"投资进度：年度计划{yi(found.invest)}亿元，1月结束后开始统计。",
        }
    done_so_far = f"投资进度：{until}累计完成投资{yi(found.invested[-1])}亿元"
    return {"starts": starts, "progress": f"{done_so_far}，{pace(summary)}。"}


def pace(summary: Summary) -> str:
    """Say 占年度计划的X%，快（慢）于序时进度X个百分点."""
    figures = summary.figures
    if figures.gap is None:
        return "没有年度投资计划"
    side = "慢" if figures.gap < 0 else "快"
    points = percent(abs(figures.gap)).removesuffix("%")
    return f"占年度计划的{percent(figures.investment_rate)}，{side}于序时进度{points}个百分点"
