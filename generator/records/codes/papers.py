"""G5: what the offices hand in and send out, and projects that leave the pools."""

from generator.records.source import Code

PAPER_PERIOD = Code(
    "G558",
    zh=("“{paper}”的期间不能写 {period}", "{paper}按{form}写，例如 {sample}"),
    en=("The period of “{paper}” cannot be {period}", "Write a period of the right length, such as {sample}"),
)
PAPER_UNIT = Code(
    "G559",
    zh=("“{paper}”没有写发给哪个单位", "加一行“unit: 单位编号”，一个单位一件"),
    en=("“{paper}” does not say which unit it is for", "Add a line “unit: …”, one file for each unit"),
)
PAPER_LEADER = Code(
    "G560",
    zh=("“{paper}”不按分管负责人分发", "删去 leader 一行；只有{allowed}可以写分管负责人"),
    en=("“{paper}” is not drawn up for each leader", "Leave leader out; only {allowed} may name one"),
)
PAPER_NUMBER = Code(
    "G561",
    zh=("发文字号“{number}”已用于 {other}", "一个文号只编一份文件；核对文号，重复录入的删去一份"),
    en=("The number “{number}” is that of {other}", "Each paper has its own number; check it"),
)
ANSWER_EARLY = Code(
    "G562",
    zh=("回复时限 {due} 早于印发日期 {day}", "核对年份和月份"),
    en=("An answer is due on {due}, before the paper was issued on {day}", "Check the year and the month"),
)
FILED_EARLY = Code(
    "G563",
    zh=("日期 {day} 早于所报的期间 {period}（{first} 开始）", "在当期或以后报送：核对日期和期间"),
    en=("{day} is before the period {period} it reports, which begins on {first}", "Check date and period"),
)
WITHDRAWN_DONE = Code(
    "G564",
    zh=("项目 {project} 已于 {day} 完工投产并经认定，不能退库", "核对项目编号；认定有误的，先更正认定"),
    en=(
        "Project {project} was completed on {day}, as certified, and cannot be withdrawn",
        "Check the project; if the certification is wrong, correct it first",
    ),
)
AFTER_WITHDRAWAL = Code(
    "G565",
    zh=("项目 {project} 已于 {day} 退库", "照常记录，但不再计入；退库有误的，由区重大项目办撤回退库"),
    en=(
        "Project {project} was withdrawn on {day}",
        "It is recorded, but no longer counts; a wrong withdrawal is taken back by 区重大项目办",
    ),
    severity="warning",
)
