"""The register: organisations, people, leaders and their lines, departments of the 12 steps (二, 附件1)."""

from datetime import date
from typing import Literal

from pydantic import Field

from generator.records.model.types import Day, Flag, Id, Line, Part, Record, Step

Kind = Literal[
    "管委会",
    "区重大项目办",
    "综合协调办",
    "责任单位",
    "街道",
    "审批部门",
    "督查室",
    "纪委",
    "组织部",
]


class Organisation(Record):
    """One organisation; `scored` ones are ranked by 附件3."""

    id: Id = Field(title="单位编号", description="与文件名相同，只用大写字母、数字和短横线")
    name: Line = Field(title="单位全称")
    short: Line = Field(title="单位简称", description="表格和图上用")
    kind: Kind = Field(title="单位性质")
    scored: Flag = Field(title="是否参加考评", description="是 / 否")
    group: Line | None = Field(default=None, title="考评分组", description="只在分组排名时需要")
    from_: Day | None = Field(default=None, alias="from", title="成立日期", description="缺省为一直存在")
    to: Day | None = Field(default=None, title="撤销日期", description="缺省为仍然存在")
    head: Id | None = Field(default=None, title="主要负责人", description="人员编号")
    accounts: tuple[Line, ...] = Field(default=(), title="代码平台账号", description="可代表本单位提交的账号")


class Person(Record):
    """One person named in papers."""

    id: Id = Field(title="人员编号", description="与文件名相同")
    name: Line = Field(title="姓名")
    organisation: Id = Field(title="所在单位", description="单位编号")
    post: Line = Field(title="职务")


class Leader(Record):
    """One 分管负责人 and the coordination offices of their line (三层五线)."""

    id: Id = Field(title="分管负责人编号", description="与文件名相同")
    person: Id = Field(title="人员", description="人员编号")
    offices: tuple[Id, ...] = Field(default=(), title="分管的综合协调办", description="单位编号")
    from_: Day | None = Field(default=None, alias="from", title="分管起始日期")
    to: Day | None = Field(default=None, title="分管结束日期")


def in_place(one: Organisation | Leader, day: date) -> bool:
    """Tell whether an organisation exists, or a leader has their line, on a day; `from` and `to` included."""
    return (one.from_ is None or one.from_ <= day) and (one.to is None or day <= one.to)


class StepDepartment(Part):
    """Who approves one of the 12 steps."""

    step: Step = Field(title="事项", description="附件1的12项之一")
    departments: tuple[Id, ...] = Field(min_length=1, title="审批部门", description="单位编号")


class Steps(Record):
    """The departments of the 12 steps of 附件1, one file."""

    steps: tuple[StepDepartment, ...] = Field(min_length=1, title="12项前期事项的审批部门")
