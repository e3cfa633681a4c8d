"""B 附件2《__重点项目进展情况一览表》: a unit's projects in a week, as it reported them (三(三)三; O28)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.mechanism.words import span
from generator.outputs.papers import parts
from generator.outputs.papers.filings import UNKNOWN, state
from generator.outputs.papers.kinds import RECENT, TABLES, PaperKind
from generator.outputs.papers.numerals import numeral
from generator.outputs.papers.parts import Total
from generator.outputs.papers.sheet import Column, Fold, Heading, Lines, Mark, Paper, Para, Table
from generator.outputs.tables.derived import owed
from generator.outputs.tables.weekly import report_figures, report_lines, reports_by_unit
from generator.outputs.templates import yi
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.deeds import Deed
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.tables.weekly import ReportFigures, ReportLine
    from generator.outputs.view import View
    from generator.records.model.projects import Project

NAME = "重点项目进展情况一览表"
COLUMNS = (
    Column("序号", "count", 2),
    Column("部门", width=4),
    Column("负责人", width=3),
    Column("项目名称", width=8),
    Column("基本情况（1.项目基本情况 2.项目推进需求）", width=18),
    Column("最新工作进展", width=16),
    Column("未来两周工作计划", width=13),
    Column("责任人", width=4),
)


def make(view: View, period: Period, scope: str) -> Sequence[Paper]:
    """Draw up 附件2 of a week: of one unit, or of every unit that owes one."""
    if not isinstance(period, Week):
        return ()
    lines = [line for line in report_lines(view, period) if scope in {"", line.unit}]
    who = view.full(scope) if scope else "全区"
    begun = parts.form(view, KIND, period, scope)
    return (
        replace(
            begun,
            title=f"{who}重点项目进展情况一览表",
            issuer=who if scope else begun.issuer,
            sign="",
            blocks=tuple(_one(view, period, scope, lines) if scope else _all(view, period, lines)),
            lead=(*parts.unit_lines(view, scope), Para((f"日期：{span(period)}",), indent=False)),
        ),
    )


KIND = PaperKind("B", NAME, "周", "unit", TABLES, make, search=False, keep=RECENT)


def _one(view: View, week: Week, unit: str, lines: Sequence[ReportLine]) -> Iterator[Block]:
    yield _progress(view, lines)
    if not lines:
        return
    yield Para((_said(view, week, lines),))
    yield _beside(lines, _last_lines(view, week, unit))


def _all(view: View, week: Week, lines: Sequence[ReportLine]) -> Iterator[Block]:
    now, ago = reports_by_unit(lines), _last_lines(view, week, "")
    yield Heading("一、报送情况")
    yield Para((_said(view, week, lines),))
    yield _beside(lines, ago)
    yield _by_unit(view, now, reports_by_unit(ago) if ago is not None else {})
    yield Heading("二、各单位项目进展情况")
    for number, (unit, figures) in enumerate(now.items(), 1):
        own = [line for line in lines if line.unit == unit]
        title = f"（{numeral(number)}）{view.full(unit)}"
        yield Fold(title, (parts.head_line(view, unit), _progress(view, own)), unit, _aside(figures))


def _last_lines(view: View, week: Week, unit: str) -> Sequence[ReportLine] | None:
    last = parts.earlier(view, week)
    if last is None:
        return None
    return [line for line in report_lines(last, week.shift(-1)) if unit in {"", line.unit}]


def _beside(lines: Sequence[ReportLine], ago: Sequence[ReportLine] | None) -> Table:
    """Set the week beside the last one; a week of which reports are not yet due is not compared."""
    found = parts.beside(totals(lines), totals(ago) if ago is not None else None, ("本周", "上周"))
    pending = report_figures(lines).pending
    if not pending:
        return found
    rows = tuple((*row[:-1], None) for row in found.rows)
    return replace(found, rows=rows, note=f"本周还有{pending}份未到期，暂不比较；比率只算已到期和已报的。")


def totals(lines: Sequence[ReportLine]) -> Sequence[Total]:
    """Give the week's indicators."""
    figures = report_figures(lines)
    return (
        Total("应报（份）", figures.owed),
        Total("按时（份）", figures.in_time),
        Total("迟报（份）", figures.late),
        Total("未报（份）", figures.missing),
        Total("提出推进需求的项目（个）", figures.asking),
        Total(figures.rate.name, figures.rate, "percent"),
        Total(figures.timely.name, figures.timely, "percent"),
    )


def _said(view: View, week: Week, lines: Sequence[ReportLine]) -> str:
    """Say how many projects owed a report, and how many gave one."""
    if owed(view, week.first, week.last) is None:
        return UNKNOWN
    figures = report_figures(lines)
    if not figures.owed:
        return "本周没有应报的项目。"
    return f"{_aside(figures)}；提出推进需求的项目{figures.asking}个。"


def _aside(figures: ReportFigures) -> str:
    """Say how many reports were owed (a project of a unit each), and what became of them."""
    words = {"按时": figures.in_time, "迟报": figures.late, "未报": figures.missing}
    if figures.pending:
        words["未到期"] = figures.pending
    return f"应报{figures.owed}份，" + "、".join(f"{word}{count}份" for word, count in words.items())


def _by_unit(view: View, now: Mapping[str, ReportFigures], ago: Mapping[str, ReportFigures]) -> Table:
    columns = (
        Column("单位", width=8),
        Column("应报", "count", 4),
        Column("按时", "count", 4),
        Column("迟报", "count", 4),
        Column("未报", "count", 4),
        Column("提出需求", "count", 5),
        Column("本周", "percent", 6, "报送率"),
        Column("上周", "percent", 6, "报送率"),
    )
    rows = tuple(
        (
            parts.unit(view, unit),
            each.owed,
            each.in_time,
            each.late,
            each.missing,
            each.asking,
            each.rate,
            ago[unit].rate if unit in ago else None,
        )
        for unit, each in now.items()
    )
    return Table(columns, rows, empty="没有应报单位。")


def _progress(view: View, lines: Sequence[ReportLine]) -> Table:
    """Set out 附件2 itself, one row a project; 部门 is the unit in charge, 负责人 its 主要负责人."""
    rows = tuple(_row(view, number, line) for number, line in enumerate(lines, 1))
    return Table(COLUMNS, rows, empty="本周没有应报的项目。")


def _row(view: View, number: int, line: ReportLine) -> tuple[Value, ...]:
    report = line.report
    return (
        number,
        parts.unit(view, line.unit),
        parts.head(view, line.unit),
        parts.project(view, line.project.id),
        Lines((_facts(view, line.project), _needs(line)), numbered=True),
        _given(line),
        _numbered(report.next_two_weeks) if report else None,
        line.project.responsible_person,
    )


def _given(line: ReportLine) -> Value:
    """Give the progress reported; a project that gave none is shown, not passed over."""
    if line.report:
        return _numbered(line.report.progress)
    if line.owed is None:
        return None
    return Mark("本周未报", "bad") if line.owed.state == "未报" else state(line.owed)


def _needs(line: ReportLine) -> Value:
    if line.report is None:
        return "本周未报。" if line.owed and line.owed.state == "未报" else None
    needs = "；".join(need.rstrip("。；") for need in line.report.needs)
    return f"{needs or '无'}。"


def _numbered(texts: tuple[str, ...]) -> Value:
    return Lines(tuple(texts), numbered=len(texts) > 1) if texts else None


def _facts(view: View, project: Project) -> str:
    """Say a project in two sentences: what is built, for how much, from when to when, under which leader."""
    content = project.content.rstrip("。")
    amount = f"总投资{yi(project.investment_total_wan)}亿元"
    return f"{content}。{amount}，{_times(view, project)}；分管负责人{view.leader_name(project.leader)}。"


def _times(view: View, project: Project) -> str:
    """Say when a project began, or is to begin, and when it is to be completed."""
    story = view.story(project.id)
    if story is None:
        return "未纳入本机制"
    periods = {promise.what: promise.period for promise in story.promises}
    done = [_month(story.certified, "开工"), _month(story.completion, "完工投产")]
    words = {"start": "开工", "completion": "完工投产"}
    ahead = [
        f"{span(periods[what])}{word}"
        for (what, word), deed in zip(words.items(), done, strict=True)
        if what in periods and not deed
    ]
    told = [*filter(None, done), *(["计划" + "、".join(ahead)] if ahead else [])]
    return "，".join(told) or "开展前期"


def _month(deed: Deed | None, word: str) -> str:
    return f"{deed.date.year}年{deed.date.month}月{word}" if deed else ""
