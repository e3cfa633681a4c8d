"""G5: what can hardly be meant: plans that contradict themselves, sums out of reason, numbers of persons."""

from generator.records.source import Code

YEAR_BEYOND = Code(
    "G592",
    zh=(
        "本年计划投资 {amount} 万元，比项目总投资 {total} 万元还多",
        "这里的单位是万元：以元计的除以10000；确实要投这么多的，核对总投资",
    ),
    en=(
        "{amount} 万元 are planned for this year, more than the {total} 万元 the project costs in all",
        "Amounts are in 万元 here: divide yuan by 10000; if it is right, look at the total",
    ),
    severity="warning",
)
BEFORE_BEYOND = Code(
    "G593",
    zh=(
        "至上年底累计完成投资 {amount} 万元，比项目总投资 {total} 万元还多",
        "这里的单位是万元：以元计的除以10000；确实超过的，核对总投资",
    ),
    en=(
        "{amount} 万元 were invested until last year, more than the {total} 万元 the project costs in all",
        "Amounts are in 万元 here: divide yuan by 10000; if it is right, look at the total",
    ),
    severity="warning",
)
DONE_FIRST = Code(
    "G594",
    zh=(
        "计划完工投产 {month}，早于计划开工 {week}（{first} 起的一周）",
        "核对年份和月份；两年才完工的，完工月写后一年的",
    ),
    en=(
        "Completion is planned for {month}, before the start in {week} (the week from {first})",
        "Check year and month of both",
    ),
    severity="warning",
)
STARTED_BEFORE = Code(
    "G595",
    zh=(
        "列为 {year} 年计划新开工，可是 {day} 已经实质性开工并经认定（{other}）",
        "往年已经开工的，性质写结转续建；开工日期写错的，另写一件更正",
    ),
    en=(
        "Planned to start in {year}, but its start on {day} has been certified ({other})",
        "What has started before is 结转续建; correct the day of the start if that is wrong",
    ),
    severity="warning",
)
SAME_NAME = Code(
    "G596",
    zh=(
        "与 {unit} 的项目 {id}（{other}）同名：“{name}”",
        "是同一个项目的，只留一个：不用的写项目退库（project_withdrawn）；不是的，名称里写明区别，例如几期、几号地块",
    ),
    en=(
        "It has the name of project {id} of {unit} ({other}): “{name}”",
        "If they are one project, withdraw one (project_withdrawn); if not, tell them apart by their names",
    ),
    severity="warning",
)
TOO_LARGE = Code(
    "G597",
    zh=(
        "总投资 {amount} 万元，就是 {billions} 亿元，{detail}",
        "这里的单位是万元：以元计的除以10000；确实这么多的，不用改",
    ),
    en=(
        "The investment of {amount} 万元 is {billions} 亿元, {said}",
        "Amounts are in 万元 here: divide yuan by 10000; if it is right, leave it",
    ),
    severity="warning",
)
PERSONAL = Code(
    "G598",
    zh=(
        "{title}（{key}）里有{detail} {input}：这些文字会印在网站和文件上，也能搜索到",
        "删去号码，只写姓名、职务；已经提交入库的，另写更正，并告诉管仓库的人：历史里还有",
    ),
    en=(
        "{key} holds {said} {input}: it would be printed on pages and papers, and found by searching",
        "Take it out; if it has been committed, correct it and tell whoever keeps the repository",
    ),
    severity="warning",
)
