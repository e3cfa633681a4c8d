"""G3: fields and their values."""

from generator.records.source import Code

UNKNOWN_KEY_NEAR = Code(
    "G301",
    zh=("没有“{key}”这个键", "是不是“{better}”（{title}）"),
    en=("There is no key “{key}”", "Did you mean “{better}”"),
)
UNKNOWN_KEY = Code(
    "G302",
    zh=("没有“{key}”这个键", "这里还可以写：{allowed}；都不合适的，删去这一行"),
    en=("There is no key “{key}”", "Possible here: {allowed}"),
)
MISSING_KEY = Code(
    "G303",
    zh=("缺少“{key}”（{title}）", "加一行“{line}”"),
    en=("The key “{key}” is missing", "Add a line “{line}”"),
)
DAY = Code(
    "G304",
    zh=("{title}（{key}）“{input}”不是日期的写法", "写成 {better} 的样子：年四位、月两位、日两位"),
    en=("{key}: “{input}” is not how a day is written", "Write {better}"),
)
DAY_VALUE = Code(
    "G305",
    zh=("{title}（{key}）{input} 这一天不存在", "核对月份和日数"),
    en=("{key}: there is no day {input}", "Check the month and the day"),
)
WEEK = Code(
    "G306",
    zh=("{title}（{key}）“{input}”不是周的写法", "写成 {better} 的样子：年、W、两位周数，周一到周日"),
    en=("{key}: “{input}” is not how a week is written", "Write {better}, Monday to Sunday"),
)
WEEK_VALUE = Code(
    "G307",
    zh=(
        "{title}（{key}）{input} 这一周不存在，那一年没有这么多周",
        "核对周数；年末的几天可能属于下一年的 W01",
    ),
    en=("{key}: that year has no week {input}", "The last days of a year may belong to W01 of the next"),
)
MONTH = Code(
    "G308",
    zh=("{title}（{key}）“{input}”不是月份的写法", "写成 {better} 的样子：年四位、月两位"),
    en=("{key}: “{input}” is not how a month is written", "Write {better}"),
)
MONTH_VALUE = Code(
    "G309",
    zh=("{title}（{key}）{input} 这个月不存在", "月份是 01 到 12"),
    en=("{key}: there is no month {input}", "Months are 01 to 12"),
)
QUARTER = Code(
    "G310",
    zh=("{title}（{key}）“{input}”不是季度的写法", "写成 {better} 的样子：年四位、Q、1 到 4"),
    en=("{key}: “{input}” is not how a quarter is written", "Write {better}"),
)
YEAR = Code(
    "G311",
    zh=("{title}（{key}）“{input}”不是 1990 到 2100 之间的年份", "年份写四位数字，核对是否笔误"),
    en=("{key}: “{input}” is not in the years 1990 to 2100", "Check for a slip of the pen"),
)
MONEY = Code(
    "G312",
    zh=(
        "{title}（{key}）“{input}”不是金额的写法",
        "只写数字，单位万元，整数最多十位、小数最多四位，例如 {better}",
    ),
    en=(
        "{key}: “{input}” is not how an amount is written",
        "Digits only, in 万元, at most ten before and four after the point: {better}",
    ),
)
POINTS = Code(
    "G313",
    zh=(
        "{title}（{key}）“{input}”不是分值的写法",
        "只写数字，整数、小数各最多四位，扣分前面加减号，例如 {better}",
    ),
    en=(
        "{key}: “{input}” is not how points are written",
        "Digits only, at most four before and after the point, a minus for a deduction: {better}",
    ),
)
COUNT = Code(
    "G314",
    zh=("{title}（{key}）“{input}”不是 0 到 9999 的整数", "只写数字，例如 {better}"),
    en=("{key}: “{input}” is not a whole number from 0 to 9999", "Digits only: {better}"),
)
ID = Code(
    "G315",
    zh=("{title}（{key}）“{input}”不是编号的写法", "只用大写字母、数字和短横线，例如 {better}"),
    en=("{key}: “{input}” is not how an id is written", "Capital letters, digits and hyphens only: {better}"),
)
SHA256 = Code(
    "G316",
    zh=(
        "{title}（{key}）“{input}”写得不对",
        "写附件的 SHA-256 校验值：64 位，只用数字和 a–f；命令 sha256sum 文件名 可以算出",
    ),
    en=("{key} is not a SHA-256", "Write the 64 lower-case hexadecimal digits that sha256sum gives"),
)
COMMIT = Code(
    "G317",
    zh=("{title}（{key}）不是完整的提交编号", "写 40 位，只用数字和 a–f；命令 git rev-parse HEAD 可以查到"),
    en=("{key} is not a full commit id", "Write the 40 hexadecimal digits that git rev-parse gives"),
)
FLAG = Code(
    "G318",
    zh=("{title}（{key}）“{input}”既不是“是”也不是“否”", "写“是”或“否”，不写 yes、no、true、false、1、0"),
    en=("{key}: “{input}” is neither 是 nor 否", "Write 是 (yes) or 否 (no)"),
)
CHOICE = Code(
    "G319",
    zh=("{title}（{key}）没有“{input}”这一种", "只能写：{allowed}"),
    en=("{key}: “{input}” is none of the words that stand here", "Write one of: {allowed}"),
)
TOO_FEW = Code(
    "G320",
    zh=("{title}（{key}）至少要有 {limit} 项", "补上内容，每项一行，以“- ”开头"),
    en=("{key} needs at least {limit} entries", "Add them, one “- ” line for each"),
)
TOO_MANY = Code(
    "G321",
    zh=("{title}（{key}）最多 {limit} 项", "只留必要的，或分成几个文件"),
    en=("{key} takes at most {limit} entries", "Keep what is needed, or write several files"),
)
LIST_EXPECTED = Code(
    "G322",
    zh=(
        "{title}（{key}）要写成列表",
        "“{key}:”后面换行，每项一行，写“  - 内容”（横线后空一格）；只有一项也这样写",
    ),
    en=("{key} is a list", "Below “{key}:” one line “  - …” for each entry, even if there is only one"),
)
MAPPING_EXPECTED = Code(
    "G323",
    zh=("{title}（{key}）要写成几行“键: 值”", "下一行缩进两个空格，写“键: 值”"),
    en=("{key} is made of “key: value” lines", "Indent the next lines by two spaces and write “key: value”"),
)
TEXT_EXPECTED = Code(
    "G324",
    zh=("{title}（{key}）只写一个值", "写在同一行的冒号后面，不写成列表，也不分下级"),
    en=("{key} takes one value", "Write it after the colon on the same line"),
)
PATTERN = Code(
    "G325",
    zh=("{title}（{key}）“{input}”的写法不对", "应当是：{form}"),
    en=("{key}: “{input}” is not written as it should be", "It should match {pattern}"),
)
FULL_WIDTH = Code(
    "G326",
    zh=("{title}（{key}）“{input}”用了全角字符", "改成半角：{better}"),
    en=("{key}: “{input}” has full-width characters", "Write them in ASCII: {better}"),
)
KIND = Code(
    "G327",
    zh=("没有“{input}”这种事件", "可写：{allowed}"),
    en=("There is no kind of event “{input}”", "Write one of: {allowed}"),
)
NAME_FOR_ID = Code(
    "G328",
    zh=("{title}（{key}）写的是名称“{input}”，这里要写编号", "写 {better}"),
    en=("{key}: “{input}” is a name, and an id is wanted", "Write {better}"),
)
NAME_UNKNOWN = Code(
    "G329",
    zh=(
        "{title}（{key}）写的是名称“{input}”，名册里没有叫这个名称的",
        "写编号：编号在 {folder} 里查；没有的先登记",
    ),
    en=(
        "{key}: nothing on the register is called “{input}”",
        "Write an id of {folder}, or register it first",
    ),
)
UNFILLED = Code(
    "G330",
    zh=(
        "{title}（{key}）还是样例里的“{input}”，合并时会被拒",
        "改成实际内容；可不写的，也可以删去这一项",
    ),
    en=(
        "{key} is still the sample “{input}”, which is refused when it comes to be merged",
        "Write what is the case; what may be left out may be removed",
    ),
    severity="warning",
)
SWALLOWED = Code(
    "G331",
    zh=(
        "“{input}”前面有空格，从“#”起不算在内，没有记入",
        '要写进去，把整段用英文双引号括起来，例如 "3 #厂房"；是备注的，在“#”后空一格',
    ),
    en=(
        "“{input}” follows a space: what stands behind the “#” is a remark and not recorded",
        "Put the whole text in double quotes; a remark has a space after its “#”",
    ),
    severity="warning",
)
SEVERAL_IDS = Code(
    "G332",
    zh=(
        "{title}（{key}）“{input}”像是把几个编号写在了一起",
        "一处只写一个编号；列表里每行写一个，以“- ”开头",
    ),
    en=("{key}: “{input}” looks like several ids in one", "Write one id; in a list, one “- ” line for each"),
)
WRONG_HYPHEN = Code(
    "G339",
    zh=(
        "{title}（{key}）“{input}”里的“{char}”（{name}）不是短横线，常是文字软件自动换上的",
        "切换到英文输入法重新打，写成 {better}",
    ),
    en=("{key}: “{char}” ({name}) in “{input}” is no hyphen", "Type it again: {better}"),
)
