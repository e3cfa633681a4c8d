"""What each document holds, field by field: the schemas and the page 数据接口 are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.api.fields import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = (
    Field("$schema", "text", "本文件的 JSON Schema 的相对地址"),
    Field("schema", "text", "格式的名称和版本，例如 guatu/v1/projects"),
    Field("generated_at", "text", "数据版本的入库时刻（封存的为封存日），不是生成网站的钟点"),
    Field("as_of", "day", "数据截至"),
    Field("revision", "map", "数据版本：commit 提交号，changed 有无未提交的改动，number 封存序号"),
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


ENTRY = (
    Field("unit", "text", "单位编号"),
    Field("clause", "text", "条款"),
    Field("category", "text", "类别"),
    Field("subject", "text", "项目或议定事项编号"),
    Field("date", "day", "日期"),
    Field("quarter", "text", "季度"),
    Field("points", "amount", "原始分"),
    Field("weighted", "amount", "折算分"),
    Field("text", "text", "说明"),
    Field("evidence", "texts", "依据（文件:行）"),
)
CARD = (
    Field("unit", "text", "单位编号"),
    Field("colour", "text", "黄牌或红牌"),
    Field("date", "day", "日期"),
    Field("number", "count", "本年第几张"),
    Field("evidence", "texts", "依据（文件:行）"),
)
INDEX = Shape(
    "index",
    "目录",
    "全部文件的目录",
    (
        Field(
            "documents",
            "list",
            "各文件",
            rows=(
                Field("path", "text", "相对于目录的地址"),
                Field("title", "text", "名称"),
                Field("schema", "text", "格式的相对地址"),
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
        Field("sector", "text", "行业"),
        Field("pool", "text", "所在库"),
        Field("investment_total_wan", "amount", "总投资（万元）"),
        Field("class", "text", "年度计划性质", absent=True),
        Field("start_week", "text", "计划开工周", absent=True),
        Field("start_state", "text", "开工状态", absent=True),
        Field("late_days", "count", "延期天数（自然日）"),
        Field("started", "day", "实质性开工日期", absent=True),
        Field("completed", "day", "完工投产日期", absent=True),
        Field("overdue", "count", "已过期未完成的节点（个）"),
        Field("plan_wan", "amount", "本年计划投资（万元）", absent=True),
        Field("invested_wan", "amount", "本年累计完成投资（万元）"),
        Field("scheduled_wan", "amount", "按序时进度应完成（万元）"),
        Field("report_age", "count", "最新报告距数据截至日（天）", absent=True),
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
        Field("kind", "text", "类别"),
        Field("scored", "truth", "是否参加考评"),
        Field("projects", "count", "负责的项目（个）"),
        Field("items", "count", "承办的议定事项（件）"),
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
        Field("state", "text", "应发未发或已发"),
        Field("issued", "day", "印发日期", absent=True),
    ),
)
DUTIES = Shape(
    "duties",
    "报送和会议",
    "前四周到后两周应当报送、协调、召开的",
    _rows(
        Field("duty", "text", "事项"),
        Field("party", "text", "单位或负责人编号；主要负责人的为空"),
        Field("subject", "text", "项目编号；不涉及项目的为空"),
        Field("period", "text", "期间"),
        Field("due", "day", "应当在哪一天以前"),
        Field("done", "day", "完成日期", absent=True),
        Field("state", "text", "按时、迟报、未报、未到期"),
        Field("late", "count", "迟了几个工作日"),
    ),
)
RANKINGS = Shape(
    "rankings",
    "考评",
    "一个季度或一年的考评：各单位得分、每一笔加扣分及其依据",
    (
        Field("period", "text", "期间"),
        Field("closed", "truth", "是否已经结束"),
        Field("units", "list", "各单位得分", rows=(
            Field("unit", "text", "单位编号"),
            Field("name", "text", "单位"),
            Field("total", "amount", "考评总分（年度为合计）"),
            Field("rank", "count", "名次"),
        )),
        Field("entries", "list", "每一笔分数", rows=ENTRY),
        Field("cards", "list", "黄牌、红牌", rows=CARD),
        Field("rectification", "texts", "应当整改的单位编号"),
        Field("referrals", "list", "问责提请的状态", rows=(
            Field("unit", "text", "单位编号"),
            Field("state", "text", "状态"),
        )),
    ),
)  # fmt: skip
BULLETINS = Shape(
    "bulletins",
    "月度通报",
    "一个月的通报：全区、各单位、各分管负责人的数，各项目的状态，当月分数",
    (
        Field("period", "text", "月份"),
        Field("district", "map", "全区各项数"),
        Field("units", "map", "各单位各项数"),
        Field("leaders", "map", "各分管负责人各项数"),
        Field("projects", "map", "各项目的状态"),
        Field("items", "map", "各议定事项：状态、超期工作日"),
        Field("reports", "map", "各单位周报：应报、按时、迟报、未报"),
        Field("problems", "texts", "未解决的问题编号"),
        Field("entries", "list", "当月每一笔分数", rows=ENTRY),
        Field("cards", "list", "本年黄牌、红牌", rows=CARD),
    ),
)
SHAPES = (INDEX, PROJECTS, UNITS, ITEMS, CARDS, DUTIES, RANKINGS, BULLETINS)
