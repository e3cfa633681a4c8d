"""What a row lacks is told of the sheet's columns; several units in one cell, as the README has it."""

from __future__ import annotations

import pytest
from clerk_sheets import MAP, book, imported, row, told
from places import ROOT

CHAPTER = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8").partition("### 导入表格的对照表")[2]


def test_a_row_without_planned_dates_is_told_of_its_columns() -> None:
    """It was told to add a line `goal: …`, at the first cell of the row."""
    rows = [
        row("甲"),
        row("乙", week=None, month=None),
        row("丙", week=None),
        row("丁", week="待定", month=None),
    ]
    words = "G747 这一行的“计划开工”“计划完工”空着（或没有值），本年目标（goal）无从写起"
    advice = "在表里补上；可以空着的，给这一列写 default；不是项目的行，在 leave_out 里写明"
    assert told(imported(book(rows))) == [f"{at}:计划开工(E{at}): {words} — {advice}" for at in (3, 5)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "responsible_person: 张某",
            'responsible_person: "{number}"',
            "A2): G747 这一行的“序号”空着（或没有值），责任人（",
        ),
        (
            'content: "{name}"',
            'content: "{name}：{start}"',
            "G2): G747 这一行的“实际开工”空着（或没有值），建设内容及规模（content）",
        ),
        (
            'lead_units: ["{unit}"]',
            'lead_units: ["{number}"]',
            "A2): G747 这一行的“序号”空着（或没有值），责任（引进）单位（",
        ),
        ('default: "0"', "codes: pending", "D2): G747 这一行的“总投资（亿元）”空着（或没有值），总投资"),
    ],
)
def test_a_field_that_is_missing_is_told_of_the_column_it_comes_from(old: str, new: str, said: str) -> None:
    amount = 1.5 if "default" not in old else "待定"
    found = told(imported(book([row("甲", amount=amount)]), MAP.replace(old, new, 1)))
    assert any(said in one for one in found), found
    assert not any("加一行" in one for one in found)


def test_several_units_in_one_cell_are_written_as_the_readme_says() -> None:
    text = CHAPTER.partition("```yaml\n")[2].partition("```")[0]
    lists, rest = text.split("derived:\n")
    derived, units = rest.split("project:\n")
    asked = MAP.partition("  - name: pending")
    text = "".join([asked[0].partition("lists:")[0], lists, asked[1], asked[2]])
    text = text.replace(
        'derived:\n  - {name: unit, take: "{unit_name}", codes: units}\n', "derived:\n" + derived
    )
    text = text.replace('  lead_units: ["{unit}"]\n', units)
    outcome = imported(book([row("甲"), row("乙", "高新园办、城投集团")]), text)
    assert not outcome.problems
    both = [text for path, text in outcome.files.items() if path.startswith("data/projects/GXQ/")]
    assert sorted(text.partition("lead_units:\n")[2].partition("respons")[0].split() for text in both) == [
        ["-", "GXQ"],
        ["-", "GXQ", "-", "CTG"],
    ]


def test_several_units_that_no_list_has_are_told_what_to_do() -> None:
    (said,) = told(imported(book([row("甲", "高新园办、物流园办")])))
    assert said.startswith(
        "2:责任单位(C2): G714 “高新园办、物流园办”不在对照表的代码表 units 里 — 改这一格，或"
    )
    assert said.endswith("一格几个单位的，整格写作一条，value 写第一个单位，其余的另用一个代码表")
