"""What every event says, and what a kind says of itself."""

from __future__ import annotations

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
"""About whom, or after whom, a writer may write; `checks.authority` says each of them in full."""


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
