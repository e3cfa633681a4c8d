"""G5: between files: who may write what, and facts that must agree."""

from generator.records.source import Code

UNIT_GONE = Code(
    "G518",
    zh=(
        "{unit} 在 {day} 还没有成立或已经撤销",
        "核对单位和日期；单位的起止日期在 data/register/organisations/ 里",
    ),
    en=(
        "{unit} did not exist on {day}",
        "Check the unit and the date; its dates are in data/register/organisations/",
    ),
)
UNIT_KIND = Code(
    "G519",
    zh=("{unit} 是{kind}，这里要写{wanted}的编号", "在 data/register/organisations/ 里查对编号"),
    en=("{unit} is a {kind}; a {wanted} belongs here", "Check the unit's id"),
)
PERIOD = Code(
    "G521",
    zh=("起始日期 {first} 晚于结束日期 {last}", "核对两个日期"),
    en=("It begins on {first}, after it ends on {last}", "Check the two dates"),
)
NEEDS_WEEK = Code(
    "G522",
    zh=("计划新开工的项目没有写计划开工周", "加一行“start_week: {year}-W…”；“四定”要求开工计划到周"),
    en=("A planned new start has no week", "Add a line “start_week: {year}-W…”"),
)
NEEDS_DEADLINE = Code(
    "G523",
    zh=(
        "结转续建的项目既没有完工投产月份，也没有形象进度节点",
        "写 completion_month 或 milestones，或两样都写",
    ),
    en=(
        "A carry-over has neither a completion month nor milestones",
        "Write completion_month, milestones or both",
    ),
)
WEEK_YEAR = Code(
    "G524",
    zh=("计划开工周 {week} 不在计划年度 {year}", "核对周数，或把计划写到那一年"),
    en=("The week {week} is not in the plan's year {year}", "Check the week, or write that year's plan"),
)
MILESTONE_TWICE = Code(
    "G525",
    zh=("节点编号 {id} 用了两次", "每个节点用自己的编号"),
    en=("The milestone id {id} is used twice", "Give each milestone its own id"),
)
SCHEDULE = Code(
    "G526",
    zh=(
        "月度投资计划从 {month} 起不对：月份要逐月向后、都在 {year} 年，累计数不能减少",
        "按月份先后写；金额写年初至该月底的累计数，例如 3 月 1000、4 月 1500",
    ),
    en=(
        "The schedule at {month} is out of order, falling, or outside {year}",
        "Write cumulative amounts, month by month",
    ),
)
SCOPE = Code(
    "G527",
    zh=("总投资 {amount} 万元，低于本机制的下限 {limit} 万元", "核对单位是不是万元；确实不到的不纳入"),
    en=("The investment of {amount} 万元 is below the threshold of {limit}", "Check that it is in 万元"),
)
STEP_TWICE = Code(
    "G528",
    zh=("前期事项“{step}”写了两次", "每项只写一次：适用的写时限，不适用的写在 not_applicable"),
    en=("The step {step} is written twice", "Write each step once, with its deadline or as not applicable"),
)
ADJUSTS_NOTHING = Code(
    "G529",
    zh=("项目 {project} 在 {year} 年的计划里没有 {field}，无从调整", "field 写可以调整的一项：{allowed}"),
    en=("The plan of {project} for {year} has no {field} to adjust", "Check the field; there are: {allowed}"),
)
OLD_VALUE = Code(
    "G530",
    zh=("原值写的是 {old}，当时生效的是 {value}", "写 {value}，或核对是不是漏了一次调整"),
    en=(
        "The old value is given as {old}; {value} was in force",
        "Write {value}, or look for an adjustment left out",
    ),
)
NEW_SHAPE = Code(
    "G531",
    zh=("新值 {new} 不是{wanted}的写法", "计划开工写周，例如 2026-W19；完工和节点写月，例如 2026-05"),
    en=(
        "The new value {new} is of the wrong kind",
        "A start is a week, 2026-W19; others are months, 2026-05",
    ),
)
ADJUSTED_LATE = Code(
    "G532",
    zh=("批准日期 {approved} 已过原时限 {deadline}", "照常记录，但不影响已发生的延期"),
    en=(
        "It was approved on {approved}, after the old deadline {deadline}",
        "It is recorded, but undoes no delay",
    ),
    severity="warning",
)
APPROVED_TWICE = Code(
    "G533",
    zh=("{year} 年的计划已由 {other} 批准", "计划只批准一次；其后的变动写计划调整（plan_adjusted）"),
    en=("The plan of {year} was approved by {other}", "It is approved once; later changes are plan_adjusted"),
)
CLOSED_EARLY = Code(
    "G534",
    zh=("办结日期 {day} 早于议定日期 {decided}", "核对两个日期和议定事项编号"),
    en=("It was closed on {day}, before it was decided on {decided}", "Check both dates and the item"),
)
CERTIFIED_EARLY = Code(
    "G535",
    zh=("认定或确认的日期 {day} 早于事情发生的日期 {happened}", "核对两个日期和事件编号"),
    en=("It was certified on {day}, before it happened on {happened}", "Check both dates and the event"),
)
DUE_EARLY = Code(
    "G536",
    zh=("办结时限 {due} 早于决定日期 {decided}", "核对年份和月份"),
    en=("It is due on {due}, before it was decided on {decided}", "Check the year and the month"),
)
DUE_CHANGED_LATE = Code(
    "G537",
    zh=("决定日期 {decided} 已过原时限 {due}", "照常记录，但不影响已发生的超期"),
    en=("It was decided on {decided}, after the old due date {due}", "It is recorded, but undoes no delay"),
    severity="warning",
)
MEETING_ORDER = Code(
    "G538",
    zh=(
        "事项 {item}（{decided}）与会议 {meeting}（{held}）的先后不对",
        "议定不早于会议，再次上会不早于议定：核对日期",
    ),
    en=("Item {item} ({decided}) and meeting {meeting} ({held}) are in the wrong order", "Check the dates"),
)
ISSUE_ORDER = Code(
    "G539",
    zh=("日期 {day} 早于问题提出的日期 {raised}", "核对两个日期和问题编号"),
    en=("{day} is before the issue was raised on {raised}", "Check both dates and the issue"),
)
DONE_TWICE = Code(
    "G540",
    zh=(
        "同一件事已由 {other} 记录",
        "只记一次；是照着那份新写的，改 date 和 week（month）等；要改那份已入库的内容，写更正（correction）",
    ),
    en=(
        "The same was recorded by {other}",
        "Record it once; in a copy change date, week and the like; to change that one write a correction",
    ),
)
WEEK_DATE = Code(
    "G541",
    zh=("日期 {day} 不在 {week}（{first} 至 {last}）", "核对周数；这一天在 {better}"),
    en=("{day} is not in {week} ({first} to {last})", "Check the week; that day is in {better}"),
)
MONTH_DATE = Code(
    "G542",
    zh=("日期 {day} 早于所报的月份 {month}", "月报在当月或以后填报：核对日期和月份"),
    en=("{day} is before the month {month} it reports", "Check the date and the month"),
)
CORRECTS_CORRECTION = Code(
    "G550",
    zh=(
        "{of} 本身是更正",
        "另写一件更正，of 写最初那件事件的编号；那件已整件撤回的，用新编号另写一件事件",
    ),
    en=(
        "{of} is itself a correction",
        "Write another correction of the first event; if that is withdrawn, write a new event",
    ),
)
CORRECTS_NOTHING = Code(
    "G551",
    zh=(
        "更正要么整件撤回，要么写明更正内容，两样只能写一样",
        "撤回写“withdraw: 是”；改内容在 changes 下写“字段: 新值”",
    ),
    en=(
        "A correction either withdraws or changes, one of the two",
        "Write “withdraw: 是”, or fields below changes",
    ),
)
CORRECTS_OTHERS = Code(
    "G552",
    zh=("{unit} 不能更正 {writer} 填报的事件", "由原填报单位或区重大项目办更正"),
    en=("{unit} may not correct an event of {writer}", "Its writer or 区重大项目办 corrects it"),
)
CORRECTS_FIXED = Code(
    "G553",
    zh=("{key} 不能更正", "编号、种类和填报单位永不改变：撤回原事件，另写一件"),
    en=(
        "{key} cannot be corrected",
        "Id, kind and writer never change: withdraw the event and write a new one",
    ),
)
CORRECTED_EARLY = Code(
    "G554",
    zh=("更正日期 {day} 早于被更正的事件 {happened}", "写作出更正的那一天"),
    en=("The correction of {day} is before its event of {happened}", "Write the day the correction was made"),
)
NO_CALENDAR = Code(
    "G555",
    zh=(
        "缺 {year} 年的工作日历，这里要用到",
        (
            "加 data/calendar/{year}.yml；通知未公布的，先按周末算，写四行："
            "“year: {year}”“source: 通知未公布”“tentative: 是”“rest_days: []”"
        ),
    ),
    en=(
        "The working-day calendar of {year} is missing, and needed here",
        "Write data/calendar/{year}.yml: “year: {year}” “source: 通知未公布” “tentative: 是” “rest_days: []”",
    ),
)
NO_POLICY = Code(
    "G556",
    zh=("{day} 还没有施行中的计分规则", "在 data/policy/ 放一个施行日期不晚于这一天的版本"),
    en=("No policy was in force on {day}", "Put an edition in force by that day into data/policy/"),
)
BAND_ORDER = Code(
    "G557",
    zh=("{key} 的分档没有从小到大排列，或有重复", "按天数或月数从小到大写，每档一行"),
    en=("The tiers of {key} are not in rising order", "Write them from the smallest up, each once"),
)
WEIGHTS = Code(
    "G580",
    zh=("各类的权重合计为 {total}，不是 1", "改到合计为 1，例如 0.40、0.30、0.30"),
    en=("The weights of the categories sum to {total}, not 1", "Make them sum to 1: 0.40, 0.30, 0.30"),
)
UNAPPROVED = Code(
    "G577",
    zh=(
        "{of} 批准了 {year} 年计划，计划已在其中，不能撤回或改成别的年度",
        "要调整的写计划调整（plan_adjusted），项目不做了写项目退库（project_withdrawn）；日期、文号写错的可以更正",
    ),
    en=(
        "{of} approved the plan of {year}, which stands: it is not withdrawn or made another year's",
        "Write plan_adjusted or project_withdrawn; a mistaken day or document may be corrected",
    ),
)
MILESTONE_ANEW = Code(
    "G578",
    zh=(
        "节点 {id} 在 {year} 年计划里是“{name}”，{other} 已报达到；这里写成“{now}”，到期仍按已达到算",
        "是另一个节点的，换一个没有用过的编号；是同一个节点只改了叫法的，不用改",
    ),
    en=(
        "The milestone {id} was “{name}” in {year}, which {other} reached; as “{now}” it stays reached",
        "Give another milestone an id of its own; leave it if only the name has changed",
    ),
    severity="warning",
)
DECIDED_TOLD_LATE = Code(
    "G579",
    zh=(
        "写明 {decided} 已决定，入库已是 {recorded}，原时限 {due} 已过；计分按决定日期",
        "合并前核对决定的文件：确在原时限以前的，照常记录",
    ),
    en=(
        "Decided on {decided}, it says; recorded on {recorded}, after the old deadline of {due}",
        "Look at the paper before merging: the day decided counts",
    ),
    severity="warning",
)
