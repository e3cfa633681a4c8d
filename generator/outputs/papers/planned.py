"""What the plan papers L and M share: the columns of a plan line, as approved and as adjusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.parts import Total
from generator.outputs.papers.sheet import Column, Lines, Mark
from generator.outputs.tables.plans import plan_sum, plan_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables.plans import PlanLine
    from generator.outputs.view import View
    from generator.records.calendar import Month
    from generator.records.model.projects import PlanClass

SHORT: dict[PlanClass, str] = {"计划新开工": "新开工", "结转续建": "续建", "开展前期": "前期"}
COLUMNS = (
    Column("序号", "count", 2),
    Column("项目名称", width=10),
    Column("性质", width=4),
    Column("建设内容规模", width=18),
    Column("起止年月", width=8),
    Column("总投资（万元）", "wan", 5),
    Column("至上年底累计（万元）", "wan", 5),
    Column("本年计划（万元）", "wan", 5),
    Column("本年目标", width=9),
    Column("责任单位", width=5),
    Column("街道", width=4),
    Column("分管负责人", width=4),
    Column("综合协调办", width=5),
)
TOTAL, BEFORE, YEAR = 5, 6, 7
"""Where the three amounts of a line stand."""


def cells(view: View, number: int, line: PlanLine) -> tuple[Value, ...]:
    """Fill the columns with one project."""
    project = line.project
    return (
        number,
        _name(view, line),
        SHORT[line.plan.class_],
        project.content,
        span(line),
        *line.amounts,
        line.plan.goal,
        parts.units(view, line.story.lead_units(view.as_of)),
        parts.unit(view, project.street),
        parts.leader(view, project.leader),
        parts.office(view, view.office_of(project)),
    )


def _name(view: View, line: PlanLine) -> Value:
    name = parts.project(view, line.project.id)
    return Lines((name, Mark("已退库", "mute"))) if line.story.withdrawn else name


def span(line: PlanLine) -> Value:
    """Say 起止年月; where an adjustment counts, the approved one first: 原 … 现 …."""
    now, planned = _said(line.span), _said(line.planned_span)
    return now if now == planned else Lines((f"原 {planned}", f"现 {now}"))


def _said(ends: tuple[Month | None, Month | None]) -> str | None:
    first, last = ends
    if first is None:
        return f"{_month(last)}完工" if last else None
    return f"{_month(first)}—{_month(last)}" if last else f"{_month(first)}开工"


def _month(month: Month) -> str:
    return f"{month.year}.{month.number:02}"


def totals(lines: Sequence[PlanLine]) -> Sequence[Total]:
    """Give a plan's indicators: projects in all and by class, investment in all and of the year."""
    whole, classes = plan_sum(lines), plan_sums(lines)
    return [
        Total("项目（个）", whole.count),
        *(Total(f"其中{SHORT[class_]}（个）", found.count) for class_, found in classes.items()),
        Total("总投资（亿元）", whole.amounts[0], "yi"),
        Total("至上年底累计完成投资（亿元）", whole.amounts[1], "yi"),
        Total("本年计划投资（亿元）", whole.amounts[2], "yi"),
    ]
