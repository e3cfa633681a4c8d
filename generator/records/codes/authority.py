"""G5: who may write what, about whom."""

from generator.records.source import Code

WRITER_KIND = Code(
    "G515",
    zh=("{unit} 是{kind}，不能填报“{title}”", "这类事件由{allowed}填报；请有权的单位写在自己的文件夹里"),
    en=("{unit} ({kind}) may not write this kind of event", "It is written by {allowed}, in its own folder"),
)
STRANGER = Code(
    "G516",
    zh=(
        "{unit} 与项目 {project} 无关，不能填报它的事件",
        "由责任单位、所在街道、综合协调办、前期事项的审批部门或区重大项目办填报",
    ),
    en=(
        "{unit} has no part in project {project}",
        "Its lead units, street, coordination office, approval departments or 区重大项目办 write its events",
    ),
)
CLOSING_STRANGER = Code(
    "G517",
    zh=("{unit} 不是事项 {item} 的责任单位或配合单位", "由责任单位、配合单位或区重大项目办报办结"),
    en=(
        "{unit} is neither responsible for nor supporting item {item}",
        "One of those units, or 区重大项目办, reports it",
    ),
)
CARD_COLOUR = Code(
    "G520",
    zh=("{colour}不由{kind}发", "黄牌由区重大项目办发，红牌由督查室发"),
    en=("A {colour} is not issued by {kind}", "Yellow cards come from 区重大项目办, red cards from 督查室"),
)
SECOND_HAND = Code(
    "G566",
    zh=(
        "“{title}”要由另一个单位作出：被确认的 {deed} 也是 {unit} 填报的",
        "一件事要经两只手：由没有填报它的有权单位认定或确认",
    ),
    en=(
        "{unit} cannot confirm {deed}, which it reported itself",
        "Two hands: another unit with the right confirms it",
    ),
)
OWN_AFFAIR = Code(
    "G567",
    zh=(
        "{unit} 不能填报涉及自己的“{title}”",
        "发牌、撤牌、奖励、提请问责和改自己的时限，都由别的有权单位填报",
    ),
    en=(
        "{unit} cannot write this kind of event about itself",
        "Cards, their withdrawal, rewards, referrals and one's own deadlines are for another unit to write",
    ),
)
OTHER_LINE = Code(
    "G568",
    zh=("{unit} 不在分管负责人 {leader} 的条线上，却填报了这次协调", "请 {offices} 或区重大项目办核实"),
    en=("{unit} is not of the line of leader {leader}", "{offices} or 区重大项目办 writes it"),
    severity="warning",
)
MEETING_LEVEL = Code(
    "G569",
    zh=("{unit} 是{kind}，不能填报“{level}”层级的会议", "由{allowed}填报；本单位自己的会议写“责任单位”"),
    en=("{unit} ({kind}) cannot record a meeting of this level", "It is for {allowed} to record"),
)
RIGHT_TWICE = Code(
    "G570",
    zh=("“{kind}”的填报权限写了两次", "每种事件只写一次，删去一处"),
    en=("The right to write {kind} is given twice", "Give each kind of event once"),
)
LIMIT_LIFTED = Code(
    "G571",
    zh=("“{kind}”少了限制“{limit}”", "在 limits 里补上：这是办法的要求，名册不能取消，没写也照样执行"),
    en=(
        "The right to write {kind} leaves out a limit of the regulation",
        "Add {limit} to its limits: no register can lift it",
    ),
)
ACCOUNT_TWICE = Code(
    "G572",
    zh=("账号 {account} 已经写过了：{other}", "一个账号只代表一个单位，只写一次（不分大小写）；删去一处"),
    en=("The account {account} stands in {other} already", "An account speaks for one unit; write it once"),
)
ACCOUNT_FORM = Code(
    "G573",
    zh=(
        "“{account}”不像代码平台的登录名，不会有人用它提交",
        "只用英文字母、数字和 . _ -，例如 zsb-clerk",
    ),
    en=("“{account}” is no login of a forge", "Letters, digits, . _ and - only, without @: zsb-clerk"),
    severity="warning",
)
CORRECTS_SETTLED = Code(
    "G574",
    zh=(
        "{of} 已由 {proof}（{title}）确认，原填报单位不能再改它的日期和内容，也不能撤回",
        "请区重大项目办更正；只补充 note、document、result 的可以自己写",
    ),
    en=(
        "{of} was confirmed by {proof}; its writer no longer changes or withdraws it",
        "区重大项目办 corrects it; note, document and result may be added to",
    ),
)
CORRECTS_RULING = Code(
    "G575",
    zh=(
        "区重大项目办已用 {ruling} 更正过 {of}，原填报单位不能再改回去",
        "有不同意见的，请区重大项目办再作更正",
    ),
    en=(
        "区重大项目办 corrected {of} by {ruling}; its writer does not change that back",
        "Ask 区重大项目办 for another correction",
    ),
)
AGENDA_STRANGER = Code(
    "G576",
    zh=(
        "{unit} 不是议定事项 {item} 的责任单位，不能在自己的会议上研究它",
        "从 agenda 里去掉；上会研究会给事项的有关单位计分，由召集会议的上一级单位填报",
    ),
    en=(
        "{unit} is not responsible for item {item}, and discusses it at no meeting of its own",
        "Take it off the agenda: being discussed costs the item's units points",
    ),
)
