"""The lists of D: what started, what is due and has not, what comes next (三(二)四; O22, D13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import month_day
from generator.outputs.papers import parts
from generator.outputs.papers.periods import said
from generator.outputs.papers.sheet import Column, Lines, Mark, Table
from generator.outputs.papers.waiting import wait_said
from generator.outputs.tables import summary
from generator.outputs.tables.derived import steps_of
from generator.outputs.tables.openings import planned_in, uncertified
from generator.outputs.tables.projects import week_said
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.mechanism.steps import StartSteps
    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables import ProjectRow
    from generator.outputs.tables.openings import Opening
    from generator.outputs.view import View
    from generator.records.model.projects import Project

HEAD = (
    Column("序号", "count", 2),
    Column("项目名称", width=12),
    Column("责任单位", width=6),
    Column("所在街道", width=5),
    Column("分管负责人", width=5),
    Column("总投资（亿元）", "yi", 5),
)


def started(view: View, found: Sequence[Opening], empty: str) -> Table:
    """List starts with their day beside the plan, and whether they are certified."""
    columns = (
        Column("序号", "count", 2),
        Column("项目名称", width=12),
        Column("责任单位", width=6),
        Column("所在街道", width=5),
        Column("综合协调办", width=5),
        Column("总投资（亿元）", "yi", 5),
        Column("计划开工（周）", width=8),
        Column("开工（仪式）日", "day", 6),
        Column("与计划比", width=6),
        Column("仪式或实质性开工", width=7),
        Column("开工认定", "day", 6),
    )
    rows = tuple(
        (
            number,
            parts.project(view, one.project.id),
            parts.units(view, one.units),
            parts.unit(view, one.project.street),
            parts.office(view, view.office_of(one.project)),
            one.project.investment_total_wan,
            one.planned,
            one.on,
            _against_plan(one),
            _sort(one),
            _certified(one),
        )
        for number, one in enumerate(found, 1)
    )
    return Table(columns, rows, empty=empty)


def _against_plan(one: Opening) -> Value:
    """Say early, on time or late by how many days; a ceremony is no start (D13)."""
    if one.sort == "仅举行仪式":
        return None
    if one.class_ == "开展前期":
        return Mark("前期项目开工", "good")
    if one.days is None:
        return Mark("未列计划", "mute")
    if one.days < 0:
        return Mark(f"提前{-one.days}天", "good")
    missed = f"（{week_said(one.missed)}）" if one.missed else ""
    return Mark(f"延期{one.days}天{missed}", "warn") if one.days else Mark("按期", "good")


def _sort(one: Opening) -> Value:
    if one.sort == "仅举行仪式":
        return Mark(one.sort, "warn")
    if one.ceremony is None or one.ceremony > one.on:
        return one.sort
    held = "当日" if one.ceremony == one.on else month_day(one.ceremony)
    return f"{one.sort}（{held}举行仪式）"


def _certified(one: Opening) -> Value:
    if one.sort == "仅举行仪式":
        return None
    return one.certified or Mark("待认定", "warn")


def _due(view: View, week: Week) -> Sequence[ProjectRow]:
    """List what is due and not started, the latest first, then what this week still owes."""
    now = summary(view)
    return [*now.missed, *(row for row in now.planned if row.week == week and row.start_state == "未到期")]


def missed_said(view: View) -> str:
    """Say how many are due and not started, and how many of them only lack the certification."""
    late = summary(view).missed
    waiting = sum(row.awaited is not None for row in late)
    held = sum(row.empty_ceremony and row.awaited is None for row in late)
    owed = len(_due(view, Week.of(view.as_of))) - len(late)
    more = f"另有本周到期、尚未开工的{owed}个。" if owed else ""
    return (
        f"应开工未开工项目{len(late)}个，其中已报开工、待认定的{waiting}个，"
        f"已举行仪式、无实质性开工的{held}个。{more}"
    )


def _named(view: View, number: int, project: Project) -> tuple[Value, ...]:
    return (
        number,
        parts.project(view, project.id),
        parts.units(view, view.lead_units(project)),
        parts.unit(view, project.street),
        parts.leader(view, project.leader),
        project.investment_total_wan,
    )


def missed(view: View, week: Week) -> Table:
    """List what is due and not started, with what it waits for."""
    columns = (
        *HEAD,
        Column("计划开工（周）", width=9),
        Column("情况", width=8),
        Column("卡点、说明", width=14),
    )
    steps, told = steps_of(view), uncertified(view)
    rows = tuple(
        (
            *_named(view, number, row.project),
            row.week,
            _lateness(row),
            _why(view, row, steps, told),
        )
        for number, row in enumerate(_due(view, week), 1)
    )
    return Table(columns, rows, empty="没有应开工未开工项目。")


def _lateness(row: ProjectRow) -> Value:
    """Say how late a start is; one reported and not certified is late until it is (D13)."""
    late = f"超期{row.late_days}天" if row.late_days else "本周到期"
    if row.awaited:
        return Mark(f"待认定（{late}）", "warn")
    return Mark(late, "warn" if row.start_state == "未到期" else "bad")


def _why(view: View, row: ProjectRow, steps: Mapping[str, StartSteps], told: Mapping[str, date]) -> Value:
    """Say what has been done without counting as a start, and what the project waits for."""
    key = row.project.id
    if key in told:
        return _told(told[key])
    lines = [wait_said(view, wait) for wait in (steps[key].waits if key in steps else ())]
    if row.ceremony:
        lines.insert(0, f"{month_day(row.ceremony)}已举行仪式，无实质性开工")
    return Lines(tuple(lines)) if lines else None


def _told(day: date) -> str:
    return f"{month_day(day)}已报开工，待认定"


def coming(view: View, week: Week) -> Table:
    """List what is to start in a week, with how far its 12 steps have come."""
    columns = (
        *HEAD,
        Column("12项前期事项", width=7),
        Column("说明", width=10),
    )
    steps, told = steps_of(view), uncertified(view)
    rows = tuple(
        (
            *_named(view, number, project),
            _progress(steps.get(project.id)),
            _told(told[project.id]) if project.id in told else None,
        )
        for number, project in enumerate(planned_in(view, week), 1)
    )
    return Table(columns, rows, said(week) if rows else "", empty=f"{said(week)}没有计划开工的项目。")


def _progress(found: StartSteps | None) -> Value:
    if found is None or not found.applying:
        return None
    return f"适用{found.applying}项，已完成{found.done}项"
