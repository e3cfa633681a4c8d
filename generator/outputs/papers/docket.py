"""O 台账: problems and items open at a month's end or moved in it (三(三)三; O17, O20, O27)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.docket_lists import items, passed, problems
from generator.outputs.papers.kinds import RECENT, TABLES, PaperKind
from generator.outputs.papers.lists import until
from generator.outputs.papers.parts import Total, beside
from generator.outputs.papers.periods import said
from generator.outputs.papers.sheet import Column, Heading, Paper, Para, Table
from generator.outputs.tables.docketed import (
    docket_units,
    month_item_figures,
    month_items,
    month_passed,
    month_problems,
    problem_figures,
    year_items,
)
from generator.outputs.templates import percent
from generator.records.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.view import View

NAME = "台账"


def make(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up a month's docket of one unit, or the district's, each line once; none for an unknown unit."""
    if not isinstance(period, Month) or (scope and view.unit(scope) is None):
        return ()
    whose = view.full(scope) if scope else "全区重大产业项目"
    return (
        replace(
            parts.form(view, KIND, period, scope),
            title=f"{whose}{said(period)}问题和议定事项台账",
            blocks=tuple(_blocks(view, period, scope)),
        ),
    )


KIND = PaperKind("O", NAME, "月", "unit", TABLES, make, search=False, keep=RECENT)


def _blocks(view: View, month: Month, unit: str) -> Iterator[Block]:
    before = parts.earlier(view, month)
    ago = totals(before, month.shift(-1), unit) if before else None
    yield Heading("一、总体情况")
    yield Para((_said(view, month, unit),))
    yield beside(totals(view, month, unit), ago, ("本月", "上月"))
    yield Heading("二、问题台账")
    found = month_problems(view, month, unit)
    yield problems(view, found, "没有未解决的问题，本月也没有提出或解决的问题。")
    yield Heading("三、议定事项台账")
    lines = month_items(view, month, unit)
    yield items(view, lines, "没有未办结的议定事项，本月也没有议定或办结的事项。")
    yield Heading("四、本月转报的问题")
    yield passed(view, month_passed(view, month, unit))
    if not unit:
        yield Heading("五、各单位台账情况")
        yield _units(view, month)


def _said(view: View, month: Month, unit: str) -> str:
    found, lines = problem_figures(view, month, unit), month_item_figures(view, month, unit)
    year = year_items(view, unit)
    own = "本单位负责的" if unit else ""
    return (
        f"{until(view)}，未解决问题{found.open}个，本月提出{found.raised}个、解决{found.resolved}个；"
        f"转报区重大项目办{found.to_office}个、主要负责人{found.to_head}个、市级{found.to_city}个。"
        f"未办结议定事项{lines.open}项，其中超期{lines.overdue}项；本月议定{lines.decided}项、办结{lines.closed}项。"
        f"本年{own}议定事项{year.total}项，办结{year.closed}项，办结率{percent(year.closed_rate)}，"
        f"按期办结率{percent(year.on_time_rate)}，超期{year.overdue}项。"
    )


def totals(view: View, month: Month, unit: str) -> Sequence[Total]:
    """Give a month's indicators."""
    found, lines = problem_figures(view, month, unit), month_item_figures(view, month, unit)
    year = year_items(view, unit)
    return [
        Total("未解决问题（个）", found.open),
        Total("本月提出问题（个）", found.raised),
        Total("本月解决问题（个）", found.resolved),
        Total("本月转报区重大项目办（个）", found.to_office),
        Total("本月转报主要负责人（个）", found.to_head),
        Total("本月转报市级（个）", found.to_city),
        Total("未办结议定事项（项）", lines.open),
        Total("本月议定（项）", lines.decided),
        Total("本月办结（项）", lines.closed),
        Total("超期未办结（项）", lines.overdue),
        Total("其中超5个工作日（项）", lines.over_5),
        Total("其中超10个工作日（项）", lines.over_10),
        Total("其中超20个工作日（项）", lines.over_20),
        Total("无时限反复上会（项）", lines.repeated),
        Total(f"本年{year.closed_rate.name}", year.closed_rate, "percent"),
        Total(f"本年{year.on_time_rate.name}", year.on_time_rate, "percent"),
    ]


def _units(view: View, month: Month) -> Table:
    """Set the units side by side; a line that concerns several units counts for each."""
    columns = (
        Column("单位", width=8),
        Column("未解决", "count", 4, "问题（个）"),
        Column("本月提出", "count", 4, "问题（个）"),
        Column("本月解决", "count", 4, "问题（个）"),
        Column("未办结", "count", 4, "议定事项（项，含配合）"),
        Column("本月议定", "count", 4, "议定事项（项，含配合）"),
        Column("本月办结", "count", 4, "议定事项（项，含配合）"),
        Column("超期未办结", "count", 5, "议定事项（项，含配合）"),
        Column("本年办结率", "percent", 5),
        Column("本年按期办结率", "percent", 6),
    )
    rows = tuple(_unit(view, month, unit) for unit in docket_units(view, month))
    note = "涉及几个单位的，各单位都计；办结率按责任单位计算。"
    return Table(columns, rows, note=note, empty="本月没有单位有台账。")


def _unit(view: View, month: Month, unit: str) -> tuple[Value, ...]:
    found, lines = problem_figures(view, month, unit), month_item_figures(view, month, unit)
    year = year_items(view, unit)
    return (
        parts.unit(view, unit),
        found.open,
        found.raised,
        found.resolved,
        lines.open,
        lines.decided,
        lines.closed,
        lines.overdue,
        year.closed_rate,
        year.on_time_rate,
    )
