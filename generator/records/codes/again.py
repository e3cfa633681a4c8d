"""G7: what an import meets that is there already, and leaves as it is."""

from generator.records.source import Code

OTHER_NAME = Code(
    "G790",
    zh=(
        "编号 {id} 在数据里是“{old}”，在表里是“{new}”：这个项目的文件一个也没有写",
        "编号取自序号的，删行插行就换了项目，改取自单位和名称；是同一个项目改名的，先在这个文件里改名",
    ),
    en=(
        "{id} is “{old}” here and “{new}” in the table: nothing of this project was written",
        "An id from a row's number is another project's once rows move; a renamed one is renamed here first",
    ),
)
MOVED = Code(
    "G791",
    zh=(
        "编号 {id} 已经在这里，表里的要放到 {path}，没有写",
        "换了责任单位的，由区重大项目办写责任单位变更（lead_changed）；日期换了年份的，写更正（correction）",
    ),
    en=(
        "{id} lies here already; the table's would lie at {path} and was not written",
        "Another unit in charge is written as lead_changed, a day in another year as a correction",
    ),
)
PLAN_STANDS = Code(
    "G792",
    zh=(
        "{year} 年计划已经批准入库，{fields}不同，没有改写，加 --force 也不改写",
        "要调整的由区重大项目办写计划调整（plan_adjusted）：可以调整开工周、完工月和节点，其他的下一年度计划再定",
    ),
    en=(
        "The plan of {year} is approved and recorded; what differs ({said}) was left alone, --force or not",
        "Write plan_adjusted for a start week, a completion month or a milestone; the rest is for next year",
    ),
)
EVENT_STANDS = Code(
    "G793",
    zh=(
        "已入库的事件，{fields}不同，没有改写，加 --force 也不改写",
        "要改的另写一件更正：guatu new event correction，of 写 {id}",
    ),
    en=(
        "The event is recorded; what differs ({said}) was left alone, --force or not",
        "Write a correction of {id}: guatu new event correction",
    ),
)
TOLD_ELSEWHERE = Code(
    "G794",
    zh=(
        "{title}已经记在这里，是 {day}，表里是 {other}，没有再写一件",
        "核对哪一天对：这里错的，另写一件更正（of 写 {id}）；表里错的，改表",
    ),
    en=(
        "The {kind} is told here, on {day}; the table's {other} was not written beside it",
        "Find out which day is right, and correct {id} or the table",
    ),
)
