"""What the documents of a period hold, field by field: rankings and bulletins; all shapes together."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from generator.mechanism.cards import State as ReferralState
from generator.mechanism.cards import short
from generator.mechanism.docket import ItemState
from generator.mechanism.ledger import Reason
from generator.mechanism.pools import POOLS
from generator.outputs.api.fields import Field
from generator.outputs.api.shapes import (
    CARD,
    CARDS,
    DUTIES,
    INDEX,
    ITEMS,
    PROJECTS,
    UNITS,
    Shape,
)
from generator.outputs.tables.projects import StartState

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRY = (
    Field("unit", "text", "单位编号"),
    Field("clause", "text", "条款，例如 1.1(1)"),
    Field("category", "text", "类别：1 新开工、2 在建、3 议定事项"),
    Field("subject", "text", "项目或议定事项编号；扣完为止、封顶的为空文字"),
    Field("date", "day", "记分日期"),
    Field("quarter", "text", "记入的季度，例如 2026Q3"),
    Field("points", "amount", "原始分（分）"),
    Field("weighted", "amount", "折算分（分）：原始分乘类别的权重"),
    Field("text", "text", "说明"),
    Field("evidence", "texts", "依据（文件:行）"),
)
UNIT = (
    Field("unit", "text", "单位编号"),
    Field("name", "text", "单位全称"),
    Field("total", "amount", "考评总分（分，两位小数）；年度为合计：折算分加奖励加分"),
    Field("rank", "count", "名次，并列的相同"),
    Field("categories", "amounts", "季度：各类得分（分），名称为类别 1、2、3", partly=True),
    Field("empty", "texts", "季度：没有考评内容的类别，得分为基础分", partly=True),
    Field("base_total", "amount", "季度：基本总分（分），各类得分加权之和", partly=True),
    Field(
        "adjustments",
        "list",
        "季度：总分上的加扣分，出自牌和席位",
        partly=True,
        rows=(
            Field("clause", "text", "条款"),
            Field(
                "reason",
                "text",
                "缘由（首位席、末位席、黄牌最多、红牌）",
                values=get_args(Reason),
            ),
            Field("from", "text", "出自哪一季度"),
            Field("points", "amount", "加扣分（分）"),
            Field("text", "text", "说明"),
            Field("evidence", "texts", "依据（文件:行）"),
        ),
    ),
    Field("adjusted", "amount", "季度：加扣分之和（分）", partly=True),
    Field(
        "seat",
        "text",
        "季度：席位（首位席、末位席）；没有席位的为空",
        absent=True,
        values=("first", "last"),
        partly=True,
    ),
    Field("quarters", "amounts", "年度：已结束各季度的考评总分（分），名称为季度", partly=True),
    Field("mean", "amount", "年度：各季度的平均分", partly=True),
    Field("scaled", "amount", "年度：折算分，平均分乘 10/35（以计分规则为准）", partly=True),
    Field("bonus", "amount", "年度：奖励加分（分）", partly=True),
    Field("bonus_evidence", "texts", "年度：奖励加分的依据（文件:行）", partly=True),
    Field("complete", "truth", "年度：四个季度是否齐全", partly=True),
)
RANKINGS = Shape(
    "rankings",
    "考评",
    "一个季度或一年的考评：各单位得分、每一笔加扣分及其依据",
    (
        Field("period", "text", "季度或年度，例如 2026Q3、2026"),
        Field("closed", "truth", "这个季度或这一年是否已经结束；没有结束的，名次和得分都是暂时的"),
        Field("units", "list", "各单位得分，按名次", rows=UNIT),
        Field("entries", "list", "每一笔分数", rows=ENTRY),
        Field("cards", "list", "期间的黄牌、红牌", rows=CARD),
        Field("rectification", "texts", "应当整改的单位编号；年度为各季度依次相接，季度见 rectifications"),
        Field(
            "rectifications",
            "list",
            "应当整改的单位和季度",
            rows=(
                Field("quarter", "text", "在哪一季度的排名里"),
                Field("unit", "text", "单位编号"),
            ),
        ),
        Field(
            "referrals",
            "list",
            "问责提请的状态",
            rows=(
                Field("unit", "text", "单位编号"),
                Field("second_red", "day", "据以提请的红牌的日期"),
                Field("state", "text", "状态", values=tuple(short(one) for one in get_args(ReferralState))),
                Field("reported", "day", "主任办公会通报的日期", absent=True),
                Field("consent", "day", "分管负责人提出意见的日期", absent=True),
                Field("sent", "day", "提交的日期", absent=True),
                Field("evidence", "texts", "依据（文件:行）"),
            ),
        ),
    ),
)
FIGURES = (
    Field("projects", "amount", "本年计划的项目（个）"),
    Field("planned", "amount", "计划新开工（个）"),
    Field("due", "amount", "到期应开工（个）"),
    Field("started", "amount", "计划新开工里已开工的（个）"),
    Field("early", "amount", "提前开工（个）"),
    Field("late", "amount", "延期开工（个）"),
    Field("missed", "amount", "应开工未开工（个）"),
    Field("preliminary", "amount", "开展前期（个）"),
    Field("preliminary_started", "amount", "开展前期里已转开工的（个）"),
    Field("empty_ceremonies", "amount", "仅有仪式、没有实质性开工（个）"),
    Field("building", "amount", "在建（个）"),
    Field("behind", "amount", "在建而节点滞后（个）"),
    Field("slow", "amount", "在建而投资慢于序时进度（个）"),
    Field("completed", "amount", "计划本年竣工里已竣工的（个）"),
    Field("completed_early", "amount", "其中提前竣工的（个）"),
    Field("completion_planned", "amount", "计划本年竣工（个）"),
    Field("entered", "amount", "计划新开工里已开工并纳统的（个）"),
    Field("silent", "amount", "在建而本年没有月报（个）"),
    Field("invest", "amount", "本年计划投资（万元）"),
    Field("invested", "amount", "本年1月至今累计完成投资（万元），不是当月数"),
    Field("scheduled", "amount", "按序时进度到月底应累计完成（万元）"),
    Field("missed_before", "amount", "不在本年计划、往年计划应开工未开工（个）"),
    Field("behind_before", "amount", "不在本年计划、往年计划节点滞后（个）"),
)
PROJECT = (
    Field("pool", "text", "所在库", values=POOLS),
    Field("start", "text", "本年计划的开工状态；没有的为空", absent=True, values=get_args(StartState)),
    Field("started", "day", "实质性开工日期（经认定的）", absent=True),
    Field("ceremony", "day", "开工仪式日期", absent=True),
    Field("completed", "day", "完工投产日期（经认定的）", absent=True),
    Field("overdue", "texts", "超期未完成的节点和完工投产的时限（日期）"),
    Field("invested", "amount", "本年1月至今累计完成投资（万元）；本年没有月报的为 0"),
)
BULLETINS = Shape(
    "bulletins",
    "月度通报",
    "一个月的通报：全区、各单位、各分管负责人的数，各项目的状态，当月分数",
    (
        Field("period", "text", "月份，例如 2026-09"),
        Field("district", "object", "全区各项数：本年1月至今累计", rows=FIGURES),
        Field("units", "each", "各单位各项数，按单位编号；几个单位共同负责的项目各算一次", rows=FIGURES),
        Field("leaders", "each", "各分管负责人各项数，按负责人编号", rows=FIGURES),
        Field("projects", "each", "在库各项目的状态，按项目编号", rows=PROJECT),
        Field(
            "items",
            "tuples",
            "本年议定和以前未办结的各议定事项，按事项编号",
            rows=(
                Field("[0]", "text", "状态", values=get_args(ItemState)),
                Field("[1]", "count", "超期工作日（个）；没有超期的为 0"),
            ),
        ),
        Field(
            "reports",
            "tuples",
            "各单位当月的周报，按单位编号",
            rows=(
                Field("[0]", "count", "应报（份）"),
                Field("[1]", "count", "按时（份）"),
                Field("[2]", "count", "迟报（份）"),
                Field("[3]", "count", "未报（份）"),
            ),
        ),
        Field("problems", "texts", "未解决的问题编号"),
        Field("entries", "list", "当月每一笔分数", rows=ENTRY),
        Field("cards", "list", "本年到月底的黄牌、红牌", rows=CARD),
    ),
)
SHAPES: Sequence[Shape] = (INDEX, PROJECTS, UNITS, ITEMS, CARDS, DUTIES, RANKINGS, BULLETINS)
