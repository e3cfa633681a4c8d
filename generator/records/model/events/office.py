"""What the offices record: praise and bonus of the year, publication, correction (四(四), 五)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import ANYONE, OFFICE, Event
from generator.records.model.events.discipline import UnitEvent
from generator.records.model.types import PERIOD, Commit, Day, Flag, Id, Line, Points, Sha256, Text, Year


class Commendation(UnitEvent):
    """A unit is praised by a higher level; a ground for the bonus, no points by itself."""

    title: ClassVar = "表彰"
    writers: ClassVar = (*OFFICE, "组织部")
    kind: Literal["commendation"] = Field(default="commendation", title="事件种类")
    honour: Line = Field(title="表彰或通报表扬")


class BonusDecided(UnitEvent):
    """组织部 with 发改局 decides a unit's bonus of the year, at most 5 (四(四))."""

    title: ClassVar = "年度奖励加分"
    writers: ClassVar = (*OFFICE, "组织部")
    kind: Literal["bonus_decided"] = Field(default="bonus_decided", title="事件种类")
    year: Year = Field(title="年度")
    points: Points = Field(title="加分")
    basis: Line = Field(title="依据")


class BulletinPublished(Event):
    """A bulletin went out: its period, cut-off day, revision and digest."""

    title: ClassVar = "通报印发"
    writers: ClassVar = OFFICE
    kind: Literal["bulletin_published"] = Field(default="bulletin_published", title="事件种类")
    bulletin: Literal["月度通报", "季度考评通报", "年度考核"] = Field(title="通报种类")
    period: Line = Field(title="期间", description="2026-05、2026Q2 或 2026", pattern=f"^{PERIOD}$")
    as_of: Day = Field(title="数据截至")
    revision: Commit = Field(title="数据版本", description="提交的完整编号")
    digest: Sha256 = Field(title="通报文件的 SHA-256")


class Correction(Event):
    """更正: an earlier event is withdrawn, or some of its values replaced, from this day on."""

    title: ClassVar = "更正"
    writers: ClassVar = ANYONE
    kind: Literal["correction"] = Field(default="correction", title="事件种类")
    of: Id = Field(title="被更正的事件编号")
    reason: Text = Field(title="更正理由")
    withdraw: Flag = Field(default=False, title="整件撤回", description="整件撤回时写“是”")
    changes: Mapping[str, Text | tuple[Text, ...]] = Field(
        default={}, max_length=20, title="更正内容", description="字段: 新值"
    )
