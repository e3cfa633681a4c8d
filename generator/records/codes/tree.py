"""G2: how the YAML is written."""

from generator.records.source import Code

SYNTAX = Code(
    "G201",
    zh=("从这里起读不懂", "检查这一行和上一行：冒号后有空格，同级的键左边对齐，引号和括号成对"),
    en=(
        "The file cannot be read from here on ({detail})",
        "Look at this line and the one above: a space after the colon, keys aligned, quotes in pairs",
    ),
)
NO_SPACE = Code(
    "G202",
    zh=("“{text}”的冒号后面没有空格", "冒号后空一格，写成“{better}”"),
    en=("There is no space after the colon in “{text}”", "Put one space after the colon: “{better}”"),
)
FULL_WIDTH_COLON = Code(
    "G203",
    zh=("“{text}”用了全角冒号“{char}”，后面的内容会被并进上一行", "改成半角冒号加一个空格，写成“{better}”"),
    en=(
        "“{text}” has a full-width colon, so that it runs into the line before",
        "Write an ASCII colon and a space: “{better}”",
    ),
)
INDENTATION = Code(
    "G204",
    zh=("这一行的缩进与同级的行没有对齐", "同级的键左边对齐，下一级多缩进两个空格"),
    en=(
        "This line is not aligned with its neighbours",
        "Align keys of one level, indent the next by two spaces",
    ),
)
COLON_IN_VALUE = Code(
    "G205",
    zh=("值里有“冒号加空格”，读不出哪一部分是值", "把整个值用双引号括起来，或把值里的冒号改成全角“：”"),
    en=("The value holds a colon and a space", "Put the whole value in double quotes"),
)
OPEN_QUOTE = Code(
    "G206",
    zh=("从这里开始的引号没有关上，或引号后面还有文字", "引号要成对，并且包住整个值"),
    en=(
        "The quotation mark opened here is not closed, or text follows it",
        "Quote the whole value, in pairs",
    ),
)
OPEN_BRACKET = Code(
    "G207",
    zh=(
        "从这里开始的 [ 或 {{ 没有关上，或两项之间缺逗号",
        "补上 ] 或 }}；更清楚的写法是每项一行，以“- ”开头",
    ),
    en=(
        "The [ or {{ opened here is not closed, or a comma is missing",
        "Close it, or write one “- ” line for each",
    ),
)
NO_COLON = Code(
    "G208",
    zh=("这一行没有“键: 值”的冒号", "写成“键: 值”；如果是上一行的续行，接到上一行里"),
    en=("This line has no colon", "Write “key: value”, or join it to the line before"),
)
START = Code(
    "G209",
    zh=("值不能以“{char}”开头", "把整个值用双引号括起来"),
    en=("A value cannot begin with “{char}”", "Put the whole value in double quotes"),
)
ESCAPE = Code(
    "G210",
    zh=("双引号里的反斜线写法不对", "改用单引号，或写成两个反斜线 \\\\"),
    en=("This backslash means nothing in double quotes", "Use single quotes, or two backslashes"),
)
ANCHOR = Code(
    "G211",
    zh=(
        "值以 & 或 * 开头，会被当作引用别处",
        "直接写出完整内容；值本身以 & 或 * 开头的，用双引号括起来",
    ),
    en=(
        "There is a YAML anchor or alias (& or *)",
        "Write the content in full; quote a value that begins so",
    ),
)
MERGE = Code(
    "G212",
    zh=("这里用 << 并入别处的内容", "直接写出每一个键"),
    en=("There is a YAML merge key <<", "Write every key in full"),
)
TAG = Code(
    "G213",
    zh=("值以 ! 开头，会被当作类型标记", "去掉标记；值本身以 ! 开头的，用双引号括起来"),
    en=("There is a YAML tag (!)", "Remove it; quote a value that begins so"),
)
DIRECTIVE = Code(
    "G214",
    zh=("这一行以 % 开头，不是数据", "删去这一行"),
    en=("There is a YAML directive (%)", "Remove the line"),
)
DOCUMENTS = Code(
    "G215",
    zh=("一个文件里写了两份内容（--- 或 ...）", "一个文件只写一件事：分成两个文件"),
    en=("The file holds more than one document (--- or ...)", "Write one fact per file"),
)
NOT_MAPPING = Code(
    "G216",
    zh=("文件内容不是“键: 值”的形式", "每行写“键: 值”，冒号后空一格"),
    en=("The file is not made of “key: value” lines", "Write “key: value”, with a space after the colon"),
)
DUPLICATE = Code(
    "G217",
    zh=("键 {key} 写了两次，第 {first} 行和第 {second} 行", "只留一个"),
    en=("The key {key} is written twice, on lines {first} and {second}", "Keep one of them"),
)
ESCAPED_KEY = Code(
    "G218",
    zh=("键 {key} 里用了反斜线，写的和看到的不一样", "直接写 {key}，不用引号和反斜线"),
    en=("The key {key} is written with escapes", "Write {key} plainly"),
)
STRANGE_KEY = Code(
    "G219",
    zh=(
        "键“{key}”含有小写英文字母、数字和下划线以外的字符",
        "键按模板写（guatu new 可以生成）；中文写在值里",
    ),
    en=("The key “{key}” has other than lower-case letters, digits and _", "Write the keys of the template"),
)
KEY_NOT_TEXT = Code(
    "G220",
    zh=("这里的键是列表或多行内容", "键只写一个英文单词，例如 name"),
    en=("This key is a list or several lines", "A key is one word, such as name"),
)
SEVERAL_LINES = Code(
    "G221",
    zh=(
        "这个值占了几行，第 {first} 行到第 {last} 行",
        "写在一行里；字段是列表的，每项另起一行，写“  - 内容”；各行本来是另外的键的，检查其冒号和缩进",
    ),
    en=(
        "This value runs over lines {first} to {last}",
        "Write it on one line, a list as “- ” lines; check the colons of lines meant as keys",
    ),
)
BLOCK = Code(
    "G222",
    zh=("这里用了多行文字（{style}）", "写成一行；有几点的，字段允许时写成列表，每点一行，以“- ”开头"),
    en=("There is a block of text ({style})", "Write one line, or a list where the field takes one"),
)
BLANK = Code(
    "G223",
    zh=("{key} 没有值", "写上内容；可以不写的，也可以把整行删去"),
    en=("{key} has no value", "Give it one; delete the whole line of what may be left out"),
)
EDGES = Code(
    "G224",
    zh=("值的开头或结尾有空格", "删去引号里两头的空格"),
    en=("The value begins or ends with a space", "Delete the spaces inside the quotes"),
)
TOO_LONG = Code(
    "G225",
    zh=("这个值有 {length} 个字符，超过上限 {limit}", "写要点；长材料放到附件"),
    en=(
        "The value has {length} characters, more than {limit}",
        "Write the main points; keep long papers as attachments",
    ),
)
TOO_MANY = Code(
    "G226",
    zh=("这里超过 {limit} 项", "一个文件只写一件事：拆成几个文件"),
    en=("There are more than {limit} entries here", "Write one fact per file"),
)
INLINE_DASH = Code(
    "G227",
    zh=("冒号后面直接写了“- ”，列表不能和键写在同一行", "另起一行，缩进两个空格，每项一行，以“- ”开头"),
    en=(
        "A “- ” follows the colon: no list begins on its key's line",
        "Write each entry on a line of its own",
    ),
)
REMARK_ALONE = Code(
    "G228",
    zh=(
        "{key} 没有值：“{input}”以“#”开头，会被当作备注，没有记入",
        '要写进去，把整段用英文双引号括起来，例如 "#3地块"；没有这项内容的，把整行删去',
    ),
    en=(
        "{key} has no value: “{input}” begins with “#”, which makes it a remark that is not recorded",
        "Put the whole text in double quotes, or delete the whole line if there is nothing to say",
    ),
)
WIDE_SPACE = Code(
    "G229",
    zh=("“{text}”后面是全角空格，不是半角空格", "切换到英文输入法，冒号后空一格，写成“{better}”"),
    en=(
        "The space after “{text}” is a full-width one",
        "Put one ordinary space after the colon: “{better}”",
    ),
)
WIDE_DASH = Code(
    "G230",
    zh=(
        "“{text}”开头的横线不是半角的，不会当作列表的一项",
        "切换到英文输入法，改成半角“-”加一个空格，写成“{better}”",
    ),
    en=(
        "The dash before “{text}” is not the ASCII one, so that no list begins",
        "Write an ASCII hyphen and a space: “{better}”",
    ),
)
TIGHT_DASH = Code(
    "G239",
    zh=(
        "“{text}”开头的横线后面没有空格，不会当作列表的一项",
        "横线后面空一格，写成“{better}”；每项一行",
    ),
    en=(
        "No space follows the dash of “{text}”, so that no list begins",
        "Put one space after the dash: “{better}”; one line for each entry",
    ),
)
WIDE_HASH = Code(
    "G231",
    zh=("“{text}”开头的“＃”是全角的，不会当作备注", "改成半角“#”加一个空格，写成“{better}”"),
    en=("The “＃” before “{text}” is full-width, so that it is no remark", "Write an ASCII “#”: “{better}”"),
)
WIDE_EDGE = Code(
    "G240",
    zh=("值的开头或结尾有全角空格", "删去它"),
    en=("The value begins or ends with a full-width space", "Delete it"),
)
WIDE_COMMA = Code(
    "G241",
    zh=(
        "方括号里“{input}”用了全角逗号，整段算作一项",
        "是几项的，项与项之间写半角逗号加空格，或每项一行，以“- ”开头；确是一项的，用英文双引号括起来",
    ),
    en=(
        "In brackets, “{input}” has a full-width comma and is one entry",
        "Put an ASCII comma and a space between entries; quote it if it is one",
    ),
    severity="warning",
)
