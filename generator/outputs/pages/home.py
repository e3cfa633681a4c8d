"""首页: the state of the district at a glance, and what must be done now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.mechanism.words import quarter as quarter_said
from generator.outputs.pages.countdown import unknown_year
from generator.outputs.pages.glance import leaders, tiers, trends
from generator.outputs.pages.records.standing import due_today
from generator.outputs.papers import charted, lists
from generator.outputs.papers.charted import ordered
from generator.outputs.tables import summary
from generator.outputs.tables.countdown import fortnight
from generator.outputs.templates import percent, points, yi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.docket import ItemLine
    from generator.outputs.links import Links
    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.outputs.tables import Summary
    from generator.outputs.tables.projects import ProjectRow
    from generator.outputs.view import View

MOST = 6
ENDS = 3
TODAY = "今日到期"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to be done: what, whose, how late."""

    link: Markup
    who: Markup | str
    mark: str
    tone: str = "bad"


@dataclass(frozen=True, slots=True)
class Box:
    """Things of one sort; `rows` are the first of `count`, the page `more` has all."""

    title: str
    count: int
    rows: Sequence[Row]
    more: str
    anchor: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A ranking in brief."""

    title: str
    path: str
    results: Sequence[Result]
    note: str


def pages(press: Press) -> Iterator[Page]:
    """Print the home page."""
    view = press.view
    now, to = summary(view), press.web.links("index.md")
    figures = (charted.starts(now), charted.progress(now))
    yield press.page(
        "index.md",
        "全区重大产业项目推进情况",
        f"数据截至{said(view.as_of)}。{''.join(figure.alt for figure in figures)}",
        template="home.md.j2",
        kind="home",
        hide=("navigation", "toc"),
        now=now,
        lead=_lead(now, *_due_today(view, now)),
        trends=trends(view, now),
        leaders=leaders(view, now),
        ahead=[one for one in fortnight(view) if one.sort in {"loss", "due"} and one.day > view.as_of],
        unknown=unknown_year(view),
        charts=[(press.figure(figure), figure) for figure in figures],
        boxes=_boxes(view, now, to),
        rankings=_rankings(view),
        newest=_newest(view, to),
    )


def _lead(now: Summary, starts: int, late: int) -> Mapping[str, object]:
    figures, items = now.figures, now.item_figures
    colours = Counter(card.colour for card in now.cards_of_year)
    month = Counter(card.colour for card in now.cards_of_month)
    closed = f"办结率{percent(items.closed_rate)}（办结{items.closed} / 应办{items.total}）"
    return {
        "starts": (
            f"{_today(starts)}{_older(figures.missed_before)}计划新开工{figures.planned}个，"
            f"到期应开工{figures.due}个，已开工{figures.started}个"
        ),
        "year_rate": f"已开工{figures.started} / 年度计划开工{figures.planned}",
        "due_rate": (
            f"已开工{figures.started} / 到期应开工{figures.due}，其中提前{figures.early_told}、"
            f"延期{figures.late_told}{lists.relisted(figures)}"
        ),
        "investment": f"完成{yi(figures.invested)}亿元 / 计划{yi(figures.invest)}亿元，{_pace(now)}",
        "building": _today(late) + _building(now),
        "docket": "；".join(filter(None, (tiers(now), closed))),
        "cards": f"{colours['黄牌']} / {colours['红牌']}",
        "red": colours["红牌"],
        "cards_note": f"本月新发黄牌{month['黄牌']}张、红牌{month['红牌']}张",
        "silent": f"本月应报单位{len(now.duties.weekly)}个；另有{figures.silent}个在建项目没有本年月报",
    }


def _building(now: Summary) -> str:
    """Say how the year's projects under construction do; those behind from an earlier plan are told apart."""
    figures = now.figures
    told = f"本年计划在建{figures.building}个，投资慢于序时{figures.slow}个；已竣工{figures.completed}个"
    return _older(figures.behind_before) + told


def _older(count: int) -> str:
    return f"其中{count}个不在本年计划；" if count else ""


def _today(count: int) -> str:
    return f"其中{count}个{TODAY}；" if count else ""


def _pace(now: Summary) -> str:
    return charted.pace(now).rpartition("，")[2]


def _boxes(view: View, now: Summary, to: Links) -> Sequence[Box]:
    """Gather what must be done now, most pressing first."""
    starts = [_start(to.project(row.project.id), to.units(row.units), row) for row in now.missed[:MOST]]
    items = [
        _item(to.item(row.story.item.id), to.units(row.story.item.responsible), row)
        for row in now.overdue_items[:MOST]
    ]
    behind = [
        _behind(to.project(row.project.id), to.units(row.units), _days_behind(view, row))
        for row in now.behind[:MOST]
    ]
    empty = [
        Row(to.project(row.project.id), to.units(row.units), f"仪式后{(view.as_of - row.ceremony).days}天")
        for row in now.ceremonies[:MOST]
        if row.ceremony
    ]
    red = [card for card in reversed(now.cards_of_year) if card.colour == "红牌"]
    reds = [Row(to.unit(card.unit), said(card.date), f"第{card.number}张红牌", "red") for card in red[:MOST]]
    pending = [
        case for case in view.report.referrals if case.state not in {"不同意", "已提交区纪委（监察委）"}
    ]
    cases = [
        Row(to.unit(case.unit), f"第二张红牌{said(case.second_red)}", case.state, "warn")
        for case in pending[:MOST]
    ]
    latest = f"bulletins/{view.month}.md"
    missed, late = map(due_today, _due_today(view, now))
    return (
        Box("应开工未开工", len(now.missed), starts, latest, "一应开工未开工", missed),
        Box("议定事项超期未办结", len(now.overdue_items), items, latest, "一超期未办结"),
        Box("在建项目节点滞后", len(now.behind), behind, latest, "一滞后项目", late),
        Box("只有仪式、没有实质性开工", len(now.ceremonies), empty, latest, "仪式无实质进展"),
        Box("本年红牌", len(red), reds, "cards.md", "红牌"),
        Box("问责提请办理中", len(pending), cases, "cards.md", "问责提请"),
    )


def _start(link: Markup, who: Markup | str, row: ProjectRow) -> Row:
    """Say how late a start is; one that is reported waits for another than the unit."""
    late = f"超期{row.late_days}天" if row.late_days else TODAY
    if row.awaited:
        return Row(link, who, f"已报开工，待认定（{late}）", "warn")
    return Row(link, who, late, "bad" if row.late_days else "warn")


def _item(link: Markup, who: Markup | str, row: ItemLine) -> Row:
    """Say how late an item is; one that is reported closed waits for another than the unit."""
    late = f"超期{row.overdue}个工作日"
    if row.story.reported:
        return Row(link, who, f"已报办结，待确认（{late}）", "warn")
    return Row(link, who, late)


def _behind(link: Markup, who: Markup | str, days: int) -> Row:
    """Say how late a project is with what it promised first of all."""
    return Row(link, who, f"超期{days}天") if days else Row(link, who, TODAY, "warn")


def _days_behind(view: View, row: ProjectRow) -> int:
    return (view.as_of - row.overdue[0].deadline).days


def _due_today(view: View, now: Summary) -> tuple[int, int]:
    """Count the missed starts and the projects behind that are due on the day itself (D6, D14)."""
    starts = sum(not row.late_days for row in now.missed)
    return starts, sum(not _days_behind(view, row) for row in now.behind)


def _rankings(view: View) -> Sequence[Part]:
    found = [assessment for assessment in view.report.quarters.values() if _told_of(assessment)]
    parts = []
    if found and not found[-1].closed:
        parts.append(_part(view, found[-1], "本季度至今（暂计）"))
    closed = [assessment for assessment in found if assessment.closed]
    if closed:
        parts.append(_part(view, closed[-1], "最近一次季度考评"))
    if len(parts) == 1 and len(closed) > 1:
        parts.append(_part(view, closed[-2], "上一次季度考评"))
    return parts


def _told_of(assessment: Assessment) -> bool:
    """Tell whether a quarter has anything to rank units by; before the first fact there is none."""
    results = assessment.results.values()
    return any(
        result.entries or result.adjustments or not all(score.empty for score in result.scores.values())
        for result in results
    )


def _part(view: View, assessment: Assessment, lead: str) -> Part:
    results = ordered(assessment)
    shown = [*results[:ENDS], *results[max(ENDS, len(results) - ENDS) :]]
    note = f"共{len(results)}个单位，列前{ENDS}位和后{ENDS}位"
    if len(results) > 1 and all(result.rank == 1 for result in results):
        shown, note = [], f"共{len(results)}个单位，分数相同，都是第1名"
    coming = [a for a in assessment.adjustments if a.applied_in > assessment.quarter]
    said_coming = "；".join(f"{view.short(a.unit)} {points(a.points)}" for a in coming if a.clause == "4.4")
    note += f"。下季度加扣分预告（席位）：{said_coming}" if said_coming else ""
    title = f"{lead}：{quarter_said(assessment.quarter)}"
    return Part(title, f"rankings/{assessment.quarter}.md", shown, note)


def _newest(view: View, to: Links) -> Sequence[Markup]:
    return [
        to.page(f"bulletins/{view.month}.md", f"{view.month.year}年{view.month.number}月通报"),
        to.page(f"rankings/{view.quarter}.md", f"{quarter_said(view.quarter)}考评"),
        to.page(f"rankings/{view.as_of.year}.md", f"{view.as_of.year}年度考核"),
        to.page("recent.md", "最近变动"),
        to.page("papers/index.md", "全部文件和报表"),
        to.page("duties.md", "报送与会议日历"),
    ]
