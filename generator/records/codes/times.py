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
        "{day} 入库的事件，{label}（{field}）由“{old}”改成了“{new}”（{author}，提交 {commit}）",
        "恢复原内容（git show {first}:./{path}），要改的另写一件更正（correction）",
    ),
    en=(
        "The event recorded on {day} had its {field} changed from “{old}” to “{new}” by {author} ({commit})",
        "Restore it (git show {first}:./{path}) and write a correction",
    ),
)
DELETED = Code(
    "G604",
    zh=(
        "{day} 入库的事件被删除（{author}，提交 {commit}），原内容：{was}",
        "恢复文件（git show {first}:./{path}），要撤的另写一件更正（correction）",
    ),
    en=(
        "The event recorded on {day} was deleted by {author} ({commit}); it said: {was}",
        "Restore it (git show {first}:./{path}) and write a correction",
    ),
)
PLAN_EDITED = Code(
    "G605",
    zh=(
        "{year} 年计划 {approved} 批准后，{label}（{field}）由“{old}”改成了“{new}”（{commit}）",
        "恢复批准时的内容；要调整的写计划调整（plan_adjusted）",
    ),
    en=(
        "The plan of {year} was approved on {approved}; {field} then went from “{old}” to “{new}” ({said})",
        "Restore what was approved; write plan_adjusted",
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
    zh=(
        "已入库的事件在本机被改动或删除",
        "恢复原内容（git restore {path}），要改的另写一件更正（correction）",
    ),
    en=(
        "A recorded event was changed or deleted here",
        "Restore it (git restore {path}) and write a correction",
    ),
)
PROJECT_EDITED = Code(
    "G609",
    zh=(
        "{year} 年计划 {approved} 批准后，列入的{label}（{field}）由“{old}”改成了“{new}”（{commit}）",
        "核对：写错的恢复原值；确有变化的，请下一年度计划重新批准",
    ),
    en=(
        "{field}, part of the plan of {year} approved on {approved}, went from “{old}” to “{new}” ({said})",
        "Check: restore it if mistaken; a real change is for the next year's plan to approve",
    ),
    severity="warning",
)
LEAD_EDITED = Code(
    "G610",
    zh=(
        "{year} 年计划 {approved} 批准后，{label}（{field}）由“{old}”改成了“{new}”（{commit}）",
        "恢复原值；换责任单位的写责任单位变更（lead_changed）",
    ),
    en=(
        "The plan of {year} was approved on {approved}; {field} then went from “{old}” to “{new}” ({said})",
        "Restore it; a change of the units in charge is written as lead_changed",
    ),
)
START_PLAN_EDITED = Code(
    "G611",
    zh=(
        "附件1 {confirmed} 确认后，{label}（{field}）由“{old}”改成了“{new}”（{commit}）",
        "恢复确认时的内容，或由区重大项目办重新确认（start_plan_confirmed）",
    ),
    en=(
        "After 附件1 was confirmed on {confirmed}, {field} went from “{old}” to “{new}” ({said})",
        "Restore it, or have it confirmed anew (start_plan_confirmed)",
    ),
)
ID_REUSED = Code(
    "G612",
    zh=(
        "编号 {id} 原是另一件事（{was}），{author} 又用于：{now}（提交 {commit}）",
        "恢复原内容（git show {first}:./{path}），新的事用新编号",
    ),
    en=(
        "The id {id} was another event's ({was}); {author} used it again for: {now} ({commit})",
        "Restore what it was (git show {first}:./{path}), and give the new event an id of its own",
    ),
)
NUMBER_REUSED = Code(
    "G613",
    zh=(
        "项目编号 {id} 的名称和投资主体同时变了：{was} → {now}（提交 {commit}）",
        "是另一个项目的，用新编号并恢复原项目；确是同一项目的不用改",
    ),
    en=(
        "Name and investor of {id} changed at once: {was} → {now} ({commit})",
        "Another project takes a new id, and the old one is restored; the same project may stay",
    ),
    severity="warning",
)
COMPLETION_ERASED = Code(
    "G614",
    zh=(
        "{day} 入库的完工投产记录被抹去（{author}，提交 {commit}），原内容：{was}",
        "恢复原内容（git show {first}:./{path}）；确未完工投产的，写更正（correction）撤回并说明理由",
    ),
    en=(
        "A completion recorded on {day} was erased by {author} ({commit}); it said: {was}",
        "Restore it (git show {first}:./{path}); if it never was, withdraw it by a correction",
    ),
)
PLAN_DELETED = Code(
    "G615",
    zh=(
        "{year} 年计划 {approved} 批准后，这份计划被删除（{author}，提交 {commit}），原内容：{was}",
        "恢复文件（git show {first}:./{path}）；项目不再实施的写项目退库（project_withdrawn）",
    ),
    en=(
        "Of the plan of {year}, approved on {approved}, {author} deleted this one ({commit}); it said: {was}",
        "Restore it (git show {first}:./{path}); a project given up is written as project_withdrawn",
    ),
)
CLOCK_BACK = Code(
    "G616",
    zh=(
        "提交 {commit} 的日期 {day} 早于主分支上已有的 {latest}：入库日期由填报人的电脑定了",
        "合并请求一律用合并提交，不用快进；核对这次提交里各件事的日期",
    ),
    en=(
        "Commit {commit} is dated {day}, before the main branch's {latest}: a writer's clock was taken over",
        "Merge by merge commits, never by fast-forward; check the dates this commit brought",
    ),
    severity="warning",
)
NOT_OVER = Code(
    "G617",
    zh=("{day} 时 {period} 还没有结束，排名未定，不会有它的整改报告", "核对考评季度和日期"),
    en=("On {day} {period} was not over: nobody had been ranked yet", "Check the quarter and the date"),
)
UNSIGNED = Code(
    "G618",
    zh=(
        "项目 {project} {day} 实质性开工，早于签约日期 {signed}（{other}）",
        "核对两个日期；先开工后签约的，照常记录",
    ),
    en=(
        "Project {project} started on {day}, before it was signed on {signed} ({other})",
        "Check both dates; leave it if it did start first",
    ),
    severity="warning",
)
ENTERED_LATER = Code(
    "G645",
    zh=(
        "纳统日期 {entered} 晚于填报日期 {day}",
        "核对年份和月份；填报以后才纳统的，纳统以后另写更正（correction）补上",
    ),
    en=(
        "It entered the statistics on {entered}, after the day of the report, {day}",
        "Check the year and the month; what happened after the report a correction adds once it has",
    ),
)
