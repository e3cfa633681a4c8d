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
