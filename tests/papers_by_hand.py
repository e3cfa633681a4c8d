"""Papers made up by hand, one of every form, with every kind of block."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.outputs.papers.sheet import (
    Annex,
    Blank,
    Column,
    Evidence,
    Figure,
    Fold,
    Heading,
    Imprint,
    Lines,
    Mark,
    Name,
    Paper,
    Para,
    Table,
)
from generator.outputs.rates import Rate
from generator.records.calendar import Week

OFFICE = "澄湖区重大项目建设办公室"
ISSUED = Imprint("澄重办〔2026〕12号", date(2026, 10, 9))

STARTS = Table(
    columns=(
        Column("序号", "count", 3),
        Column("项目名称", width=12),
        Column("责任单位", width=7),
        Column("总投资（万元）", "wan", 7),
        Column("总投资（亿元）", "yi", 6),
        Column("实质性开工", "day", 7),
        Column("状态", width=5),
    ),
    rows=(
        (
            1,
            Name("晴野人才公寓项目", "projects/P26-028.md"),
            "更新中心",
            36200,
            36200,
            date(2026, 8, 10),
            Mark("延期", "bad"),
        ),
        (2, "珩信滨江片区城市更新项目", "更新中心", Decimal(125000), 125000, None, Mark("未开工", "warn")),
        (3, "砚池细胞治疗研发中心项目", "科经局", 0, 0, date(2026, 7, 1), "提前"),
        ("", "合计", None, Decimal(161200), Decimal(161200), None, None),
    ),
    caption="表1　新开工项目情况",
    note="注：总投资以备案数为准。",
    totals=1,
)

RATES = Table(
    columns=(
        Column("单位", width=8),
        Column("计划", "count", 4, group="年度"),
        Column("开工率", "percent", 5, group="年度"),
        Column("计划", "count", 4, group="到期"),
        Column("开工率", "percent", 5, group="到期"),
        Column("快慢", "gap", 5),
        Column("加扣分", "points", 5),
        Column("总分", "score", 5),
    ),
    rows=(
        (
            "更新中心",
            12,
            Rate("年度开工率", "已开工", 5, "年度计划", 12, "个"),
            6,
            Rate("到期开工率", "已开工", 5, "到期应开工", 6, "个"),
            Decimal("-0.289"),
            Decimal(-4),
            Decimal("90.675"),
        ),
        (
            "科经局",
            0,
            Rate("年度开工率", "已开工", 0, "年度计划", 0, "个"),
            0,
            None,
            None,
            Decimal("3.2"),
            Decimal(100),
        ),
    ),
)

STEPS = Table(
    columns=(
        Column("序号", "count", 3),
        Column("项目名称", width=10),
        Column("步骤", width=8),
        Column("完成时限", "day", 8),
        Column("签字（盖章）", width=8),
        Column("依据", width=14),
    ),
    rows=tuple(
        (
            number if step == 0 else None,
            f"示例项目{number}" if step == 0 else None,
            name,
            date(2026, 3, 1 + step),
            Blank("审批部门签字", 4),
            Evidence((f"data/projects/CGZ/P26-0{number}.yml:{step + 4}",)),
        )
        for number in (1, 2, 3)
        for step, name in enumerate(("征收拆迁", "土地农转", "施工许可证"))
    ),
    stack=3,
    merged=frozenset({0, 1}),
)

WIDE = Table(
    columns=tuple(Column(f"第{number}项", "wan" if number % 2 else "text", 6) for number in range(1, 15)),
    rows=tuple(
        tuple(number * 1000 if number % 2 else f"内容{number}" for number in range(1, 15)) for _ in range(30)
    ),
)

BODY = (
    Heading("一、总体情况"),
    Para(
        (
            "1—9月累计完成投资",
            Decimal("12.5"),
            "亿元，占年度计划的",
            Rate("投资完成率", "完成", 5, "计划", 6),
            "，“快于”序时进度8.3个百分点。下一步由",
            Name("更新中心", "units/CGZ.md"),
            "牵头，于",
            Blank("日期", 6),
            "前办结。各有关单位要对照计划，倒排工期，挂图作战，确保年度目标任务如期完成。",
        ),
    ),
    Heading("（一）开工情况", 2),
    Para(("计划新开工12个，到期应开工6个，已开工5个，其中提前开工1个、延期开工1个；应开工未开工1个。",)),
    STARTS,
    Heading("1. 分单位情况", 3),
    RATES,
    Heading("（1）名单", 4),
    Table((Column("单位"),), (), caption="督办情况", empty="本月没有督办。"),
    Para(("到期应开工指截至本月末计划开工周已过的项目。",), note=True),
    Para(("顶格的一段。",), indent=False),
    Figure("starts", "bars", ((1, 2),), "各单位开工率：更新中心83.3%，科经局没有到期项目。"),
    Fold("更新中心", (Para(("第29周计划开工，延期。",)),), aside="90.68分"),
)

BULLETIN = Paper(
    letter="E",
    name="月度通报",
    title="关于2026年9月全区重大产业项目推进情况的通报",
    stem="E-2026-09",
    page="bulletins/2026-09.md",
    period="2026年9月",
    as_of=date(2026, 9, 30),
    form="通报",
    issuer=OFFICE,
    blocks=BODY,
    year=2026,
    to="各街道、各责任单位、区直有关部门",
    sign=OFFICE,
    annexes=(
        Annex("项目开工推进计划表", (STEPS,)),
        Annex("各单位月度投资完成情况明细", (Para(("单位：万元",), indent=False), WIDE)),
        Annex("督办、黄牌、红牌情况", (RATES,)),
    ),
    copies=("各分管负责人", "区委、区政府督查室", "区纪委监委机关", "区委组织部"),
    basis="数据截至2026年9月30日　数据版本 1a2b3c4　计分规则 2019-03-11",
)
ISSUED_BULLETIN = replace(BULLETIN, imprint=ISSUED)
SIGNED_BULLETIN = replace(BULLETIN, imprint=replace(ISSUED, signer="张某"), annexes=BULLETIN.annexes[:1])
NOTICE = replace(
    BULLETIN,
    letter="H",
    name="黄牌预警通知书",
    title="黄牌预警通知书",
    form="信函",
    to="城市更新服务中心",
    annexes=(),
    blocks=(
        Para(
            (
                "2026年9月8日，你单位因",
                Name("晴野人才公寓项目", "projects/P26-028.md"),
                "延期开工被督办（督办单〔2026〕示例3号）。",
            )
        ),
        Para(("根据《重大产业项目推进工作机制》第四条第（二）项，现给予“黄牌”预警。",)),
        *(
            Para(
                (
                    f"第{number}项要求：请于接到本通知之日起15个工作日内整改到位，并将情况书面报送区重大项目办。",
                )
            )
            for number in range(1, 25)
        ),
    ),
)
ISSUED_NOTICE = replace(NOTICE, imprint=replace(ISSUED, number="澄重办函〔2026〕3号"))
FORM = replace(
    BULLETIN,
    letter="B",
    name="重点项目进展情况一览表",
    title="城市更新服务中心重点项目进展情况一览表",
    form="表格",
    size="A4横",
    to="",
    sign="",
    copies=(),
    annexes=(),
    lead=(Para(("单位主要负责人：", Blank("签字", 8), "　　　　　　日期：", Week(2026, 39))),),
    blocks=(
        Table(
            columns=(
                Column("序号", "count", 3),
                Column("部门", width=6),
                Column("项目名称", width=8),
                Column("基本情况", width=16),
                Column("最新工作进展", width=16),
                Column("责任人", width=5),
            ),
            rows=tuple(
                (
                    number,
                    "更新中心",
                    "珩信滨江片区城市更新项目",
                    Lines(
                        ("总建筑面积5.1万平方米，建设住宅及公共配套6栋。", "请协调供电部门安排验收送电。"),
                        numbered=True,
                    ),
                    Lines(("消防管道安装完成54%。", "配电房土建移交。"), numbered=True),
                    "李某",
                )
                for number in range(1, 13)
            ),
        ),
    ),
)
LARGE_FORM = replace(FORM, size="A3横", sign=OFFICE, imprint=ISSUED)
ALL = (BULLETIN, ISSUED_BULLETIN, SIGNED_BULLETIN, NOTICE, ISSUED_NOTICE, FORM, LARGE_FORM)
