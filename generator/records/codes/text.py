"""G1: the file and its characters, before anything reads it as YAML."""

from generator.records.source import Code

TOO_LARGE = Code(
    "G101",
    zh=(
        "文件有 {size} 字节，超过上限 {limit} 字节",
        "一个文件只写一件事；长材料放到附件，文件里写文件名和 SHA-256",
    ),
    en=(
        "The file has {size} bytes, more than {limit}",
        "Write one fact per file; keep long papers as attachments",
    ),
)
EMPTY = Code(
    "G102",
    zh=("文件是空的", "按模板写入内容（guatu new 可以生成），或删除这个文件"),
    en=("The file is empty", "Fill it in (guatu new writes a template), or remove it"),
)
EMPTY_OTHER = Code(
    "G124",
    zh=("文件是空的", "照 guatu demo 生成的示例里同类的文件写，或删除这个文件"),
    en=("The file is empty", "Write it like those that guatu demo makes, or remove it"),
)
UTF16 = Code(
    "G103",
    zh=("文件是 UTF-16 编码", "用编辑器的“另存为”选 UTF-8（无 BOM）重新保存"),
    en=("The file is UTF-16", "Save it again as UTF-8 without BOM"),
)
BYTE_ORDER_MARK = Code(
    "G104",
    zh=("文件开头有看不见的字节顺序标记（BOM）", "用编辑器的“另存为”选 UTF-8（无 BOM）重新保存"),
    en=("The file starts with an invisible byte order mark", "Save it again as UTF-8 without BOM"),
)
NOT_UTF8 = Code(
    "G105",
    zh=(
        "文件不是按 UTF-8 保存的，从第 {offset} 字节（{byte}）起读不出文字",
        "文件可能是 GBK 编码：用编辑器的“另存为”选 UTF-8 重新保存",
    ),
    en=("Byte {offset} ({byte}) is not UTF-8", "The file may be GBK: save it again as UTF-8"),
)
CONTROL = Code(
    "G106",
    zh=("这里有看不见的控制字符 {char}", "删去它，把这一行重新手打一遍"),
    en=("There is an invisible control character {char}", "Delete it and type the line again"),
)
TAB = Code(
    "G107",
    zh=("这里有制表符（Tab）", "数据文件不用 Tab 键：改成空格，每缩进一级两个"),
    en=("There is a tab", "YAML takes no tabs: indent with two spaces for each level"),
)
HIDDEN_BREAK = Code(
    "G108",
    zh=("这里有一般编辑器不显示的换行字符 {char}", "删去它；要换行就按回车键"),
    en=(
        "There is a line break {char} that most editors do not show",
        "Delete it; press Enter for a new line",
    ),
)
DIRECTION = Code(
    "G109",
    zh=("这里有改变文字显示方向的字符 {char}", "删去它；它会使显示的文字与实际内容不同"),
    en=(
        "There is a character {char} that changes the direction of text",
        "Delete it; it makes text look other than it is",
    ),
)
INVISIBLE = Code(
    "G110",
    zh=("这里有看不见的字符 {char}", "删去它，把前后的字重新手打一遍"),
    en=("There is an invisible character {char}", "Delete it and type the neighbouring characters again"),
)
PRIVATE = Code(
    "G111",
    zh=("这里有自造字或非字符 {char}，换一台机器就显示不出", "改用标准汉字；确无此字的，用拼音或拆字说明"),
    en=(
        "There is a private-use or non-character {char}",
        "Use a standard character; spell out one that does not exist",
    ),
)
COMPATIBILITY = Code(
    "G112",
    zh=("“{char}”（{name}）是与常用字同形的兼容字", "改用常用字“{better}”"),
    en=("“{char}” ({name}) is a compatibility look-alike", "Write the ordinary character “{better}”"),
)
NOT_NFC = Code(
    "G113",
    zh=("“{char}”由几个字符拼成，与平常打出来的不同", "把这个字重新手打一遍，通常是“{better}”"),
    en=("“{char}” is not in normal form (NFC)", "Type it again, usually as “{better}”"),
)
COMBINING = Code(
    "G114",
    zh=("这里有叠加在前一个字上的符号 {char}", "删去它；字要原样显示"),
    en=(
        "There is a mark {char} drawn over the character before it",
        "Delete it; text is shown exactly as written",
    ),
)
STRANGE_SPACE = Code(
    "G115",
    zh=("这里有特殊空格 {char}", "改成普通空格；缩进不能用全角空格"),
    en=("There is an unusual space {char}", "Use an ordinary space; never indent with full-width spaces"),
)
CONFLICT = Code(
    "G116",
    zh=("这里留有 git 合并冲突的标记", "选定要保留的内容，删去 <<<<<<<、=======、>>>>>>> 各行"),
    en=(
        "A merge conflict marker was left here",
        "Keep the right side and delete the <<<<<<<, ======= and >>>>>>> lines",
    ),
)
LFS_POINTER = Code(
    "G117",
    zh=("这里只有大文件存放处（git LFS）的指针，没有文件内容", "数据文件不用 LFS：把内容直接写在文件里"),
    en=("This is a git LFS pointer, not the file", "Commit the YAML itself; data files do not use LFS"),
)
WEB_PAGE = Code(
    "G118",
    zh=("这是网页（HTML 或 XML），不是数据文件", "可能下载到了登录页或出错页：重新取得原文件"),
    en=(
        "This is a web page (HTML or XML), not a data file",
        "It may be a login or error page: fetch the file again",
    ),
)
LINK_TEXT = Code(
    "G119",
    zh=("文件里只有另一个文件的路径“{target}”", "数据不用链接：把那个文件的内容写在这里"),
    en=(
        "The file holds only the path of another file, “{target}”",
        "Links are not used: write the content here",
    ),
)
LONG_LINE = Code(
    "G120",
    zh=("这一行有 {length} 个字符，超过上限 {limit}", "拆成几项，写成列表"),
    en=("The line has {length} characters, more than {limit}", "Split it into a list"),
)
TOO_DEEP = Code(
    "G121",
    zh=("括号或缩进嵌套超过 {limit} 层", "数据最多 {limit} 层：检查有没有没关上的 [ 或 {{"),
    en=(
        "Brackets or indentation are nested more than {limit} deep",
        "Look for a [ or {{ that was not closed",
    ),
)
NOT_TEXT = Code(
    "G122",
    zh=(
        "这不是文本文件（图片、压缩包、程序之类）",
        "数据文件用文本编辑器按模板写；材料放到附件，文件里写文件名和 SHA-256",
    ),
    en=("This is no text file", "Write data as text; keep papers and pictures as attachments"),
)
PACKED = Code(
    "G123",
    zh=(
        "这不是文本文件，是压缩包，或是 Word、Excel 文件",
        "数据文件用文本编辑器按模板写，不用 Word、Excel；表格用 guatu import 导入，材料放到附件",
    ),
    en=(
        "This is no text file but an archive, or a file of Word or Excel",
        "Write data as text; bring tables in with guatu import, keep papers as attachments",
    ),
)
TRUNCATED = Code(
    "G140",
    zh=("文件在最后一个字当中断了，没有存完整", "从原处重新取得这个文件，或补上末尾，用编辑器另存为 UTF-8"),
    en=(
        "The file breaks off in the middle of a character",
        "Fetch it again, or write its end and save it as UTF-8",
    ),
)
LOOK_ALIKE = Code(
    "G141",
    zh=(
        "{title}（{key}）“{input}”里的“{char}”（{name}）不是英文字母，只是与“{plain}”同形",
        "切换到英文输入法重新手打，例如 {better}",
    ),
    en=(
        "{key}: “{char}” ({name}) in “{input}” is no Latin letter, it only looks like “{plain}”",
        "Type it again: {better}",
    ),
)
RIGHT_TO_LEFT = Code(
    "G142",
    zh=(
        "这里有从右往左写的字母 {char}（希伯来文、阿拉伯文之类），会使旁边的数字换位显示",
        "改用汉字或汉语拼音",
    ),
    en=(
        "The letter {char} is written from right to left, which turns numbers beside it round",
        "Write it in Chinese characters or in pinyin",
    ),
)
