"""月度通报, one a month, each computed as of its own last day, never with today's values (paper E)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.pages import drawn
from generator.outputs.tables import summary
from generator.outputs.templates import gap, percent, yi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from generator.outputs.press import Press
    from generator.outputs.tables import Summary
    from generator.outputs.view import Page, View
    from generator.records.calendar import Month


COUNTS = (
    ("计划新开工", "planned"),
    ("到期应开工", "due"),
    ("已开工", "started"),
    ("提前开工", "early"),
    ("延期开工", "late"),
    ("应开工未开工", "missed"),
    ("仪式无实质进展", "empty_ceremonies"),
    ("在建节点滞后", "behind"),
    ("年内竣工", "completed"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, this period beside the last; `change` is empty where there is nothing to compare."""

    name: str
    now: str
    before: str
    change: str


def all_months(view: View) -> Sequence[Month]:
    """Give the months that have a bulletin, newest first."""
    month, last = next(iter(view.report.quarters)).months[0], view.month
    found = [month]
    while month < last:
        month = month.shift(1)
        found.append(month)
    return found[::-1]


def pages(press: Press) -> Iterator[Page]:
    """Print every month's bulletin and their list."""
    found = all_months(press.view)
    views = {month: press.view.at(min(month.last, press.view.as_of)) for month in found}
    for month, view in views.items():
        before = summary(views[month.shift(-1)]) if month.shift(-1) in views else None
        yield _page(press, month, view, before)
    yield press.page(
        "bulletins/index.md",
        "月度通报",
        "各月重大产业项目推进情况通报",
        template="bulletins.md.j2",
        kind="list",
        hide=("navigation", "toc"),
        months=[(month, summary(view)) for month, view in views.items()],
    )


def _page(press: Press, month: Month, view: View, before: Summary | None) -> Page:
    now = summary(view)
    title = f"关于{month.year}年{month.number}月全区重大产业项目推进情况的通报"
    words = drawn.words(now)
    return press.page(
        f"bulletins/{month}.md",
        title,
        f"数据截至{said(view.as_of)}。{words['starts']}{words['progress']}",
        template="bulletin.md.j2",
        kind="bulletin",
        hide=("navigation",),
        view=view,
        month=month,
        now=now,
        lines=lines(now, before),
        running=view.as_of < month.last,
        charts=drawn.months(press, now, str(month)),
        words=words,
        sentences=sentences(now),
        new_starts=[r for r in now.rows if r.started and month.first <= r.started <= month.last],
        year_starts=[r for r in now.planned if r.started and r.started.year == month.year],
        finished=[r for r in now.rows if r.completed and month.first <= r.completed <= month.last],
        issues=sorted(Counter(issue.category for issue in now.open_issues).items()),
        before_link=before is not None,
    )


def sentences(now: Summary) -> dict[str, str]:
    """Say the totals in the sentences readers know."""
    figures, items = now.figures, now.item_figures
    until = f"截至{now.view.month.number}月底" if _whole(now.view) else f"截至{said(now.view.as_of)}"
    return {
        "starts": (
            f"{until}，年度计划新开工{figures.planned}个，到期应开工{figures.due}个，已开工{figures.started}个，"
            f"其中提前开工{figures.early}个、延期开工{figures.late}个；应开工未开工{figures.missed}个。"
            f"年度开工率{percent(figures.year_rate)}，到期开工率{percent(figures.due_rate)}。"
            f"开展前期项目{figures.preliminary}个，已转开工{figures.preliminary_started}个。"
        ),
        "building": (
            f"在建项目{figures.building}个，其中节点滞后{figures.behind}个、投资慢于序时进度{figures.slow}个；"
            f"年度计划竣工{figures.completion_planned}个，已竣工{figures.completed}个"
            f"（提前{figures.completed_early}个），竣工率{percent(figures.completion_rate)}。"
            f"已开工项目纳统{figures.entered}个，纳统率{percent(figures.entered_rate)}。"
        ),
        "docket": (
            f"{until}，议定事项{items.total}项，办结{items.closed}项，办结率{percent(items.closed_rate)}；"
            f"到期{items.due}项，按期办结率{percent(items.on_time_rate)}，超期未办结{items.overdue}项。"
            f"超期满5个、10个、20个工作日的分别为{items.over_5}项、{items.over_10}项、{items.over_20}项；"
            f"没有时限而在同一层级上会三次以上的{items.repeated}项。"
        ),
    }


def _whole(view: View) -> bool:
    return view.as_of == view.month.last


def lines(now: Summary, before: Summary | None) -> Sequence[Line]:
    """Set this period's indicators beside the last period's; a new year's first month stands alone."""
    ago = before if before and before.view.as_of.year == now.view.as_of.year else None
    found = [
        _count(f"{name}（个）", getattr(now.figures, key), getattr(ago.figures, key) if ago else None)
        for name, key in COUNTS
    ]
    for name, key in (
        ("年度开工率", "year_rate"),
        ("到期开工率", "due_rate"),
        ("投资完成率", "investment_rate"),
    ):
        found.append(_rate(name, getattr(now.figures, key), getattr(ago.figures, key) if ago else None))
    invested = ago.figures.invested if ago else None
    more = now.figures.invested - invested if invested is not None else None
    found.append(
        Line(
            "累计完成投资（亿元）",
            yi(now.figures.invested),
            yi(invested),
            _signed(None if more is None else yi(more)),
        )
    )
    old_gap = gap(ago.figures.gap) if ago else "—"
    found.append(Line("较序时进度（百分点）", gap(now.figures.gap), old_gap, "—"))
    items, old = now.item_figures, ago.item_figures if ago else None
    found.append(_count("议定事项（项）", items.total, old.total if old else None))
    found.append(_count("超期未办结（项）", items.overdue, old.overdue if old else None))
    found.append(_rate("办结率", items.closed_rate, old.closed_rate if old else None))
    found.append(_rate("按期办结率", items.on_time_rate, old.on_time_rate if old else None))
    return found


def _count(name: str, now: int, before: int | None) -> Line:
    if before is None:
        return Line(name, str(now), "—", "—")
    return Line(name, str(now), str(before), _signed(str(now - before)))


def _rate(name: str, now: Decimal | None, before: Decimal | None) -> Line:
    if now is None or before is None:
        return Line(name, percent(now), percent(before), "—")
    change = percent(now - before).removesuffix("%")
    return Line(
        name, percent(now), percent(before), f"{_signed(change)}个百分点" if change != "0.0" else "持平"
    )


def _signed(text: str | None) -> str:
    if text is None:
        return "—"
    if not text.strip("-0."):
        return "持平"
    return f"−{text[1:]}" if text.startswith("-") else f"+{text}"
