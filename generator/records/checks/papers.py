"""Reports handed in by the coordination offices and papers sent out (三(二), 四, 五; O20–O22, O37, O40)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.records.calendar import Month, Quarter, Week
from generator.records.codes import papers as codes
from generator.records.model.events import Issued, ReportFiled
from generator.records.model.types import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

SAMPLES: Final = {"周": "2026-W19", "月": "2026-05", "季度": "2026Q2", "年度": "2026"}
FORMS: Final = {
    "重点项目进展情况一览表": "周",
    "分管负责人周协调清单": "周",
    "周新开工情况": "周",
    "集中开工清单和调度会材料": "周",
    "月度通报": "月",
    "三库": "月",
    "台账": "月",
    "季度考评通报": "季度",
    "整改通知": "季度",
    "年度考核": "年度",
    "问责提请": "年度",
    "项目开工推进计划表": "年度",
    "年度安排计划": "年度",
    "分管领导推进计划": "年度",
    "周协调清单": "周",
    "月度汇总": "月",
}
OF_A_UNIT: Final = ("整改通知", "问责提请")
OF_A_LEADER: Final = ("分管负责人周协调清单", "分管领导推进计划")


def periods(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A report or paper of a week, month, quarter or year names one that exists."""
    named: list[tuple[ReportFiled | Issued, str]] = [
        *((event, event.report) for event in portfolio.of_type(ReportFiled)),
        *((event, event.paper) for event in portfolio.of_type(Issued)),
    ]
    for event, name in named:
        form = FORMS[name]
        if not _is(form, event.period):
            values = {"paper": name, "period": event.period, "form": form, "sample": SAMPLES[form]}
            yield context.say(event, codes.PAPER_PERIOD, "period", **values)


def recipients(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A notice to one unit names it; a leader is named only on papers drawn up for each leader."""
    for event in portfolio.of_type(Issued):
        if event.paper in OF_A_UNIT and event.unit is None:
            yield context.say(event, codes.PAPER_UNIT, "paper", paper=event.paper)
        if event.leader is not None and event.paper not in OF_A_LEADER:
            allowed = "、".join(OF_A_LEADER)
            yield context.say(event, codes.PAPER_LEADER, "leader", paper=event.paper, allowed=allowed)


def numbers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A 发文字号 belongs to one paper of one period, though several units may have been sent it."""
    first: dict[str, Issued] = {}
    for event in portfolio.of_type(Issued):
        other = first.setdefault(event.number, event)
        if (other.paper, other.period) != (event.paper, event.period):
            values = {"number": event.number, "other": other.at("number")}
            yield context.say(event, codes.PAPER_NUMBER, "number", **values)


def answers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An answer is not due before the paper that asks for it was sent out."""
    for event in portfolio.of_type(Issued):
        if event.due and event.due < event.date:
            yield context.say(event, codes.ANSWER_EARLY, "due", due=event.due, day=event.date)


def filings(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A report is handed in during its week or month, or after it."""
    for event in portfolio.of_type(ReportFiled):
        form = FORMS[event.report]
        if not _is(form, event.period):
            continue
        first = (Week if form == "周" else Month).parse(event.period).first
        if event.date < first:
            values = {"day": event.date, "period": event.period, "first": first}
            yield context.say(event, codes.FILED_EARLY, "date", **values)


def _is(form: str, period: str) -> bool:
    """Tell whether a period is of a form, and exists: not every year has a 53rd week."""
    if form == "年度":
        return re.fullmatch(YEAR, period) is not None
    read: Callable[[str], object] = {"周": Week.parse, "月": Month.parse, "季度": Quarter.parse}[form]
    try:
        read(period)
    except ValueError:
        return False
    return True
