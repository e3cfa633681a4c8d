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
        "核对；不是同上的，在表里填上；分类行、小计行，写进 leave_out；.csv 看不出合并，可用 .xlsx",
    ),
    en=(
        "{count} blank cells of “{column}” that are not merged were read as the row above: {cells}",
        "Check them; fill in what differs, leave out totals by `leave_out`; a .csv tells no merging",
    ),
    severity="warning",
)
ONE_OR_TEN = Code(
    "G744",
    zh=(
        "“{input}”可能是1月，也可能是10月：数字末尾的零存不住",
        "写成“{year}年1月”或“{year}年10月”",
    ),
    en=(
        "“{input}” may be January or October: a number drops the zero at its end",
        "Write {year}-01 or {year}-10",
    ),
)
SIZED = Code(
    "G745",
    zh=(
        "这一格的数字格式按大小换单位（{format}），存的是“{input}”，看不出是多少",
        "把这一列的单元格格式改成“常规”或“数值”，写成表头的单位",
    ),
    en=(
        "The cell's format changes the unit by the size ({format}) of what is stored as “{input}”",
        "Give the column a plain number format, and the unit of its header",
    ),
)
HEADER_ROWS = Code(
    "G746",
    zh=(
        "表头的格与上下行合并，表头是第 {first}—{last} 行，不是一行",
        "在对照表里写 header_row: {first} 和 header_rows: {count}；header 写下一行，重名的写“上一行/下一行”",
    ),
    en=(
        "The header's cells are merged with other rows: it is rows {first} to {last}",
        "Write `header_row: {first}`, `header_rows: {count}`; a `header` is the lower line or “upper/lower”",
    ),
)
UNSEEN = Code(
    "G748",
    zh=(
        "{detail}，都照样读了",
        "核对；不该读的，在表里删去，再导入一次",
    ),
    en=("{said}, and were read as all others", "Check them; delete in the sheet what is not meant"),
    severity="warning",
)
NOTHING_TO_TAKE = Code(
    "G747",
    zh=(
        "这一行的“{columns}”空着（或没有值），{title}（{key}）无从写起",
        "在表里补上；可以空着的，给这一列写 default；不是项目的行，在 leave_out 里写明",
    ),
    en=(
        "“{columns}” are blank in this row (or have no value), from which {key} is written",
        "Fill them in, give the column a `default`, or leave the row out by `leave_out`",
    ),
)
TOTAL = Code(
    "G749",
    zh=(
        "“{input}”像是合计行，照上面一行取了值就成了项目",
        "是合计行的，在 leave_out 里写明；确是项目的，把这一行的空格填上",
    ),
    en=(
        "“{input}” seems to be a total, and would be a project with what it has from the row above",
        "Leave it out by `leave_out`; if it is a project, fill in its blank cells",
    ),
)
COVERED = Code(
    "G750",
    zh=(
        "“{column}”有 {count} 格并在上面的格里，看得见而没有读：{cells}",
        "各行都是这个值的，在对照表这一列写 fill_down: 是；几行是一个项目的，并成一行",
    ),
    en=(
        "{count} cells of “{column}” are merged with one above, and what they show was not read: {cells}",
        "Give the column `fill_down: 是` where each row has it; make one row of several of one project",
    ),
    severity="warning",
)
TOO_MUCH = Code(
    "G751",
    zh=(
        "这个工作簿里的东西太多，没有读：{detail}",
        "用 WPS 或 Excel 打开，只把要读的表“选择性粘贴—数值”到新的工作簿，或另存为 .csv，再导入",
    ),
    en=(
        "The workbook holds too much and was not read: {said}",
        "Paste the values of the sheet that is meant into a new workbook, or save it as .csv",
    ),
)
EMPTY_FIRST = Code(
    "G752",
    zh=("第一张表“{sheet}”是空的，读的是“{taken}”", "要读别的表，在对照表里写 sheet；不想再提示，也写上"),
    en=("The first sheet “{sheet}” is empty, “{taken}” was read", "Name the one that is meant as `sheet`"),
    severity="warning",
)
EMPTY = Code(
    "G753",
    zh=("{detail}是空的，什么也没有", "核对是不是这个文件；要读工作簿里别的表，在对照表里写 sheet"),
    en=("{said} is empty", "Is it the right file? To read another sheet of a workbook, name it as `sheet`"),
)
PRIVATE = Code(
    "G754",
    zh=(
        "“{input}”里有自造的字 {char}，换一台电脑就不知道是什么字",
        "在原表里换成标准的字（人名、地名的生僻字多半已有）；没有的，写成同音字并加注",
    ),
    en=(
        "“{input}” holds a character of private use, {char}, which no other computer knows",
        "Replace it by the standard one at the source",
    ),
)
FIGURE = Code(
    "G755",
    zh=(
        "{key} 写成“{input}”，这一列的数都会读错",
        "times、divide 是大于零的倍数，例如 10000；thousands 是数里隔开千位的一个符号，例如英文逗号",
    ),
    en=(
        "With {key} “{input}” every number of the column would be another",
        "`times` and `divide` are above zero, such as 10000; `thousands` is one sign, such as a comma",
    ),
)
