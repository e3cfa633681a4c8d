"""What happens on the ground: steps, ceremony, start, milestones, completion (附件1, 附件3之1、2)."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import OFFICE, UNITS, Event, ProjectEvent
from generator.records.model.types import Id, Step


class StepDone(ProjectEvent):
    """One of the 12 steps before a start is done."""

    title: ClassVar = "前期事项完成"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["step_done"] = Field(default="step_done", title="事件种类")
    step: Step = Field(title="事项", description="附件1的12项之一")


class Ceremony(ProjectEvent):
    """A ground-breaking ceremony; not yet a start (D13)."""

    title: ClassVar = "开工仪式"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["ceremony"] = Field(default="ceremony", title="事件种类")


class SubstantiveStart(ProjectEvent):
    """The unit reports a substantive start."""

    title: ClassVar = "实质性开工"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["substantive_start"] = Field(default="substantive_start", title="事件种类")


class StartCertified(Event):
    """区重大项目办 certifies a start; only then it counts (D13)."""

    title: ClassVar = "开工认定"
    writers: ClassVar = OFFICE
    limits: ClassVar = ("由另一单位",)
    kind: Literal["start_certified"] = Field(default="start_certified", title="事件种类")
    start: Id = Field(title="开工事件编号", description="被认定的 substantive_start 事件")


class MilestoneReached(ProjectEvent):
    """A planned milestone is reached."""

    title: ClassVar = "节点完成"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["milestone_reached"] = Field(default="milestone_reached", title="事件种类")
    milestone: Id = Field(title="节点编号", description="年度计划中的节点")


class Completed(ProjectEvent):
    """Construction is complete (完工)."""

    title: ClassVar = "完工"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["completed"] = Field(default="completed", title="事件种类")


class Commissioned(ProjectEvent):
    """Production or operation has begun (投产/运营)."""

    title: ClassVar = "投产（运营）"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["commissioned"] = Field(default="commissioned", title="事件种类")


class CompletionCertified(Event):
    """区重大项目办 certifies a completion or commissioning; only then it counts."""

    title: ClassVar = "完工投产认定"
    writers: ClassVar = OFFICE
    limits: ClassVar = ("由另一单位",)
    kind: Literal["completion_certified"] = Field(default="completion_certified", title="事件种类")
    completion: Id = Field(title="完工投产事件编号", description="被认定的 completed 或 commissioned 事件")
