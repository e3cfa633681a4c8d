"""Papers made up by hand, one of every form, with every kind of block."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tables_by_hand import KINDS, RATE, RATES, STACKED, STARTS, STEPS, WIDE

from generator.outputs.papers.sheet import (
    Annex,
    As,
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
from generator.records.calendar import Month, Quarter, Week

OFFICE = "澄湖区重大项目建设办公室"
AS_OF = date(2026, 9, 30)
ISSUED = Imprint("澄重办〔2026〕12号", date(2026, 10, 9))
SIGNED = replace(ISSUED, signer="张某")

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
    as_of=AS_OF,
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
    copies=("各分管负责人", "区委、区政府督查室", "区纪委（监察委）", "区委组织部"),
    basis="数据截至2026年9月30日　数据版本 1a2b3c4　计分规则 2019-03-11",
)
ISSUED_BULLETIN = replace(BULLETIN, imprint=ISSUED)
SIGNED_BULLETIN = replace(BULLETIN, imprint=SIGNED, annexes=BULLETIN.annexes[:1])
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

BRIEF = replace(
    BULLETIN,
    blocks=(
        Heading("一、总体情况"),
        Para(("1—9月累计完成投资12.34亿元，占年度计划的83.3%；到期开工率", RATE, "。")),
        Figure("starts", "starts", ((1,), (1,)), "开工进度：全年计划12个，已开工9个。"),
        KINDS,
        Heading("（一）新开工项目", 2),
        Heading("1.按期开工", 3),
        Heading("（1）街道", 4),
        Para(("本月没有应开工未开工项目。",), note=True),
        Table((Column("项目"), Column("单位")), (), empty="没有应开工未开工项目。"),
        Fold(
            "甲街道",
            (
                Para(("扣分明细见下表。",)),
                Table(
                    (Column("条款", "text", 5), Column("依据", "text", 12), Column("说明", "text", 14)),
                    (
                        (
                            "1.1(1)",
                            Evidence(("data/events/a/E-1.yml:4", "data/plans/2026/L-1.yml:2")),
                            Lines(("按计划开工", Mark("延期开工", "warn")), numbered=True),
                        ),
                    ),
                ),
            ),
            aside="共1项",
        ),
        Para(("下步要求：", Blank("由区重大项目办填写", 16))),
    ),
    annexes=(
        Annex("新开工项目一览表", (STACKED,)),
        Annex(
            "全部指标",
            (
                Para(("各项指标如下。",)),
                Table(
                    tuple(Column(f"指标{number}", "count", 6) for number in range(12)),
                    (tuple(range(12)),),
                    caption="全部指标",
                ),
            ),
        ),
    ),
    copies=BULLETIN.copies[:2],
)
ISSUED_BRIEF = replace(BRIEF, imprint=SIGNED)
LETTER = replace(
    NOTICE,
    blocks=(
        Para(("你单位因项目推进迟缓被督办1次，依据《细则》四(1)给予黄牌预警。",)),
        Para(("请于", date(2026, 10, 20), "前报送整改情况。")),
    ),
    to="清河街道办事处",
    copies=("区委、区政府督查室",),
    basis="",
)
PLAN = replace(
    LARGE_FORM,
    letter="A",
    name="附件1",
    title="清河街道项目开工推进计划表",
    issuer="清河街道办事处",
    sign="",
    imprint=None,
    basis="",
    blocks=(STACKED,),
    lead=(Para(("单位：清河街道办事处　　主要负责人：", Blank("签字", 6))),),
)
COMPARED = replace(
    PLAN,
    size="A4横",
    title="本期与上期",
    lead=(),
    blocks=(
        Table(
            (Column("指标", "text", 12), Column("本期", "count", 8), Column("截至", "text", 8)),
            (
                ("到期开工率", As(RATE, "percent"), Quarter(2026, 3)),
                ("累计完成投资（亿元）", As(Decimal(123400), "yi"), Month(2026, 9)),
            ),
        ),
    ),
)
ALL = (
    *(BULLETIN, ISSUED_BULLETIN, SIGNED_BULLETIN, BRIEF, ISSUED_BRIEF),
    *(NOTICE, ISSUED_NOTICE, LETTER),
    *(FORM, LARGE_FORM, PLAN, COMPARED),
)
