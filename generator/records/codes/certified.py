"""G6: what has been certified or confirmed already, and is told or certified again."""

from generator.records.source import Code

ENDED_TWICE = Code(
    "G640",
    zh=(
        "项目 {project} {day} 的{title}已认定（{other}），这里又认定 {again} {title}",
        "一个项目的{title}只认定一次：原来的日期写错的，对原来那件写更正（correction）；这里写错的，核对事件编号",
    ),
    en=(
        "{project} was certified on {day} already ({other}); this certifies the like ({kind}) of {again}",
        "It is certified once: correct the first event if its day is wrong, else check the event's id",
    ),
)
CLOSED_TWICE = Code(
    "G641",
    zh=(
        "事项 {item} {day} 的办结已确认（{other}），这里又确认 {again} 办结",
        "一个事项只办结一次：原来的日期写错的，对原来那件写更正（correction）；这里写错的，核对事件编号",
    ),
    en=(
        "The closing of item {item} on {day} is confirmed ({other}); this confirms another, of {again}",
        "An item is closed once: correct the first event if its day is wrong, else check the event's id",
    ),
)
CLOSED_AGAIN = Code(
    "G642",
    zh=(
        "事项 {item} 已由 {proof} 确认办结于 {day}，这里又报 {again} 办结，不再计入",
        "日期有误的，对原来那件写更正（correction）；不是这个事项的，核对编号",
    ),
    en=(
        "The closing of item {item} on {day} is confirmed by {proof}; this one, of {again}, does not count",
        "If the day is wrong, correct the first event; else check the item's id",
    ),
    severity="warning",
)
DONE_AGAIN = Code(
    "G643",
    zh=(
        "项目 {project} 已由 {proof} 认定{title}于 {day}，这里又报 {again} {title}，不再计入",
        "日期有误的，对原来那件写更正（correction）；不是这个项目的，核对编号",
    ),
    en=(
        "{proof} certified {project} on {day} ({kind}); what is told again here, of {again}, does not count",
        "If the day is wrong, correct the first event; else check the project's id",
    ),
    severity="warning",
)
STARTED_BY_PLAN = Code(
    "G644",
    zh=(
        "项目 {project} 在 {year} 年计划里是结转续建，不在本年新开工计划，这里报 {day} 实质性开工",
        "核对项目编号；确在这一年才开工的，请区重大项目办核对计划的性质",
    ),
    en=(
        "{project} is under construction (结转续建) in the plan of {year}; this tells its start, on {day}",
        "Check the project's id; if it does start now, 区重大项目办 looks at the class in its plan",
    ),
    severity="warning",
)
