"""Where projects wait before their start, on whom, for how long: a sentence and a table (附件1; O26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Column, Mark, Table
from generator.outputs.tables.openings import uncertified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.mechanism.steps import Wait
    from generator.outputs.papers.sheet import Value
    from generator.outputs.view import View

WORDS = {"附件1": "编报附件1并获确认", "开工": "实质性开工（前期事项已办完）"}


def awaited(wait: Wait, told: Mapping[str, date]) -> str:
    """Name what is waited for; a start already reported only lacks its certification (D13)."""
    if wait.step == "开工" and wait.project in told:
        return f"开工认定（{told[wait.project]}已报开工）"
    return WORDS.get(wait.step, wait.step)


def wait_said(view: View, wait: Wait) -> str:
    """Say one wait: `等环境局：环评，已12个工作日`."""
    return f"等{view.short(wait.unit)}：{WORDS.get(wait.step, wait.step)}，已{wait.days}个工作日"


def waits_table(view: View, found: Iterable[Wait]) -> Table:
    """List waits, the longest first."""
    columns = (
        Column("序号", "count", 2),
        Column("项目名称", width=14),
        Column("责任单位", width=7),
        Column("卡在何处", width=12),
        Column("等待对象", width=5),
        Column("等待单位", width=7),
        Column("自何日起", "day", 6),
        Column("已等待（工作日）", "count", 5),
        Column("超出时限（工作日）", "count", 5),
    )
    told = uncertified(view)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            number,
            parts.project(view, wait.project),
            parts.units(view, story.lead_units(view.as_of)) if (story := view.story(wait.project)) else None,
            awaited(wait, told),
            wait.party,
            parts.unit(view, wait.unit),
            wait.since,
            wait.days,
            Mark(str(wait.overdue), "bad", wait.overdue) if wait.overdue else 0,
        )
        for number, wait in enumerate(found, 1)
    )
    return Table(columns, rows, empty="没有等待中的项目。")
