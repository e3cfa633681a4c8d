"""What the lists hold, field by field: the schemas and the page 数据接口 are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from generator.mechanism.cases import CardState
from generator.mechanism.obligations.record import Duty, State
from generator.mechanism.pools import POOLS
from generator.outputs.api.fields import Field
from generator.outputs.api.progress import CompletionState
from generator.outputs.tables.projects import StartState
from generator.records.model.events.discipline import Colour
from generator.records.model.organisations import Kind as OrganisationKind
from generator.records.model.projects import PlanClass, Sector

if TYPE_CHECKING:
    from collections.abc import Sequence

SEAL = (
    Field("number", "count", "封存序号"),
    Field("date", "day", "封存日期"),
    Field("revision", "count", "本期第几次封存；2 起为更正"),
)
HEAD = (
    Field("$schema", "text", "本文件的 JSON Schema 的相对地址"),
    Field("schema", "text", "格式的名称和版本，例如 guatu/v1/projects"),
    Field("publisher", "text", "发布者：网站名称，随网站设置"),
    Field("site_url", "text", "网站地址，随网站设置；没有设置的为空", absent=True),
    Field(
        "generated_at",
        "text",
        "数据版本的入库时刻（封存的为封存日零时），不是生成网站的钟点；例如 2026-09-30T09:00:00+08:00",
    ),
    Field("as_of", "day", "数据截至"),
    Field(
        "revision",
        "object",
        "数据版本",
        rows=(
            Field("commit", "text", "提交号；不在 git 里的为空文字"),
            Field("changed", "truth", "是否有未提交的改动"),
            Field(
                "number",
                "count",
                "数据版本里最近一次封存的序号，没有封存的为 0；sealed 为真时就是本文件的封存序号",
            ),
            Field("sealed", "truth", "本文件是否按封存的数据生成"),
        ),
    ),
    Field("seal", "object", "本文件的封存；未单独封存的为空", absent=True, rows=SEAL),
    Field("policy", "text", "计分规则的版本"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of document: its name, title, what it holds, and the fields after the common head."""

    name: str
    title: str
    holds: str
    fields: Sequence[Field]

    @property
    def whole(self) -> Sequence[Field]:
        """Give all fields, the common head first."""
        return (*HEAD, *self.fields)


def _rows(*fields: Field) -> Sequence[Field]:
    return (Field("rows", "list", "各行", rows=fields),)


CARD = (
    Field("unit", "text", "单位编号"),
    Field("colour", "text", "牌", values=get_args(Colour)),
    Field("date", "day", "牌的日期，即督办日期"),
    Field("number", "count", "本单位本年同色的第几张"),
    Field("evidence", "texts", "依据（文件:行）"),
)
INDEX = Shape(
    "index",
    "目录",
    "全部文件的目录：更正过的期间以 latest 为真的为准",
    (
        Field(
            "documents",
            "list",
            "各文件",
            rows=(
                Field("path", "text", "相对于目录的地址"),
                Field("title", "text", "名称"),
                Field("schema", "text", "格式的相对地址"),
                Field("period", "text", "期间，例如 2026-09、2026Q3、2026；不分期的为空", absent=True),
                Field("sealed", "truth", "是否已经封存；未封存的随数据变动"),
                Field("seal", "object", "这一份的封存；未单独封存的为空", absent=True, rows=SEAL),
                Field("latest", "truth", "是否为这一期的现行一份"),
                Field("superseded_by", "text", "已被更正的，现行一份的地址；现行的为空", absent=True),
            ),
        ),
    ),
)
PROJECTS = Shape(
    "projects",
    "项目",
    "在库项目，每个项目一行",
    _rows(
        Field("id", "text", "项目编号"),
        Field("name", "text", "项目名称"),
        Field("units", "texts", "责任单位编号"),
        Field("leader", "text", "分管负责人编号"),
        Field("office", "text", "综合协调办编号", absent=True),
        Field("street", "text", "街道编号"),
        Field("sector", "text", "行业", values=get_args(Sector)),
        Field("pool", "text", "所在库", values=POOLS),
        Field("investment_total_wan", "amount", "总投资（万元）"),
        Field("class", "text", "年度计划性质", absent=True, values=get_args(PlanClass)),
        Field(
            "start_week",
            "text",
            "计划开工周，调整过的为现行的；结转的出自往年计划，例如 2026-W19",
            absent=True,
        ),
        Field("start_year", "count", "计划开工周出自哪一年的年度计划", absent=True),
        Field("start_state", "text", "开工状态", absent=True, values=get_args(StartState)),
        Field("late_days", "count", "开工延期或超期天数（自然日，从计划周的星期日起算）；没有的为 0"),
        Field("started", "day", "实质性开工日期（经认定的）", absent=True),
        Field("start_awaited", "day", "已报开工、待认定的，所报的开工日期", absent=True),
        Field("completion_month", "text", "计划完工投产月，调整过的为现行的月，例如 2026-05", absent=True),
        Field("completion_state", "text", "完工投产状态", absent=True, values=get_args(CompletionState)),
        Field(
            "completion_late_days",
            "count",
            "完工投产延期或超期天数（自然日，从计划月的月底起算）；没有的为 0",
        ),
        Field("completed", "day", "完工投产日期（经认定的）", absent=True),
        Field("completion_awaited", "day", "已报完工投产、待认定的，所报的日期", absent=True),
        Field("milestones_overdue", "count", "超期未完成的形象进度节点（个），不含完工投产"),
        Field("milestones_overdue_days", "count", "其中超期最长的天数（自然日）；没有的为 0"),
        Field("overdue", "count", "结转续建计划里超期未完成的节点和完工投产（个）"),
        Field("overdue_days", "count", "其中超期最长的天数（自然日）；没有的为 0"),
        Field("plan_wan", "amount", "本年计划投资（万元）；不在本年计划的为空", absent=True),
        Field("invested_wan", "amount", "本年1月至今累计完成投资（万元）；本年没有月报的为空", absent=True),
        Field("scheduled_wan", "amount", "按序时进度应完成（万元）；不在本年计划的为空", absent=True),
        Field("report_age", "count", "最新报告距数据截至日（天）；没有报告的为空", absent=True),
    ),
)
UNITS = Shape(
    "units",
    "单位",
    "登记的单位",
    _rows(
        Field("id", "text", "单位编号"),
        Field("name", "text", "全称"),
        Field("short", "text", "简称"),
        Field("kind", "text", "类别", values=get_args(OrganisationKind)),
        Field("scored", "truth", "是否参加考评"),
        Field(
            "projects",
            "count",
            "负责的在库项目（个），即 projects.json 里 units 有本单位的；已退库的不计",
        ),
        Field("planned", "count", "其中列入本年计划的（个），即网页上的“本年项目”"),
        Field(
            "items",
            "count",
            "承办的历年议定事项（件），即 items.json 里 responsible 有本单位的",
        ),
        Field("items_open", "count", "其中未办结的（件），即网页上的“未办结责任事项”"),
        Field("items_supporting", "count", "只作为配合单位的历年议定事项（件）"),
        Field("cards", "count", "本年黄牌、红牌（张）"),
    ),
)
ITEMS = Shape(
    "items",
    "议定事项",
    "会议议定的事项及其时限、办结",
    _rows(
        Field("id", "text", "事项编号"),
        Field("text", "text", "事项"),
        Field("meeting", "text", "会议编号"),
        Field("project", "text", "项目编号", absent=True),
        Field("responsible", "texts", "责任单位编号"),
        Field("supporting", "texts", "配合单位编号"),
        Field("due", "day", "现行时限", absent=True),
        Field("reported", "day", "单位报告办结的日期", absent=True),
        Field("closed", "day", "确认办结的日期", absent=True),
    ),
)
CARDS = Shape(
    "cards",
    "黄牌和红牌",
    "历年的黄牌、红牌及其印发状态",
    _rows(
        *CARD,
        Field("state", "text", "印发状态", values=get_args(CardState)),
        Field("issued", "day", "通知书入库日期", absent=True),
        Field("notice_number", "text", "通知书文号；未发的为空", absent=True),
        Field("notice_date", "day", "通知书上的日期；未发的为空", absent=True),
        Field(
            "supervisions",
            "list",
            "据以发牌的督办：黄牌一次，红牌几次",
            rows=(
                Field("id", "text", "督办记录编号"),
                Field("number", "text", "督办单号"),
                Field("date", "day", "督办日期"),
                Field("writer", "text", "督办单位编号"),
                Field("matter", "text", "督办事项"),
                Field("project", "text", "所涉项目编号", absent=True),
                Field("item", "text", "所涉议定事项编号", absent=True),
                Field("due", "day", "整改时限", absent=True),
            ),
        ),
    ),
)
DUTIES = Shape(
    "duties",
    "报送和会议",
    "前四周到后两周应当报送、协调、召开的",
    _rows(
        Field("duty", "text", "事项", values=get_args(Duty)),
        Field("party", "text", "单位或负责人编号；主要负责人的为空", absent=True),
        Field("subject", "text", "项目编号；不涉及项目的为空", absent=True),
        Field("period", "text", "所报的周、月或季，例如 2026-W39、2026-09、2026Q3"),
        Field("due", "day", "应当在哪一天以前（含当日）"),
        Field("done", "day", "完成日期；没有完成的为空", absent=True),
        Field("state", "text", "状态", values=get_args(State)),
        Field("late", "count", "迟了几个工作日，未报的到数据截至日"),
    ),
)
