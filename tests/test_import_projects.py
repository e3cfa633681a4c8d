"""Which rows of a workbook become which project: the same key twice, totals, merged cells, hidden rows."""

from __future__ import annotations

import pytest
from clerk_sheets import MAP, book, imported, row, told


def test_a_project_that_stands_twice_is_told_with_both_rows() -> None:
    """Its amounts were added, and all but the first row's dates lost."""
    rows = [row("一号项目"), row("二号项目"), row("一号项目", amount=3.5, week="2026年第20周")]
    (said,) = told(outcome := imported(book(rows)))
    assert outcome.faulty
    assert said.startswith(
        "4:责任单位(C4): G742 第 4 行与第 2 行是同一个项目：责任单位、项目名称都是“高新园办、一号项目” — "
    )


@pytest.mark.parametrize("column", ["name", "number"])
def test_projects_of_different_keys_may_share_no_id(column: str) -> None:
    text = MAP.replace("key: [unit_name, name]", f"key: [{column}, start]").replace('|{name}"', '"')
    rows = [row("一号项目", start="2026年9月1日"), row("二号项目", start="2026年9月2日")]
    (said,) = told(imported(book(rows), text))
    assert said.startswith("3:责任单位(C3): G718 项目编号 P26-")
    assert "与 C2 的项目相同" in said
