"""全市“拉练”备选项目: projects under construction behind in nothing, the largest first (三(一)三; O16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import lists, parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Column, Table
from generator.outputs.tables import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.papers.sheet import Block
    from generator.outputs.view import View

MOST = 10


def tour(view: View) -> Iterator[Block]:
    """List at most ten projects fit to be shown; the office chooses among them."""
    fit = [
        row
        for row in summary(view).rows
        if row.pool == "建设库" and not row.behind and row.gap is not None and row.gap >= 0 and row.latest
    ]
    fit.sort(key=lambda row: (-row.project.investment_total_wan, row.project.id))
    yield para(
        f"在建项目中节点没有滞后、投资不慢于序时进度的{len(fit)}个，按总投资列前{MOST}个，由区重大项目办选定。"
    )
    columns = (
        Column("序号", "count", 3),
        Column("项目名称", width=14),
        Column("责任单位", width=8),
        Column("街道", width=6),
        Column("总投资（亿元）", "yi", 5),
        Column("实质性开工", "day", 6),
        Column("形象进度", width=18),
        Column("投资完成率", "percent", 5),
        Column("较序时（百分点）", "gap", 6),
    )
    rows = tuple(
        (
            number,
            parts.project(view, row.project.id),
            parts.units(view, row.units),
            parts.unit(view, row.project.street),
            row.project.investment_total_wan,
            row.started,
            row.latest.image_progress if row.latest else None,
            lists.invested(row),
            row.gap,
        )
        for number, row in enumerate(fit[:MOST], 1)
    )
    yield Table(columns, rows)
