"""G7: how the rows and cells of a table become projects, and where a sheet shows more than its texts."""

from generator.records.source import Code

KEY_TWICE = Code(
    "G742",
    zh=(
        "第 {row} 行与第 {first} 行是同一个项目：{columns}都是“{input}”",
        "重复的删去；是两个项目的，把能区分的列加进 key 和编号；一个项目分几行的，写 phase_column 和 phases",
    ),
    en=(
        "Row {row} is the project of row {first}: {columns} are both “{input}”",
        "Delete one of them; add a telling column to `key` and id; or see `phase_column`, `phases`",
    ),
)
FILLED = Code(
    "G743",
    zh=(
        "“{column}”没有合并的空格 {count} 个，照上面一行取了：{cells}",
        "核对各行；不是同上的，在表里填上；分类行、小计行，在 leave_out 里写明",
    ),
    en=(
        "{count} blank cells of “{column}” that are not merged were read as the row above: {cells}",
        "Check them; fill in what differs, and leave out headings and totals by `leave_out`",
    ),
    severity="warning",
)
