"""G5: what one file names in another."""

from generator.records.source import Code


def _nobody(number: str, zh: str, en: str) -> Code:
    """Word a reference that leads nowhere."""
    return Code(
        number,
        zh=(f"没有编号为 {{id}} 的{zh}", "核对编号，或先登记{near}"),
        en=(f"There is no {en} {{id}}", "Check the id, or record it first{similar}"),
    )


NO_UNIT = _nobody("G501", "单位", "organisation")
NO_PERSON = _nobody("G502", "人员", "person")
NO_LEADER = _nobody("G503", "分管负责人", "leader")
NO_PROJECT = _nobody("G504", "项目", "project")
NO_MEETING = _nobody("G505", "会议", "meeting")
NO_ITEM = _nobody("G506", "议定事项", "item decided")
NO_ISSUE = _nobody("G507", "问题", "issue")
NO_CLOSING = _nobody("G508", "办结事件", "closing of an item")
NO_START = _nobody("G509", "实质性开工事件", "substantive start")
NO_COMPLETION = _nobody("G510", "完工或投产事件", "completion or commissioning")
NO_EVENT = _nobody("G511", "事件", "event")
OTHER_KIND = Code(
    "G512",
    zh=("{id} 是“{found}”，不是“{wanted}”", "核对编号，写“{wanted}”的编号"),
    en=("{id} is a {kind}, not what belongs here", "Check the id"),
)
NO_MILESTONE = Code(
    "G513",
    zh=("项目 {project} 的年度计划里没有节点 {id}", "写计划里的节点编号：{near}"),
    en=("The plans of {project} have no milestone {id}", "Write one of theirs: {near}"),
)
NO_PLAN = Code(
    "G514",
    zh=("没有项目 {project} 在 {year} 年的计划", "核对项目和年度，或先在 data/plans/{year}/ 写计划"),
    en=(
        "There is no plan of {project} for {year}",
        "Check both, or write the plan in data/plans/{year}/ first",
    ),
)
