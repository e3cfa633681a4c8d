"""Every kind of problem in the data, by family; numbers are stable and never used again."""

from __future__ import annotations

from generator.records.codes import (
    afterwards,
    again,
    amounts,
    authority,
    between,
    certified,
    discipline,
    doubts,
    fields,
    idle,
    intake,
    order,
    papers,
    places,
    policy,
    references,
    requests,
    seals,
    setup,
    sheets,
    text,
    times,
    tree,
)
from generator.records.source import Code

FAMILIES = (
    ("G1", "文件与文字", "the file and its characters", text),
    ("G2", "YAML 写法", "how the YAML is written", tree),
    ("G3", "字段", "fields and their values", fields),
    ("G3", "计分规则", "figures of the rules", policy),
    ("G4", "文件位置", "where the file lies", places),
    ("G5", "引用", "what files name in one another", references),
    ("G5", "文件之间", "between files", between),
    ("G5", "督办、牌和问责", "supervisions, cards and referrals", discipline),
    ("G5", "先后", "what comes before what", order),
    ("G5", "金额", "amounts that contradict each other", amounts),
    ("G5", "看着不对的计划、金额和号码", "what can hardly be meant", doubts),
    ("G5", "填报权限", "who may write what", authority),
    ("G5", "报送、印发与退库", "reports handed in, papers issued, projects withdrawn", papers),
    ("G5", "新建一个区", "what a new district lacks", setup),
    ("G6", "时间与历史", "time and history", times),
    ("G6", "认定以后", "what is certified already", certified),
    ("G6", "不起作用的填报", "what is told to no effect", idle),
    ("G6", "通报封存", "sealed bulletins", seals),
    ("G6", "发牌通知与更正", "printed notices and corrections", afterwards),
    ("G7", "导入表格", "tables brought in", intake),
    ("G7", "再次导入表格", "a table brought in again", again),
    ("G7", "导入表格：行与格", "rows and cells of tables brought in", sheets),
    ("G8", "合并请求", "change requests", requests),
)

CODES: dict[str, Code] = {
    code.id: code for *_, family in FAMILIES for code in vars(family).values() if isinstance(code, Code)
}
