"""G6: sealed bulletins and the chain of their heads."""

from generator.records.source import Code

HEAD = Code(
    "G620",
    zh=(
        "第{number}号封存的链头与内容不符，应为 {head}",
        "封存后的文件不能改：恢复原文件（git log -- 本文件）",
    ),
    en=("The head of seal {number} does not fit what it says, which gives {head}", "Restore the sealed file"),
)
LINK = Code(
    "G621",
    zh=(
        "第{number}号封存接的不是上一号（{other}）的链头",
        "恢复被改动的封存；还没有合并的，删去后重新执行 guatu seal",
    ),
    en=(
        "Seal {number} does not follow the head of the one before it ({other})",
        "Restore what was changed; if not yet merged, remove it and run guatu seal again",
    ),
)
GAP = Code(
    "G622",
    zh=("封存号应为第{wanted}号，这里是第{number}号", "封存号依次编排：恢复缺少的封存，重号的删去后重新封存"),
    en=("Seal {wanted} should come here, this is {number}", "Restore the one that is missing, or seal again"),
)
REVISION = Code(
    "G623",
    zh=("{period} 应为第{wanted}次封存，这里写第{revision}次", "用 guatu seal --correct 封存，不要手写"),
    en=("This should be revision {wanted} of {period}, not {revision}", "Write it with guatu seal --correct"),
)
REASON = Code(
    "G624",
    zh=("{period} 第{revision}次封存没有写理由", "用 guatu seal --correct --reason 理由 重新封存"),
    en=("Revision {revision} of {period} gives no reason", "Seal it with guatu seal --correct --reason …"),
)
PERIOD = Code(
    "G625",
    zh=("“{bulletin}”的期间不能写 {period}", "月度通报写 2026-05，季度考评通报写 2026Q2，年度考核写 2026"),
    en=("The period of “{bulletin}” cannot be {period}", "Write a period of the right length"),
)
OPEN = Code(
    "G626",
    zh=("{period} 到 {last} 才结束，不能按 {as_of} 的数据封存", "期间结束后再封存"),
    en=("{period} ends on {last} and cannot be sealed as of {as_of}", "Seal it when it is over"),
)
BACKDATED = Code(
    "G627",
    zh=("封存日期 {day} 早于数据截至日 {as_of}", "封存日期由 guatu seal 填写，不要改"),
    en=("It is sealed on {day}, before its own cut-off {as_of}", "Leave the date as guatu seal wrote it"),
)
CORRECTED = Code(
    "G628",
    zh=("通报封存 {of} 不能更正", "用 guatu seal {period} --correct --reason 理由 另行封存一次"),
    en=("The seal {of} cannot be corrected", "Seal {period} once more with guatu seal --correct"),
)
