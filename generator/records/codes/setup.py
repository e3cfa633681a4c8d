"""G5: what a district needs before its data can mean anything: rules, calendars, organisations, steps."""

from generator.records.source import Code

NO_EDITION = Code(
    "G581",
    zh=(
        "还没有任何一个版本的计分规则，什么都算不出来",
        "把示例区的 data/policy/2019-03-11.yml 复制过来，按本区的文件改写；文件名是施行日期",
    ),
    en=(
        "There is no edition of the rules, so that nothing can be computed",
        "Copy data/policy/2019-03-11.yml of the demo and change it; its name is the day it takes effect",
    ),
    severity="warning",
)
NO_KIND = Code(
    "G582",
    zh=("名册里没有性质（kind）为“{kind}”的单位，{lacking}", "登记：data/register/organisations/编号.yml"),
    en=("No organisation on the register is a {kind}", "Add one: data/register/organisations/ID.yml"),
    severity="warning",
)
UNKNOWN_OFFICE = Code(
    "G583",
    zh=(
        "归口的“{input}”不是任何一个在册单位的编号、全称或简称，归它的项目没有综合协调办",
        "登记这个单位，或改成在册的综合协调办：{offices}",
    ),
    en=(
        "“{input}” is no id, name or short name on the register: the projects routed to it have no office",
        "Register it, or write one of: {offices}",
    ),
    severity="warning",
)
NO_STEPS = Code(
    "G584",
    zh=(
        "没有写谁审批这些前期事项：{steps}",
        "在 data/register/steps.yml 里给每一项写 step 和 departments（审批部门的编号）",
    ),
    en=(
        "Nobody is named to approve these steps: {steps}",
        "Give each its step and departments in data/register/steps.yml",
    ),
    severity="warning",
)
NO_CALENDARS = Code(
    "G585",
    zh=(
        "还没有任何一年的工作日历，算不出报送的时限和超期的工作日",
        "把示例区的 data/calendar/ 里要用的年份复制过来；没有的年份按国务院办公厅的通知写",
    ),
    en=(
        "There is no calendar of working days, so that no report's due day can be told",
        "Copy the years you need from data/calendar/ of the demo; write the others from the notice",
    ),
    severity="warning",
)
