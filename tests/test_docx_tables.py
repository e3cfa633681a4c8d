"""Blocks and tables of a .docx: Word’s own headings, real tables, every cell printed as its column asks."""

from __future__ import annotations

from datetime import date

import papers_by_hand as by_hand
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from docx_reading import NO_BREAK, body, found, grid, inner, opened, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import often
from tables_by_hand import RATES, STARTS, STEPS

from generator.outputs.office.docx.columns import shared
from generator.outputs.papers.sheet import Blank, Column, Lines, Para, Table


def test_headings_are_words_own_headings() -> None:
    document = opened(by_hand.BULLETIN)
    assert [texts(document, f"Heading {level}") for level in range(1, 5)] == [
        ["一、总体情况"],
        ["（一）开工情况"],
        ["1. 分单位情况"],
        ["（1）名单"],
    ]
    assert texts(document, "明细标题") == ["更新中心　90.68分"]


def test_a_paragraph_is_its_runs_one_after_the_other() -> None:
    document = body(Para(("完成", 5, "项，由", Blank("单位", 3), "负责。")))
    line = found(document, f"完成5项，由{NO_BREAK * 12}负责。")
    assert [run.text for run in line.runs if run.underline] == [NO_BREAK * 12]
    assert line.style is not None
    assert line.style.name == "Body Text"


def test_notes_are_small_and_figures_are_their_sentence() -> None:
    document = opened(by_hand.BULLETIN)
    assert "到期应开工指截至本月末计划开工周已过的项目。" in texts(document, "注释")
    assert "各单位开工率：更新中心83.3%，科经局没有到期项目。" in texts(document, "Body Text")
    assert not document.inline_shapes


def test_every_cell_is_printed_as_its_column_asks() -> None:
    document = body(STARTS)
    assert grid(document.tables[0]) == [
        ["序号", "项目名称", "责任单位", "总投资\n（万元）", "总投资\n（亿元）", "实质性开工", "状态"],
        ["1", "晴野人才公寓项目", "更新中心", f"36{NO_BREAK}200", "3.62", "2026-08-10", "延期"],
        ["2", "珩信滨江片区城市更新项目", "更新中心", f"125{NO_BREAK}000", "12.50", "—", "未开工"],
        ["3", "砚池细胞治疗研发中心项目", "科经局", "0", "0.00", "2026-07-01", "提前"],
        ["", "合计", "—", f"161{NO_BREAK}200", "16.12", "—", "—"],
    ]
    assert texts(document, "Caption") == ["表1　新开工项目情况"]
    assert "注：总投资以备案数为准。" in texts(document, "注释")
    bold = [
        all(run.bold for cell in row.cells for run in cell.paragraphs[0].runs)
        for row in document.tables[0].rows
    ]
    assert bold == [False, False, False, False, True]


def test_numbers_stand_right_days_and_counting_in_the_middle_words_left() -> None:
    row = body(STARTS).tables[0].rows[1]
    assert [cell.paragraphs[0].alignment for cell in row.cells] == [1, None, None, 2, 2, 1, None]


def test_groups_head_their_columns_together() -> None:
    table = body(RATES).tables[0]
    assert grid(table) == [
        ["单位", "年度", "年度", "到期", "到期", "快慢", "加扣分", "总分"],
        ["单位", "计划", "开工率", "计划", "开工率", "快慢", "加扣分", "总分"],
        ["更新中心", "12", "41.7%", "6", "83.3%", "慢28.9", "−4", "90.68"],
        ["科经局", "0", "—", "0", "—", "—", "+3.2", "100.00"],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_rows_of_a_record_share_its_merged_cells() -> None:
    table = body(STEPS).tables[0]
    assert [row[:3] for row in grid(table)[1:5]] == [
        ["1", "示例项目1", "征收拆迁"],
        ["1", "示例项目1", "土地农转"],
        ["1", "示例项目1", "施工许可证"],
        ["2", "示例项目2", "征收拆迁"],
    ]
    assert grid(table)[1][4:] == ["", "data/projects/CGZ/P26-01.yml:4"]


def test_the_lines_of_a_cell_are_paragraphs() -> None:
    table = Table(
        (Column("进展"), Column("依据")), ((Lines(("甲", Lines(()), "丙"), numbered=True), Lines(())),)
    )
    cells = body(table).tables[0].rows[1].cells
    assert [own.text for own in cells[0].paragraphs] == ["1.甲", "2.", "3.丙"]
    assert cells[1].text == "—"


def test_an_empty_table_says_so() -> None:
    document = body(Table((Column("单位"),), (), caption="督办情况", empty="本月没有督办。"))
    assert not document.tables
    assert texts(document)[-2:] == ["督办情况", "本月没有督办。"]


@pytest.mark.parametrize(("count", "points"), [(8, 12), (9, 10.5), (12, 10.5), (13, 9), (18, 9), (19, 7.5)])
def test_more_columns_are_set_smaller(count: int, points: float) -> None:
    columns = tuple(Column(str(number), width=3) for number in range(count))
    table = body(Table(columns, (tuple("值" for _ in columns),))).tables[0]
    style = table.rows[1].cells[0].paragraphs[0].style
    assert style is not None
    assert style.font.size == Pt(points)


@given(st.lists(st.floats(4, 12), min_size=1, max_size=6))
@settings(max_examples=often(30), deadline=None)
def test_columns_share_the_whole_width_as_they_ask(sizes: list[float]) -> None:
    columns = tuple(Column("头", width=size) for size in sizes)
    table = body(Table(columns, (tuple("值" for _ in sizes),))).tables[0]
    each = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(each) == 8845
    for got, size in zip(each, sizes, strict=True):
        assert abs(got - 8845 * size / sum(sizes)) <= 1


def test_a_narrow_column_still_takes_its_numbers_in_one_line() -> None:
    columns = (
        Column("序号", "count", 1),
        Column("日期", "day", 1),
        Column("条款", width=1),
        Column("事由", width=40),
    )
    table = body(Table(columns, ((12345, date(2026, 5, 10), "1.1(3)", "延期" * 30),))).tables[0]
    each = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    # 12 points, so half a character is 120 twips; a cell keeps 50 free at either side.
    assert each[0] >= 5 * 120 + 100
    assert each[1] >= 10 * 120 + 100
    assert each[2] >= 6 * 120 + 100
    assert sum(each) == 8845
    assert max(each[:3]) < 1400


@given(
    st.lists(st.tuples(st.floats(0.5, 40), st.integers(0, 3000)), min_size=1, max_size=30),
    st.integers(3000, 20000),
)
def test_no_column_gets_less_than_its_least_where_there_is_room(
    asked: list[tuple[float, int]], room: int
) -> None:
    least = [one for _, one in asked]
    got = shared([size for size, _ in asked], least, room)
    assert sum(got) == room
    if sum(least) <= room:
        assert all(one >= own - 1 for one, own in zip(got, least, strict=True))


def test_what_belongs_to_a_table_stays_with_it() -> None:
    table = Table((Column("甲"),), (("乙",), ("丙",)), caption="表", note="注")
    document = body(Para(("单位：万元",)), table, Para(("后",)))
    assert inner(found(document, "单位：万元")._p, "keepNext") is not None
    assert inner(found(document, "后")._p, "keepNext") is not None, "the last words stay with the signature"
    kept = [inner(row._tr, "keepNext") is not None for row in document.tables[0].rows]
    assert kept == [False, False, True]
    for style in ("Caption", "表头 12"):
        assert document.styles[style].paragraph_format.keep_with_next
    free = body(Para(("单位：万元",)), Para(("甲",)), Para(("乙",)))
    assert inner(found(free, "单位：万元")._p, "keepNext") is None


def test_tables_never_touch_each_other() -> None:
    table = Table((Column("甲"),), (("乙",),))
    tags = [one.tag.rpartition("}")[2] for one in body(table, table, table).element.body]
    assert "tbl tbl" not in " ".join(tags)
    assert tags[-2:] == ["p", "sectPr"]
