"""What every event says, and what a kind says of itself."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.organisations import Kind as OrganisationKind
from generator.records.model.types import Day, Id, Line, Record, Text

OFFICE: tuple[OrganisationKind, ...] = ("区重大项目办",)
INSPECTORS: tuple[OrganisationKind, ...] = ("督查室",)
COORDINATORS: tuple[OrganisationKind, ...] = ("综合协调办", "区重大项目办")
UNITS: tuple[OrganisationKind, ...] = ("责任单位", "综合协调办", "街道", "审批部门", "区重大项目办")
ANYONE: tuple[OrganisationKind, ...] = (*UNITS, "管委会", "督查室", "纪委", "组织部")


Limit = Literal[
    "项目有关单位", "事项承办单位", "问题有关单位", "由另一单位", "不涉及本单位", "本线负责人", "会议层级"
]
"""About whom, or after whom, a writer may write; `checks.limits` holds the rule of each."""
LIMITS: dict[Limit, str] = {
    "项目有关单位": (
        "只填报与本单位有关的项目：责任单位（含移交前后的）、所在街道、前期事项的审批部门、综合协调办、区重大项目办"
    ),
    "事项承办单位": "只由议定事项的责任单位、配合单位或区重大项目办报办结",
    "问题有关单位": "只由提出问题的、问题涉及的或与项目有关的单位填报",
    "由另一单位": "被确认的事情不是自己填报的：一件事经两只手（D13、D20）",
    "不涉及本单位": "不给自己发牌、撤牌、奖励、提请问责，不改自己承办事项的时限",
    "本线负责人": "只填报本条线分管负责人的协调",
    "会议层级": (
        "“责任单位”层级各单位都可填报，只研究本单位负责的事项；更高层级由综合协调办或区重大项目办填报（D23）"
    ),
}
"""Each limit in a sentence, as the page of rights prints it."""


class Event(Record):
    """One fact; `date` is the day it happened, `writer` the unit whose folder it lies in.

    `writers` and `limits` are who may write the kind where the register says nothing else of it.
    """

    title: ClassVar[str]
    writers: ClassVar[tuple[OrganisationKind, ...]]
    limits: ClassVar[tuple[Limit, ...]] = ()

    id: Id = Field(title="事件编号", description="与文件名相同，永不重复")
    kind: str = Field(title="事件种类")
    date: Day = Field(title="发生日期", description="事情发生的那一天，不是填报的那一天")
    writer: Id = Field(title="填报单位", description="单位编号，与所在文件夹相同")
    document: Line | None = Field(default=None, title="依据文件")
    note: Text | None = Field(default=None, title="备注")


class ProjectEvent(Event):
    """An event of one project."""

    project: Id = Field(title="项目编号")
