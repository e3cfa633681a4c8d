"""G6: what is told to no effect: reports of what is done, steps that do not apply, empty corrections."""

from generator.records.source import Code

NOT_APPLICABLE = Code(
    "G646",
    zh=(
        "项目 {project} 的开工推进计划表（附件1）把“{step}”列为不适用（{other}），这里报它完成",
        "核对事项和项目编号；确实要办的，请责任单位报区重大项目办核对附件1",
    ),
    en=(
        "附件1 of {project} has {step} as not applicable ({other}); this tells that it is done",
        "Check the step and the project; if it does apply, 附件1 is to be looked at",
    ),
    severity="warning",
)
REPORTED_DONE = Code(
    "G647",
    zh=(
        "项目 {project} 已于 {day} {title}并经认定，{period} 不用再报",
        "照常记录，但不计入；核对项目编号和期间",
    ),
    en=(
        "{project} was done on {day} ({kind}), as certified: no report is asked for {period}",
        "It is recorded, but answers nothing; check the project and the period",
    ),
    severity="warning",
)
CHANGES_NOTHING = Code(
    "G648",
    zh=(
        "{of} 里{title}（{key}）本来就是这样，这件更正什么也没有改",
        "核对 of 写的编号和新值；不用改的，删去这个文件",
    ),
    en=(
        "{of} says so already ({key}): this correction changes nothing",
        "Check the id in of and the new values; if there is nothing to change, remove the file",
    ),
    severity="warning",
)
