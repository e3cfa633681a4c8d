"""The lists of paper O: problems, items, what was passed on; paper Q shows the same columns of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Column, Lines, Mark, Name, Table
from generator.outputs.tables.derived import docket_of
from generator.outputs.tables.docketed import concerned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.mechanism.docket import ItemLine, ItemState, Problem
    from generator.mechanism.items import ItemStory
    from generator.outputs.papers.sheet import Tone, Value
    from generator.outputs.view import View
    from generator.records.model.events import IssueEscalated

TONES: Mapping[ItemState, Tone] = {
    "提前办结": "good",
    "按期办结": "good",
    "无时限办结": "good",
    "超期办结": "warn",
    "超期未办结": "bad",
    "未到期": "mute",
    "无时限": "warn",
}


def problems(view: View, found: Sequence[Problem], empty: str) -> Table:
    """List problems with their level, what came of them, and the days they were open."""
    columns = (
        Column("编号", width=7),
        Column("提出日期", "day", 5),
        Column("级别（及转报）", width=9),
        Column("类别", width=3),
        Column("项目", width=9),
        Column("问题", width=18),
        Column("涉及单位", width=7),
        Column("上会次数（层级）", width=6),
        Column("状态", width=8),
        Column("未解决天数（工作日）", "count", 5),
    )
    rows = tuple(
        (
            one.raised.id,
            one.raised.date,
            level(one),
            one.raised.category,
            parts.project(view, one.raised.project),
            one.raised.text,
            parts.units(view, concerned(view, one)),
            f"分管负责人{len(one.coordinated)}次" if one.coordinated else 0,
            problem_state(one),
            one.days,
        )
        for one in found
    )
    return Table(columns, rows, empty=empty)


def level(one: Problem) -> Value:
    """Say the level a problem was raised at, and each step it was passed on, with the day."""
    steps = tuple(f"→{act.to}（{act.date.isoformat()}）" for act in one.escalated)
    return Lines((one.raised.level, *steps)) if steps else one.raised.level


def problem_state(one: Problem) -> Value:
    """Say how a problem stands."""
    if one.resolved:
        return Lines((Mark("已解决", "good"), one.resolved.date))
    if one.escalated:
        return Mark(f"已转报{one.escalated[-1].to}", "warn")
    return Mark("协调中", "mute") if one.coordinated else Mark("待协调", "warn")


def items(view: View, found: Sequence[ItemLine], empty: str) -> Table:
    """List items with their time limit, meetings, state and tier of lateness."""
    columns = (
        Column("编号", width=6),
        Column("议定日期", "day", 5),
        Column("会议层级", width=5),
        Column("内容", width=18),
        Column("责任单位", width=6),
        Column("配合单位", width=6),
        Column("时限（原→现）", width=8),
        Column("上会次数（层级）", width=7),
        Column("办结日", width=6),
        Column("状态", width=6),
        Column("超期（工作日）", "count", 4),
        Column("超期档", width=5),
    )
    rows = tuple(
        (
            Name(line.story.item.id, f"items/{line.story.item.id}.md"),
            line.story.item.date,
            _level_of(line.story),
            line.story.item.text,
            parts.units(view, line.story.item.responsible),
            parts.units(view, line.story.item.supporting),
            limit(line),
            discussed(line),
            _closed(line.story),
            Mark(line.state, TONES[line.state]),
            line.overdue,
            Mark(f"超{line.tier}个工作日", "bad") if line.tier else None,
        )
        for line in found
    )
    return Table(columns, rows, empty=empty)


def _level_of(story: ItemStory) -> str | None:
    """Name the level of the meeting that decided an item."""
    held = {meeting.id: meeting.level for meeting in story.meetings}
    return held.get(story.item.meeting)


def limit(line: ItemLine) -> Value:
    """Say the time limit; an extended one with the first and the number of extensions (D22)."""
    dues = line.story.dues
    if not dues:
        return Mark("无时限", "warn")
    now = dues[-1]
    shifted = (f"休息日顺延至{now.day.isoformat()}",) if now.day != now.written else ()
    late = (f"不计入的调整{line.refused}次",) if line.refused else ()
    if line.extensions:
        moved = (
            f"原 {dues[0].written.isoformat()}",
            f"现 {now.written.isoformat()}（调整{line.extensions}次）",
        )
        return Lines((*moved, *shifted, *late))
    return Lines((now.written, *shifted, *late)) if shifted or late else now.written


def discussed(line: ItemLine) -> Value:
    """Say how often an item was discussed at each level, and how often that cost points (3.2)."""
    found: list[Value] = [f"{level}{count}次" for level, count in line.discussed.items()]
    if line.repeated:
        found.append(Mark(f"已扣分{line.repeated}次", "bad"))
    return Lines(tuple(found)) if found else 0


def _closed(story: ItemStory) -> Value:
    if story.closed:
        return story.closed.date
    if story.reported:
        return Lines((Mark("已报办结，待确认", "warn"), story.reported.date))
    return None


def passed(view: View, found: Sequence[IssueEscalated]) -> Table:
    """List what was passed on, to whom, and how it stands (O17, O20)."""
    columns = (
        Column("转报日期", "day", 5),
        Column("转报给", width=6),
        Column("问题编号", width=7),
        Column("类别", width=3),
        Column("项目", width=10),
        Column("问题", width=18),
        Column("涉及单位", width=7),
        Column("状态", width=7),
    )
    known = docket_of(view).problems
    rows = tuple(
        (
            act.date,
            act.to,
            act.issue,
            (one := known[act.issue]).raised.category,
            parts.project(view, one.raised.project),
            one.raised.text,
            parts.units(view, concerned(view, one)),
            problem_state(one),
        )
        for act in found
    )
    return Table(columns, rows, empty="没有转报的问题。")
