"""Weekly and monthly reports of the lead units (三(三)三, 附件2; 三(二)三)."""

from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import UNITS, ProjectEvent
from generator.records.model.types import Day, Line, Money, Month, Text, Week

_Points = tuple[Text, ...]


class WeeklyReport(ProjectEvent):
    """附件2 of one project and week."""

    title: ClassVar = "周报（项目进展情况一览表）"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["weekly_report"] = Field(default="weekly_report", title="事件种类")
    week: Week = Field(title="哪一周", description="例如 2026-W19，须包含发生日期")
    progress: _Points = Field(min_length=1, max_length=20, title="最新工作进展")
    next_two_weeks: _Points = Field(default=(), max_length=20, title="未来两周工作计划")
    needs: _Points = Field(default=(), max_length=20, title="项目推进需求")


class MonthlyReport(ProjectEvent):
    """Investment and image progress of one project and month."""

    title: ClassVar = "月报"
    writers: ClassVar = UNITS
    limits: ClassVar = ("项目有关单位",)
    kind: Literal["monthly_report"] = Field(default="monthly_report", title="事件种类")
    month: Month = Field(title="哪一月", description="例如 2026-05")
    invested_ytd_wan: Money = Field(title="本年累计完成投资（万元）")
    image_progress: Line = Field(title="形象进度")
    entered_statistics_on: Day | None = Field(default=None, title="纳统日期", description="未纳统的不写")
