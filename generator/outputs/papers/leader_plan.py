"""M 分管领导年度推进计划: one leader's projects of the year by quarter, and how far they are (O14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from generator.mechanism.timeline import approvals
from generator.outputs.papers import parts
from generator.outputs.papers.kinds import TABLES, PaperKind
from generator.outputs.papers.leader_quarters import project_table, quarter_sums, task_table
from generator.outputs.papers.lists import until
from generator.outputs.papers.parts import Total, beside
from generator.outputs.papers.planned import totals
from generator.outputs.papers.sheet import Column, Fold, Heading, Paper, Para, Table
from generator.outputs.tables import Figures, figures, summary
from generator.outputs.tables.plans import plan_lines, plan_sum, plan_sums
from generator.outputs.tables.tasks import by_quarter, plan_tasks
from generator.outputs.templates import percent, yi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.tables.plans import PlanLine
    from generator.outputs.view import View
    from generator.records.model.organisations import Leader

NAME = "分管领导推进计划"


def make(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up a year's plan of one leader, or of all in turn; none for an unknown leader."""
    if not isinstance(period, int) or (scope and scope not in view.known.leaders):
        return ()
    whose = f"分管负责人{view.leader_name(scope)}" if scope else "各分管负责人"
    return (
        replace(
            parts.form(view, KIND, period, scope),
            title=f"{whose}{period}年度重点产业项目推进计划",
            blocks=tuple(_one(view, period, scope) if scope else _all(view, period)),
            size="A3横",
        ),
    )


KIND = PaperKind("M", NAME, "年", "leader", TABLES, make, search=False)


def _all(view: View, year: int) -> Iterator[Block]:
    """Set all leaders side by side, then each leader's plan, folded."""
    yield Heading("一、各分管负责人计划安排")
    yield _overview(view, year)
    yield Heading("二、各分管负责人推进计划")
    for leader in _leaders(view, year):
        offices = "、".join(view.short(office) for office in leader.offices)
        blocks = tuple(_one(view, year, leader.id, ("（一）", "（二）", "（三）", "（四）"), 2))
        yield Fold(view.leader_name(leader.id), blocks, leader.id, offices)


def _leaders(view: View, year: int) -> Sequence[Leader]:
    """Give the leaders with projects in a year's plan."""
    busy = {line.project.leader for line in plan_lines(view, year)}
    return [leader for leader in view.leaders if leader.id in busy]


def _overview(view: View, year: int) -> Table:
    """Set the leaders' plans and results side by side, the district's last."""
    columns = (
        Column("分管负责人", width=6),
        *(Column(head, "count", 4) for head in ("项目（个）", "新开工", "续建", "前期")),
        Column("总投资（万元）", "wan", 7),
        Column("本年计划（万元）", "wan", 7),
        *(Column(f"{name}季度", "wan", 6, "分季计划投资（万元）") for name in "一二三四"),
        Column("已开工", "count", 4),
        Column("已竣工", "count", 4),
        Column("累计完成投资（万元）", "wan", 7),
        Column("投资完成率", "percent", 5),
        Column("较序时（百分点）", "gap", 6),
    )
    lines = plan_lines(view, year)
    now = _results(view, year)
    rows = [
        (parts.leader(view, leader.id), *_line(view, year, mine, now.get(leader.id) if now else None))
        for leader in _leaders(view, year)
        for mine in [[line for line in lines if line.project.leader == leader.id]]
    ]
    if not rows:
        return Table(columns, (), empty=f"{year}年没有列入计划的项目。")
    whole = figures(summary(view).rows) if now else None
    gone = _gone(lines) if now else ""
    note = f"本年计划{gone}，已开工、已竣工、累计完成投资和完成率不含。" if gone else ""
    return Table(columns, (*rows, ("合计", *_line(view, year, lines, whole))), totals=1, note=note)


def _gone(lines: Sequence[PlanLine]) -> str:
    """Say how much of a plan is that of projects withdrawn since; empty for none."""
    gone = [line for line in lines if line.story.withdrawn]
    return f"含此后退库的{len(gone)}个项目{yi(plan_sum(gone).amounts[2])}亿元" if gone else ""


def _line(view: View, year: int, lines: Sequence[PlanLine], now: Figures | None) -> tuple[Value, ...]:
    whole = plan_sum(lines)
    quarters = by_quarter(lines, plan_tasks(lines, view.as_of), year)
    results: tuple[Value, ...] = (None,) * 5
    if now:
        results = (now.started, now.completed, now.invested, now.investment_rate, now.gap)
    return (
        whole.count,
        *(found.count for found in plan_sums(lines).values()),
        whole.amounts[0],
        whole.amounts[2],
        *(each.invest for each in quarters),
        *results,
    )


def _results(view: View | None, year: int) -> dict[str, Figures] | None:
    """Give each leader's results of a year; None from a day of another year."""
    return dict(summary(view).by_leader) if view and view.as_of.year == year else None


def _one(
    view: View,
    year: int,
    leader: str,
    marks: Sequence[str] = ("一、", "二、", "三、", "四、"),
    level: Literal[1, 2] = 1,
) -> Iterator[Block]:
    lines = [line for line in plan_lines(view, year) if line.project.leader == leader]
    if not lines:
        yield Para((f"{year}年没有分管列入计划的项目。",))
        return
    tasks = plan_tasks(lines, view.as_of)
    quarters = by_quarter(lines, tasks, year)
    yield Heading(f"{marks[0]}总体情况", level)
    yield Para((_said(view, year, leader, lines),))
    yield _beside(view, year, leader)
    yield Heading(f"{marks[1]}分季安排", level)
    if year not in approvals(view.known):
        yield Para((f"{year}年计划尚未批准，开工、节点和完工投产在批准后列入。",), note=True)
    yield quarter_sums(quarters)
    yield Heading(f"{marks[2]}项目推进计划", level)
    yield project_table(view, lines, tasks, summary(view).rows)
    yield Heading(f"{marks[3]}按时限排列的任务", level)
    yield task_table(view, tasks)


def _said(view: View, year: int, leader: str, lines: Sequence[PlanLine]) -> str:
    whole = plan_sum(lines)
    text = (
        f"分管项目{whole.count}个，总投资{yi(whole.amounts[0])}亿元，本年计划投资{yi(whole.amounts[2])}亿元"
    )
    found = (_results(view, year) or {}).get(leader)
    if found is None:
        return text + "。"
    gone = _gone(lines)
    text += f"（{gone}，下列不含）。" if gone else "。"
    return text + (
        f"{until(view)}，计划新开工{found.planned}个，到期应开工{found.due}个，已开工{found.started}个，"
        f"应开工未开工{found.missed}个；在建{found.building}个，节点滞后{found.behind}个，已竣工{found.completed}个；"
        f"累计完成投资{yi(found.invested)}亿元，占年度计划的{percent(found.investment_rate)}。"
    )


def _beside(view: View, year: int, leader: str) -> Table:
    before = _totals(parts.earlier(view, year), year - 1, leader)
    heads = (f"{year}年{until(view)}", f"{year - 1}年全年")
    return beside(_totals(view, year, leader) or (), before, heads)


def _totals(view: View | None, year: int, leader: str) -> Sequence[Total] | None:
    """Give a leader's indicators of a year, plan first, then results; None where nothing was planned."""
    lines = [line for line in plan_lines(view, year) if line.project.leader == leader] if view else ()
    if not lines:
        return None
    found = (_results(view, year) or {}).get(leader)
    rate = found.investment_rate if found else None
    return [
        *totals(lines),
        Total("已开工（个）", found.started if found else None),
        Total("应开工未开工（个）", found.missed if found else None),
        Total("已竣工（个）", found.completed if found else None),
        Total("累计完成投资（亿元）", found.invested if found else None, "yi"),
        Total("投资完成率", rate, "percent"),
    ]
