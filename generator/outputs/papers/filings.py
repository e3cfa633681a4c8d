"""Who handed in what a week asks for: a sentence and a table of states, for several papers (D28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Column, Mark, Table
from generator.outputs.tables.derived import owed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.mechanism.obligations import Duty, Obligation, State
    from generator.outputs.papers.sheet import Tone, Value
    from generator.outputs.view import View
    from generator.records.calendar import Week

TONES: dict[State, Tone] = {"按时": "good", "迟报": "warn", "未报": "bad", "未到期": "mute"}
UNKNOWN = "缺少工作日历，应报情况暂不能列出。"


def of_week(view: View, week: Week, duty: Duty) -> Sequence[Obligation] | None:
    """List who owes one duty for a week; None where the calendar of working days is missing."""
    found = owed(view, week.first, week.last)
    return None if found is None else [one for one in found if one.duty == duty and one.period == week]


def state(one: Obligation) -> Mark:
    """Say how a duty stands, late by how many working days."""
    late = f"{one.late}个工作日" if one.late else ""
    return Mark(one.state + late if one.state != "未报" else one.state, TONES[one.state])


def filed_said(view: View, week: Week, duty: Duty) -> str:
    """Say how many owed a duty, gave it in time or late, and who is silent."""
    found = of_week(view, week, duty)
    if found is None:
        return UNKNOWN
    if not found:
        return "本周没有工作日，不需报送。"
    counts = {word: sum(one.state == word for one in found) for word in TONES}
    silent = "、".join(dict.fromkeys(view.short(one.party) for one in found if one.state == "未报"))
    listed = "、".join(f"{word}{count}个" for word, count in counts.items() if count or word != "未到期")
    return f"应报{len(found)}个：{listed}{f'（{silent}）' if silent else ''}。"


def filed(view: View, week: Week, duty: Duty) -> Table:
    """Set out who owed a duty, by when, when it was given."""
    columns = (
        Column("综合协调办", width=8),
        Column("应报日", "day", 6),
        Column("报送日", "day", 6),
        Column("状态", width=8),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (parts.office(view, one.party), one.due, one.done, state(one))
        for one in of_week(view, week, duty) or ()
    )
    return Table(columns, rows, empty="没有应报单位。")
