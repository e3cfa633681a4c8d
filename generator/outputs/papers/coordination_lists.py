"""The lists of C: problems by level and category, items, problems passed on, coordinations held."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Blank, Column, Lines, Mark, Table
from generator.outputs.tables.coordinations import CATEGORIES, LEVELS, grid, level_of
from generator.outputs.templates import cut
from generator.records.model.events import IssueRaised
from generator.records.model.types import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.docket import ItemLine, Problem
    from generator.outputs.papers.sheet import Value
    from generator.outputs.view import View
    from generator.records.model.events import Coordination, IssueEscalated

MEETINGS: tuple[Level, ...] = get_args(Level)
GROUPS = {
    "超期未办结": {"超期未办结"},
    "未到期": {"未到期"},
    "无时限在办": {"无时限"},
    "上周以来办结": {"按期办结", "提前办结", "超期办结", "无时限办结"},
}


def by_kind(found: Sequence[Problem]) -> Table:
    """Count the problems by level and category, with sums."""
    counted = grid(found)
    columns = (
        Column("级别", width=6),
        *(Column(kind, "count", 4) for kind in CATEGORIES),
        Column("合计", "count", 4),
    )
    rows = [(level, *counted[level].values(), sum(counted[level].values())) for level in LEVELS]
    sums = [sum(counted[level][kind] for level in LEVELS) for kind in CATEGORIES]
    return Table(columns, (*rows, ("合计", *sums, sum(sums))), "分类分级", totals=1)


def problems(view: View, found: Sequence[Problem]) -> Table:
    """List every open problem by level and category, the oldest first; none is ever dropped."""
    columns = (
        Column("序号", "count", 2),
        Column("级别", width=4),
        Column("类别", width=3),
        Column("项目", width=9),
        Column("问题", width=14),
        Column("建议", width=11),
        Column("责任单位", width=6),
        Column("提出", width=6.5),
        Column("已上会次数及层级", width=8),
        Column("时限", width=4),
    )
    rows = tuple(_problem(view, number, one) for number, one in enumerate(found, 1))
    return Table(columns, rows, empty="没有需协调解决的问题。")


def _problem(view: View, number: int, one: Problem) -> tuple[Value, ...]:
    raised = one.raised
    return (
        number,
        level_of(one),
        raised.category,
        _project(view, raised.project),
        raised.text,
        raised.proposal,
        parts.units(view, raised.units),
        Lines((raised.date, f"已{one.days}个工作日")),
        _discussed(one),
        Blank("协调时限"),
    )


def _project(view: View, key: str) -> Value:
    """Name a project, and say when it has left the pools: what is open of it is still to be settled."""
    story = view.story(key)
    name = parts.project(view, key)
    return Lines((name, Mark("项目已退库", "mute"))) if story and story.withdrawn else name


def _discussed(one: Problem) -> Value:
    """Say how often the leader coordinated a problem, when last, and to whom it has gone."""
    times = len(one.coordinated)
    last = f"分管负责人{times}次（最近{one.coordinated[-1].date}）" if times else "未上会"
    lines: list[Value] = [last, *(f"{act.date}转报{act.to}" for act in one.escalated)]
    return Lines(tuple(lines))


def items_said(found: Sequence[ItemLine]) -> str:
    """Say how many items are followed, by state."""
    if not found:
        return "没有在办或近两周办结的议定事项。"
    count = {word: sum(line.state in states for line in found) for word, states in GROUPS.items()}
    return (
        f"跟踪议定事项{len(found)}项："
        + "、".join(f"{word}{number}项" for word, number in count.items())
        + "。"
    )


def items(view: View, found: Sequence[ItemLine]) -> Table:
    """List the items: the longest overdue first, then by due date, the closed last."""
    columns = (
        Column("序号", "count", 2),
        Column("议定事项", width=16),
        Column("项目", width=9),
        Column("责任单位", width=6),
        Column("议定日期", "day", 6.5),
        Column("时限", "day", 6.5),
        Column("办理情况", width=8),
        Column("已上会次数及层级", width=8),
    )
    rows = tuple(_item(view, number, line) for number, line in enumerate(found, 1))
    return Table(columns, rows, empty="没有。")


def _item(view: View, number: int, line: ItemLine) -> tuple[Value, ...]:
    story = line.story
    return (
        number,
        parts.item(view, story.item.id, 60),
        _project(view, story.item.project) if story.item.project else None,
        parts.units(view, story.item.responsible),
        story.item.date,
        story.due.day if story.due else "无时限",
        _state(line),
        Lines(tuple(f"{each}{line.discussed[each]}次" for each in MEETINGS if line.discussed.get(each))),
    )


def _state(line: ItemLine) -> Value:
    """Say 按期, 超期N个工作日 or 办结, and a closing that waits for its confirmation."""
    if line.story.closed:
        late = f"（超期{line.overdue}个工作日）" if line.overdue else ""
        return Mark(line.state + late, "warn" if line.overdue else "good")
    reported = "，已报办结待确认" if line.story.reported else ""
    if line.state == "超期未办结":
        late = f"超期{line.overdue}个工作日" if line.overdue else "到期"
        return Mark(f"{late}未办结{reported}", "bad")
    return Mark(("未到期" if line.state == "未到期" else "在办") + reported, "mute")


def passed_on(view: View, found: Sequence[IssueEscalated]) -> Table:
    """List the problems passed on this week."""
    columns = (
        Column("序号", "count", 2),
        Column("转报日期", "day", 6),
        Column("转报给", width=6),
        Column("项目", width=10),
        Column("问题", width=18),
        Column("责任单位", width=6),
    )
    rows = []
    for number, act in enumerate(found, 1):
        raised = view.known.events[act.issue]
        if isinstance(raised, IssueRaised):
            who = parts.units(view, raised.units)
            rows.append((number, act.date, act.to, parts.project(view, raised.project), raised.text, who))
    return Table(columns, tuple(rows), empty="本周没有转报的问题。")


def held(view: View, found: Sequence[Coordination]) -> Table:
    """List the week's coordinations with their form and problems."""
    columns = (
        Column("序号", "count", 2),
        Column("日期", "day", 6),
        Column("方式", width=5),
        Column("协调的问题", width=30),
    )
    rows = tuple(
        (
            number,
            act.date,
            act.form,
            Lines(tuple(_issue(view, key) for key in act.issues)) if act.issues else None,
        )
        for number, act in enumerate(found, 1)
    )
    return Table(columns, rows, empty="本周没有协调。")


def _issue(view: View, key: str) -> str:
    raised = view.known.events.get(key)
    if not isinstance(raised, IssueRaised):
        return key
    return f"{view.project_name(raised.project)}：{cut(raised.text)}"
