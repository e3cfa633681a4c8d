"""G6: what comes after a notice was printed, or after an event was corrected."""

from generator.records.source import Code

CARD_AFTER_NOTICE = Code(
    "G630",
    zh=(
        (
            "通知书“{notice}”（{day}）写的是 {unit} 第 {ordinal} 张{colour}，"
            "现在这张牌由 {drawn} 的督办“{act}”产生，晚于通知书"
        ),
        (
            "通知书属于印发时的那张牌：日期、序号或督办写错的改正；督办已撤回或改动的，"
            "对发牌通知写更正（改 ordinal，或整件撤回后另发）"
        ),
    ),
    en=(
        (
            "The notice “{notice}” ({day}) is of {colour} {ordinal} of {unit}, "
            "which “{act}” now draws on {drawn}, after it"
        ),
        "Put right what is mistaken; if a 督办 was withdrawn, correct the notice’s ordinal or withdraw it",
    ),
)
CARD_MOVED = Code(
    "G631",
    zh=(
        (
            "通知书“{notice}”（{id}，{printed} 入库）是为督办“{meant}”的牌印发的；其后入库的 {cause} "
            "使 {unit} 第 {ordinal} 张{colour}成了督办“{act}”（{drawn}）的牌"
        ),
        (
            "日期写早了的，写实际作出督办的那一天；补录、撤回或改动确实有据的，"
            "同一次请求里对 {id} 写更正：ordinal 改为原来那张牌现在的序号，那张牌没有了的整件撤回"
        ),
    ),
    en=(
        (
            "The notice “{notice}” ({id}, recorded on {printed}) was printed for “{meant}”; {cause}, "
            "recorded later, makes {colour} {ordinal} of {unit} that of “{act}” ({drawn})"
        ),
        "Write the day the 督办 was made; if it is right, correct the ordinal of {id}, or withdraw it",
    ),
)
CORRECTS_WITHDRAWN = Code(
    "G632",
    zh=(
        "{of} 已由 {gone} 整件撤回，这件更正不起作用",
        "撤回的不能再更正或恢复：确有其事的，用新编号另写一件事件，写正确的内容",
    ),
    en=(
        "{of} was withdrawn by {gone}; this correction does nothing",
        "What is withdrawn is not corrected or restored: write a new event, with an id of its own",
    ),
)
CORRECTED_TWICE = Code(
    "G633",
    zh=(
        "{other} 同一天（{day}）也更正了 {of} 的 {key}，内容不同",
        "以后入库的为准；核对现在的内容是不是要的，不是的，另写一件更正，date 写作出更正的那一天",
    ),
    en=(
        "{other} of the same day ({day}) corrects {key} of {of} too, otherwise",
        "The one recorded later stands; if that is not what is meant, write another on the day it is made",
    ),
    severity="warning",
)
IN_VAIN = Code(
    "G634",
    zh=(
        "{of} 已由 {gone} 整件撤回，其后的这件更正没有起作用",
        "确有其事的，用新编号另写一件事件；不再需要的，不用处理",
    ),
    en=(
        "{of} was withdrawn by {gone}; this later correction did nothing",
        "If it did happen, write a new event with an id of its own; else leave it",
    ),
    severity="warning",
)
