"""Supervision, cards and what follows from them (四(二), 四(三), 五, 附件3之4)."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import INSPECTORS, OFFICE, Event
from generator.records.model.types import Count, Day, Id, Line, Quarter, Sha256, Text, Year

Colour = Literal["黄牌", "红牌"]


class UnitEvent(Event):
    """An event about one unit."""

    unit: Id = Field(title="单位", description="单位编号")


class Supervision(UnitEvent):
    """督办: a recorded act, never derived; each one draws a yellow card."""

    title: ClassVar = "督办"
    writers: ClassVar = (*OFFICE, *INSPECTORS)
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["supervision"] = Field(default="supervision", title="事件种类")
    number: Line = Field(title="督办单号")
    matter: Text = Field(title="督办事项")
    project: Id | None = Field(default=None, title="项目编号")
    item: Id | None = Field(default=None, title="议定事项编号")
    due: Day | None = Field(default=None, title="整改时限")


class CardIssued(UnitEvent):
    """The printed notice of a derived card: yellow by 区重大项目办, red by 督查室."""

    title: ClassVar = "发牌通知"
    writers: ClassVar = (*OFFICE, *INSPECTORS)
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["card_issued"] = Field(default="card_issued", title="事件种类")
    colour: Colour = Field(title="黄牌 / 红牌")
    year: Year = Field(title="年度")
    ordinal: Count = Field(title="第几张", description="本单位本年度该色牌的序号")
    number: Line = Field(title="通知书文号")
    issued_on: Day = Field(title="通知书日期")


class Consent(UnitEvent):
    """The leader consents, or not, to handing a unit with two red cards to 区纪委（监察委）."""

    title: ClassVar = "分管负责人意见"
    writers: ClassVar = (*OFFICE, *INSPECTORS)
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["consent"] = Field(default="consent", title="事件种类")
    leader: Id = Field(title="分管负责人", description="分管负责人编号")
    opinion: Literal["同意", "不同意"] = Field(title="意见")


class ReferralSent(UnitEvent):
    """督查室 hands the unit's case to 区纪委（监察委）."""

    title: ClassVar = "提交问责"
    writers: ClassVar = INSPECTORS
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["referral_sent"] = Field(default="referral_sent", title="事件种类")


class ReferralReceipt(UnitEvent):
    """区纪委（监察委） acknowledges a case."""

    title: ClassVar = "问责回执"
    writers: ClassVar = ("纪委", *INSPECTORS)
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["referral_receipt"] = Field(default="referral_receipt", title="事件种类")


class RectificationReceived(UnitEvent):
    """整改报告 of a unit among the last two has come in; only receipt and hash are recorded."""

    title: ClassVar = "收到整改报告"
    writers: ClassVar = OFFICE
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["rectification_received"] = Field(default="rectification_received", title="事件种类")
    quarter: Quarter = Field(title="考评季度", description="例如 2026Q2")
    sha256: Sha256 = Field(title="整改报告的 SHA-256")
