"""Problems of the docket and the weekly coordination (三(二)一至二, 四(一))."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import COORDINATORS, UNITS, Event, ProjectEvent
from generator.records.model.types import Id, Text

IssueLevel = Literal["区级", "主要负责人", "市级"]
Category = Literal["征拆", "用地", "规划", "审批", "要素", "资金", "其他"]


class Coordination(Event):
    """A leader coordinated: in a meeting, on one topic, or on site; at least once a week."""

    title: ClassVar = "分管负责人协调"
    writers: ClassVar = COORDINATORS
    limits: ClassVar = ("本线负责人",)
    kind: Literal["coordination"] = Field(default="coordination", title="事件种类")
    leader: Id = Field(title="分管负责人", description="分管负责人编号")
    form: Literal["协调会", "专题协调", "现场协调"] = Field(title="方式")
    issues: tuple[Id, ...] = Field(default=(), max_length=100, title="协调的问题", description="问题编号")


class IssueRaised(ProjectEvent):
    """A problem enters the docket; its id is this event's id."""

    title: ClassVar = "提出问题"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["issue_raised"] = Field(default="issue_raised", title="事件种类")
    category: Category = Field(title="类别")
    level: IssueLevel = Field(title="级别")
    text: Text = Field(title="问题")
    proposal: Text | None = Field(default=None, title="建议")
    units: tuple[Id, ...] = Field(min_length=1, max_length=20, title="涉及单位", description="单位编号")


class IssueEscalated(Event):
    """A problem the leader could not settle is passed on."""

    title: ClassVar = "问题转报"
    writers: ClassVar = COORDINATORS
    kind: Literal["issue_escalated"] = Field(default="issue_escalated", title="事件种类")
    issue: Id = Field(title="问题编号")
    to: Literal["区重大项目办", "主要负责人", "市级"] = Field(title="转报给")


class IssueResolved(Event):
    """A problem is settled."""

    title: ClassVar = "问题解决"
    writers: ClassVar = UNITS
    limits: ClassVar = ("问题有关单位",)
    kind: Literal["issue_resolved"] = Field(default="issue_resolved", title="事件种类")
    issue: Id = Field(title="问题编号")
    result: Text = Field(title="解决情况")
