"""`guatu import table`: every kind of dirt by its cell, Chinese forms, workbooks, what is written."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
import typer
from intake_examples import AGAIN, ELSEWHERE, LINES, MAP, TABLE, TABLES, failing
from places import ROOT
from typer.testing import CliRunner

from generator.commands.import_ import app
from generator.intake.forms import read
from generator.intake.mapping import read_map
from generator.intake.run import Outcome, import_table
from generator.records.codes import again, sheets
from generator.records.codes import intake as codes
from generator.records.decode import decode
from generator.records.load import load
from generator.records.model.projects import Project
from generator.records.source import Code

if TYPE_CHECKING:
    from pathlib import Path

    from generator.intake.model import TableMap

LEDGER = ROOT / "examples" / "ledger"
COMMAND = typer.Typer()
COMMAND.add_typer(app, name="import")


def mapped(text: str = MAP) -> TableMap:
    made, problems = read_map("m.yml", text.encode())
    assert made is not None, [found.text() for found in problems]
    return made


def imported(table: str = TABLE, text: str = MAP) -> Outcome:
    return import_table("t.csv", table.encode(errors="surrogateescape"), mapped(text))


def call(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(COMMAND, ["import", "table", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_the_base_table_passes() -> None:
    outcome = imported()
    assert outcome.problems == []
    assert sorted(outcome.files) == [
        "data/events/YJ/2026/XM-73C823B3-ZT.yml",
        "data/plans/2026/XM-73C823B3.yml",
        "data/projects/YJ/XM-70B9D801.yml",
        "data/projects/YJ/XM-73C823B3.yml",
        "data/register/organisations/YJ.yml",
    ]
    assert "investment_total_wan: 12000\n" in outcome.files["data/projects/YJ/XM-73C823B3.yml"]
    assert outcome.files["data/plans/2026/XM-73C823B3.yml"].endswith("goal: 主体封顶（5月）\n")


@pytest.mark.parametrize("code", sorted(LINES))
def test_each_fault_is_told_at_its_cell(code: str) -> None:
    mapping, table = failing(code)
    made, problems = read_map("m.yml", mapping)
    if made is not None:
        problems = [*import_table("t.csv", table, made).problems]
    lines = [found.text() for found in problems]
    assert [line for line in lines if line.startswith(LINES[code]) and f" {code} " in line], lines
    assert all(found.text("en") for found in problems)


def test_every_code_has_an_example() -> None:
    told = LINES.keys() | ELSEWHERE | AGAIN
    assert {folder.name for folder in TABLES.iterdir()} == {*told, "base"}
    values = [code for family in (codes, sheets, again) for code in vars(family).values()]
    assert told == {code.id for code in values if isinstance(code, Code)}


def test_a_fault_of_a_field_is_told_at_the_column_it_came_from() -> None:
    outcome = imported(TABLE.replace("乙厂", "乙" * 201).replace("PNS,PNS", "1/1/1880,PNS"))
    lines = [found.text() for found in outcome.problems]
    assert any(line.startswith("t.csv:3:名称(B3): G225 ") for line in lines), lines
    assert outcome.faulty


def test_dirt_that_is_no_fault() -> None:
    """Blanks in the header and round values, blank rows, exact duplicates, a line break in a cell."""
    rows = TABLE.splitlines()
    table = "\n".join([*rows, ",,,,,,", rows[2], ' 一局 ,"丙\n厂",JD,0,,,', " 一局 ,丁厂,JD,0.00,,,"]) + "\n"
    outcome = imported(table)
    assert outcome.problems == []
    assert outcome.tally.read == 6
    assert outcome.tally.blank == 1
    assert outcome.tally.duplicates == [(3, 5)]
    assert [draft.values["name"] for draft in outcome.sorting.drafts] == ["甲厂", "乙厂", "丙 厂", "丁厂"]
    assert [draft.values["amount"] for draft in outcome.sorting.drafts] == ["12000", "9", "0", "0"]
    assert outcome.tally.statuses["planned"] == {"PNS": 1}


def test_a_row_after_a_line_break_keeps_its_line_and_its_coordinate_apart() -> None:
    outcome = imported(TABLE.replace("甲厂", '"甲\n厂"').replace("90000", "?"))
    assert [str(found.mark) for found in outcome.problems] == ["t.csv:4:金额（元）(D3)"]


HOSTILE = [
    "- 甲",
    "甲: 乙",
    "甲 #1",
    '"引"',
    "'甲",
    "true",
    "0012",
    "{x}",
    "[x]",
    "*a",
    "&a",
    "甲\\乙",
    "!!x",
    "%x",
    "null 甲",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_reads_back_as_it_stood(name: str) -> None:
    quoted = name.replace('"', '""')
    outcome = imported(TABLE.replace("乙厂", f'"{quoted}"'))
    assert outcome.problems == []
    for (path, text), record in zip(outcome.files.items(), outcome.records, strict=True):
        again, problems = decode(path, text.encode())
        assert problems == []
        assert again is not None
        assert again.model_dump() == record.model_dump()
    assert name in {record.name for record in outcome.records if isinstance(record, Project)}


def test_encodings_are_tried_in_the_order_of_the_map() -> None:
    text = MAP.replace("title: 台账\n", "title: 台账\nencodings: [utf-8-sig, gb18030]\n")
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert len(import_table("t.csv", TABLE.encode(encoding), mapped(text)).files) == 5


@pytest.mark.parametrize(
    ("form", "kind", "text", "value"),
    [
        ("%m/%d/%Y", "date", "6/28/2024", "2024-06-28"),
        ("%Y年%m月%d日", "date", "2026年5月10日", "2026-05-10"),
        ("%Y.%m.%d", "date", "2026.5.10", "2026-05-10"),
        ("%Y.%m.%d", "date", "2026.5", None),
        ("%Y年%m月%d日", "week", "2026年5月10日", "2026-W19"),
        ("%G年第%V周", "week", "2026年第9周", "2026-W09"),
        ("%Y年%m月", "month", "2026年5月", "2026-05"),
        ("%Y.%m.%d", "month", "2026.5.10", "2026-05"),
    ],
)
def test_forms_of_days_weeks_and_months(form: str, kind: str, text: str, value: str | None) -> None:
    assert read(form, kind, text) == value


def book(rows: list[list[object]], name: str = "台账") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if len(rows) > 3:
        sheet.merge_cells("A3:A4")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def ledger_rows() -> list[list[object]]:
    """The example's ledger as a clerk's workbook: a title row, dates and numbers in cells."""
    head = (LEDGER / "ledger.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    head[6] = "总投资\n（亿元）"
    first = [
        "招商一局",
        "0001",
        "云帆电子二期",
        "厂房4万平方米",
        "云帆电子有限公司",
        "工业",
        3.5,
        12000,
        "东山街道",
    ]
    second = [None, 2, "澄湖冷链", "冷库", "澄湖冷链有限公司", "食品", "1.20亿", "8,000", "西湖街道"]
    return [
        ["2026年新开工项目台账"],
        [*head],
        [*first, "李一", datetime(2025, 11, 3), "2026年第19周", "2027年10月", "2026年5月10日"],  # noqa: DTZ001
        [*second, "王二", "2026.2.28", datetime(2026, 6, 3), datetime(2027, 8, 1), "未开工"],  # noqa: DTZ001
        [None] * 14,
        ["合计", None, None, None, None, None, 4.7],
    ]


def test_a_ledger_in_a_workbook() -> None:
    made, _ = read_map("m.yml", (LEDGER / "map.yml").read_bytes())
    assert made is not None
    outcome = import_table("台账.xlsx", book(ledger_rows()), made)
    assert outcome.problems == []
    one, two = outcome.sorting.drafts
    assert one.values["signed"] == "2025-11-03"
    assert one.values["number"] == "0001"
    assert one.values["investment"] == "35000"
    assert two.values["unit"] == "ZSYJ"
    assert two.values["investment"] == "12000"
    assert (two.values["week"], two.values["month"]) == ("2026-W23", "2027-08")
    assert (outcome.tally.blank, dict(outcome.tally.left_out)) == (1, {"合计行": 1})


def test_what_is_not_read_of_a_workbook_is_told() -> None:
    """A second sheet with rows; not one that is empty, nor where the map names the sheet it wants."""
    made = mapped((LEDGER / "map.yml").read_text(encoding="utf-8"))
    data = openpyxl.load_workbook(io.BytesIO(book(ledger_rows())))
    data.create_sheet("空表")
    data.create_sheet("二月").append(["项目", "单位"])
    packed = io.BytesIO()
    data.save(packed)
    outcome = import_table("台账.xlsx", packed.getvalue(), made)
    assert outcome.files
    told = [found.text() for found in outcome.problems if found.code.id == "G738"]
    assert len(told) == 1
    assert told[0].startswith("台账.xlsx:1:1: G738 只读了“台账”这张表，没有读：二月 — 要读别的表，")
    named = import_table("台账.xlsx", packed.getvalue(), made.model_copy(update={"sheet": "台账"}))
    assert not [found for found in named.problems if found.code.id == "G738"]


def test_faults_of_a_workbook() -> None:
    made, _ = read_map("m.yml", (LEDGER / "map.yml").read_bytes())
    assert made is not None
    rows = ledger_rows()
    rows[2][6], rows[3][13] = "=1+1", "13月5日"
    lines = [found.text() for found in import_table("台账.xlsx", book(rows), made).problems]
    assert lines[0].startswith("台账.xlsx:3:总投资 （亿元）(G3): G709 这一格是公式或错误值“=1+1”"), lines
    rows[2][6] = 3.5
    lines = [found.text() for found in import_table("台账.xlsx", book(rows), made).problems]
    assert [line[:34] for line in lines] == ["台账.xlsx:4:实际开工(N4): G710 “13月5日”不是"]
    lines = [found.text() for found in import_table("台账.xlsx", b"PK no zip", made).problems]
    assert lines[0].startswith("台账.xlsx:1:1: G704 这个工作簿打不开")
    other = made.model_copy(update={"sheet": "二月"})
    lines = [found.text() for found in import_table("台账.xlsx", book(rows), other).problems]
    assert lines[0].startswith("台账.xlsx:1:1: G703 工作簿里没有“二月”这张表 — 这里有：台账")


def test_the_command_writes_what_loads_and_leaves_what_is_there(tmp_path: Path) -> None:
    words = (LEDGER / "ledger.csv", "--map", LEDGER / "map.yml", "--root", tmp_path)
    code, out, _ = call(*words, "--dry-run")
    assert (code, list(tmp_path.iterdir())) == (0, [])
    assert "将写新文件 26 个" in out
    assert call(*words)[1].endswith(f"已写新文件 26 个，改写 0 个，相同未动 0 个（{tmp_path}）\n")
    assert "相同未动 26 个" in call(*words)[1]
    portfolio, problems = load(tmp_path)
    assert (problems, len(portfolio.projects), len(portfolio.plans)) == ([], 5, 5)
    changed = tmp_path / "data" / "register" / "people" / "R-L1.yml"
    changed.write_text("id: R-L1\nname: 李四\norganisation: ZDB\npost: 副区长\n", encoding="utf-8")
    code, out, err = call(*words)
    assert code == 1
    assert "data/register/people/R-L1.yml:1:1: G741 已有这个文件，姓名（name）不同，没有改写" in err
    assert "已写新文件 0 个，改写 0 个，没有写 1 个（原因见上），相同未动 25 个" in out
    assert "李四" in changed.read_text(encoding="utf-8")
    changed.write_text("# 李四\n" + changed.read_text("utf-8").replace("李四", "张示例"), encoding="utf-8")
    code, out, err = call(*words)
    assert code == 0
    assert all(" G743 " in line for line in err.splitlines()), err  # blanks below a unit, as in any .csv
    assert "相同未动 26 个" in out
    assert changed.read_text("utf-8").startswith("# 李四\n")
    changed.write_text("id: [", encoding="utf-8")
    assert "G741 已有这个文件，内容不同" in call(*words)[2]
    assert "改写 1 个" in call(*words, "--force")[1]
    assert "张示例" in changed.read_text(encoding="utf-8")


def test_the_command_writes_nothing_where_anything_is_wrong(tmp_path: Path) -> None:
    table, root = tmp_path / "t.csv", tmp_path / "root"
    table.write_text(TABLE.replace("90000", "?"), encoding="utf-8")
    (tmp_path / "m.yml").write_text(MAP, encoding="utf-8")
    code, out, err = call(table, "--map", tmp_path / "m.yml", "--root", root, "--lang", "en")
    assert (code, root.exists()) == (1, False)
    assert "(D3): G712 “?” is not a number of at most 15 digits — " in err
    assert out.startswith("2 rows read")
    (tmp_path / "m.yml").write_text(
        MAP + "copies:\n  - {file: no.yml, to: data/calendar/2026.yml}\n", encoding="utf-8"
    )
    table.write_text(TABLE, encoding="utf-8")
    code, _, err = call(table, "--map", tmp_path / "m.yml", "--root", root)
    assert (code, root.exists()) == (1, False)
    assert "G737 找不到要一并放入的文件“no.yml”" in err
    assert call(tmp_path / "none.csv", "--map", tmp_path / "m.yml", "--root", root)[0] == 2
