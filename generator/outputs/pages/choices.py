"""The words for each reading's choices, and what D1–D28 settle (MECHANISM §2)."""

from __future__ import annotations

CHOICES = {
    ("working_days", "working"): "按国务院通知的工作日，含调休上班日",
    ("working_days", "natural"): "按自然日",
    ("due_shift", "next_workday"): "时限遇休息日，顺延到下一个工作日",
    ("due_shift", "none"): "时限遇休息日不顺延",
    ("start_means", "substantive"): "经区重大项目办认定的实质性开工",
    ("start_means", "ceremony_or_substantive"): "开工仪式或实质性开工，取较早的",
    ("stacking", "all"): "各项加分叠加",
    ("stacking", "highest_only"): "同一项目的开工加分只取最高一项",
    ("no_item", "keep_base"): "本类无事项的，得基础分",
    ("no_item", "reweight"): "本类无事项的，权重分给其他类",
    ("mode", "add_back"): "在已扣的分上加回",
    ("mode", "replace"): "取代已扣的分",
    ("measure", "rolling"): "按对应日计算，遇月末取月末，含当日",
    ("measure", "calendar_month"): "按自然月之差计算",
    ("test", "deadline"): "按时限检查",
    ("test", "quarter_end_status"): "按季末状态检查",
    ("mode", "highest"): "各档取最高一档，按增量分次记",
    ("mode", "cumulative"): "各档累加",
    ("level", "same"): "同一层级分别计次",
    ("level", "any"): "各层级合并计次",
    ("window", "calendar_year"): "一个日历年",
    ("window", "all_time"): "不分年度",
    ("red_mode", "pairs"): "每两张黄牌转一张红牌",
    ("red_mode", "every_further_yellow"): "从第二张黄牌起，每张转一张红牌",
    ("fourth_quarter", "carry_and_own"): "三季度结转的照加扣，本季度的当季加扣，不转入下年",
    ("fourth_quarter", "own_only"): "只算本季度的",
    ("by", "total"): "按考评总分",
    ("by", "base_total"): "按基本总分",
}

UNITS = {
    "months": "{}个月",
    "grace_days": "{}天",
    "max_per_quarter": "{}次",
    "from_nth": "第{}次",
    "most_yellow_min": "{}张",
    "red_from_yellow": "{}张",
    "referral_from_red": "{}张",
    "rectification_bottom": "{}位",
    "bonus_cap": "{}分",
}
"""A figure with what it counts, by its key in the file; a ratio counts nothing."""

SIGNED = frozenset({"points", "most_yellow", "red", "first_seat", "last_seat"})
"""Keys of points that are added or taken off."""

STEPS = {
    "within_months": "延期不超过{within_months}个月，{points}",
    "days": "超期满{days}个工作日，累计{points}",
}
"""How one step of a ladder is said, by the key that tells it apart."""

READINGS = (
    ("D1", "总分", "每类 = 基础分 + 加扣分；基本总分 = 各类 × 权重之和，不封顶"),
    ("D2", "扣完为止", "一类扣到 0 分为止，少扣的部分在明细中列出"),
    ("D3", "本类无事项", "得基础分，页面上标“—”"),
    ("D4", "计入哪个季度", "按日历季度；扣分记在最后一个可以避免的日子，加分记在做到的日子"),
    ("D5", "计划到周", "周一至周日，周日当天开工仍为按期；个别年份有第 53 周"),
    ("D6", "延期开工扣分", "记在计划周的周日，一个项目一次"),
    ("D7", "延期后开工的返还", "加回已扣的分：一个月内净扣 0.8 分，两个月内净扣 2 分；返还记在开工的季度"),
    ("D8", "延期一个月、两个月", "计划周日的对应日为止，含当日，遇月末取月末"),
    ("D9", "提前一个月", "不晚于计划周周一往前一个月的当天"),
    ("D10", "开展前期项目开工", "计划年度内任何一天开工，不再加提前开工分"),
    ("D11", "当年签约当年开工", "签约与开工在同一日历年，与其他加分叠加"),
    ("D12", "计划调整", "在原时限当天或以前批准的才算；以后批准的不影响已发生的延期"),
    ("D13", "仪式与开工", "开工指经认定的实质性开工；仪式当季季末仍未开工，扣一次"),
    ("D14", "在建项目", "只考评结转续建项目；节点时限为当月最后一天"),
    ("D15", "未按进度", "每个错过的时限扣一次，一个项目一季最多一次"),
    ("D16", "提前完工投产", "计划月份第一天以前投产（运营）；没有投产的按完工"),
    ("D17", "工作日", "按国务院办公厅通知，含调休上班日"),
    ("D18", "超过时限几个工作日", "时限后的下一个工作日为第 1 天；第 5 天当天办结的不算超过"),
    ("D19", "三档扣分", "累计 4、8、15 分，按增量分次记在各自当天，一事项最多 15 分"),
    ("D20", "提前办结", "时限之前办结并经确认"),
    ("D21", "扣谁", "议定事项：各责任单位全额，配合单位不扣；第一、二类：各责任（引进）单位全额"),
    ("D22", "时限遇休息日", "顺延到下一个工作日；调整须在时限当天或以前决定"),
    ("D23", "反复上会", "没有时限的事项在同一层级第三次及以后每次上会，各涉及单位都扣"),
    ("D24", "黄牌、红牌", "按单位和日历年；每次督办一张黄牌，每两张黄牌一张红牌，两张红牌通报并视同意提交"),
    ("D25", "其它情况加扣分", "最多黄牌并列的都扣；下一季度执行，第四季度当季执行"),
    ("D26", "排名", "并列同名次（1、1、3），并列的都得席位；全部相同的没有席位；四舍五入只在显示时"),
    ("D27", "归口", "先专项，再 10 亿元以上（含），再行业"),
    ("D28", "报送时限", "周五前含周五，遇休息日为当周最后一个工作日；25 日前遇休息日顺延；只统计不计分"),
)
