"""G8: what a change request may touch, by whom, and how it fits the main branch."""

from generator.records.source import Code

UNKNOWN_ACCOUNT = Code(
    "G801",
    zh=(
        "账号“{account}”不在主分支的名册里，不知道代表哪个单位",
        "请区重大项目办先把它写进本单位的 accounts（data/register/organisations/），合入后再提交",
    ),
    en=(
        "The account “{account}” is in no unit's accounts on the main branch",
        "Have 区重大项目办 add it to data/register/organisations/ first",
    ),
)
UNIT_OVER = Code(
    "G802",
    zh=("账号“{account}”代表的 {unit} 在 {day} 还没有成立或已经撤销", "请接手的单位用自己的账号提交"),
    en=("{unit}, for which “{account}” speaks, does not exist on {day}", "Its successor submits instead"),
)
NOT_YOURS = Code(
    "G803",
    zh=(
        "这个文件归 {owner}，账号“{account}”代表 {unit}，不能写",
        "本单位只写 data/events/{unit}/ 和 data/projects/{unit}/ 里的文件；别的请 {owner} 自己提交",
    ),
    en=(
        "This file is {owner}'s; “{account}” speaks for {unit}",
        "Write only in data/events/{unit}/ and data/projects/{unit}/; leave the rest to {owner}",
    ),
)
OFFICE_ONLY = Code(
    "G804",
    zh=(
        "{what}只由区重大项目办改，账号“{account}”代表 {unit}",
        "从这次改动里去掉这个文件；要改请与区重大项目办联系",
    ),
    en=("Only 区重大项目办 changes this; “{account}” speaks for {unit}", "Take the file out of the change"),
)
NOT_DATA = Code(
    "G805",
    zh=(
        "数据以外的文件（程序、模板、设置）不能随数据一起提交",
        "从这次改动里去掉它：git checkout {base} -- 本文件；新加的删去",
    ),
    en=(
        "A change of data brings no other file (code, templates, settings)",
        "Take it out: git checkout {base} -- FILE; remove it if it is new",
    ),
)
MIXED = Code(
    "G806",
    zh=("这个文件不是数据，却和数据在同一次改动里", "分成两个合并请求：数据一个，程序和设置另一个"),
    en=("This is no data, and stands in one change with data", "Make two requests of it"),
)
DELETED = Code(
    "G807",
    zh=(
        "改动删去或移走了已入库的文件",
        "恢复它：git checkout {base} -- 本文件；事件写错了用更正，项目不做了用退库，都是新写一个事件",
    ),
    en=(
        "The change deletes or moves a recorded file",
        "Restore it: git checkout {base} -- FILE; correct an event, withdraw a project by a new event",
    ),
)
REWRITTEN = Code(
    "G808",
    zh=(
        "已入库的事件又改了，哪怕只改写法",
        "恢复它：git checkout {base} -- 本文件；内容有误请新写一个更正（correction）",
    ),
    en=(
        "A recorded event was written anew, if only in its form",
        "Restore it: git checkout {base} -- FILE; correct what is wrong by a new event",
    ),
)
CONFLICT = Code(
    "G809",
    zh=(
        "主分支上这个文件也改了，两处改动合不到一起",
        "先把主分支合进来（git merge origin/main），按两边的内容改好这个文件再提交",
    ),
    en=(
        "The main branch changed this file as well, and the two do not fit together",
        "Merge the main branch into yours (git merge origin/main) and settle the file",
    ),
)
TWIN = Code(
    "G810",
    zh=("数据文件夹只有一个，叫 data；这个名字在有的机器上会与它相混", "改名为 {better}"),
    en=("There is one data folder, data; this name is taken for it on some machines", "Rename it: {better}"),
)
NO_DATA = Code(
    "G811",
    zh=("合并以后没有 data 文件夹了", "恢复它：git checkout {base} -- data"),
    en=("After the merge there is no data folder", "Restore it: git checkout {base} -- data"),
)
CODE_CHANGE = Code(
    "G812",
    zh=(
        "这次改的是程序或设置，本检查不看其中写了什么",
        "由区重大项目办的第二个人逐行看过再合并，不以本检查通过为准",
    ),
    en=(
        "This changes code or settings, which this check does not judge",
        "A second person of 区重大项目办 reads it before merging",
    ),
    severity="warning",
)
LED_BY_OTHERS = Code(
    "G813",
    zh=(
        "{unit} 把别的单位（{others}）列为责任单位，考评时它们也计分",
        "审核员请先与 {others} 核实；不是责任单位的从 lead_units 里去掉",
    ),
    en=(
        "{unit} names others ({others}) as lead units, who are scored for it too",
        "The reviewer asks them first",
    ),
    severity="warning",
)
RETROACTIVE = Code(
    "G816",
    zh=(
        "改了已在施行的内容（{fields}），没有封存的期间都按新的重新计分",
        "审核员对照依据文件，看 guatu impact 列出的分数变化；只管今后的，另立新版本或写起止日期",
    ),
    en=(
        "This changes what is in force ({fields}); every period not sealed is scored anew by it",
        "The reviewer compares the document and the points that guatu impact lists",
    ),
    severity="warning",
)
GRANTED = Code(
    "G817",
    zh=("改了谁可以填报：{said}", "审核员对照依据文件核实，合并以后立即有效"),
    en=(
        "This changes who may write what: {said}",
        "The reviewer compares the document",
    ),
    severity="warning",
)
FALSE_SEAL = Code(
    "G814",
    zh=("这份封存与按它所说的提交重新计算的结果不符：{said}", "删去它，重新执行 guatu seal，不要手改"),
    en=("The seal is not what its own commit gives: {said}", "Remove it and run guatu seal again"),
)
SEALED_LATE = Code(
    "G819",
    zh=(
        "封存日期 {day} 已过去 {days} 天，这份封存才来合并",
        "审核员核对封存日期；拖久了的，删去它，用主分支的最新提交重新执行 guatu seal",
    ),
    en=(
        "It is sealed on {day}, {days} days before it comes to be merged",
        "The reviewer checks the date; what waited long is better sealed again",
    ),
    severity="warning",
)
STALE_OWNERS = Code(
    "G815",
    zh=("与名册不一致，代码平台会找错审核员", "重新生成：guatu codeowners，与名册的改动一起提交"),
    en=("It does not fit the register", "Write it anew with guatu codeowners, in the same change"),
)
PLACEHOLDER = Code(
    "G818",
    zh=(
        "{title}（{key}）还是样例里的“{input}”，没有填写，不能合并",
        "改成实际内容；可不写的，也可以删去这一项",
    ),
    en=(
        "{key} is still the sample “{input}”, which is no fact and cannot be merged",
        "Write what is the case; what may be left out may be removed",
    ),
)
FOLDER = Code(
    "G820",
    zh=(
        "这个文件夹里有 {count} 个文件不是数据，不能随数据一起提交",
        "整个文件夹从这次改动里去掉：新加的删去，原有的用 git checkout {base} -- 本文件夹 恢复",
    ),
    en=(
        "{count} files of this folder are no data and cannot come in a change of data",
        "Take the folder out: remove it if it is new, else git checkout {base} -- FOLDER",
    ),
)
