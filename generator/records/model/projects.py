"""A project's stable facts and its yearly plan entry, the baseline it is measured by (三(三), 附件1)."""

from typing import Literal

from pydantic import Field

from generator.records.model.types import (
    Day,
    Id,
    Line,
    Money,
    Month,
    Part,
    Record,
    Sha256,
    Step,
    Text,
    Week,
    Year,
)

Sector = Literal["工业", "服务业", "房地产", "农业", "保税物流", "高新", "食品", "其他"]
Programme = Literal["网络安全人才与创新基地", "乡村振兴及农村产业融合"]
PlanClass = Literal["计划新开工", "结转续建", "开展前期"]


class OfficeOverride(Part):
    """A recorded decision that another coordination office takes the project."""

    office: Id = Field(title="综合协调办", description="单位编号")
    reason: Line = Field(title="理由")
    decided_on: Day = Field(title="决定日期")


class PlannedStep(Part):
    """One of the 12 steps of 附件1 before a start."""

    step: Step = Field(title="事项")
    due: Day = Field(title="完成时限")
    department: Id = Field(title="审批部门", description="单位编号")
    signed_by: Line | None = Field(default=None, title="签字人")
    signed_on: Day | None = Field(default=None, title="签字（盖章）日期")


class StartPlan(Part):
    """附件1 项目开工推进计划表: the steps that apply, each with its deadline and department."""

    steps: tuple[PlannedStep, ...] = Field(min_length=1, max_length=12, title="适用的前期事项")
    not_applicable: tuple[Step, ...] = Field(default=(), title="不适用的事项")
    reported_on: Day | None = Field(default=None, title="报分管负责人日期")


class Attachment(Part):
    """A document kept elsewhere, fixed by its hash."""

    file: Line = Field(title="文件名")
    sha256: Sha256 = Field(title="SHA-256")


class Project(Record):
    """One project; its deadlines stand apart, in the plan."""

    id: Id = Field(title="项目编号", description="永不改变，与文件名相同")
    name: Line = Field(title="项目名称")
    content: Text = Field(title="建设内容及规模")
    investor: Line = Field(title="投资主体")
    sector: Sector = Field(title="行业")
    programme: Programme | None = Field(default=None, title="专项", description="不属于专项的不写这一行")
    investment_total_wan: Money = Field(title="总投资（万元）", description="本机制管1亿元（10000）以上项目")
    land: Line | None = Field(default=None, title="用地")
    street: Id = Field(title="所在街道", description="单位编号")
    address: Line | None = Field(default=None, title="地址")
    lead_units: tuple[Id, ...] = Field(min_length=1, max_length=5, title="责任（引进）单位")
    responsible_person: Line = Field(title="责任人")
    leader: Id = Field(title="分管负责人", description="分管负责人编号")
    coordination_office: OfficeOverride | None = Field(default=None, title="综合协调办调整")
    signed: Day | None = Field(default=None, title="签约日期")
    start_plan: StartPlan | None = Field(default=None, title="开工推进计划表（附件1）")
    attachments: tuple[Attachment, ...] = Field(default=(), max_length=100, title="附件")


class Milestone(Part):
    """A planned point of construction; due by the last day of its month (D14)."""

    id: Id = Field(title="节点编号", description="本项目内唯一")
    name: Line = Field(title="节点名称")
    due_month: Month = Field(title="完成月份")


class MonthlyShare(Part):
    """The planned cumulative investment at a month's end."""

    month: Month = Field(title="月份")
    invested_ytd_wan: Money = Field(title="计划累计投资（万元）")


class Plan(Record):
    """A project's entry in one year's plan, frozen by `plan_approved`, changed by `plan_adjusted`."""

    project: Id = Field(title="项目编号", description="与文件名相同")
    year: Year = Field(title="计划年度", description="与上级文件夹相同")
    class_: PlanClass = Field(alias="class", title="性质")
    start_week: Week | None = Field(default=None, title="计划开工（周）", description="例如 2026-W19")
    completion_month: Month | None = Field(default=None, title="计划完工投产（月）")
    invest_wan: Money = Field(title="本年计划投资（万元）")
    invested_before_wan: Money = Field(title="至上年底累计完成投资（万元）")
    schedule: tuple[MonthlyShare, ...] = Field(default=(), max_length=12, title="月度投资计划")
    milestones: tuple[Milestone, ...] = Field(default=(), max_length=40, title="形象进度节点")
    goal: Text = Field(title="本年目标")
