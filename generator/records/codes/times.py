"""G6: when things happened, when they were recorded, and what may no longer change."""

from generator.records.source import Code

FUTURE = Code(
    "G601",
    zh=("发生日期 {day} 晚于入库日期 {recorded}", "事情发生以后再填报；核对日期"),
    en=("It is dated {day}, after it was recorded on {recorded}", "Record what has happened; check the date"),
)
DECIDED_LATER = Code(
    "G602",
    zh=("{key} {decided} 晚于发生日期 {day}", "先有决定或文件，再有这件事：核对两个日期"),
    en=("{key} {decided} is after the date {day}", "The decision or paper comes first: check both dates"),
)
EDITED = Code(
    "G603",
    zh=(
        "事件 {day} 入库后又被 {author} 修改（提交 {commit}）",
        "恢复原内容（git show {first}:./{path}），要改的写 correction",
    ),
    en=(
        "The event recorded on {day} was edited by {author} (commit {commit})",
        "Restore it (git show {first}:./{path}) and write a correction",
    ),
)
DELETED = Code(
    "G604",
    zh=(
        "事件 {day} 入库后又被 {author} 删除（提交 {commit}）",
        "恢复文件（git show {first}:./{path}），要撤的写 correction",
    ),
    en=(
        "The event recorded on {day} was deleted by {author} (commit {commit})",
        "Restore it (git show {first}:./{path}) and write a correction",
    ),
)
PLAN_EDITED = Code(
    "G605",
    zh=(
        "{year} 年计划 {approved} 批准后，这份计划又被修改（提交 {commit}）",
        "恢复批准时的内容；要调整的写 plan_adjusted",
    ),
    en=(
        "The plan of {year}, approved on {approved}, was edited afterwards (commit {commit})",
        "Restore it; write plan_adjusted",
    ),
)
PLAN_ADDED = Code(
    "G606",
    zh=("{year} 年计划 {approved} 批准后才加入这个项目", "照常计入；通报时请说明新增的依据"),
    en=(
        "The project came after the plan of {year} was approved on {approved}",
        "It counts; state the ground for it",
    ),
    severity="warning",
)
PERIOD_CLOSED = Code(
    "G607",
    zh=("{day} 属于已印发通报的 {period}，入库时通报已出", "将按更正处理，计入下一期通报"),
    en=(
        "{day} lies in {period}, whose bulletin was out",
        "It will be told as a correction in the next bulletin",
    ),
    severity="warning",
)
UNCOMMITTED = Code(
    "G608",
    zh=("已入库的事件在工作区里被改动或删除", "恢复原内容（git restore {path}），要改的写 correction"),
    en=(
        "A recorded event was changed or deleted here",
        "Restore it (git restore {path}) and write a correction",
    ),
)
