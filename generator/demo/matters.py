"""The words of problems and of what meetings decide about them, by the seven categories."""

from __future__ import annotations

from typing import NamedTuple


class Matter(NamedTuple):
    """A kind of problem, the units that solve it, and the words of its way through the meetings."""

    category: str
    units: tuple[str, ...]
    problem: str
    proposal: str
    decision: str
    result: str


STREET = "街道"
MATTERS = (
    Matter(
        "征拆",
        (STREET, "ZSB"),
        "红线内剩余{n}户房屋未完成征收，影响场地移交",
        "由街道牵头、征收办配合，一户一策签约",
        "完成{name}红线内剩余{n}户征收签约及房屋腾退",
        "剩余户已全部签约腾退，场地已移交",
    ),
    Matter(
        "征拆",
        (STREET,),
        "场地内{n}处坟墓和青苗补偿标准存在争议",
        "按区统一标准补偿并限期迁移",
        "完成{name}场地内坟墓迁移和青苗清点补偿",
        "已完成迁移补偿，场地平整进场",
    ),
    Matter(
        "用地",
        ("ZGJ",),
        "项目用地涉及一般耕地{n}亩，农转手续未批复",
        "纳入最近批次组件报批",
        "完成{name}农用地转用组件上报并跟踪批复",
        "农转批次已获批复",
    ),
    Matter(
        "用地",
        ("TCZ",),
        "地块挂牌方案未排期，影响年内供地",
        "列入近期供地计划",
        "完成{name}地块挂牌公告发布",
        "地块已挂牌成交",
    ),
    Matter(
        "用地",
        ("ZGJ", "TCZ"),
        "出让合同约定的交地条件尚未满足，净地移交延后",
        "分期移交，先交首期用地",
        "完成{name}首期净地移交确认",
        "首期净地已移交并签署确认书",
    ),
    Matter(
        "规划",
        ("ZGJ",),
        "规划设计方案涉及高压走廊退让，方案需调整",
        "组织专题会审，确定退让距离",
        "组织{name}规划设计方案专家评审并出具意见",
        "评审意见已出具，方案已批复",
    ),
    Matter(
        "规划",
        ("ZGJ", "JTJ"),
        "出入口与规划道路标高不一致",
        "统一道路竖向设计",
        "核定{name}周边道路竖向标高和出入口位置",
        "标高已核定，图纸已修改",
    ),
    Matter(
        "审批",
        ("XSJ",),
        "备案建设内容发生变化，需办理变更",
        "容缺受理，{n}个工作日内办结",
        "办理{name}备案变更",
        "备案变更已办结",
    ),
    Matter(
        "审批",
        ("HBJ",),
        "环评总量指标尚未落实",
        "由区级统筹调剂总量指标",
        "落实{name}污染物总量指标并完成环评批复",
        "总量指标已落实，环评已批复",
    ),
    Matter(
        "审批",
        ("JSJ",),
        "施工许可前置质监、安监手续未同步办理",
        "并联审批，分阶段核发施工许可",
        "核发{name}桩基阶段施工许可",
        "桩基阶段施工许可已核发",
    ),
    Matter(
        "要素",
        ("SHJ",),
        "项目周边无污水主管网，排水出路未定",
        "先行建设临时提升泵站",
        "完成{name}外部污水管网接驳方案并启动施工",
        "接驳方案已定，管网已接通",
    ),
    Matter(
        "要素",
        ("JTJ",),
        "进场道路未通，大型设备无法运输",
        "先行实施临时道路",
        "打通{name}进场道路",
        "进场道路已通车",
    ),
    Matter(
        "要素",
        ("SHJ", "JTJ"),
        "正式供水和市政道路同步开挖协调难",
        "统一开挖窗口，一次性实施",
        "完成{name}供水管线随路敷设",
        "供水管线已敷设并通水",
    ),
    Matter(
        "资金",
        ("LEAD",),
        "企业融资款未按期到位，施工单位放缓进度",
        "组织银企对接，落实首批贷款",
        "组织{name}银企对接并落实首批贷款",
        "首批贷款已放款，现场恢复正常施工",
    ),
    Matter(
        "资金",
        ("LEAD",),
        "产业扶持资金兑现材料未审核完毕",
        "限期完成审核并拨付",
        "完成{name}扶持资金审核兑现",
        "扶持资金已兑现",
    ),
    Matter(
        "其他",
        (STREET, "JSJ"),
        "夜间施工噪声引发居民投诉，工地被要求停工",
        "调整作业时间并做好解释工作",
        "化解{name}周边居民诉求，恢复正常施工",
        "已与居民达成一致，恢复施工",
    ),
    Matter(
        "其他",
        ("LEAD", STREET),
        "施工用工紧张，技术工人缺口约{n}0人",
        "组织专场招聘",
        "为{name}组织专场招聘，补足一线工人",
        "已补充一线工人，满足施工需要",
    ),
)


def units(matter: Matter, street: str, lead: str) -> list[str]:
    """Name the units of a matter, for a project on a street's ground."""
    named = {STREET: street, "LEAD": lead}
    return [named.get(unit, unit) for unit in matter.units]
