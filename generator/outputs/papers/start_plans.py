"""A 附件1《__项目开工推进计划表》: the 12 steps of each project to start, where it waits (三(三)二; O25)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.kinds import TABLES, PaperKind
from generator.outputs.papers.numerals import numeral
from generator.outputs.papers.parts import Total
from generator.outputs.papers.sheet import Heading, Paper, Para
from generator.outputs.papers.start_plan_table import form
from generator.outputs.papers.waiting import waits_table
from generator.outputs.tables.preparations import (
    preparation_figures,
    preparations,
    preparations_of,
    waits_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block
    from generator.outputs.tables.preparations import Preparation
    from generator.outputs.view import View

NAME = "项目开工推进计划表"


def make(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up 附件1 of a year: of one unit, or of every unit with projects to start."""
    if not isinstance(period, int):
        return ()
    every = preparations(view)
    found = preparations_of(every, scope) if scope else every
    who = view.full(scope) if scope else "全区"
    begun = parts.form(view, KIND, period, scope)
    return (
        replace(
            begun,
            title=f"{who}项目开工推进计划表（{period}年）",
            issuer=who if scope else begun.issuer,
            sign="",
            blocks=tuple(_blocks(view, period, found, scope)),
            size="A3横",
            lead=parts.unit_lines(view, scope),
        ),
    )


KIND = PaperKind("A", NAME, "年", "unit", TABLES, make)


def _blocks(view: View, year: int, found: Sequence[Preparation], scope: str) -> Iterator[Block]:
    if not found:
        yield Para((figures_said(found),))
        return
    ago = _before(view, year, scope)
    yield Heading("一、总体情况")
    yield Para((figures_said(found),))
    heads = (f"{year}年", f"{year - 1}年")
    yield parts.beside(totals(found), totals(ago) if ago is not None else None, heads)
    yield Heading("二、等待情况")
    yield waits_table(view, waits_of(view, found))
    yield Heading("三、项目开工推进计划表")
    if scope:
        yield form(view, found)
        return
    units = sorted({unit for one in found for unit in one.row.units})
    for number, unit in enumerate(units, 1):
        yield Heading(f"（{numeral(number)}）{view.full(unit)}", 2)
        yield form(view, preparations_of(found, unit))


def _before(view: View, year: int, unit: str) -> Sequence[Preparation] | None:
    last = parts.earlier(view, year)
    if last is None:
        return None
    every = preparations(last)
    return preparations_of(every, unit) if unit else every


def figures_said(found: Sequence[Preparation]) -> str:
    """Say how many projects are to start, how far 附件1 and its steps have come."""
    if not found:
        return "没有计划开工和开展前期的项目。"
    figures = preparation_figures(found)
    return (
        f"计划开工和开展前期的项目{figures.projects}个，已开工{figures.started}个。"
        f"附件1已编报{figures.drawn}个、经区重大项目办确认{figures.confirmed}个，"
        f"未编报{figures.projects - figures.drawn}个。"
        f"适用的前期事项{figures.steps}项，已完成{figures.done}项；"
        f"等待中的项目{figures.waiting}个，其超期未完成的事项{figures.overdue}项。"
    )


def totals(found: Sequence[Preparation]) -> Sequence[Total]:
    """Give the year's indicators."""
    figures = preparation_figures(found)
    return (
        Total("计划开工和开展前期项目（个）", figures.projects),
        Total("已开工（个）", figures.started),
        Total("附件1已编报（个）", figures.drawn),
        Total("附件1经确认（个）", figures.confirmed),
        Total("等待中的项目（个）", figures.waiting),
        Total("适用事项（项）", figures.steps),
        Total("已完成事项（项）", figures.done),
        Total("超期未完成事项（项）", figures.overdue),
        Total(figures.done_rate.name, figures.done_rate, "percent"),
    )
