"""G5: what comes before what: an item and its due date, a start, completion and 投产."""

from generator.records.source import Code

CHANGED_EARLY = Code(
    "G586",
    zh=(
        "时限调整的决定日期 {day} 早于事项 {item} 议定的日期 {decided}",
        "核对年份、月份和事项编号；事项的议定日期写错的，先更正事项",
    ),
    en=(
        "The due date was changed on {day}, before item {item} was decided on {decided}",
        "Check the year, the month and the item; if the item's own date is wrong, correct that first",
    ),
)
STARTED_TWICE = Code(
    "G587",
    zh=(
        "项目 {project} {day} 的实质性开工已认定（{other}），这里又认定 {again} 开工",
        "一个项目只开工一次：原来的日期写错的，对原来那件写更正（correction）；这里写错的，核对事件编号",
    ),
    en=(
        "The start of project {project} on {day} is certified ({other}); this certifies another, on {again}",
        "A project starts once: correct the first event if its day is wrong, else check the event's id",
    ),
)
ENDED_EARLY = Code(
    "G588",
    zh=(
        "项目 {project} 的{ended}日期 {end} 早于认定的实质性开工日期 {start}（{other}）",
        "核对两个日期和项目编号；已入库的那一件写错的，先写更正（correction）",
    ),
    en=(
        "Project {project} ended on {end}, before its certified start on {start} ({other})",
        "Check both dates and the project; if what is recorded already is wrong, correct that first",
    ),
    severity="warning",
)
COMMISSIONED_EARLY = Code(
    "G589",
    zh=(
        "项目 {project} {commissioned} 投产（运营），早于 {completed} 完工（{other}）",
        "边建边投产的，照常记录；否则核对两个日期，写错的写更正（correction）",
    ),
    en=(
        "Project {project} was commissioned on {commissioned}, but completed on {completed} only ({other})",
        "Leave it if parts run already; else check both dates and correct the wrong one",
    ),
    severity="warning",
)
