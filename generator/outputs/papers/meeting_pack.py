"""Parts two and three of paper Q: material for 主任办公会 and the head's meeting (O11, O31, O32, O43)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.duties import HEAD_INTERVAL
from generator.mechanism.words import day as said_day
from generator.mechanism.words import quarter as said_quarter
from generator.outputs.papers import lists, parts
from generator.outputs.papers.docket_lists import items, problems
from generator.outputs.papers.meeting_lists import agenda, announced, counts_beside, rule_said
from generator.outputs.papers.sheet import Blank, Heading, Name, Para
from generator.outputs.tables import summary
from generator.outputs.tables.agenda import (
    closing_month,
    discussed_at,
    head_due,
    last_meeting,
    passed_up,
    proposals,
    to_announce,
    to_report,
)
from generator.outputs.tables.gathered import coming
from generator.outputs.templates import month_path, ranking_path
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.mechanism.docket import Reached
    from generator.outputs.papers.sheet import Block, Value
    from generator.outputs.view import View
    from generator.records.calendar import Month, Week
    from generator.records.model.types import Level

OFFICE_MEETING: Level = "主任办公会"
HEAD_MEETING: Level = "主要负责人专题会"
AHEAD = 2
"""How many weeks ahead starts are shown to a meeting."""


def office_meeting(view: View, week: Week) -> Iterator[Block]:
    """Give the material for the next 主任办公会."""
    month, duty = closing_month(view)
    by = f"{month.number}月最后一次主任办公会应不迟于{said_day(duty.due)}召开。" if duty else ""
    yield Para(("会议时间：", Blank("会议时间", 10), f"。{by}"))
    yield from _level(view, OFFICE_MEETING, ("区重大项目办", "主要负责人"))
    yield Heading("（四）应开工未开工和近期计划开工", 2)
    now = summary(view)
    yield lists.starts(view, now.missed, f"应开工未开工{len(now.missed)}个")
    told = [parts.project(view, row.project.id) for row in now.missed if row.awaited]
    if told:
        yield Para(("其中已报实质性开工、待区重大项目办认定：", tuple(told), "。"), note=True)
    yield lists.starts(view, coming(view, week, AHEAD), "今后两周内计划开工")
    yield Heading("（五）拟通报的黄牌、红牌和问责提请", 2)
    since = last_meeting(view, OFFICE_MEETING)
    yield announced(view, to_announce(view, since), to_report(view))
    yield Heading("（六）月度通报和季度考评", 2)
    yield _bulletin(view, month)


def head_meeting(view: View) -> Iterator[Block]:
    """Give the material for the head's next meeting (原则上每两周1次)."""
    due = head_due(view, 2 * HEAD_INTERVAL)
    if due is None:
        said = "原则上每两周1次。"
    elif due.due < view.as_of:
        said = f"原则上每两周1次，应于{said_day(due.due)}前召开，已超过{due.late}个工作日。"
    else:
        said = f"原则上每两周1次，本次应于{said_day(due.due)}前召开。"
    yield Para(("会议时间：", Blank("会议时间", 10), f"。{said}"))
    yield from _level(view, HEAD_MEETING, ("主要负责人", "市级"))
    now = summary(view)
    yield Heading("（四）开工和建设情况", 2)
    behind = f"在建项目节点滞后{now.figures.behind}个，名单见当月三库"
    yield Para((f"应开工未开工{len(now.missed)}个，名单见第二部分（四）；{behind}。",))


def _level(view: View, level: Level, reached: Collection[Reached]) -> Iterator[Block]:
    """Give what both meetings need: the last one, the agenda, what was passed on."""
    last = last_meeting(view, level)
    yield Heading("（一）上次会议议定事项办理情况", 2)
    if last is None:
        yield Para((f"还没有召开过{level}。",))
    else:
        found = discussed_at(view, last)
        decided = sum(line.story.item.meeting == last.id for line in found)
        held = f"上次{level}于{said_day(last.date)}召开（召集人：{last.convener}）"
        yield Para((f"{held}，议定事项{decided}项，再次研究以前的事项{len(found) - decided}项。",))
        yield items(view, found, "上次会议没有议定事项。")
    yield Heading("（二）本次会议建议议题", 2)
    yield counts_beside(view, level, last)
    yield agenda(view, proposals(view, level))
    yield Para((rule_said(view),), note=True)
    yield Heading(f"（三）转报后尚未解决的问题（{'、'.join(reached)}）", 2)
    yield problems(view, passed_up(view, reached), "没有转报后尚未解决的问题。")


def _bulletin(view: View, month: Month) -> Para:
    """Say which bulletins the month's last 主任办公会 hears (四(二), 四(三))."""
    quarter = Quarter.of(month.first)
    done = month > view.month
    name = f"{month.year}年{month.number}月月度通报"
    runs: list[Value] = [
        f"{view.month.number}月最后一次主任办公会已召开。" if done else "",
        f"本次如为{month.number}月最后一次主任办公会，由区重大项目办通报",
        name if done else Name(name, month_path(month)),
    ]
    if month == quarter.months[-1]:
        title = f"{said_quarter(quarter)}考评"
        runs += ["和", title if done else Name(title, ranking_path(quarter))]
    return Para((*runs, "。"))
