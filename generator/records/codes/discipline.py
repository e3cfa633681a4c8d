"""G5: 督办, cards, consents, referrals and bonuses that do not follow from one another."""

from generator.records.source import Code

SUPERVISION_NUMBER = Code(
    "G543",
    zh=("督办单号“{number}”已用于 {other}", "每次督办一个单号；重复录入的删去一份"),
    en=("The supervision number “{number}” is that of {other}", "Each supervision has its own number"),
)
SUPERVISION_SAME = Code(
    "G544",
    zh=("与 {other} 是同一天对同一单位同一事项的督办", "同一件事只督办一次；两次黄牌会转为红牌"),
    en=(
        "It repeats {other}: same day, unit and matter",
        "One matter is supervised once; two yellows make a red",
    ),
)
CARD_UNDERIVED = Code(
    "G545",
    zh=(
        "到 {day} 为止 {unit} 只应有 {count} 张{colour}，没有第 {ordinal} 张",
        "牌由督办产生：核对单位、年度、序号和督办记录",
    ),
    en=(
        "By {day} {unit} has {count} of {colour}, not {ordinal}",
        "Cards follow from supervisions: check unit, year, number",
    ),
)
CONSENT_EARLY = Code(
    "G546",
    zh=("到 {day} 为止 {unit} 只有 {count} 张红牌，还不到提请问责的 {limit} 张", "核对单位和日期"),
    en=("By {day} {unit} has {count} red cards, fewer than {limit}", "Check the unit and the date"),
)
NO_CONSENT = Code(
    "G547",
    zh=("{unit} 提交问责之前没有分管负责人同意的记录", "先填报分管负责人意见（consent），意见写“同意”"),
    en=("No leader's consent to the referral of {unit} is on record", "Record the consent first"),
)
NO_REFERRAL = Code(
    "G548",
    zh=("{unit} 没有提交问责的记录，不能有回执", "先填报提交问责（referral_sent）；或核对单位"),
    en=("No referral of {unit} is on record", "Record referral_sent first; check the unit"),
)
BONUS = Code(
    "G549",
    zh=("年度奖励加分 {points} 不在 0 到 {limit} 之间", "核对文件；加分最多 {limit} 分"),
    en=("The bonus of {points} is not between 0 and {limit}", "Check the paper; {limit} is the most"),
)
