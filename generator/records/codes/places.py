"""G4: where the file lies, and whether it says the same as its path."""

from generator.records.source import Code

NO_PLACE = Code(
    "G401",
    zh=(
        "数据目录里没有这个位置，或文件名不是编号的写法",
        "照这样写：{forms}；编号用大写字母、数字和 -",
    ),
    en=(
        "There is no such place in the data folder",
        "Write it like {forms}, ids in capital letters, digits and hyphens",
    ),
)
EXTENSION = Code(
    "G402",
    zh=("文件名不是以 .yml 结尾", "改名为 {better}；已有那个文件的，核对后删去这份"),
    en=("The file name does not end in .yml", "Rename it to {better}; if there is one, delete this"),
)
LEFTOVER = Code(
    "G403",
    zh=("这是隐藏文件、备份或编辑器留下的文件", "删去它，不要提交"),
    en=("This is a hidden file, a backup or what an editor left behind", "Delete it; do not commit it"),
)
CASE = Code(
    "G404",
    zh=("路径的大小写不对", "改名为 {better}（文件夹小写，编号大写）；已有那个文件的，核对后删去这份"),
    en=("The path is in the wrong case", "Rename it to {better}; if there is one, delete this"),
)
RESERVED = Code(
    "G405",
    zh=("“{name}”是 Windows 保留的名字，有的机器上不能建这个文件", "换一个编号"),
    en=("“{name}” is a name that Windows reserves", "Choose another id"),
)
LONG_NAME = Code(
    "G406",
    zh=("编号有 {length} 个字符，超过上限 {limit}", "换一个短的编号"),
    en=("The id has {length} characters, more than {limit}", "Choose a shorter one"),
)
LINK = Code(
    "G407",
    zh=("这是链接，不是文件", "数据不用链接：换成普通文件，写入内容"),
    en=("This is a link, not a file", "Replace it by a plain file with the content"),
)
EXECUTABLE = Code(
    "G408",
    zh=("文件带有可执行权限", "去掉执行权限：git update-index --chmod=-x {path}，再 chmod -x {path}"),
    en=("The file is executable", "Run git update-index --chmod=-x {path}, then chmod -x {path}"),
)
SPECIAL = Code(
    "G409",
    zh=("这不是普通文件", "删去它：数据目录里只放 .yml 文件"),
    en=("This is not a plain file", "Remove it: the data folder holds .yml files only"),
)
COLLISION = Code(
    "G410",
    zh=("与 {other} 只有大小写不同，有的机器上会互相覆盖", "改名或删去其中一个"),
    en=("It differs from {other} only in case", "Rename or remove one of them"),
)
UNREADABLE = Code(
    "G411",
    zh=("文件打不开", "检查文件的读取权限"),
    en=("The file cannot be opened", "Check its permissions"),
)
ID_AND_NAME = Code(
    "G412",
    zh=("编号 {value} 与文件名 {name}.yml 不一致", "改成同一个编号；已入库的编号永不改变"),
    en=("The id {value} is not the file name {name}.yml", "Make them the same; a recorded id never changes"),
)
WRITER_AND_FOLDER = Code(
    "G413",
    zh=("填报单位 {value} 与所在文件夹 {folder} 不一致", "写 {folder}，或把文件移到 data/events/{value}/"),
    en=(
        "The writer {value} is not the folder {folder}",
        "Write {folder}, or move the file to data/events/{value}/",
    ),
)
YEAR_AND_FOLDER = Code(
    "G414",
    zh=("年份 {value} 与所在文件夹 {folder} 不一致", "核对年份，或把文件移到 {value} 文件夹"),
    en=(
        "The year {value} is not the folder {folder}",
        "Check the year, or move the file to the folder {value}",
    ),
)
LEAD_AND_FOLDER = Code(
    "G415",
    zh=(
        "所在文件夹 {folder} 不是项目的责任单位",
        "把 {folder} 写进 lead_units，或把文件移到责任单位的文件夹",
    ),
    en=("The folder {folder} is not a lead unit of the project", "Add it to lead_units, or move the file"),
)
DAY_AND_NAME = Code(
    "G416",
    zh=("施行日期 {value} 与文件名 {name}.yml 不一致", "改成同一天"),
    en=("The day in force {value} is not the file name {name}.yml", "Make them the same day"),
)
CALENDAR_DAY = Code(
    "G417",
    zh=("{day} 不是 {year} 年的日子", "这个文件只写 {year} 年；跨年的假期分写在两年的文件里"),
    en=("{day} is not in {year}", "This file holds {year} only; split a holiday over the new year"),
)
CALENDAR_TWICE = Code(
    "G418",
    zh=("{day} 写了两次", "每一天只写一次：要么放假，要么调休上班"),
    en=("{day} is written twice", "A day is either a rest day or a make-up working day, once"),
)
CALENDAR_MAKEUP = Code(
    "G419",
    zh=("{day} 不是周六或周日，本来就上班", "调休上班日只写周末；核对日期"),
    en=(
        "{day} is no Saturday or Sunday, so it is worked anyway",
        "Make-up days are weekend days; check the date",
    ),
)
TWICE = Code(
    "G420",
    zh=("编号 {id} 用了两次，另一处是 {other}", "后写的那个换一个新编号；编号永不重复"),
    en=(
        "The id {id} is used twice, also in {other}",
        "Give the later one a new id; ids are never used again",
    ),
)
EDITION = Code(
    "G421",
    zh=(
        "版本编号 {id} 已用在 {other}，页面和文件按编号说明依据哪一版，读的人分不清",
        "换一个编号，例如加上文号或施行的年份",
    ),
    en=(
        "The edition {id} is {other} already; pages and papers name an edition by its id",
        "Choose another id, such as one with the year it takes effect",
    ),
    severity="warning",
)
