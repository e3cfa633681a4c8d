"""G3: figures of an edition of the rules that contradict each other, or lead to nothing."""

from generator.records.source import Code

POSITIVE = Code(
    "G340",
    zh=("{title}（{key}）“{input}”不是 1 到 9999 的整数", "只写数字，例如 {better}；写 0 的，什么也算不出来"),
    en=(
        "{key}: “{input}” is not a whole number from 1 to 9999",
        "Digits only: {better}; nothing follows from 0",
    ),
)
CATEGORY_TWICE = Code(
    "G341",
    zh=("类别 {id} 写了两次，缺类别 {missing}", "三类各写一行，类别分别是 1、2、3"),
    en=("Category {id} is written twice; {missing} is missing", "Write the categories 1, 2 and 3 once each"),
)
LIMITS = Code(
    "G342",
    zh=(
        "类别 {id} 的最低分 {floor}、基础分 {base}、最高分 {cap} 不是从低到高",
        "基础分在最低分和最高分之间；不设最低分、最高分的不写这一项",
    ),
    en=(
        "Category {id}: floor {floor}, base {base} and cap {cap} are not in rising order",
        "The base lies between floor and cap; leave out what is not set",
    ),
)
NEGATIVE = Code(
    "G343",
    zh=("{title}（{key}）是 {value}，不能小于 0", "核对减号；没有的写 0"),
    en=("{key} is {value}; it cannot be below 0", "Check the minus; write 0 for none"),
)
RULE_TWICE = Code(
    "G344",
    zh=(
        "这一条与 {other} 的“{clause}”（{kind}）重复，每件事都要算两遍",
        "只留一条；口径不同的，用各自的条款编号",
    ),
    en=(
        "It repeats “{clause}” ({kind}) of {other}: everything would count twice",
        "Keep one; give readings that differ clauses of their own",
    ),
)
RULE_CATEGORY = Code(
    "G345",
    zh=("“{clause}”（{kind}）算在类别 {category}，它考评的是类别 {wanted} 的事", '写 category: "{wanted}"'),
    en=(
        "“{clause}” ({kind}) stands in category {category}; what it assesses belongs to {wanted}",
        'Write category: "{wanted}"',
    ),
)
ROUTE_TEST = Code(
    "G346",
    zh=(
        "归口的每一行只写一个条件，这里写了 {count} 个",
        "programme、investment_wan_at_least、sector_in 三样写一样；要两个条件的分成两行",
    ),
    en=(
        "Each line of the routing has one condition; this has {count}",
        "Write one of programme, investment_wan_at_least and sector_in",
    ),
)
SIGN = Code(
    "G347",
    zh=("{clause}（{key}）应当{wanted}，这里是 {points} 分", "扣分前面加减号，加分不加；不计分的删去这一条"),
    en=(
        "{clause} ({key}): {points} points are of the wrong sign, or do nothing",
        "A deduction has a minus, a bonus none; leave out a rule without points",
    ),
    severity="warning",
)
TIER_WEIGHT = Code(
    "G348",
    zh=(
        "“{clause}”的第 {place} 档（{points} 分）不比前一档（{before} 分）重：拖得久的没有多扣或少加",
        "核对各档分值，从轻到重写",
    ),
    en=(
        "“{clause}”: tier {place} ({points}) weighs no more than the one before ({before})",
        "Check the points: who is later loses more, or is given less",
    ),
    severity="warning",
)
ROUTE_IDLE = Code(
    "G349",
    zh=("归口的第 {place} 行用不上：合乎条件的项目前面几行都已归走", "核对次序；窄的条件写在前面"),
    en=("Line {place} of the routing is never reached: those before it take all it names", "Check the order"),
    severity="warning",
)
