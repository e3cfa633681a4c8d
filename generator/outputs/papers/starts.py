"""D 周新开工情况: a week's starts, what is due and not started, what comes next (三(二)四; O22)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.papers import lists, parts, start_lists
from generator.outputs.papers.filings import filed, filed_said
from generator.outputs.papers.kinds import RECENT, TEXTS, PaperKind
from generator.outputs.papers.parts import Total
from generator.outputs.papers.periods import said
from generator.outputs.papers.sheet import Heading, Paper, Para
from generator.outputs.tables import summary
from generator.outputs.tables.openings import (
    certified_later,
    opening_figures,
    openings,
    planned_in,
)
from generator.outputs.templates import yi
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block
    from generator.outputs.view import View

NAME = "周新开工情况"


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up a week's new starts for the whole district."""
    if not isinstance(period, Week):
        return ()
    return (
        replace(
            parts.form(view, KIND, period),
            title=f"{period.year}年第{period.number}周全区重大产业项目新开工情况",
            blocks=tuple(_blocks(view, period)),
        ),
    )


KIND = PaperKind("D", NAME, "周", "", TEXTS, make, search=False, keep=RECENT)


def _blocks(view: View, week: Week) -> Iterator[Block]:
    begun = openings(view, week)
    yield Para((week_said(view, week),))
    yield Para((lists.starts_said(summary(view)),))
    yield parts.beside(totals(view, week), _last_totals(view, week), ("本周", "上周"))
    yield Heading("一、本周新开工项目")
    yield start_lists.started(view, begun, "本周没有新开工项目。")
    if proved := certified_later(view, week):
        yield Para(("以前各周开工、本周通过认定的项目：",))
        yield start_lists.started(view, proved, "")
    yield Heading("二、应开工未开工项目")
    yield Para((start_lists.missed_said(view),))
    yield start_lists.missed(view, week)
    yield Heading("三、下周计划开工项目")
    yield start_lists.coming(view, week.shift(1))
    yield Heading("四、综合协调办报送情况")
    yield Para((filed_said(view, week, "周新开工报送"),))
    yield filed(view, week, "周新开工报送")


def week_said(view: View, week: Week) -> str:
    """Say the week in one line of totals."""
    figures = opening_figures(openings(view, week))
    coming = len(planned_in(view, week.shift(1)))
    amount = f"，总投资{yi(figures.invest)}亿元" if figures.starts else ""
    split = f"（已认定{figures.certified}个、待认定{figures.pending}个{amount}）" if figures.starts else ""
    early = f"，其中提前开工{figures.early}个、延期开工{figures.late}个" if figures.starts else ""
    return (
        f"{said(week)}，全区新开工项目{figures.starts}个{split}{early}；"
        f"仅举行开工仪式的{figures.ceremonies}个；下周计划开工{coming}个。"
    )


def totals(view: View, week: Week) -> Sequence[Total]:
    """Give the week's indicators, then the year's up to the day."""
    figures, year = opening_figures(openings(view, week)), summary(view).figures
    return (
        Total("本周新开工（个）", figures.starts),
        Total("其中待认定（个）", figures.pending),
        Total("新开工总投资（亿元）", figures.invest, "yi"),
        Total("仅举行仪式（个）", figures.ceremonies),
        Total("下周计划开工（个）", len(planned_in(view, week.shift(1)))),
        Total(f"{view.as_of.year}年累计开工（个）", year.started),
        Total(f"{view.as_of.year}年应开工未开工（个）", year.missed),
        Total(f"{view.as_of.year}年度开工率", year.year_rate, "percent"),
        Total(f"{view.as_of.year}年到期开工率", year.due_rate, "percent"),
    )


def _last_totals(view: View, week: Week) -> Sequence[Total] | None:
    ago = parts.earlier(view, week)
    return totals(ago, week.shift(-1)) if ago else None
