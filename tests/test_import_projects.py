"""Which rows of a workbook become which project: the same key twice, totals, merged cells, hidden rows."""

from __future__ import annotations

import pytest
from clerk_sheets import MAP, book, imported, respelled, row, told
from hypothesis import given
from hypothesis import strategies as st


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


def test_a_total_feeds_no_row_below_it() -> None:
    """`小计` was carried down, and the projects after it left out as totals."""
    rows = [row("一号"), row("二号", None), row("x", "小计", 3), row("三号", None), row("四号", "物流园办")]
    outcome = imported(book(rows))
    assert [draft.values["unit"] for draft in outcome.sorting.drafts] == ["GXQ", "GXQ", "GXQ", "WLY"]
    assert outcome.tally.left_out == {"合计行": 1}
    (said,) = told(outcome)
    assert said == (
        "3:责任单位(C3): G743 “责任单位”没有合并的空格 2 个，照上面一行取了：C3“高新园办”、C5“高新园办”"
        " — 核对各行；不是同上的，在表里填上；分类行、小计行，在 leave_out 里写明"
    )


def test_merged_cells_are_filled_and_those_that_stand_alone_told() -> None:
    rows = [
        row("一号"),
        row("二号", None),
        row("三号", None),
        row("四号", "物流园办"),
        *[row("五号", None)] * 2,
    ]
    rows[5] = row("六号", None)
    outcome = imported(book(rows, lambda sheet: sheet.merge_cells("C2:C3")))
    assert [draft.values["unit"] for draft in outcome.sorting.drafts] == ["GXQ"] * 3 + ["WLY"] * 3
    (said,) = told(outcome)
    assert "空格 3 个，照上面一行取了：C4“高新园办”、C6—C7“物流园办” — " in said
    text = MAP.replace("fill_down: 是", "fill_down: 否")
    assert told(imported(book(rows), text))[0].startswith("3:责任单位(C3): G713 这一格必须有值")


def test_a_csv_does_not_say_what_is_merged() -> None:
    lines = [
        ",".join(["" if one is None else str(one) for one in each]) for each in (row("甲"), row("乙", None))
    ]
    head = "序号,项目名称,责任单位,总投资（亿元）,计划开工,计划完工,实际开工"
    (said,) = told(imported("\n".join([head, *lines])))
    assert said.startswith("3:责任单位(C3): G743 “责任单位”没有合并的空格 1 个，照上面一行取了：C3“高新园办”")


def test_a_total_is_known_by_what_its_merged_cell_shows() -> None:
    """Across two columns, and over two rows; what a merged cell hides is not read."""
    rows: list[list[object]] = [
        row("一号"),
        ["合计", None, None, 5],
        [None, None, None, 6],
        row("二号", None, 3),
    ]
    outcome = imported(book(rows, lambda sheet: sheet.merge_cells("A3:C4")))
    assert outcome.tally.left_out == {"合计行": 2}
    assert [draft.values["unit"] for draft in outcome.sorting.drafts] == ["GXQ", "GXQ"]


def test_a_cell_merged_with_another_column_has_nothing_from_above() -> None:
    rows = [row("一号"), row("二号", None)]
    (said,) = told(imported(book(rows, lambda sheet: sheet.merge_cells("B3:C3"))))
    assert said.startswith("3:责任单位(C3): G713 这一格必须有值")


def test_merged_cells_of_any_number_and_size_are_no_burden() -> None:
    """To the end of a sheet, and more than anyone has; openpyxl would make cells of them."""
    many = b"".join(b'<mergeCell ref="H%d:I%d"/>' % (at, at) for at in range(1, 220_000))
    ends = b'<mergeCells><mergeCell ref="C3:XFD1048576"/>'
    data = book([row("一号"), row("二号", None)])
    data = respelled(data, b"</sheetData>", b"</sheetData>" + ends + many + b"</mergeCells>")
    (said,) = told(imported(data))
    assert said.startswith("3:责任单位(C3): G743 ")


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=6))
def test_what_is_filled_is_what_is_seen(groups: list[tuple[int, bool]]) -> None:
    """Groups of rows of one unit each, merged or not: all rows have it, and only the unmerged are told."""
    rows: list[list[object]] = []
    merged: list[str] = []
    blank = 0
    for number, (size, joined) in enumerate(groups):
        first, unit = len(rows) + 2, ("高新园办", "物流园办")[number % 2]
        rows += [row(f"{first + at}号", None if at else unit) for at in range(size)]
        merged += [f"C{first}:C{first + size - 1}"] if joined and size > 1 else []
        blank += 0 if joined else size - 1
    outcome = imported(book(rows, lambda sheet: [sheet.merge_cells(one) for one in merged]))
    units = [unit for number, (size, _) in enumerate(groups) for unit in [("GXQ", "WLY")[number % 2]] * size]
    assert [draft.values["unit"] for draft in outcome.sorting.drafts] == units
    assert [f"空格 {blank} 个" in said for said in told(outcome)] == ([True] if blank else [])
