"""E 月度通报: one a month, as of its last day, this month beside the last (四(二); O18, O32, O40)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from generator.outputs.papers import charted, differences, lists, parts
from generator.outputs.papers.bulletin_annexes import ANNEXES
from generator.outputs.papers.bulletin_sections import (
    building,
    cards,
    docket,
    duties,
    new_starts,
    starts,
)
from generator.outputs.papers.kinds import TEXTS, PaperKind
from generator.outputs.papers.parts import Total, beside, para
from generator.outputs.papers.sheet import Blank, Heading, Paper
from generator.outputs.tables import summary
from generator.records.calendar import Month
from generator.records.model.events.issues import Category

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Table
    from generator.outputs.tables import Summary
    from generator.outputs.view import View

NAME = "月度通报"
COUNTS = (
    ("计划新开工（个）", "planned"),
    ("到期应开工（个）", "due"),
    ("已开工（个）", "started"),
    ("提前开工（个）", "early"),
    ("延期开工（个）", "late"),
    ("应开工未开工（个）", "missed"),
    ("仪式无实质进展（个）", "empty_ceremonies"),
    ("在建节点滞后（个）", "behind"),
    ("年内竣工（个）", "completed"),
)
RATES = ("year_rate", "due_rate", "investment_rate", "completion_rate", "entered_rate")


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up the bulletin of a month."""
    if not isinstance(period, Month):
        return ()
    now = summary(view)
    last = period.shift(-1)
    known = last >= next(iter(view.report.quarters)).months[0]
    before = summary(view.sealed(last) or view.at(last.last)) if known else None
    return (
        replace(
            parts.bulletin(view, KIND, period),
            title=f"关于{period.year}年{period.number}月全区重大产业项目推进情况的通报",
            page=f"bulletins/{period}.md",
            blocks=tuple(_blocks(now, before, period)),
            annexes=tuple(annex(now, before) for annex in ANNEXES),
            copies=("各分管负责人", "区委、区政府督查室"),
        ),
    )


KIND = PaperKind("E", NAME, "月", "", TEXTS, make)


def _blocks(now: Summary, before: Summary | None, month: Month) -> Iterator[Block]:
    yield Heading("一、总体情况")
    yield para(lists.starts_said(now))
    yield para(charted.investment(now).removeprefix("投资进度："))
    yield para(lists.docket_said(now))
    yield _beside(now, before)
    yield charted.starts(now)
    yield charted.progress(now)
    yield from starts(now, month)
    yield from new_starts(now, month)
    yield from building(now, month)
    yield from docket(now)
    yield from duties(now, before)
    yield from cards(now)
    yield from _problems(now)
    yield from differences.section(now.view, month, figures, before.view if before else None)


def _beside(now: Summary, before: Summary | None) -> Table:
    """Set the indicators beside last month's; those of starts go by this year's weeks, which is said."""
    made = beside(totals(now), totals(before) if before and _same_year(now, before) else None)
    if not (count := now.figures.relisted):
        return made
    early = now.figures.relisted_early
    note = (
        f"表中提前、延期开工按本年计划的开工周统计；往年计划已延期、重新列入本年计划后开工的{count}个"
        f"（按本年计划提前{early}个、按期{count - early}个），按延期开工计分，列入延期开工名单。"
    )
    return replace(made, note=note)


def _same_year(now: Summary, before: Summary) -> bool:
    return now.view.as_of.year == before.view.as_of.year


def figures(view: View) -> Sequence[Total]:
    """Give the indicators of a view's month."""
    return totals(summary(view))


def totals(now: Summary) -> Sequence[Total]:
    """Give a month's indicators."""
    figures, items = now.figures, now.item_figures
    found = [Total(name, getattr(figures, key)) for name, key in COUNTS]
    rates = [getattr(figures, key) for key in RATES]
    found += [Total(rate.name, rate, "percent") for rate in rates]
    found += [
        Total("累计完成投资（亿元）", figures.invested, "yi"),
        Total("较序时进度（百分点）", figures.pace, "gap"),
        Total("议定事项（项）", items.total),
        Total("超期未办结（项）", items.overdue),
        Total("办结率", items.closed_rate, "percent"),
        Total("按期办结率", items.on_time_rate, "percent"),
        Total("本年黄牌（张）", sum(card.colour == "黄牌" for card in now.cards_of_year)),
        Total("本年红牌（张）", sum(card.colour == "红牌" for card in now.cards_of_year)),
    ]
    return found


def _problems(now: Summary) -> Iterator[Block]:
    yield Heading("八、存在问题与下步要求")
    kinds = Counter(problem.raised.category for problem in now.open_problems)
    listed = "、".join(f"{kind}类{count}个" for kind in get_args(Category) if (count := kinds[kind]))
    passed = sum(bool(problem.escalated) for problem in now.open_problems)
    said_kinds = f"，其中{listed}" if listed else ""
    yield para(f"台账中未解决的问题{len(now.open_problems)}个{said_kinds}；已转报上级协调的{passed}个。")
    yield para("下步要求：", Blank("由区重大项目办填写", 16))
