"""Tables made up by hand, with every kind of column, head and record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.outputs.papers.sheet import Blank, Column, Evidence, Mark, Name, Table
from generator.outputs.rates import Rate
from generator.records.calendar import Month, Week

RATE = Rate("到期开工率", "已开工", 12, "到期应开工", 15, "个")

NOTHING_DUE = Rate("按期办结率", "按期", 0, "到期", 0, "项")

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
