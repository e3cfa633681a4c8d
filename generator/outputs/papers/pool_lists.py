"""The lists of paper N: one table a pool, the month's movements, the waits by whom they wait on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import lists, parts
from generator.outputs.papers.planned import SHORT
from generator.outputs.papers.sheet import Column, Evidence, Figure, Lines, Mark, Table
from generator.outputs.papers.waiting import awaited
from generator.outputs.tables.derived import steps_of
from generator.outputs.tables.openings import uncertified
from generator.outputs.tables.pooled import finished, named
from generator.outputs.templates import short_week

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.construction import Promise
    from generator.mechanism.pools import Move
    from generator.mechanism.steps import StartSteps
    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables import ProjectRow
    from generator.outputs.tables.waits import WaitLine
    from generator.outputs.view import View
    from generator.records.calendar import Month

NAMED = 3
"""How many units the chart's sentence names."""
HEAD = (
    Column("序号", "count", 2),
    Column("项目名称", width=13),
    Column("责任单位", width=6),
    Column("总投资（亿元）", "yi", 5),
)


def _named(view: View, number: int, row: ProjectRow) -> tuple[Value, ...]:
    project = row.project
    return number, parts.project(view, project.id), parts.units(view, row.units), project.investment_total_wan


def moved(view: View, found: Sequence[Move], month: Month) -> Table:
    """List a month's movements with the reason and the facts it rests on; late knowledge says 补记."""
    columns = (
        Column("序号", "count", 2),
        Column("日期", "day", 6),
        Column("项目名称", width=13),
        Column("责任单位", width=6),
        Column("变动", width=5),
        Column("由", width=4),
        Column("至", width=4),
        Column("原因", width=10),
        Column("依据", width=12),
    )
    rows = tuple(
        (
            number,
            move.on,
            parts.project(view, move.project),
            parts.units(view, story.lead_units(move.on)) if (story := view.story(move.project)) else None,
            Mark(named(move), "warn" if move.movement == "出库" else "good"),
            move.source,
            move.target,
            move.reason if move.on >= month.first else f"{move.reason}（补记）",
            Evidence(move.because),
        )
        for number, move in enumerate(found, 1)
    )
    return Table(columns, rows, empty="本月没有入库、转库、出库。")


def reserve(view: View, rows: Sequence[ProjectRow]) -> Table:
    """List 储备库, the project that has waited longest past a deadline first."""
    columns = (
        *HEAD,
        Column("签约日", "day", 6),
        Column("性质", width=3),
        Column("计划开工", width=7),
        Column("开工情况", width=8),
        Column("12项完成（已完成/适用）", width=6),
        Column("事项", width=8, group="卡点"),
        Column("等待单位", width=6, group="卡点"),
        Column("已等（工作日）", "count", 4, "卡点"),
        Column("超出时限（工作日）", "count", 4, "卡点"),
    )
    steps, told = steps_of(view), uncertified(view)
    ordered = sorted(rows, key=lambda row: _patience(steps.get(row.project.id), row.project.id))
    found = tuple(
        (*_named(view, number, row), *_reserve(view, row, steps.get(row.project.id), told))
        for number, row in enumerate(ordered, 1)
    )
    return Table(columns, found, empty="储备库没有项目。")


def _patience(steps: StartSteps | None, key: str) -> tuple[int, int, str]:
    waits = steps.waits if steps else ()
    overdue = max((wait.overdue for wait in waits), default=0)
    return -overdue, -max((wait.days for wait in waits), default=0), key


def _reserve(
    view: View, row: ProjectRow, steps: StartSteps | None, told: Mapping[str, date]
) -> tuple[Value, ...]:
    waits = steps.waits if steps else ()
    drawn_up = steps and steps.applying
    return (
        row.project.signed,
        SHORT[row.class_] if row.class_ else None,
        short_week(row.week) if row.week else None,
        lists.start_state(row),
        f"{steps.done}/{steps.applying}" if steps and drawn_up else Mark("未编报", "warn"),
        _lines(tuple(awaited(wait, told) for wait in waits)),
        _lines(tuple(parts.unit(view, wait.unit) for wait in waits)),
        _lines(tuple(wait.days for wait in waits)),
        _lines(tuple(Mark(str(wait.overdue), "bad", wait.overdue) if wait.overdue else 0 for wait in waits)),
    )


def _lines(values: tuple[Value, ...]) -> Value:
    """Set several values below each other; one alone by itself, none as absent."""
    return Lines(values) if len(values) > 1 else values[0] if values else None


def building(view: View, rows: Sequence[ProjectRow]) -> Table:
    """List 建设库, the longest overdue milestone first, then the slowest investment."""
    columns = (
        *HEAD,
        Column("形象进度", width=9),
        Column("本年计划", "wan", 5, "投资（万元）"),
        Column("累计完成", "wan", 5, "投资（万元）"),
        Column("投资完成率", "percent", 5),
        Column("较序时（百分点）", "gap", 5),
        Column("超期的节点", width=12),
        Column("报告距今（天）", "count", 4),
        Column("黄牌", "count", 3, "责任单位本年"),
        Column("红牌", "count", 3, "责任单位本年"),
    )
    ordered = sorted(rows, key=lambda row: _slowness(view, row))
    found = tuple(
        (*_named(view, number, row), *_building(view, row)) for number, row in enumerate(ordered, 1)
    )
    return Table(columns, found, empty="建设库没有项目。")


def _slowness(view: View, row: ProjectRow) -> tuple[object, ...]:
    first = row.overdue[0].deadline if row.overdue else view.as_of
    return not row.overdue, first, row.gap is None, row.gap or 0, row.project.id


def _building(view: View, row: ProjectRow) -> tuple[Value, ...]:
    return (
        row.latest.image_progress if row.latest else None,
        row.plan.invest_wan if row.plan else None,
        row.invested if row.latest else None,
        lists.invested(row) if row.latest else None,
        row.gap if row.latest else None,
        _lines(tuple(_overdue(view, promise) for promise in row.overdue)) or Mark("无超期节点", "good"),
        view.age(row.project.id),
        *(_cards(view, row, colour) for colour in ("黄牌", "红牌")),
    )


def _overdue(view: View, promise: Promise) -> Mark:
    name = promise.name if promise.what == "milestone" else "完工投产"
    due = promise.deadline
    days = (view.as_of - due).days
    late = f"超期{days}天" if days else "今日到期未完成"
    return Mark(f"{name}（{due.year}年{due.month}月）{late}", "bad")


def _cards(view: View, row: ProjectRow, colour: str) -> int:
    """Count the year's cards of a project's lead units."""
    return sum(
        card.colour == colour and card.date.year == view.as_of.year
        for unit in row.units
        for card in view.cards_of.get(unit, ())
    )


def finished_list(view: View, rows: Sequence[ProjectRow]) -> Table:
    """List 竣工库, the newest first."""
    columns = (
        *HEAD,
        Column("计划完工投产", width=7),
        Column("完工日", "day", 6),
        Column("投产（运营）日", "day", 6),
        Column("结果", width=7),
    )
    days = finished(view)
    ordered = sorted(rows, key=lambda row: (-(row.completed or view.as_of).toordinal(), row.project.id))
    found = tuple(
        (
            *_named(view, number, row),
            f"{row.completion.year}年{row.completion.number}月" if row.completion else None,
            *days.get(row.project.id, (None, None)),
            _result(row.completed, row.completion),
        )
        for number, row in enumerate(ordered, 1)
    )
    return Table(columns, found, empty="竣工库没有项目。")


def _result(done: date | None, planned: Month | None) -> Value:
    """Say early (before the planned month), on time, or late by how many days (D16)."""
    if done is None or planned is None:
        return None
    if done < planned.first:
        return Mark(f"提前{(planned.first - done).days}天", "good")
    late = (done - planned.last).days
    return Mark(f"延期{late}天", "warn") if late > 0 else Mark("按期", "good")


def waited(view: View, lines: Sequence[WaitLine]) -> Table:
    """Sum the waits by the unit they wait on."""
    columns = (
        Column("等待对象", width=6),
        Column("单位", width=8),
        Column("项目（个）", "count", 5),
        Column("已等合计（工作日）", "count", 6),
        Column("最长（工作日）", "count", 6),
        Column("超出时限合计（工作日）", "count", 7),
    )
    rows = tuple(
        (line.party, parts.unit(view, line.unit), line.projects, line.days, line.longest, line.overdue)
        for line in lines
    )
    return Table(columns, rows, empty="没有等待中的项目。")


def waits_figure(view: View, lines: Sequence[WaitLine], month: Month) -> Figure:
    """Draw the waits by unit, and say the longest in words."""
    names = [view.short(line.unit) for line in lines]
    said = "；".join(
        f"{view.short(line.unit)}{line.projects}个项目，已等合计{line.days}个工作日、超出时限{line.overdue}个工作日"
        for line in lines[:NAMED]
    )
    figures = (names, [line.days for line in lines], [line.overdue for line in lines])
    alt = f"开工前卡点按等待单位，等待最多的是：{said}。"
    return Figure(f"waits-{month}", "waits", figures, alt, round(90 * (1.0 + 0.42 * len(lines))))
