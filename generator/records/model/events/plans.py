"""Acts of 区重大项目办 on plans: approved, adjusted, confirmed, handed over (三(一)二, D12)."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import OFFICE, Event, ProjectEvent
from generator.records.model.types import Day, Id, Line, Text, Year


class StartPlanConfirmed(ProjectEvent):
    """附件1 of a project is confirmed and frozen."""

    title: ClassVar = "开工推进计划表确认"
    writers: ClassVar = OFFICE
    kind: Literal["start_plan_confirmed"] = Field(default="start_plan_confirmed", title="事件种类")


class PlanApproved(Event):
    """A year's plan is approved; from then on its entries bind and are frozen."""

    title: ClassVar = "年度计划批准"
    writers: ClassVar = OFFICE
    kind: Literal["plan_approved"] = Field(default="plan_approved", title="事件种类")
    year: Year = Field(title="计划年度")
    approved_on: Day = Field(title="批准日期")
    document: Line = Field(title="批准文件")


class PlanAdjusted(ProjectEvent):
    """One promise of a plan is moved; it counts only if approved by the old deadline (D12).

    `field` is start_week, completion_month or milestones.ID; `new` is a week or a month accordingly.
    """

    title: ClassVar = "计划调整"
    writers: ClassVar = OFFICE
    kind: Literal["plan_adjusted"] = Field(default="plan_adjusted", title="事件种类")
    year: Year = Field(title="计划年度")
    field: Line = Field(
        title="调整内容",
        description="start_week、completion_month 或 milestones.节点编号",
        pattern=r"^(start_week|completion_month|milestones\.[A-Z0-9]+(-[A-Z0-9]+)*)$",
    )
    old: Line = Field(
        title="原值", description="周或月，例如 2026-W19、2026-05", pattern=r"^[0-9]{4}-W?[0-9]{2}$"
    )
    new: Line = Field(
        title="新值", description="周或月，例如 2026-W19、2026-05", pattern=r"^[0-9]{4}-W?[0-9]{2}$"
    )
    approved_on: Day = Field(title="批准日期")
    approver: Line = Field(title="批准人或会议")


class LeadChanged(ProjectEvent):
    """Responsibility for a project moves to other units, from this event's date on."""

    title: ClassVar = "责任单位变更"
    writers: ClassVar = OFFICE
    kind: Literal["lead_changed"] = Field(default="lead_changed", title="事件种类")
    lead_units: tuple[Id, ...] = Field(
        min_length=1, max_length=5, title="新的责任单位", description="单位编号"
    )


class ProjectWithdrawn(ProjectEvent):
    """A project leaves the pools unfinished; what had not fallen due by this day is no longer owed."""

    title: ClassVar = "项目退库"
    writers: ClassVar = OFFICE
    kind: Literal["project_withdrawn"] = Field(default="project_withdrawn", title="事件种类")
    reason: Text = Field(title="退库原因")
    approver: Line = Field(title="批准人或会议")
