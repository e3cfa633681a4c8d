"""G7: tables brought in from elsewhere, and the map that says how to read them."""

from generator.records.source import Code

ENCODING = Code(
    "G701",
    zh=(
        "按对照表写的编码（{encodings}）都读不出这个文件",
        "在对照表的 encodings 里写上实际编码：utf-8、utf-8-sig 或 gb18030",
    ),
    en=("None of the map's encodings ({encodings}) reads the file", "Name the real one under `encodings`"),
)
CSV_SYNTAX = Code(
    "G702",
    zh=(
        "CSV 从这一行起读不懂（{detail}）",
        "检查这一行的英文双引号是否成对；或用 WPS 或 Excel 打开，另存为 .xlsx 再导入",
    ),
    en=("The CSV cannot be read from here on ({said})", "Look for an unpaired quotation mark"),
)
NO_SHEET = Code(
    "G703",
    zh=("工作簿里没有“{sheet}”这张表", "这里有：{sheets}；改对照表的 sheet，或改表名"),
    en=("The workbook has no sheet “{sheet}”", "It has: {sheets}"),
)
WORKBOOK = Code(
    "G704",
    zh=(
        "这个工作簿打不开（{detail}）",
        "用 WPS 或 Excel 打开，另存为新的 .xlsx 再导入；打不开的，请对方重新发一份",
    ),
    en=(
        "The workbook cannot be opened ({said})",
        "Open it in a spreadsheet program and save it anew as .xlsx; ask for it again where it does not open",
    ),
)
NO_HEADER = Code(
    "G705",
    zh=(
        "表头里没有“{header}”这一列",
        "表头有：{headers}；改对照表的 header，或用 header_row 指明表头在第几行，有几行的写 header_rows",
    ),
    en=("The header has no column “{header}”", "It has: {headers}; see also `header_row`, `header_rows`"),
)
HEADER_TWICE = Code(
    "G706",
    zh=(
        "表头“{header}”有两列，{first} 和 {second}",
        "给其中一列改名，免得取错；表头有几行的，header 写“上一行/下一行”",
    ),
    en=(
        "The header “{header}” stands twice, at {first} and {second}",
        "Rename one of them; of a header of several rows write “upper/lower”",
    ),
)
ROW_WIDTH = Code(
    "G707",
    zh=("这一行有 {found} 格，表头有 {wanted} 格", "多半是某一格里的逗号没有加引号；改好后重新导出"),
    en=("The row has {found} cells, the header {wanted}", "A comma in a cell was probably not quoted"),
)
NO_ROWS = Code(
    "G708",
    zh=("表头以下没有任何一行", "核对 sheet 和 header_row"),
    en=("There is no row below the header", "Check `sheet` and `header_row`"),
)
FORMULA = Code(
    "G709",
    zh=("这一格是公式或错误值“{input}”，没有算出的结果", "在电子表格软件里打开并保存一次，或改成数值"),
    en=("The cell holds a formula or error “{input}” without a result", "Open and save the workbook once"),
)
NOT_A_DATE = Code(
    "G710",
    zh=(
        "“{input}”不是对照表所写的日期形式（{formats}）",
        "改这一格（只到月的补上哪一天）；是状态代码的，写进对照表的 codes；是另一种写法的，加进 formats",
    ),
    en=(
        "“{input}” is no date in the map's forms ({formats})",
        "Correct the cell, or list it under `codes` (a status) or `formats` (a form)",
    ),
)
NO_SUCH_DAY = Code(
    "G711",
    zh=("“{input}”按 {format} 读，没有这一天（或周、月）", "核对年月日的次序和数字"),
    en=("“{input}” read as {format} is no day, week or month", "Check the order and the numbers"),
)
NOT_A_NUMBER = Code(
    "G712",
    zh=(
        "“{input}”不是数，或者超过十五位",
        "改这一格：千分位符号后面是三位，不带注号（①、²）；状态代码写进 codes，单位写进 units",
    ),
    en=("“{input}” is not a number of at most 15 digits", "Correct it, or see `codes` and `units`"),
)
REQUIRED = Code(
    "G713",
    zh=(
        "这一格必须有值",
        "补上；合并单元格，给这一列写 fill_down；可以空着，写 default 或去掉 required；表下的注写 leave_out",
    ),
    en=("The cell must not be empty", "Fill it in, or see `fill_down`, `default`, `leave_out` and `blank`"),
)
NOT_LISTED = Code(
    "G714",
    zh=(
        "“{input}”不在对照表的代码表 {list} 里",
        "改这一格，或把它加进代码表；一格几个单位的，整格写作一条，value 写第一个单位，其余的另用一个代码表",
    ),
    en=(
        "“{input}” is not in the map's list {list}",
        "Correct it, or list it; of several units the whole cell is one `code`, the first its `value`",
    ),
)
HIDDEN = Code(
    "G715",
    zh=("这一格里有看不见或易混的字符 {char}，已按“{better}”读", "在原表里改正，下次就不再提示"),
    en=(
        "The cell holds a hidden or look-alike character {char}, read as “{better}”",
        "Mend it at the source",
    ),
    severity="warning",
)
NULL_LIKE = Code(
    "G716",
    zh=("“{input}”像是“没有值”的写法", "写进对照表的 codes（不写 value 即表示没有值），或改成真正的内容"),
    en=("“{input}” looks like a way to say “no value”", "List it under `codes` without a `value`"),
)
DIFFERS = Code(
    "G717",
    zh=(
        "同一个项目各行的“{column}”不一样：这里是“{input}”，{first} 是“{other}”",
        "改成一样，或把这一列加进 key",
    ),
    en=(
        "The rows of one project differ in “{column}”: “{input}” here, “{other}” at {first}",
        "Make them agree",
    ),
)
ID_TWICE = Code(
    "G718",
    zh=("项目编号 {id} 与 {first} 的项目相同", "把能区分两者的列加进编号，或把 hash 的位数写大"),
    en=("The project id {id} is that of {first} too", "Add a telling column to the id, or a longer hash"),
)
ORDER = Code(
    "G719",
    zh=("{later}（{input}）早于{earlier}（{other}）", "核对两格的日期；已照原表读入"),
    en=(
        "{later} ({input}) comes before {earlier} ({other})",
        "Check both cells; they were read as they stand",
    ),
    severity="warning",
)
AFTER = Code(
    "G720",
    zh=(
        "实际发生的日期 {input} 晚于本表的截至日 {limit}",
        "核对日期；表是后来导出的，改对照表的 known_until",
    ),
    en=("The actual date {input} is after the table's position date {limit}", "Check it, or `known_until`"),
)
NO_PROMISE = Code(
    "G721",
    zh=("有实际完成的日期，却没有计划：节点“{point}”没有写入", "补上计划的一格"),
    en=(
        "There is an actual date without a planned one: “{point}” was not written",
        "Fill in the planned cell",
    ),
    severity="warning",
)
REGISTER_DIFFERS = Code(
    "G722",
    zh=("名册里的 {id} 有两种写法：这里是“{input}”，{first} 是“{other}”", "统一写法，或给它们不同的编号"),
    en=("{id} stands twice in the register: “{input}” here, “{other}” at {first}", "Make them agree"),
)
WORKBOOK_SIZE = Code(
    "G723",
    zh=("这张表太大（{size}，上限 {limit}）", "只留要读的那张表，另存为 .csv 再读；行数太多的，分成几个文件"),
    en=("The table is too large ({size}, the limit is {limit})", "Save it as .csv, or in several files"),
)
LOCKED = Code(
    "G724",
    zh=(
        "这个工作簿{detail}，读不了",
        "有打开密码的：打开后取消打开密码，再保存；旧版 .xls：打开后另存为 .xlsx",
    ),
    en=(
        "The workbook {said} and cannot be read",
        "A locked one: open it, take the password off, save it; an old .xls: save it as .xlsx",
    ),
)
NOT_A_TABLE = Code(
    "G725",
    zh=("这个文件是{detail}，不是 .csv 也不是 .xlsx", "用 WPS 或 Excel 打开，另存为 .xlsx 再导入"),
    en=("The file is {said}, neither .csv nor .xlsx", "Open it in a spreadsheet program, save it as .xlsx"),
)
BROKEN_CELL = Code(
    "G726",
    zh=(
        "{cell} 这一格坏了：{detail}",
        "用 WPS 或 Excel 打开，核对、改正这一格，另存为新的 .xlsx 再导入",
    ),
    en=("The cell {cell} is broken: {said}", "Open it in a spreadsheet program, mend the cell, save it anew"),
)
ROW_ORDER = Code(
    "G727",
    zh=(
        "工作簿里的行乱了：第 {before} 行之后又是第 {row} 行",
        "用 WPS 或 Excel 打开，核对各行是否齐全，另存为新的 .xlsx 再导入",
    ),
    en=(
        "The workbook's rows are out of order: row {row} comes after row {before}",
        "Open it in a spreadsheet program, check that no row is missing, save it anew",
    ),
)
UTF_16 = Code(
    "G728",
    zh=(
        "这个文件是“Unicode 文本”（UTF-16 编码），读不了",
        "在 Excel 里打开，另存为“CSV UTF-8（逗号分隔）”；或在 WPS 里另存为 .xlsx",
    ),
    en=("The file is “Unicode text” (UTF-16)", "Save it as “CSV UTF-8 (comma delimited)” or as .xlsx"),
)
DELIMITER = Code(
    "G729",
    zh=(
        "各列像是用{found}分隔的，对照表写的是用{wanted}",
        '在对照表里写 delimiter: "{better}"；或把表另存为 .xlsx',
    ),
    en=(
        "The columns seem to be parted by “{better}”, not by “{said}” as the map says",
        'Write delimiter: "{better}" in the map, or save the table as .xlsx',
    ),
)
NAME_UNKNOWN = Code(
    "G731",
    zh=("对照表里没有名为“{name}”的{what}", "有：{names}"),
    en=("The map defines nothing named “{name}” that may stand here", "It defines: {names}"),
)
NAME_TWICE = Code(
    "G732",
    zh=("名称“{name}”用了两次", "每一列、每个代码表、每个节点各用一个名称"),
    en=("The name “{name}” is used twice", "Give each its own"),
)
BAD_FORM = Code(
    "G733",
    zh=(
        "日期形式“{form}”看不懂，或不足以确定{what}",
        "日期用 %Y %m %d，月用 %Y %m，周用 %G %V，各写一次",
    ),
    en=("The form “{form}” does not settle a {kind}", "Use %Y %m %d, or %Y %m, or %G %V, each once"),
)
INCOMPLETE = Code(
    "G734",
    zh=("写了“{given}”，还要写“{wanted}”", "补上"),
    en=("“{given}” needs “{wanted}” too", "Add it"),
)
WRONG_KIND = Code(
    "G735",
    zh=("这里要用{wanted}的列，“{name}”是 {kind}", "改列的 kind，或换一列"),
    en=("A column of kind {wanted} belongs here, “{name}” is {kind}", "Change its kind, or name another"),
)
FACTOR = Code(
    "G739",
    zh=("{title}（{key}）“{input}”不是数", "这里是换算的倍数，只写数字，最多四位小数，例如 10000"),
    en=("{key}: “{input}” is not a number", "A factor is digits only, at most four decimals, such as 10000"),
)
COPY_PLACE = Code(
    "G736",
    zh=(
        "“{to}”不是计分规则或工作日历的位置",
        "写成 data/policy/2019-03-11.yml 或 data/calendar/2026.yml 的样子",
    ),
    en=(
        "“{to}” is no place of a policy or a calendar",
        "Write data/policy/2019-03-11.yml or data/calendar/2026.yml",
    ),
)
COPY_MISSING = Code(
    "G737",
    zh=("找不到要一并放入的文件“{file}”", "路径从对照表所在的文件夹算起"),
    en=("The file “{file}” to be copied is not there", "Its path starts at the map's folder"),
)
OTHER_SHEETS = Code(
    "G738",
    zh=("只读了“{sheet}”这张表，没有读：{others}", "要读别的表，在对照表里写 sheet，再导入一次"),
    en=("Only the sheet “{sheet}” was read, not: {others}", "To read another, name it in the map as `sheet`"),
    severity="warning",
)
FILE_DIFFERS = Code(
    "G741",
    zh=(
        "已有这个文件，{fields}不同，没有改写",
        "核对后加 --force 改写：表里有的项照表写，表里没有的项不动",
    ),
    en=(
        "The file exists with other content ({said}) and was left alone",
        "Use --force after a look: what the table says is written, keys it knows nothing of stay",
    ),
)
