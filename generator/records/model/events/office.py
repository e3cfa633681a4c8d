"""What the offices record: praise and bonus of the year, publication, correction (四(四), 五)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from generator.records.model.events.base import ANYONE, OFFICE, Event
from generator.records.model.events.discipline import UnitEvent
from generator.records.model.types import (
    MONTH,
    PERIOD,
    WEEK,
    Commit,
    Count,
    Day,
    Flag,
    Id,
    Line,
    Points,
    Sha256,
    Text,
    Year,
)


class Commendation(UnitEvent):
    """A unit is praised by a higher level; a ground for the bonus, no points by itself."""

    title: ClassVar = "表彰"
    writers: ClassVar = (*OFFICE, "组织部")
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["commendation"] = Field(default="commendation", title="事件种类")
    honour: Line = Field(title="表彰或通报表扬")


class BonusDecided(UnitEvent):
    """组织部 with 发改局 decides a unit's bonus of the year, at most 5 (四(四))."""

    title: ClassVar = "年度奖励加分"
    writers: ClassVar = (*OFFICE, "组织部")
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["bonus_decided"] = Field(default="bonus_decided", title="事件种类")
    year: Year = Field(title="年度")
    points: Points = Field(title="加分")
    basis: Line = Field(title="依据")


class BulletinPublished(Event):
    """A bulletin went out and its period was sealed; written by `guatu seal`, never by hand (TRUST P8, P10).

    `number` counts all seals, `revision` those of the period. `commit` is the revision of the data it was
    computed from; `data`, `plans` and `policy` are digests of the files in it, `report` that of the figures.
    `new_head` takes in everything else and `previous_head`, that of the seal before.
    """

    title: ClassVar = "通报封存"
    writers: ClassVar = OFFICE
    kind: Literal["bulletin_published"] = Field(default="bulletin_published", title="事件种类")
    bulletin: Literal["月度通报", "季度考评通报", "年度考核"] = Field(title="通报种类")
    period: Line = Field(title="期间", description="2026-05、2026Q2 或 2026", pattern=f"^{PERIOD}$")
    as_of: Day = Field(title="数据截至")
    number: Count = Field(title="封存号", description="全部封存依次编号，从1开始")
    revision: Count = Field(title="第几次", description="这一期间的第几次封存，从1开始")
    reason: Text | None = Field(default=None, title="重新封存的理由", description="第2次及以后必写")
    commit: Commit = Field(title="数据版本", description="提交的完整编号")
    data: Sha256 = Field(title="全部数据的 SHA-256")
    plans: Sha256 = Field(title="年度计划的 SHA-256")
    policy: Sha256 = Field(title="计分规则的 SHA-256")
    report: Sha256 = Field(title="计算结果的 SHA-256")
    tool: Line = Field(title="工具版本")
    results: tuple[Line, ...] = Field(
        min_length=1, max_length=2000, title="结果", description="名次、单位和总分，或主要数字"
    )
    previous_head: Sha256 = Field(title="上一号的链头", description="第1号写64个0")
    new_head: Sha256 = Field(title="链头", description="以上各项与上一号链头合算的 SHA-256")


PaperName = Literal[
    "项目开工推进计划表",
    "重点项目进展情况一览表",
    "分管负责人周协调清单",
    "周新开工情况",
    "月度通报",
    "季度考评通报",
    "年度考核",
    "问责提请",
    "整改通知",
    "年度安排计划",
    "分管领导推进计划",
    "三库",
    "台账",
    "集中开工清单和调度会材料",
]
"""The papers of the mechanism; 黄牌预警通知书 and 红牌警告通知书 are recorded by `card_issued`."""


class Issued(Event):
    """A paper was sent out on paper: its number, its day (`date`), its signer, the day an answer is due.

    The system never invents these (MECHANISM §3); `unit` or `leader` where the paper is theirs alone.
    """

    title: ClassVar = "文件印发"
    writers: ClassVar = (*OFFICE, "督查室", "管委会")
    kind: Literal["issued"] = Field(default="issued", title="事件种类")
    paper: PaperName = Field(title="文件", description="本机制的哪一种文件")
    period: Line = Field(
        title="期间", description="2026-W19、2026-05、2026Q2 或 2026", pattern=f"^({PERIOD}|{WEEK})$"
    )
    unit: Id | None = Field(default=None, title="单位", description="只发给一个单位的，写单位编号")
    leader: Id | None = Field(default=None, title="分管负责人", description="一位分管负责人的文件，写其编号")
    number: Line = Field(title="发文字号", description="例如 澄重办〔2026〕12号")
    signer: Line | None = Field(default=None, title="签发人")
    due: Day | None = Field(default=None, title="回复时限", description="要求回复或提交报告的，写最后一天")


class ReportFiled(Event):
    """A coordination office handed its report of a week or month to 区重大项目办 (O20–O22)."""

    title: ClassVar = "综合协调办报送"
    writers: ClassVar = ("综合协调办",)
    kind: Literal["report_filed"] = Field(default="report_filed", title="事件种类")
    report: Literal["周新开工情况", "周协调清单", "月度汇总"] = Field(title="报送内容")
    period: Line = Field(
        title="期间", description="周报写 2026-W19，月度汇总写 2026-05", pattern=f"^({WEEK}|{MONTH})$"
    )


class Correction(Event):
    """更正: an earlier event is withdrawn, or some of its values replaced, from this day on."""

    title: ClassVar = "更正"
    writers: ClassVar = ANYONE
    limits: ClassVar = ("不涉及本单位",)
    kind: Literal["correction"] = Field(default="correction", title="事件种类")
    of: Id = Field(title="被更正的事件编号")
    reason: Text = Field(title="更正理由")
    withdraw: Flag = Field(
        default=False, title="整件撤回", description="整件撤回时写“是”，并删去 changes 几行"
    )
    changes: Mapping[str, Text | tuple[Text, ...]] = Field(
        default={}, max_length=20, title="更正内容", description="字段: 新值"
    )
