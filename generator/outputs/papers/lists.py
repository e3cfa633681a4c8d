"""Tables and sentences that several papers share: projects to start, behind, items, sums by party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import day as said_day
from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Column, Mark, Table
from generator.outputs.rates import Rate
from generator.outputs.tables.projects import STARTED, week_said
from generator.outputs.templates import percent, short_week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.outputs.papers.sheet import Tone, Value
    from generator.outputs.tables import Figures, ProjectRow, Summary
    from generator.outputs.tables.dockets import ItemRow
    from generator.outputs.view import View

STATES: dict[str, Tone] = {
    "应开工未开工": "bad",
    "延期开工": "warn",
    "提前开工": "good",
    "按期开工": "good",
    "未到期": "mute",
}


def until(view: View) -> str:
    """Say 截至9月底, or the day where the month has not ended."""
    whole = view.as_of == view.month.last
    return f"截至{view.month.number}月底" if whole else f"截至{said_day(view.as_of)}"


def starts_said(now: Summary) -> str:
    """Say the starts of the year in the sentence readers know (MECHANISM §3)."""
    figures = now.figures
    return (
        f"{until(now.view)}，年度计划新开工{figures.planned}个，到期应开工{figures.due}个，已开工{figures.started}个，"
        f"其中提前开工{figures.early_told}个、延期开工{figures.late_told}个{relisted(figures)}；"
        f"应开工未开工{figures.missed}个"
        f"{_before(figures.missed_before)}。"
        f"年度开工率{percent(figures.year_rate)}，到期开工率{percent(figures.due_rate)}。"
        f"开展前期项目{figures.preliminary}个，已转开工{figures.preliminary_started}个。"
    )


def relisted(figures: Figures) -> str:
    """Tell how many late starts this year's plan alone would not show as late: a missed week stays missed."""
    count = figures.relisted
    return f"（含往年计划已延期、重新列入本年计划的{count}个）" if count else ""


def _before(count: int) -> str:
    """Tell of what earlier plans asked for and this year's does not list."""
    return f"（另有{count}个属往年计划、不在本年计划）" if count else ""


def building_said(now: Summary) -> str:
    """Say the construction of the year."""
    figures = now.figures
    return (
        f"在建项目{figures.building}个，其中节点滞后{figures.behind}个、投资慢于序时进度{figures.slow}个"
        f"{_before(figures.behind_before)}；"
        f"年度计划竣工{figures.completion_planned}个，已竣工{figures.completed}个"
        f"（提前{figures.completed_early}个），竣工率{percent(figures.completion_rate)}。"
        f"已开工项目纳统{figures.entered}个，纳统率{percent(figures.entered_rate)}。"
    )


def docket_said(now: Summary) -> str:
    """Say the items in the sentence readers know (MECHANISM §3)."""
    items = now.item_figures
    return (
        f"{until(now.view)}，议定事项{items.total}项，办结{items.closed}项，办结率{percent(items.closed_rate)}；"
        f"到期{items.due}项，按期办结率{percent(items.on_time_rate)}，超期未办结{items.overdue}项。"
        f"超期满5个、10个、20个工作日的（含超期后办结的）分别为{items.over_5}项、{items.over_10}项、{items.over_20}项；"
        f"没有时限而在同一层级上会三次以上的{items.repeated}项。"
    )


def starts(view: View, rows: Iterable[ProjectRow], caption: str = "") -> Table:
    """List projects with their planned week, day of start and how it stands."""
    columns = (
        Column("序号", "count", 3),
        Column("项目名称", width=13),
        Column("责任单位", width=6),
        Column("分管负责人", width=5),
        Column("总投资（亿元）", "yi", 4),
        Column("计划开工", width=8),
        Column("实质性开工", "day", 7),
        Column("结果", width=9),
    )
    found = tuple(
        (
            number,
            parts.project(view, row.project.id),
            parts.units(view, row.units),
            parts.leader(view, row.project.leader),
            row.project.investment_total_wan,
            short_week(row.week),
            row.started,
            start_state(row),
        )
        for number, row in enumerate(rows, 1)
    )
    return Table(columns, found, caption)


def start_state(row: ProjectRow) -> Value:
    """Say in a word how a start stands, and by how many days."""
    overdue = f"，超期{row.late_days}天" if row.late_days else "，今日到期"
    days = {"应开工未开工": overdue, "延期开工": f"{row.late_told}天"}
    state = row.start_told or ("已开工" if row.started else "")
    if not state:
        return Mark("仅有仪式", "bad") if row.empty_ceremony else None
    if row.awaited and row.start_state in {"应开工未开工", "未到期"}:
        late = f"（{overdue[1:]}）" if row.start_state == "应开工未开工" else ""
        return Mark(f"已报开工，待认定{late}", "warn")
    late = "" if row.start_state in STARTED else "已延期"
    missed = f"（{week_said(row.missed)}{late}）" if row.missed else ""
    text = state + days.get(state, "") + missed + ("，仅有仪式" if row.empty_ceremony else "")
    return Mark(text, "bad" if row.empty_ceremony else STATES.get(state, "good"))


def behind(view: View, rows: Iterable[ProjectRow]) -> Table:
    """List projects with a milestone or completion overdue."""
    columns = (
        Column("序号", "count", 3),
        Column("项目名称", width=14),
        Column("责任单位", width=7),
        Column("超期的节点", width=12),
        Column("最早时限", "day", 7),
        Column("超期（天）", "count", 5),
        Column("投资完成率", "percent", 6),
        Column("较序时（百分点）", "gap", 6),
    )
    found = tuple(
        (
            number,
            parts.project(view, row.project.id),
            parts.units(view, row.units),
            tuple(p.name if p.what == "milestone" else "完工投产" for p in row.overdue),
            row.overdue[0].deadline,
            (view.as_of - row.overdue[0].deadline).days or Mark("今日到期", "warn"),
            invested(row),
            row.gap,
        )
        for number, row in enumerate(rows, 1)
    )
    return Table(columns, found)


def invested(row: ProjectRow) -> Rate | None:
    """Give a project's 投资完成率; None out of the year's plan."""
    if row.plan is None:
        return None
    return Rate("投资完成率", "累计完成", row.invested, "年度计划", row.plan.invest_wan, "万元")


def items(view: View, rows: Iterable[ItemRow]) -> Table:
    """List items with their time limit, meetings and state."""
    columns = (
        Column("序号", "count", 3),
        Column("议定事项", width=18),
        Column("责任单位", width=7),
        Column("项目", width=10),
        Column("时限", "day", 7),
        Column("上会（次）", "count", 4),
        Column("状态", width=9),
    )
    return Table(columns, tuple(_item(view, number, row) for number, row in enumerate(rows, 1)))


def _item(view: View, number: int, row: ItemRow) -> tuple[Value, ...]:
    story = row.story
    return (
        number,
        parts.item(view, story.item.id, 60),
        parts.units(view, story.item.responsible),
        parts.project(view, story.item.project) if story.item.project else None,
        story.due.day if story.due else "无时限",
        len(story.meetings),
        _item_state(row),
    )


def _item_state(row: ItemRow) -> Mark:
    """Say how an item stands; one that is reported closed waits for another than the unit."""
    late = f"超期{row.overdue}个工作日" if row.overdue else ""
    if row.open and row.story.reported:
        return Mark(f"已报办结，待确认{f'（{late}）' if late else ''}", "warn")
    tone: Tone = "bad" if row.state == "超期未办结" else "mute" if row.open else "good"
    return Mark("，".join(filter(None, (row.state, late))), tone)


def sums(
    head: str,
    now: Mapping[str, Figures],
    before: Mapping[str, Figures] | None,
    name: Callable[[str], Value],
) -> Table:
    """Set sums by leader, unit or office, with the rates of last period beside."""
    columns = (
        Column(head, width=8),
        Column("计划新开工", "count", 4),
        Column("到期应开工", "count", 4),
        Column("已开工", "count", 4),
        Column("提前", "count", 3),
        Column("延期", "count", 3),
        Column("本期", "count", 3, "应开工未开工"),
        Column("上期", "count", 3, "应开工未开工"),
        Column("年度开工率", "percent", 5),
        Column("本期", "percent", 5, "到期开工率"),
        Column("上期", "percent", 5, "到期开工率"),
        Column("在建", "count", 3),
        Column("节点滞后", "count", 4),
        Column("计划投资（万元）", "wan", 6),
        Column("完成投资（万元）", "wan", 6),
        Column("本期", "percent", 5, "投资完成率"),
        Column("上期", "percent", 5, "投资完成率"),
        Column("较序时（百分点）", "gap", 5),
    )
    planned = ((key, each) for key, each in now.items() if each.projects)
    found = tuple(_sum(name(key), each, (before or {}).get(key)) for key, each in planned)
    return Table(columns, found)


def _sum(name: Value, now: Figures, before: Figures | None) -> tuple[Value, ...]:
    return (
        name,
        now.planned,
        now.due,
        now.started,
        now.early_told,
        now.late_told,
        now.missed,
        before.missed if before else None,
        now.year_rate,
        now.due_rate,
        before.due_rate if before else None,
        now.building,
        now.behind,
        now.invest,
        now.invested,
        now.investment_rate,
        before.investment_rate if before else None,
        now.gap,
    )
