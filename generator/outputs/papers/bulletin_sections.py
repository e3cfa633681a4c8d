"""Sections two to seven of the monthly bulletin (paper E)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.mechanism.cases import card_cases
from generator.mechanism.obligations import DUTIES
from generator.outputs.papers import lists, parts
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Column, Heading, Mark, Table
from generator.outputs.tables.duties import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.mechanism.obligations import Duty
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.tables import ProjectRow, Summary
    from generator.outputs.tables.duties import DutyLine
    from generator.outputs.view import View
    from generator.records.calendar import Month

RESOLVERS = ("街道", "审批部门")


def starts(now: Summary, month: Month) -> Iterator[Block]:
    """二、开工情况: who should have started and has not, this month's starts, early and late ones."""
    view = now.view
    yield Heading("二、开工情况")
    yield Heading("（一）应开工未开工", 2)
    yield lists.starts(view, now.missed)
    yield Heading("（二）本月新开工", 2)
    yield lists.starts(view, _in(month, now.rows, "started"))
    yield Heading("（三）年内提前开工", 2)
    yield lists.starts(view, [row for row in now.planned if row.start_told == "提前开工"])
    yield Heading("（四）年内延期开工", 2)
    yield lists.starts(view, [row for row in now.planned if row.start_told == "延期开工"])
    yield Heading("（五）下月计划新开工", 2)
    yield _next_month(now, month.shift(1))
    yield para("各分管负责人、各责任单位的开工和投资情况见附件1、附件2。")


def _next_month(now: Summary, month: Month) -> Table:
    """List next month's starts week by week, for each 综合协调办 (三(二)三)."""
    view = now.view
    columns = (
        Column("计划开工", width=12),
        Column("项目名称", width=14),
        Column("责任单位", width=7),
        Column("综合协调办", width=7),
        Column("分管负责人", width=5),
        Column("总投资（亿元）", "yi", 5),
    )
    coming = [(row.week, row) for row in now.planned if row.week and row.started is None]
    rows = tuple(
        (
            week,
            parts.project(view, row.project.id),
            parts.units(view, row.units),
            parts.office(view, row.office),
            parts.leader(view, row.project.leader),
            row.project.investment_total_wan,
        )
        for week, row in sorted(coming, key=lambda pair: (pair[0], pair[1].project.id))
        if month.first <= week.last <= month.last
    )
    return Table(columns, rows)


def _in(month: Month, rows: Sequence[ProjectRow], name: str) -> Sequence[ProjectRow]:
    days = ((getattr(row, name), row) for row in rows)
    return [row for day, row in days if day and month.first <= day <= month.last]


def new_starts(now: Summary, month: Month) -> Iterator[Block]:
    """三、新开工项目进展, with the ceremonies that had no substance."""
    view = now.view
    yield Heading("三、新开工项目进展")
    columns = (
        Column("序号", "count", 3),
        Column("项目名称", width=12),
        Column("责任单位", width=6),
        Column("实质性开工", "day", 7),
        Column("本年计划（万元）", "wan", 5),
        Column("累计完成（万元）", "wan", 5),
        Column("完成率", "percent", 5),
        Column("形象进度", width=12),
        Column("纳统", width=4),
    )
    started = [row for row in now.planned if row.started and row.started.year == month.year]
    found = tuple(_new_start(view, number, row) for number, row in enumerate(started, 1))
    if started:
        kinds = Counter[str](row.class_ for row in started if row.class_)
        told = "、".join(f"{kind}{count}个" for kind, count in kinds.items())
        yield para(f"列入年度计划、年内已实质性开工的{len(started)}个，其中{told}。")
    yield Table(columns, found, empty="本年还没有计划内的项目开工。")
    yield Heading("仪式无实质进展", 2)
    yield lists.starts(view, now.ceremonies)


def _new_start(view: View, number: int, row: ProjectRow) -> tuple[Value, ...]:
    return (
        number,
        parts.project(view, row.project.id),
        parts.units(view, row.units),
        row.started,
        row.plan.invest_wan if row.plan else None,
        row.invested if row.latest else None,
        lists.invested(row) if row.latest else None,
        row.latest.image_progress if row.latest else Mark("未报", "bad"),
        Mark("已纳统", "good") if row.entered else Mark("未纳统", "mute"),
    )


def building(now: Summary, month: Month) -> Iterator[Block]:
    """四、在建施工进度: in time, behind, commissioned this month, early."""
    view = now.view
    yield Heading("四、在建项目施工进度")
    yield para(lists.building_said(now))
    in_time = now.figures.building - now.figures.behind
    yield para(f"达到节点要求的{in_time}个，节点滞后的{now.figures.behind}个。")
    yield Heading("（一）滞后项目", 2)
    yield lists.behind(view, now.behind)
    yield Heading("（二）本月完工投产", 2)
    yield _finished(view, _in(month, now.rows, "completed"))


def _finished(view: View, rows: Sequence[ProjectRow]) -> Table:
    columns = (
        Column("序号", "count", 3),
        Column("项目名称", width=14),
        Column("责任单位", width=7),
        Column("计划完工投产", width=7),
        Column("完工投产", "day", 7),
        Column("结果", width=6),
        Column("总投资（亿元）", "yi", 5),
    )
    found = tuple(
        (
            number,
            parts.project(view, row.project.id),
            parts.units(view, row.units),
            row.completion,
            row.completed,
            _kept(row),
            row.project.investment_total_wan,
        )
        for number, row in enumerate(rows, 1)
    )
    return Table(columns, found)


def _kept(row: ProjectRow) -> Value:
    if row.completed is None or row.completion is None:
        return None
    if row.completed < row.completion.first:
        return Mark("提前", "good")
    return Mark("按期", "good") if row.completed <= row.completion.last else Mark("延期", "warn")


def docket(now: Summary) -> Iterator[Block]:
    """五、街道及审批部门问题限时解决: owed, closed, in time, overdue by tier, discussed again and again."""
    view = now.view
    yield Heading("五、街道及审批部门问题限时解决")
    units = view.known.organisations
    kinds = Counter[str](units[key].kind for key in now.items_by_unit if key in units)
    said = "、".join(f"{kind}{kinds[kind]}个" for kind in RESOLVERS if kinds[kind])
    figures = now.item_figures
    yield para(
        f"承办议定事项的有{said or '各责任单位'}。应办{figures.total}项，办结率",
        figures.closed_rate,
        f"；到期{figures.due}项，按期办结率",
        figures.on_time_rate,
        f"；超期满5个、10个、20个工作日的（含超期后办结的）分别为{figures.over_5}项、{figures.over_10}项、{figures.over_20}项，"
        f"反复上会的{figures.repeated}项。各单位办理情况见附件3。",
    )
    yield Heading("（一）超期未办结", 2)
    yield lists.items(view, now.overdue_items)
    yield Heading("（二）反复上会而未办结", 2)
    yield lists.items(view, now.repeated_items)


def duties(now: Summary, before: Summary | None) -> Iterator[Block]:
    """六、周协调、周报、月报报送: owed this month, in time, late; then who was late or silent."""
    yield Heading("六、周协调、周报和月报报送")
    if not now.duties.complete:
        yield para("缺少工作日历，本节无法计算，见网站“数据质量”。")
        return
    columns = (
        Column("事项", width=9),
        Column("应报（开）", "count", 4),
        Column("按时", "count", 3),
        Column("迟报", "count", 3),
        Column("未报（开）", "count", 4),
        Column("未到期", "count", 4),
        Column("本期", "percent", 5, "按时率"),
        Column("上期", "percent", 5, "按时率"),
    )
    rows = tuple(_duty(now.duties.total(duty), before, duty) for duty in DUTIES)
    note = "周报、月报按项目、责任单位和期数计（两个责任单位的项目各计一份），周协调按人和周数计；不计分。"
    note += "上月最后一天到期、当天没有来的，计入本月。"
    yield Table(columns, rows, note=note)
    yield Heading("迟报、未报名单", 2)
    yield _behindhand(now)


def _duty(line: DutyLine, before: Summary | None, duty: Duty) -> tuple[Value, ...]:
    last = before.duties.total(duty).rate if before and before.duties.complete else None
    return (duty, line.owed, line.in_time, line.late, line.missing, line.pending, line.rate, last)


def _behindhand(now: Summary) -> Table:
    columns = (
        Column("单位或负责人", width=9),
        Column("事项", width=8),
        Column("应报（开）", "count", 4),
        Column("迟报", "count", 3),
        Column("未报（开）", "count", 4),
        Column("最长迟（工作日）", "count", 5),
        Column("最近一次", "day", 7),
    )
    late = [line for line in now.duties.lines if line.late or line.missing]
    rows = tuple(
        (
            _party(now.view, line),
            line.duty,
            line.owed,
            line.late,
            line.missing,
            line.late_days,
            Mark("未报", "bad") if line.silent else line.last_done,
        )
        for line in late
    )
    return Table(columns, rows)


def _party(view: View, line: DutyLine) -> Value:
    if line.duty in HEAD:
        return "主要负责人"
    return parts.leader(view, line.party) if line.duty == "周协调" else parts.unit(view, line.party)


def cards(now: Summary) -> Iterator[Block]:
    """七、黄牌、红牌: new this month, the year so far, with the number of each 督办."""
    view, month = now.view, now.view.month
    yield Heading("七、黄牌和红牌")
    year = Counter(card.colour for card in now.cards_of_year)
    fresh = Counter(card.colour for card in now.cards_of_month)
    yield para(
        f"本月新发黄牌{fresh['黄牌']}张、红牌{fresh['红牌']}张；"
        f"年内累计黄牌{year['黄牌']}张、红牌{year['红牌']}张。",
    )
    columns = (
        Column("日期", "day", 7),
        Column("单位", width=8),
        Column("牌", width=3),
        Column("本年第几张", "count", 4),
        Column("督办单号", width=14),
        Column("通知书", width=12),
        Column("本月新发", width=4),
    )
    cases = [case for case in card_cases(view.report) if case.card.date.year == view.as_of.year]
    rows = tuple(
        (
            case.card.date,
            parts.unit(view, case.card.unit),
            Mark(case.card.colour, "yellow" if case.card.colour == "黄牌" else "red"),
            case.card.number,
            tuple(act.number for act in case.supervisions),
            case.notice.number if case.notice else Mark("应发未发", "bad"),
            "是" if month.first <= case.card.date <= month.last else "",
        )
        for case in reversed(cases)
    )
    yield Table(columns, rows, empty="本年没有发牌。")
