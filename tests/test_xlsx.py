"""A paper as .xlsx: opened again with another library, cell by cell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from papers_by_hand import BRIEF, COMPARED, ISSUED_BRIEF, LETTER, OFFICE, PLAN
from processes import printed_twice

from generator.outputs.office.xlsx import xlsx
from generator.outputs.office.xlsx.cells import signed
from generator.outputs.papers.parts import Total, beside
from generator.outputs.papers.sheet import Column, Fold, Heading, Mark, Paper, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def opened(paper: Paper) -> Workbook:
    return load_workbook(io.BytesIO(xlsx(paper)))


def column_of(sheet: Worksheet, head: str) -> int:
    rows = sheet.iter_rows(values_only=True)
    return next(row.index(head) + 1 for row in rows if head in row)


def test_a_worksheet_for_each_table_after_the_words_and_before_the_rates() -> None:
    assert opened(BRIEF).sheetnames == [
        "说明",
        "各类数字",
        "（1）街道",
        "甲街道",
        "附件1 新开工项目一览表",
        "全部指标",
        "比率说明",
    ]


def test_a_form_of_one_table_has_one_worksheet() -> None:
    assert opened(PLAN).sheetnames == ["附件1"]


def test_a_letter_without_tables_is_words_alone() -> None:
    book = opened(LETTER)
    assert book.sheetnames == ["说明"]
    lines = [row[0] for row in book["说明"].iter_rows(values_only=True)]
    assert lines[0] == "黄牌预警通知书"
    assert lines[2:5] == [
        "清河街道办事处：",
        "你单位因项目推进迟缓被督办1次，依据《细则》四(1)给予黄牌预警。",
        "请于2026-10-20前报送整改情况。",
    ]
    assert lines[-1] == "抄送：区委、区政府督查室"


@pytest.mark.parametrize(
    ("head", "first", "second", "form"),
    [
        ("总投资（亿元）", 12.50005, 0, "0.00"),
        ("完成（万元）", 12500.4, 0, "#,##0"),
        ("完成率", 0.8, "—", "0.0%"),
        ("较序时", -28.9, 0, '"快"0.0;"慢"0.0;"快"0.0'),
        ("加扣分", 3.2, -4, '+0.0;"−"0.0;0'),
        ("总分", 96.155, 100, "0.00"),
        ("开工日期", datetime(2026, 5, 10), "—", "yyyy-mm-dd"),  # noqa: DTZ001 - a spreadsheet knows no zones
        ("计划开工", "2026年第19周（5月4日—10日）", "2026年5月", "General"),
        ("项目名称", "示范项目一期", "=1+1", "General"),
        ("序号", 1, 2, "General"),
    ],
)
def test_each_kind_of_column_keeps_its_type_and_format(
    head: str, first: object, second: object, form: str
) -> None:
    sheet = opened(BRIEF)["各类数字"]
    column = column_of(sheet, head)
    below = [row[column - 1] for row in sheet.iter_rows(min_row=7, max_row=8)]
    assert [cell.value for cell in below] == [first, second]
    assert below[0].number_format == form


@pytest.mark.parametrize(
    ("points", "form"),
    [
        ("3.2", '+0.0;"−"0.0;0'),
        ("-4", '+0;"−"0;0'),
        ("-4.00", '+0;"−"0;0'),
        ("1.28", '+0.00;"−"0.00;0'),
        ("10", '+0;"−"0;0'),
    ],
)
def test_points_show_their_own_places_and_no_bare_dot(points: str, form: str) -> None:
    assert signed(Decimal(points)) == form


def test_totals_are_bold_and_nothing_else_is() -> None:
    sheet = opened(BRIEF)["各类数字"]
    total = next(row for row in sheet.iter_rows() if row[0].value == "合计")
    assert all(cell.font.bold for cell in total)
    assert not any(cell.font.bold for row in sheet.iter_rows(min_row=7, max_row=8) for cell in row)


def test_title_state_and_heads_stand_over_the_table() -> None:
    sheet = opened(ISSUED_BRIEF)["各类数字"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[:5]] == [
        "关于2026年9月全区重大产业项目推进情况的通报",
        "澄重办〔2026〕12号　数据截至2026年9月30日　数据版本 1a2b3c4　计分规则 2019-03-11",
        "一、总体情况",
        "各类数字",
        "序号",
    ]
    assert (rows[4][2], rows[4][3]) == ("投资", None)
    assert rows[5][2:4] == ("总投资（亿元）", "完成（万元）")
    assert rows[9][0] == "注：投资以报送数为准。"
    draft = opened(BRIEF)["各类数字"]
    assert draft["A2"].value.startswith("系统生成稿　数据截至2026年9月30日")


def test_heads_stay_in_sight_repeat_in_print_and_filter() -> None:
    sheet = opened(BRIEF)["各类数字"]
    assert sheet.freeze_panes == "A7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.auto_filter.ref == "A6:J8"  # the total does not take part in sorting
    assert sheet.print_area == "'各类数字'!$A$1:$J$10"


def test_every_sheet_prints_one_page_wide_with_its_number() -> None:
    for sheet in opened(BRIEF):
        assert sheet.page_setup.fitToWidth in {None, 1}  # one is what a missing width means
        assert sheet.page_setup.fitToHeight == 0
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == ("portrait" if sheet.title == "说明" else "landscape")
        foot = sheet.oddFooter and sheet.oddFooter.center
        assert foot
        assert foot.text == "第 &P 页 共 &N 页"


def test_a_large_form_prints_on_a3() -> None:
    sheet = opened(PLAN)["附件1"]
    assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == ("8", "landscape")


def test_stacked_records_span_their_rows_and_are_not_filtered() -> None:
    sheet = opened(PLAN)["附件1"]
    merged = {str(place) for place in sheet.merged_cells.ranges}
    assert {"A6:A8", "B6:B8", "A9:A11", "B9:B11"} <= merged
    assert {"D4:E4", "A4:A5", "B4:B5", "C4:C5"} <= merged
    assert sheet.auto_filter.ref is None
    assert [sheet["B6"].value, sheet["B9"].value] == ["甲项目", "乙项目"]
    assert sheet["D6"].value == datetime(2026, 3, 1)  # noqa: DTZ001 - as above
    assert sheet["D8"].value is None  # to be signed by hand
    assert sheet["E8"].value == "—"


def test_lead_lines_stand_over_the_table_of_a_form() -> None:
    assert opened(PLAN)["附件1"]["A2"].value == "单位：清河街道办事处　　主要负责人：＿＿＿＿＿＿"


def test_an_annex_names_itself_over_its_table() -> None:
    sheet = opened(BRIEF)["附件1 新开工项目一览表"]
    assert [sheet["A1"].value, sheet["A2"].value] == ["附件1", "新开工项目一览表"]
    alone = replace(BRIEF, annexes=BRIEF.annexes[:1])
    assert opened(alone)["附件 新开工项目一览表"]["A1"].value == "附件"


def test_headings_above_a_table_stand_over_it_and_tell_tables_of_one_name_apart() -> None:
    table = Table((Column("数", "count"),), ((1,),))
    blocks = (
        *(Heading("一、欧阳某"), Heading("（一）投资", 2), table),
        *(Heading("二、诸葛某"), Heading("（一）投资", 2), table, table),
        Fold("明细", (table,)),
    )
    book = opened(replace(PLAN, lead=(), blocks=blocks))
    names = ["一、欧阳某 （一）投资", "二、诸葛某 （一）投资", "二、诸葛某 （一）投资（2）", "明细"]
    assert book.sheetnames == names
    assert [sheet["A3"].value for sheet in book] == [
        "一、欧阳某　（一）投资",
        "二、诸葛某　（一）投资",
        "二、诸葛某　（一）投资",
        "二、诸葛某　（一）投资　明细",
    ]


def test_a_table_in_a_fold_says_whose_it_is() -> None:
    """Headings within a fold are below its title; names are cut only where they are longer than allowed."""
    table = Table((Column("数", "count"),), ((1,),), "2026年截至2026年12月1日与2025年全年的情况")
    folds = (Fold(name, (Heading("（一）投资", 2), table)) for name in ("欧阳某", "诸葛某"))
    book = opened(replace(PLAN, lead=(), blocks=(Heading("二、各分管负责人"), *folds)))
    assert book.sheetnames == [
        f"{name} 2026年截至2026年12月1日与2025年全年的情" for name in ("欧阳某", "诸葛某")
    ]
    assert [sheet["A3"].value for sheet in book] == [
        f"二、各分管负责人　{name}　（一）投资" for name in ("欧阳某", "诸葛某")
    ]


def test_a_number_in_a_mark_is_a_number() -> None:
    row = (Mark("12", "bad", 12), Mark("超期12天", "bad"), Mark("+2", "good", Decimal("2.0")))
    columns = (Column("甲", "count"), Column("乙"), Column("丙", "points"))
    sheet = opened(replace(PLAN, lead=(), blocks=(Table(columns, (row,)),))).worksheets[0]
    assert [sheet.cell(4, column).value for column in (1, 2, 3)] == [12, "超期12天", 2]
    assert sheet.cell(4, 3).number_format == '+0;"−"0;0'


@pytest.mark.parametrize(
    ("now", "before", "value", "form"),
    [
        (Total("甲", 5), Total("甲", 3), 2, '+0;"−"0;"持平"'),
        (Total("甲", 3), Total("甲", 8), -5, '+0;"−"0;"持平"'),
        (Total("甲", 3), Total("甲", 3), 0, '+0;"−"0;"持平"'),
        (
            Total("甲", Decimal("0.833"), "percent"),
            Total("甲", Decimal("0.804"), "percent"),
            2.9,
            '+0.0"个百分点";"−"0.0"个百分点";"持平"',
        ),
        (Total("甲", Decimal(23000), "yi"), Total("甲", Decimal(22000), "yi"), 0.1, '+0.00;"−"0.00;"持平"'),
        (Total("甲", 3), Total("甲", None), "—", "General"),
    ],
)
def test_a_change_is_a_number_with_its_sign(now: Total, before: Total, value: object, form: str) -> None:
    table = beside((now,), (before,))
    sheet = opened(replace(PLAN, lead=(), blocks=(table,))).worksheets[0]
    cell = sheet.cell(sheet.max_row, 4)
    assert (cell.value, cell.number_format) == (value, form)


def test_an_empty_table_says_so_and_has_no_filter() -> None:
    sheet = opened(BRIEF)["（1）街道"]
    assert sheet["A5"].value == "没有应开工未开工项目。"
    assert sheet.auto_filter.ref is None


def test_each_rate_is_explained_by_its_cell() -> None:
    book = opened(BRIEF)
    sheet = book["比率说明"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3)]
    assert rows == [
        ("说明", "A5", "到期开工率", "已开工", 12, "到期应开工", 15, "个", 0.8),
        ("各类数字", "E7", "到期开工率", "已开工", 12, "到期应开工", 15, "个", 0.8),
        ("各类数字", "E8", "按期办结率", "按期", 0, "到期", 0, "项", "—"),
    ]
    assert "到期开工率80.0%" in book["说明"]["A5"].value
    assert book["各类数字"]["E7"].value == 0.8


def test_a_mixed_column_prints_each_cell_in_its_own_way() -> None:
    sheet = opened(COMPARED).worksheets[0]
    first, second = (row[1] for row in sheet.iter_rows(min_row=4, max_row=5))
    assert (first.value, first.number_format) == (0.8, "0.0%")
    assert (second.value, second.number_format) == (12.34, "0.00")


def test_lines_stand_under_each_other_in_their_cell() -> None:
    sheet = opened(BRIEF)["甲街道"]
    assert [cell.value for cell in sheet[5]] == [
        "1.1(1)",
        "data/events/a/E-1.yml:4\ndata/plans/2026/L-1.yml:2",
        "1.按计划开工\n2.延期开工",
    ]
    assert all(cell.alignment.wrap_text for cell in sheet[5])


def test_words_keep_the_papers_order() -> None:
    lines = [row[0] for row in opened(ISSUED_BRIEF)["说明"].iter_rows(values_only=True)]
    wanted = [
        "一、总体情况",
        "（表见工作表“各类数字”）",
        "（一）新开工项目",
        "甲街道　共1项",
        "附件1　新开工项目一览表",
    ]
    places = [lines.index(line) for line in wanted]
    assert places == sorted(places)
    assert "开工进度：全年计划12个，已开工9个。" in lines
    assert lines[-3:] == [OFFICE, "2026年10月9日", "抄送：各分管负责人，区委、区政府督查室"]


@pytest.mark.parametrize("paper", [BRIEF, ISSUED_BRIEF, LETTER, PLAN, COMPARED], ids=lambda paper: paper.form)
def test_there_is_no_formula_link_or_outside_part(paper: Paper) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(paper))) as packed:
        for name in packed.namelist():
            text = packed.read(name).decode()
            assert "<f>" not in text
            assert "hyperlink" not in text
            assert 'TargetMode="External"' not in text


def test_digits_are_kept_to_the_last() -> None:
    exact = Decimal("123456789012.345")
    table = Table((Column("数", "count"),), ((exact,), (Decimal("0.1"),), (Decimal(1) / 3,)))
    sheet = opened(replace(PLAN, lead=(), blocks=(table,))).worksheets[0]
    values = [sheet.cell(row, 1).value for row in (4, 5, 6)]
    assert Decimal(str(values[0])) == exact
    assert Decimal(str(values[1])) == Decimal("0.1")
    assert values[2] == 1 / 3


def test_the_same_paper_gives_the_same_bytes_in_two_processes_whatever_the_clock() -> None:
    code = (
        "import hashlib; from papers_by_hand import ISSUED_BRIEF;"
        "from generator.outputs.office.xlsx import xlsx;"
        "print(hashlib.sha256(xlsx(ISSUED_BRIEF)).hexdigest())"
    )
    first, second = printed_twice(code)
    assert first == second


def test_it_is_dated_by_its_data() -> None:
    book = opened(BRIEF)
    assert book.properties.created.date() == date(2026, 9, 30)
    assert book.properties.modified.date() == date(2026, 9, 30)
    with zipfile.ZipFile(io.BytesIO(xlsx(BRIEF))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_are_high_enough_for_wrapped_text() -> None:
    table = Table((Column("说明", "text", 10),), (("短",), ("长" * 200,), ("一\n二\n三",)))
    sheet = opened(replace(PLAN, lead=(), blocks=(table,))).worksheets[0]
    low, high, three = (sheet.row_dimensions[row].height for row in (4, 5, 6))
    assert high >= 200 * 13.4 / (sheet.column_dimensions["A"].width * 7 + 5) * 13
    assert low < three < high
