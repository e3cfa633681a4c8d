"""Papers by hand, one of each form, for the tests of the office files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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

AS_OF = date(2026, 9, 30)
RATE = Rate("到期开工率", "已开工", 12, "到期应开工", 15, "个")
NOTHING_DUE = Rate("按期办结率", "按期", 0, "到期", 0, "项")
IMPRINT = Imprint("澄重办通〔2026〕示例9号", date(2026, 10, 9), "张某")

KINDS = Table(
    (
        Column("序号", "count", 3),
        Column("项目名称", "text", 12),
        Column("总投资（亿元）", "yi", 6, "投资"),
        Column("完成（万元）", "wan", 6, "投资"),
        Column("完成率", "percent", 5),
        Column("较序时", "gap", 5),
        Column("加扣分", "points", 5),
        Column("总分", "score", 5),
        Column("开工日期", "day", 6),
        Column("计划开工", "text", 10),
    ),
    (
        (
            1,
            Name("示范项目一期", "projects/P26-001.md"),
            Decimal("125000.5"),
            Decimal("12500.4"),
            RATE,
            Decimal("-0.289"),
            Decimal("3.2"),
            Decimal("96.155"),
            date(2026, 5, 10),
            Week(2026, 19),
        ),
        (2, "=1+1", Decimal(0), 0, NOTHING_DUE, Decimal(0), Decimal(-4), Decimal(100), None, Month(2026, 5)),
        ("合计", None, Decimal("125000.5"), Decimal("12500.4"), None, None, Decimal(0), None, None, None),
    ),
    caption="各类数字",
    note="注：投资以报送数为准。",
    totals=1,
)

STACKED = Table(
    (
        Column("序号", "count", 3),
        Column("项目名称", "text", 10),
        Column("项", "text", 5),
        Column("土地农转", "text", 6, "前期手续"),
        Column("环评", "text", 6, "前期手续"),
    ),
    (
        (1, "甲项目", "完成时限", date(2026, 3, 1), date(2026, 4, 1)),
        (None, None, "审批部门", "自然资源局", "生态环境局"),
        (None, None, "签字日期", Blank("签字", 4), None),
        (2, "乙项目", "完成时限", date(2026, 5, 1), None),
        (None, None, "审批部门", "自然资源局", "生态环境局"),
        (None, None, "签字日期", None, None),
    ),
    stack=3,
    merged=frozenset({0, 1}),
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
    issuer="澄江区重大项目办公室",
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
    year=2026,
    to="各街道、各责任单位、区直有关部门",
    sign="澄江区重大项目办公室",
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
    copies=("各分管负责人", "区委、区政府督查室"),
    basis="数据截至2026年9月30日　数据版本 1a2b3c4　计分规则 2019-03-11",
)

ISSUED = replace(BULLETIN, imprint=IMPRINT)

LETTER = Paper(
    letter="H",
    name="黄牌预警通知书",
    title="黄牌预警通知书",
    stem="H-KG-2026-09",
    page="cards/H-KG.md",
    period="2026年9月",
    as_of=AS_OF,
    form="信函",
    issuer="澄江区重大项目办公室",
    blocks=(
        Para(("你单位因项目推进迟缓被督办1次，依据《细则》四(1)给予黄牌预警。",)),
        Para(("请于", date(2026, 10, 20), "前报送整改情况。")),
    ),
    year=2026,
    to="清河街道办事处",
    sign="澄江区重大项目办公室",
    copies=("区委、区政府督查室",),
)

FORM = Paper(
    letter="A",
    name="附件1",
    title="清河街道项目开工推进计划表",
    stem="A-2026-QH",
    page="plans/A-2026-QH.md",
    period="2026年",
    as_of=AS_OF,
    form="表格",
    issuer="清河街道办事处",
    blocks=(STACKED,),
    year=2026,
    size="A3横",
    lead=(Para(("单位：清河街道办事处　　主要负责人：", Blank("签字", 6))),),
)

MIXED = replace(
    FORM,
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
