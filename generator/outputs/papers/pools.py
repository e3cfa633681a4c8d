"""N 三库: the three pools at a month's end, what moved and why, where projects wait (三(一)二; O12)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.kinds import RECENT, TABLES, PaperKind
from generator.outputs.papers.lists import until
from generator.outputs.papers.parts import Total, beside
from generator.outputs.papers.periods import said
from generator.outputs.papers.pool_lists import building, finished_list, moved, reserve, waited, waits_figure
from generator.outputs.papers.sheet import Heading, Paper, Para
from generator.outputs.tables import summary
from generator.outputs.tables.pooled import month_moves, move_counts, pool_sums
from generator.outputs.tables.waits import waits_by_party, waits_by_unit
from generator.outputs.templates import yi
from generator.records.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block
    from generator.outputs.view import View

NAME = "三库"


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up the pools at the end of a month."""
    if not isinstance(period, Month):
        return ()
    return (
        replace(
            parts.form(view, KIND, period),
            title=f"{said(period)}全区重大产业项目储备库、建设库、竣工库",
            blocks=tuple(_blocks(view, period)),
        ),
    )


KIND = PaperKind("N", NAME, "月", "", TABLES, make, search=False, keep=RECENT)


def _blocks(view: View, month: Month) -> Iterator[Block]:
    rows = summary(view).pools
    before = parts.earlier(view, month)
    yield Heading("一、总体情况")
    yield Para((_said(view, month),))
    yield beside(totals(view, month), totals(before, month.shift(-1)) if before else None, ("本月", "上月"))
    yield Heading("二、本月入库、转库、出库")
    yield moved(view, month_moves(view, month), month)
    yield Heading(f"三、储备库（{len(rows['储备库'])}个）")
    yield reserve(view, rows["储备库"])
    yield Heading(f"四、建设库（{len(rows['建设库'])}个）")
    yield building(view, rows["建设库"])
    yield Heading(f"五、竣工库（{len(rows['竣工库'])}个）")
    yield finished_list(view, rows["竣工库"])
    yield Heading("六、开工前卡点")
    yield Para((_waits_said(view),))
    lines = waits_by_unit(view)
    if lines:
        yield waits_figure(view, lines, month)
    yield waited(view, lines)


def totals(view: View, month: Month) -> Sequence[Total]:
    """Give a month's indicators: the pools, the movements, the waits."""
    moves = move_counts(month_moves(view, month))
    parties = waits_by_party(view)
    return [
        *(Total(f"{pool}（个）", found.count) for pool, found in pool_sums(view).items()),
        *(Total(f"{pool}总投资（亿元）", found.amounts[0], "yi") for pool, found in pool_sums(view).items()),
        *(Total(f"本月{name}（个）", count) for name, count in moves.items()),
        *(Total(f"开工前等待{line.party}（个）", line.projects) for line in parties),
    ]


def _said(view: View, month: Month) -> str:
    pools = "；".join(
        f"{pool}{found.count}个，总投资{yi(found.amounts[0])}亿元" for pool, found in pool_sums(view).items()
    )
    moves = "、".join(f"{name}{count}个" for name, count in move_counts(month_moves(view, month)).items())
    return f"{until(view)}，{pools}。本月{moves}。"


def _waits_said(view: View) -> str:
    parties = "；".join(
        f"等待{line.party}的{line.projects}个"
        + (f"，最长已等{line.longest}个工作日" if line.projects else "")
        for line in waits_by_party(view)
    )
    return f"储备库项目开工前的卡点，按等待对象：{parties}。同一项目可同时等待几个单位。"
