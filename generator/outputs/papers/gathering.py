"""Part one of paper Q, “周集中开工”: the week's projects, the mature ones, sums by sector (O15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import lists, parts
from generator.outputs.papers.parts import Total, beside
from generator.outputs.papers.periods import said
from generator.outputs.papers.sheet import Column, Heading, Mark, Para, Table
from generator.outputs.tables.gathered import by_sector, gathered, in_all, mature
from generator.outputs.tables.openings import opening_figures, openings
from generator.outputs.templates import short_week, yi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.tables import ProjectRow
    from generator.outputs.tables.gathered import Gathered, Mature
    from generator.outputs.tables.sums import Sum
    from generator.outputs.view import View
    from generator.records.calendar import Week

HEAD = (
    Column("序号", "count", 2),
    Column("项目名称", width=13),
    Column("行业", width=4),
    Column("责任单位", width=6),
    Column("街道", width=5),
    Column("分管负责人", width=4),
    Column("总投资（亿元）", "yi", 5),
    Column("计划开工", width=7),
)


def gathering(view: View, week: Week) -> Iterator[Block]:
    """Give the week's list."""
    yield Para((_said(view, week),))
    before = parts.earlier(view, week)
    ago = totals(before, week.shift(-1)) if before else None
    yield beside(totals(view, week), ago, ("本周", "上周"))
    yield Heading("（一）本周计划开工和已开工项目", 2)
    yield _week(view, gathered(view, week))
    yield Heading("（二）“成熟即开”项目", 2)
    yield Para(("12项前期事项中适用的已全部办结、尚未实质性开工，可列入集中开工活动的项目。",), note=True)
    yield _mature(view, mature(view, week))
    yield Heading("（三）分行业汇总", 2)
    yield _sectors(gathered(view, week), mature(view, week))


def _said(view: View, week: Week) -> str:
    now, ripe = gathered(view, week), mature(view, week)
    planned = sum(one.planned == week for one in now)
    begun = opening_figures(openings(view, week))
    return (
        f"{said(week)}，列入清单{len(now)}个，总投资{yi(in_all(_rows(now)).amounts[0])}亿元，其中计划本周开工{planned}个；"
        f"本周实质性开工{begun.starts}个（已认定{begun.certified}个），仅举行开工仪式{begun.ceremonies}个。"
        f"前期事项已办结、可随时开工的{len(ripe)}个，总投资{yi(in_all(_rows(ripe)).amounts[0])}亿元。"
    )


def totals(view: View, week: Week) -> Sequence[Total]:
    """Give a week's indicators."""
    now, ripe = gathered(view, week), mature(view, week)
    begun = opening_figures(openings(view, week))
    return [
        Total("列入清单（个）", len(now)),
        Total("清单总投资（亿元）", in_all(_rows(now)).amounts[0], "yi"),
        Total("计划本周开工（个）", sum(one.planned == week for one in now)),
        Total("本周实质性开工（个）", begun.starts),
        Total("其中已认定（个）", begun.certified),
        Total("仅举行开工仪式（个）", begun.ceremonies),
        Total("“成熟即开”（个）", len(ripe)),
        Total("“成熟即开”总投资（亿元）", in_all(_rows(ripe)).amounts[0], "yi"),
    ]


def _rows(found: Sequence[Gathered] | Sequence[Mature]) -> Sequence[ProjectRow]:
    return [one.row for one in found]


def _project(view: View, number: int, row: ProjectRow, planned: Week | None) -> tuple[Value, ...]:
    return (
        number,
        parts.project(view, row.project.id),
        row.project.sector,
        parts.units(view, row.units),
        parts.unit(view, row.project.street),
        parts.leader(view, row.project.leader),
        row.project.investment_total_wan,
        short_week(planned) if planned else None,
    )


def _week(view: View, found: Sequence[Gathered]) -> Table:
    columns = (
        *HEAD,
        Column("开工仪式", "day", 6),
        Column("实质性开工", "day", 6),
        Column("情况", width=9),
    )
    rows = tuple(
        (
            *_project(view, number, one.row, one.planned),
            one.row.ceremony,
            one.row.started or one.reported,
            _state(one),
        )
        for number, one in enumerate(found, 1)
    )
    return Table(columns, rows, empty="本周没有计划开工和已开工的项目。")


def _state(one: Gathered) -> Value:
    if one.row.started is None and one.reported:
        return Mark("已报开工，待认定", "warn")
    if one.row.class_ == "开展前期" and one.row.started:
        return Mark("前期项目开工", "good")
    return lists.start_state(one.row)


def _mature(view: View, found: Sequence[Mature]) -> Table:
    columns = (
        *HEAD,
        Column("前期事项", width=5),
        Column("办结日", "day", 6),
        Column("已等（工作日）", "count", 4),
        Column("情况", width=9),
    )
    rows = tuple(
        (
            *_project(view, number, one.row, one.row.week),
            f"{one.steps.done}/{one.steps.applying}",
            one.since,
            one.days,
            _waiting(one.row, one.reported),
        )
        for number, one in enumerate(found, 1)
    )
    return Table(columns, rows, empty="没有前期事项已全部办结而未开工的项目。")


def _waiting(row: ProjectRow, reported: date | None) -> Value:
    return Mark("已报开工，待认定", "warn") if reported else lists.start_state(row)


def _sectors(now: Sequence[Gathered], ripe: Sequence[Mature]) -> Table:
    """Sum both lists by sector, each with its projects and investment."""
    columns = (
        Column("行业", width=6),
        *(
            column
            for group in ("本周清单", "“成熟即开”", "合计")
            for column in (
                Column("项目（个）", "count", 5, group),
                Column("总投资（亿元）", "yi", 5, group),
            )
        ),
    )
    every = [*_rows(now), *_rows(ripe)]
    parts_of = [_rows(now), _rows(ripe), every]
    sectors = [by_sector(rows) for rows in parts_of]
    found = [
        (sector, *(value for by in sectors for value in _pair(by.get(sector)))) for sector in sectors[-1]
    ]
    if not found:
        return Table(columns, (), empty="本周没有列入清单的项目。")
    closing = ("合计", *(value for rows in parts_of for value in _pair(in_all(rows))))
    return Table(columns, (*found, closing), totals=1)


def _pair(found: Sum | None) -> tuple[Value, Value]:
    return (found.count, found.amounts[0]) if found else (0, 0)
