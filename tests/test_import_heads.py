"""Headers of one row and of several joined through merged cells; columns that nobody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from clerk_sheets import HEAD, MAP, book, imported, made, respelled, row, told
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.cells import letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE = ["2026年清单", *[None] * 6]
UPPER = ["序号", "项目名称", "责任单位", "总投资（亿元）", "时间节点", None, None]
LOWER = [None, None, None, None, "计划开工", "计划完工", "实际开工"]
ROWS = [row("甲", start="2026年9月1日"), row("乙", "物流园办")]


def joined(sheet: Worksheet) -> None:
    """Merge as districts do: a title, names over two rows, a name over three columns."""
    for cells in ("A1:G1", *(f"{name}2:{name}3" for name in "ABCD"), "E2:G2"):
        sheet.merge_cells(cells)


def spanning(first: int, count: int, **changed: str) -> str:
    text = MAP.replace("columns:\n", f"header_row: {first}\nheader_rows: {count}\ncolumns:\n", 1)
    for old, new in changed.items():
        text = text.replace(f"header: {old}", f"header: {new}")
    return text


@pytest.mark.parametrize("header", ["计划开工", "时间节点/计划开工", "时间节点 ／ 计划开工"])
def test_a_header_of_two_rows(header: str) -> None:
    outcome = imported(book(ROWS, joined, (TITLE, UPPER, LOWER)), spanning(2, 2, 计划开工=header))
    assert not outcome.problems
    assert made(outcome, "start_week") == {"甲": "2026-W38", "乙": "2026-W38"}
    assert len(outcome.files) == 6


def test_names_that_stand_under_two_headings_are_told_apart_by_them() -> None:
    upper = ["序号", "项目名称", "责任单位", "总投资（亿元）", "开工", "完工", "开工"]
    lower = [None, None, None, None, "计划", "计划", "实际"]
    heads = {"计划开工": "开工/计划", "计划完工": "完工/计划", "实际开工": "实际"}
    merged = [f"{name}1:{name}2" for name in "ABCD"]
    data = book(ROWS, lambda sheet: [sheet.merge_cells(one) for one in merged], (upper, lower))
    assert not imported(data, spanning(1, 2, **heads)).problems
    (said,) = told(imported(data, spanning(1, 2, **heads | {"计划开工": "计划"})))
    assert said.startswith("1:6: G706 表头“计划”有两列，E2 和 F2 — 给其中一列改名")
    assert said.endswith("header 写“上一行/下一行”")


def test_a_fault_below_a_header_of_two_rows_is_told_at_its_cell() -> None:
    data = book([row("甲", week="待议")], joined, (TITLE, UPPER, LOWER))
    (said,) = told(imported(data, spanning(2, 2)))
    assert said.startswith("4:时间节点/计划开工(E4): G710 “待议”")


@pytest.mark.parametrize("row_of_header", [2, 3])
def test_one_row_of_a_header_of_two_says_how_to_write_both(row_of_header: int) -> None:
    data = book(ROWS, joined, (TITLE, UPPER, LOWER))
    said = told(imported(data, spanning(row_of_header, 1)))
    assert {one.partition(" ")[2][:4] for one in said} == {"G705", "G746"}
    advice = next(one for one in said if "G746" in one)
    assert "表头是第 2—3 行，不是一行 — 在对照表里写 header_row: 2 和 header_rows: 2；" in advice


def test_a_row_of_the_header_is_not_read_as_a_project() -> None:
    """All that the map reads is found in the upper row, and what stands below it is no project's."""
    upper = ["序号", "项目名称", "责任单位", "总投资（亿元）", "计划开工", "计划完工", "实际开工"]
    lower = [None, None, None, None, "周", "月", "日"]
    data = book(ROWS, lambda sheet: sheet.merge_cells("A1:A2"), (upper, lower))
    (said,) = [one for one in told(imported(data)) if "G746" in one]
    assert "header_row: 1 和 header_rows: 2" in said
    heads = {"计划开工": "计划开工/周", "计划完工": "计划完工/月", "实际开工": "日"}
    assert not imported(data, spanning(1, 2, **heads)).problems


def test_a_tall_header_of_blank_rows_is_one_row() -> None:
    tall = [f"{name}1:{name}2" for name in "ABCDEFG"]
    data = book(ROWS, lambda sheet: [sheet.merge_cells(one) for one in tall], (HEAD, [None] * 7))
    assert not imported(data).problems
    assert not imported(data, spanning(1, 2)).problems


def test_a_csv_has_headers_of_two_rows_too() -> None:
    lines: list[list[object]] = [[*UPPER], [*LOWER], *ROWS]
    table = "\n".join(",".join("" if one is None else str(one) for one in line) for line in lines)
    assert not imported(table, spanning(1, 2, 计划完工="时间节点/计划完工")).problems


@pytest.mark.parametrize("count", [2, 3, 9999])
def test_a_project_is_no_second_row_of_a_header(count: int) -> None:
    outcome = imported(book(ROWS), spanning(1, count))
    assert {found.code.id for found in outcome.problems} == {"G705"}
    assert not imported(book(ROWS), spanning(1, 1)).problems


CORNERS = st.tuples(st.integers(0, 8), st.integers(1, 6), st.integers(0, 9), st.integers(1, 9))


@settings(deadline=None)
@given(st.lists(CORNERS, max_size=6), st.integers(1, 4), st.integers(1, 4))
def test_merged_ranges_of_any_place_get_an_answer(
    corners: list[tuple[int, ...]], first: int, count: int
) -> None:
    """Lying over each other, over the header, backwards, beyond the table."""
    refs = "".join(
        f'<mergeCell ref="{letters(left)}{top}:{letters(max(left, right))}{max(top, bottom)}"/>'
        for left, top, right, bottom in corners
    )
    merged = f"</sheetData><mergeCells>{refs}</mergeCells>".encode() if refs else b"</sheetData>"
    data = respelled(book(ROWS, head=(TITLE, UPPER, LOWER)), b"</sheetData>", merged)
    outcome = imported(data, spanning(first, count))
    told(outcome)
    assert outcome == imported(data, spanning(first, count))
    assert not {"G704", "G709"} & {found.code.id for found in outcome.problems}
