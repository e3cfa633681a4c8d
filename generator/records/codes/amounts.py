"""G5: amounts that contradict each other."""

from generator.records.source import Code

BEYOND_TOTAL = Code(
    "G590",
    zh=(
        "{project} 本年累计完成投资 {amount} 万元，比项目总投资 {total} 万元还多",
        "这里的单位是万元：以元计的除以10000；确实超过的，核对总投资",
    ),
    en=(
        "{project} has invested {amount} 万元 this year, more than the {total} 万元 it costs in all",
        "Amounts are in 万元 here: divide yuan by 10000; if it is right, look at the total",
    ),
    severity="warning",
)
SHRINKING = Code(
    "G591",
    zh=(
        "本年累计完成投资 {amount} 万元，比 {month} 的 {earlier} 万元（{other}）还少",
        "累计是从1月起加到本月的，不是当月数；以前报多了的，另写一件更正",
    ),
    en=(
        "{amount} 万元 invested this year so far, less than the {earlier} 万元 of {month} ({other})",
        "It is the sum since January, not the month's own; correct an earlier report that said too much",
    ),
    severity="warning",
)
