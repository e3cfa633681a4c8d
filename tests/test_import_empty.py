"""Tables with nothing in them, or in their first sheet; CSV and lists of names without end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from intake_examples import TABLE
from openpyxl.chart import BarChart
from test_import import LEDGER, book, call, imported, ledger_rows, mapped

from generator.intake import cells, parts, workbook
from generator.intake.mapping import read_map
from generator.intake.run import Outcome, import_table

if TYPE_CHECKING:
    from pathlib import Path


def told(path: str, data: bytes) -> list[str]:
    outcome = import_table(path, data, mapped())
    assert outcome.faulty
    assert all(found.text("en") for found in outcome.problems)
    return [found.text() for found in outcome.problems]


def before(*names: str, others: int = 0) -> bytes:
    """Put empty sheets before the ledger, and others with a word in each after it."""
    made = openpyxl.load_workbook(io.BytesIO(book(ledger_rows())))
    for place, name in enumerate(names):
        made.create_sheet(name, place)
    for number in range(others):
        made.create_sheet(f"表{number}").append(["字"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def ledger(data: bytes) -> Outcome:
    made, _ = read_map("map.yml", (LEDGER / "map.yml").read_bytes())
    assert made is not None
    return import_table("台账.xlsx", data, made)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n" * 100_000])
@pytest.mark.parametrize("path", ["t.csv", "t.xlsx", "t.xls"])
def test_an_empty_file_is_called_empty(path: str, data: bytes) -> None:
    (said,) = told(path, data)
    assert said.startswith(f"{path}:1:1: G753 这个文件是空的，什么也没有 — 核对是不是这个文件")


@pytest.mark.parametrize("data", [b"<html><table>", b"\xef\xbb\xbf\r\n <!DOCTYPE html>", b"<TABLE border=1>"])
def test_a_web_page_is_called_one(data: bytes) -> None:
    for path in ("t.xls", "t.xlsx", "t.csv"):
        (said,) = told(path, data)
        assert said.startswith(
            f"{path}:1:1: G725 这个文件是网页（有的系统导出的 .xls 其实是网页），不是 .csv"
        )


def test_an_empty_cover_is_passed_over(tmp_path: Path) -> None:
    outcome = ledger(before("封面"))
    assert len(outcome.files) == 14
    assert [one.text() for one in outcome.problems if one.code.id == "G752"] == [
        (
            "台账.xlsx:1:1: G752 第一张表“封面”是空的，读的是“台账”"
            " — 要读别的表，在对照表里写 sheet；不想再提示，也写上"
        )
    ]
    assert ledger(before("封面", "说明")).files == outcome.files
    file = tmp_path / "台账.xlsx"
    file.write_bytes(before("封面", others=1))
    code, _, err = call(file, "--map", LEDGER / "map.yml", "--root", tmp_path / "root")
    assert code == 1
    assert "G753 “封面”这张表是空的，什么也没有" in err
    assert "G738 只读了“封面”这张表，没有读：台账、表0" in err


def test_an_empty_workbook_is_an_error() -> None:
    (said,) = told("t.xlsx", book([]))
    assert said.startswith("t.xlsx:1:1: G753 “台账”这张表是空的")


def test_a_chart_before_the_sheet_is_no_sheet() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(ledger_rows())))
    made.create_chartsheet("图", 0).add_chart(BarChart())
    stream = io.BytesIO()
    made.save(stream)
    outcome = ledger(stream.getvalue())
    assert len(outcome.files) == 14
    assert {one.code.id for one in outcome.problems} <= {"G743"}


def test_long_lists_of_sheets_are_cut() -> None:
    data = before(others=30)
    words = [one.message() for one in ledger(data).problems if one.code.id == "G738"]
    assert words == ["只读了“台账”这张表，没有读：" + "、".join(f"表{n}" for n in range(10)) + "……（30）"]
    _, (found,) = workbook.rows("t.xlsx", data, "无")
    assert found.hint().endswith("表8……（31）；改对照表的 sheet，或改表名")


def test_blank_lines_of_a_csv_are_not_kept() -> None:
    first, rest = TABLE.split("\n", 1)
    whole, spread = imported(), imported(first + "\n" * 50_000 + rest + "\n" * 50_000)
    assert spread.files == whole.files
    assert spread.tally.read == whole.tally.read
    broken = imported(first + "\n\n" + rest.replace("乙厂", "NULL"))
    assert [one.text()[:22] for one in broken.problems] == ["t.csv:4:名称(B4): G716 “"]


def test_a_csv_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = f"上限 {cells.LIMIT}）"
    (said,) = told("t.csv", (TABLE + "\n" * cells.LAST_ROW).encode())
    assert said.startswith(f"t.csv:1:1: G723 这张表太大（{cells.LAST_ROW + 1} × 0，{limit}")
    (said,) = told("t.csv", (TABLE + ",,,,,,\n" * cells.MOST_ROWS).encode())
    assert said.startswith(f"t.csv:1:1: G723 这张表太大（{cells.MOST_ROWS + 1} × 7，{limit}")
    (said,) = told("t.csv", (TABLE + "," * cells.MOST_CELLS).encode())
    assert said.startswith("t.csv:1:1: G723 这张表太大（4 × 4000001，")
    monkeypatch.setattr("generator.intake.table.MOST_BYTES", 100)
    (said,) = told("t.csv", TABLE.encode())
    assert "，上限 100 B）" in said


def test_a_long_text_in_many_cells_counts() -> None:
    rows: list[list[object]] = [["".join(map(str, range(6000)))] * 10] * 10
    assert len(workbook.rows("t.xlsx", book(rows), None)[0]) == 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "MOST_BYTES", 2_000_000)
        found, (problem,) = workbook.rows("t.xlsx", book(rows), None)
    assert (found, problem.code.id) == ([], "G723")
    assert parts.MOST_BYTES == 64_000_000
