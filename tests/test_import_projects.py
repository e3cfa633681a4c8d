"""Which rows of a workbook become which project: the same key twice, totals, merged cells, hidden rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from clerk_sheets import HEAD, MAP, book, imported, respelled, row, sheet_map, told
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from generator.intake import layout
from generator.intake.summary import summary

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


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
        " — 核对；不是同上的，在表里填上；分类行、小计行，写进 leave_out；.csv 看不出合并，可用 .xlsx"
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


def test_merged_cells_of_any_number_and_size_are_no_burden(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the end of a sheet, and more than anyone has; openpyxl would make cells of them."""
    monkeypatch.setattr(layout, "MOST", 100)
    many = b"".join(b'<mergeCell ref="H%d:I%d"/>' % (at, at) for at in range(1, 200))
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


def test_rows_left_out_are_named_with_their_first_words() -> None:
    """A project without an amount lay among the headings, and nobody saw it."""
    rows: list[list[object]] = [
        [None, "（一）", "工业"],
        row("甲"),
        [2, "投资额待定的项目"],
        *(row(f"注{at}：见附件", None, None, week=None, month=None) for at in range(9)),
    ]
    lines = list(summary(sheet_map(), imported(book(rows))))
    (line,) = [line for line in lines if "分类行" in line]
    assert line.startswith(
        "  未取：分类行，11 行（第2行“（一） 工业”、第4行“投资额待定的项目”、第5行“注0：见附件”、"
    )
    assert line.endswith("第12行“注7：见附件”等11行）")
    assert any(
        "row 4 “投资额待定的项目”" in line for line in summary(sheet_map(), imported(book(rows)), "en")
    )


def test_rows_with_a_word_in_place_of_a_day_are_named() -> None:
    rows: list[list[object]] = [row("甲", start="已开工"), row("乙"), row("丙", start="已开工", month="待定")]
    lines = list(summary(sheet_map(), imported(book(rows))))
    assert "  代码：实际开工 — 已开工（没有写哪一天）2（第 2、4 行）" in lines
    assert "  代码：计划完工 — 待定 1（第 4 行）" in lines


def test_columns_that_nobody_reads_are_named() -> None:
    head = (*HEAD, "本年累计\n完成投资", None, None)
    rows = [[*row("甲"), 5000, "13800000000", None], [*row("乙"), None, None, None]]
    lines = list(summary(sheet_map(), imported(book(rows, head=[head]))))
    assert "  没有读的列：本年累计 完成投资(H)、（表头空着）(I)" in lines
    assert not any("没有读的列" in line for line in summary(sheet_map(), imported(book([row("甲")]))))
    many = (*HEAD, *(f"列{at}" for at in range(14)))
    (line,) = [
        line for line in summary(sheet_map(), imported(book([row("甲")], head=[many]))) if "没有读" in line
    ]
    assert line.endswith("、列11(S)等14列")


def test_what_is_hidden_or_struck_out_is_told_in_one_line() -> None:
    def edit(sheet: Worksheet) -> None:
        for number in (3, 4, 6):
            sheet.row_dimensions[number].hidden = True
        sheet.column_dimensions["G"].hidden = True
        sheet.column_dimensions["K"].hidden = True
        sheet["B5"].font = sheet["A6"].font = sheet["B7"].font = Font(strike=True)

    rows: list[list[object]] = [*(row(name) for name in "甲乙丙丁"), ["合计", "合计"], ["注"]]
    (said,) = told(imported(book(rows, edit)))
    assert said == (
        "3:实际开工(G3): G748 第3—4行隐藏着，G列隐藏着，B5划了删除线，都照样读了"
        " — 核对；不该读的，在表里删去，再导入一次"
    )


def test_a_cell_is_named_with_its_sheet_where_a_workbook_has_several() -> None:
    def edit(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("空表")

    outcome = imported(book([row("甲", amount="?")], edit))
    assert [str(found.mark) for found in outcome.problems] == ["t.xlsx[清单]:2:总投资（亿元）(D2)"]


@pytest.mark.parametrize("name", ["全区合计（4个）", "小计", "一、 总计"])
def test_a_total_that_is_filled_from_above_is_no_project(name: str) -> None:
    text = MAP.replace("column: name, among: [小计, 合计]", "column: name, among: [无]")
    said = told(imported(book([row("甲"), row(name, None, 11.5)]), text))
    assert [one.partition(" — ")[0] for one in said] == [
        f"3:项目名称(B3): G749 “{name}”像是合计行，照上面一行取了值就成了项目",
        "3:责任单位(C3): G743 “责任单位”没有合并的空格 1 个，照上面一行取了：C3“高新园办”",
    ]
    assert not told(imported(book([row("甲"), row(name)]), text))


def test_groups_without_all_phases_are_named_by_their_first_rows() -> None:
    phased = (
        "  phase_column: number\n  phases:\n    - {id: YQ, values: [一期]}\n    - {id: EQ, values: [二期]}\n"
    )
    text = MAP.replace("group: {key: [unit_name, name]}\n", f"group:\n  key: [name]\n{phased}")
    text = text.replace("name: 开工, becomes", "name: 开工, phase: YQ, becomes")
    text = text.replace("name: 完工投产, becomes", "name: 完工投产, phase: EQ, becomes")
    rows = [["一期", *row("甲")[1:]], ["二期", *row("甲")[1:]], ["二期", *row("乙")[1:]]]
    lines = list(summary(sheet_map(text), imported(book(rows), text)))
    assert "    1 × 二期（第 4 行）" in lines


def test_what_is_seen_in_a_merged_cell_and_not_read_is_told() -> None:
    """One project of two units, its name and amount merged: the second row has neither."""
    rows = [row("联合项目"), row("", "物流园办", None), row("丙", amount=None)]

    def edit(sheet: Worksheet) -> None:
        for cells in ("B2:B3", "D2:D4", "G2:G3"):
            sheet.merge_cells(cells)

    outcome = imported(book(rows, edit))
    assert [one.partition(" — ")[0] for one in told(outcome)] == [
        "3:项目名称(B3): G713 这一格必须有值",
        "3:项目名称(B3): G750 “项目名称”有 1 格并在上面的格里，看得见而没有读：B3“联合项目”",
        "3:总投资（亿元）(D3): G750 “总投资（亿元）”有 2 格并在上面的格里，看得见而没有读：D3—D4“1.5”",
    ]
