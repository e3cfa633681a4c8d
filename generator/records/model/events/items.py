"""Meetings and their items (议定事项): decided, re-dated, closed, confirmed (附件3之3)."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import COORDINATORS, OFFICE, UNITS, Event
from generator.records.model.types import Day, Id, Level, Line, Text


class Meeting(Event):
    """A meeting at one level; the level is the rank of its convener (D23)."""

    title: ClassVar = "会议"
    writers: ClassVar = UNITS
    limits: ClassVar = ("会议层级",)
    kind: Literal["meeting"] = Field(default="meeting", title="事件种类")
    level: Level = Field(title="会议层级")
    convener: Line = Field(title="召集人")
    agenda: tuple[Id, ...] = Field(
        default=(), max_length=200, title="上会的议定事项", description="再次研究的议定事项编号"
    )
    last_of: Literal["月", "季"] | None = Field(
        default=None, title="最后一次", description="本月或本季最后一次主任办公会时写"
    )


class Decision(Event):
    """An item a meeting decided; its id is this event's id. No `due` means no time limit."""

    title: ClassVar = "议定事项"
    writers: ClassVar = COORDINATORS
    kind: Literal["decision"] = Field(default="decision", title="事件种类")
    meeting: Id = Field(title="会议编号")
    text: Text = Field(title="议定内容")
    responsible: tuple[Id, ...] = Field(min_length=1, max_length=20, title="责任单位", description="单位编号")
    supporting: tuple[Id, ...] = Field(default=(), max_length=20, title="配合单位", description="单位编号")
    due: Day | None = Field(default=None, title="办结时限", description="没有明确时限的不写")
    project: Id | None = Field(default=None, title="项目编号")


class DueChanged(Event):
    """A meeting sets or moves an item's due date; counts only if decided by the old one (D22)."""

    title: ClassVar = "时限调整"
    writers: ClassVar = COORDINATORS
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["due_changed"] = Field(default="due_changed", title="事件种类")
    item: Id = Field(title="议定事项编号")
    due: Day = Field(title="新的办结时限")
    meeting: Id | None = Field(default=None, title="会议编号")
    decided_on: Day = Field(title="决定日期")


class ItemClosed(Event):
    """A responsible unit reports an item as done."""

    title: ClassVar = "议定事项办结"
    writers: ClassVar = UNITS
    limits: ClassVar = ("事项承办单位",)
    kind: Literal["item_closed"] = Field(default="item_closed", title="事件种类")
    item: Id = Field(title="议定事项编号")
    result: Text = Field(title="办结情况")


class ClosureConfirmed(Event):
    """区重大项目办 confirms a closing; without it the item stays open (two hands, D20)."""

    title: ClassVar = "办结确认"
    writers: ClassVar = OFFICE
    limits: ClassVar = ("由另一单位",)
    kind: Literal["closure_confirmed"] = Field(default="closure_confirmed", title="事件种类")
    closing: Id = Field(title="办结事件编号", description="被确认的 item_closed 事件")
