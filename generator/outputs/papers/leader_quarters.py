"""The quarters of paper M: what each project owes in each, how it stands, and the sums of a leader."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.outputs.papers import lists, parts
from generator.outputs.papers.planned import COLUMNS, cells
from generator.outputs.papers.sheet import Column, Lines, Mark, Table, Tone
from generator.outputs.rates import Rate
from generator.outputs.tables.plans import plan_sum, quarters_of
from generator.outputs.tables.projects import week_said
from generator.outputs.tables.tasks import WHATS
from generator.outputs.templates import short_week, wan
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from generator.mechanism.construction import Promise
    from generator.mechanism.deeds import What
    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables import ProjectRow
    from generator.outputs.tables.plans import PlanLine
    from generator.outputs.tables.tasks import PlanTask, QuarterSum, TaskState
    from generator.outputs.view import View
    from generator.records.calendar import Quarter

WORDS: dict[What, str] = {"start": "开工", "milestone": "节点", "completion": "完工投产"}
NAMES = ("一季度", "二季度", "三季度", "四季度")
TONES: dict[TaskState, Tone] = {
    "提前完成": "good",
    "按期完成": "good",
    "延期完成": "warn",
    "超期未完成": "bad",
    "未到期": "mute",
}


def quarter_sums(found: Sequence[QuarterSum]) -> Table:
    """Set the four quarters side by side: tasks planned and done, overdue, investment planned."""
    columns = (
        Column("季度", width=5),
        *(Column(head, "count", 4, WORDS[what]) for what in WHATS for head in ("计划", "已完成")),
        Column("超期未完成", "count", 5),
        Column("本季计划投资（万元）", "wan", 8),
        Column("累计计划投资（万元）", "wan", 8),
        Column("累计占全年", "percent", 6),
    )
    year = found[-1].invest_to_date
    rows = [_quarter(NAMES[place], each, year) for place, each in enumerate(found)]
    closing: tuple[Value, ...] = (
        "全年",
        *(sum(amounts[what] for amounts in pair) for what in WHATS for pair in _pairs(found)),
        sum(each.overdue for each in found),
        year,
        year,
        _reached(year, year),
    )
    return Table(columns, (*rows, closing), totals=1)


def _pairs(found: Sequence[QuarterSum]) -> tuple[list[dict[What, int]], list[dict[What, int]]]:
    return [each.planned for each in found], [each.done for each in found]


def _quarter(name: str, each: QuarterSum, year: Decimal) -> tuple[Value, ...]:
    pairs = (counted[what] for what in WHATS for counted in (each.planned, each.done))
    reached = _reached(each.invest_to_date, year)
    return (name, *pairs, each.overdue, each.invest, each.invest_to_date, reached)


def _reached(part: Decimal, year: Decimal) -> Rate:
    return Rate("累计计划投资占全年", "累计计划", part, "全年计划", year, "万元")


def task_table(view: View, tasks: Sequence[PlanTask]) -> Table:
    """List every start, milestone and completion by its deadline."""
    columns = (
        Column("季度", width=4),
        Column("任务", width=12),
        Column("项目名称", width=14),
        Column("责任单位", width=6),
        Column("计划", width=6),
        Column("时限", "day", 6),
        Column("实际完成", "day", 6),
        Column("状态", width=9),
    )
    rows = tuple(
        (
            NAMES[task.quarter.number - 1],
            _named(task.promise),
            parts.project(view, task.line.project.id),
            parts.units(view, task.line.story.lead_units(view.as_of)),
            _when(task.promise),
            task.promise.deadline,
            task.deed.date if task.deed else None,
            mark(task),
        )
        for task in tasks
    )
    return Table(columns, rows, empty="本年没有到期的开工、节点或完工投产。")


def mark(task: PlanTask) -> Mark:
    """Say how a task stands, and by how many days it is late."""
    if task.state == "超期未完成" and not task.late:
        return Mark("今日到期未完成", "bad")
    late = f"{task.late}天" if task.late else ""
    missed = f"（{week_said(task.missed)}）" if task.missed else ""
    return Mark(f"{task.state}{late}{missed}", TONES[task.state])


def _named(promise: Promise) -> str:
    return promise.name if promise.what == "milestone" else WORDS[promise.what]


def _when(promise: Promise) -> str:
    period = promise.period
    return short_week(period) if isinstance(period, Week) else f"{period.year}年{period.number}月"


def project_table(
    view: View, lines: Sequence[PlanLine], tasks: Sequence[PlanTask], rows: Sequence[ProjectRow]
) -> Table:
    """Set each project's plan line beside what it owes in each quarter and how it stands."""
    columns = (
        *COLUMNS,
        *(Column(name, width=8, group="分季推进计划") for name in NAMES),
        Column("目前进展", width=8),
    )
    now = {row.project.id: row for row in rows}
    quarters, due = quarters_of(lines[0].plan.year) if lines else (), _due(tasks)
    found = tuple(
        (
            *cells(view, number, line),
            *(_owed(line, due.get((line.project.id, quarter), ()), quarter) for quarter in quarters),
            _state(line, now.get(line.project.id)),
        )
        for number, line in enumerate(lines, 1)
    )
    if not found:
        return Table(columns, ())
    whole = plan_sum(lines)
    closing: tuple[Value, ...] = ("", f"合计（{whole.count}个）", "", "", "", *whole.amounts, *("",) * 10)
    even = sum(not line.plan.schedule and bool(line.plan.invest_wan) for line in lines)
    note = f"{even}个项目没有分月计划，分季投资按全年计划逐月均分。" if even else ""
    return Table(columns, (*found, closing), totals=1, note=note)


def _due(tasks: Sequence[PlanTask]) -> Mapping[tuple[str, Quarter], Sequence[PlanTask]]:
    """Give the tasks of each project and quarter."""
    found: dict[tuple[str, Quarter], list[PlanTask]] = defaultdict(list)
    for task in tasks:
        found[task.line.project.id, task.quarter].append(task)
    return found


def _owed(line: PlanLine, mine: Sequence[PlanTask], quarter: Quarter) -> Lines:
    """Say what a project owes in a quarter, and the investment planned for it."""
    return Lines((*map(_owed_said, mine), f"投资{wan(line.invest_in(quarter))}万元"))


def _owed_said(task: PlanTask) -> str:
    period = task.promise.period
    when = f"第{period.number}周" if isinstance(period, Week) else f"{period.number}月"
    state = "" if task.state == "未到期" else f"（{mark(task).text}）"
    return f"{when}{_named(task.promise)}{state}"


def _state(line: PlanLine, row: ProjectRow | None) -> Value:
    """Say how a project stands: start or construction, investment so far; None without a row of the year."""
    if line.story.withdrawn:
        return Mark("已退库", "mute")
    if row is None or row.plan is None or row.plan.year != line.plan.year:
        return None
    money = (f"完成投资{wan(row.invested)}万元", lists.invested(row)) if row.reported else ("未报投资",)
    return Lines((_standing(row), *money))


def _standing(row: ProjectRow) -> Value:
    if row.completed:
        return Mark("已竣工", "good")
    if row.pool == "储备库":
        return lists.start_state(row) or Mark("前期推进", "mute")
    if row.behind:
        return Mark("在建，节点滞后", "bad")
    return Mark("在建，无超期节点", "good")
