"""Files that are no tables of ours, or broken ones: what they are and what to do is said in Chinese."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from intake_examples import MAP, TABLE
from test_import import LEDGER, book, call, imported, ledger_rows, mapped

from generator.intake import workbook
from generator.intake.mapping import read_map
from generator.intake.run import import_table

if TYPE_CHECKING:
    from pathlib import Path

SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
TEXTS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>甲</t></si><si><t>乙</t></si></sst>"
)
LISTED = (
    b'<Override PartName="/texts.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/></Types>'
)
NUMBER = b'<c r="H3" t="n"><v>12000</v>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1"
ENGLISH = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,} [a-z]{2,}")


def spoiled(*changes: tuple[bytes, bytes]) -> bytes:
    """Change the sheet of the ledger's workbook, as a hand or a faulty program would; it has two texts."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(book(ledger_rows()))) as whole, ZipFile(stream, "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            for old, new in {SHEET: changes, TYPES: [(b"</Types>", LISTED)]}.get(name, ()):
                assert data.count(old) == 1, (old, data)
                data = data.replace(old, new)
            made.writestr(name, data)
        made.writestr("texts.xml", TEXTS)
    return stream.getvalue()


def lines(path: str, data: bytes, text: str = MAP) -> list[str]:
    outcome = import_table(path, data, mapped(text))
    assert outcome.faulty
    assert not outcome.files
    assert all(found.text("en") for found in outcome.problems)
    return [found.text() for found in outcome.problems]


def told(data: bytes) -> list[str]:
    """Read a workbook that cannot be read; what is said of it is Chinese."""
    found, problems = workbook.rows("t.xlsx", data, None)
    assert found == []
    said = [one.text() for one in problems]
    assert not any(map(ENGLISH.search, said)), said
    return said


def test_an_old_or_locked_workbook_is_called_what_it_may_be() -> None:
    advice = "有打开密码的：打开后取消打开密码，再保存；旧版 .xls：打开后另存为 .xlsx"
    for path in ("台账.xls", "台账.xlsx"):
        (found,) = import_table(path, OLE + b"\0" * 600, mapped()).problems
        assert found.text() == (
            f"{path}:1:1: G724 这个工作簿设了打开密码，或者是旧版 .xls，读不了 — {advice}"
        )
    locked = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    (found,) = import_table("台账.xlsx", locked, mapped()).problems
    assert found.text() == f"台账.xlsx:1:1: G724 这个工作簿设了打开密码，读不了 — {advice}"


@pytest.mark.parametrize("path", ["t.ods", "t.xlsx", "t.csv"])
def test_an_open_document_is_to_be_saved_as_xlsx(path: str) -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<office/>")
    (said,) = lines(path, stream.getvalue())
    assert said.startswith(f"{path}:1:1: G725 这个文件是 .ods 一类的开放文档，不是 .csv 也不是 .xlsx — ")
    assert said.endswith("另存为 .xlsx 再导入")


def test_a_workbook_called_csv_is_no_csv() -> None:
    (said,) = lines("t.csv", book([["单位"]]))
    assert said.startswith("t.csv:1:1: G725 这个文件是工作簿或压缩包，不是 .csv")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_unicode_text_is_to_be_saved_as_utf_8(encoding: str) -> None:
    text = TABLE if encoding == "utf-16" else "\ufeff" + TABLE
    (said,) = lines("t.csv", text.replace(",", "\t").encode(encoding))
    assert said.startswith("t.csv:1:1: G728 这个文件是“Unicode 文本”（UTF-16 编码），读不了 — ")
    assert "另存为“CSV UTF-8（逗号分隔）”" in said
    assert "encodings" not in said


@pytest.mark.parametrize(("sign", "name", "called"), [(";", ";", "分号"), ("\t", "tab", "制表符（Tab）")])
def test_another_delimiter_is_named_once(sign: str, name: str, called: str) -> None:
    table = TABLE.replace('"120,000,000.00"', '"9"').replace(",", sign)
    (said,) = lines("t.csv", table.encode())
    assert said == (
        f"t.csv:1:1: G729 各列像是用{called}分隔的，对照表写的是用逗号"
        f' — 在对照表里写 delimiter: "{name}"；或把表另存为 .xlsx'
    )
    text = MAP.replace("title: 台账\n", f'title: 台账\ndelimiter: "{name}"\n')
    assert imported(table, text).problems == []
    (said,) = lines("t.csv", TABLE.encode(), text)
    assert f'像是用逗号分隔的，对照表写的是用{called} — 在对照表里写 delimiter: ","' in said


def test_a_quotation_mark_that_is_never_closed() -> None:
    (said,) = lines("t.csv", TABLE.replace("乙厂", '"乙厂').encode())
    assert said.startswith(
        "t.csv:3:1: G702 CSV 从这一行起读不懂（英文双引号只有开头的一个，直到文件末尾没有另一个） — "
    )
    (said,) = lines("t.csv", TABLE.replace("乙厂", '"乙厂' + "厂" * 140_000).encode())
    assert said.startswith("t.csv:3:1: G702 CSV 从这一行起读不懂（有一格太长，多半是英文双引号没有成对）")


def test_a_damaged_workbook_is_told_in_chinese() -> None:
    whole = book(ledger_rows())
    place = "t.xlsx:1:1: G704 这个工作簿打不开"
    advice = "用 WPS 或 Excel 打开，另存为新的 .xlsx 再导入；打不开的，请对方重新发一份"
    assert told(b"") == [f"{place}（文件是空的） — {advice}"]
    assert told(b"<html>") == [f"{place}（内容不是 .xlsx，只是扩展名写成了 .xlsx） — {advice}"]
    assert told(whole[:2000]) == [f"{place}（文件残缺，可能没有下载或复制完整） — {advice}"]
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("readme.txt", "x")
    assert told(stream.getvalue()) == [f"{place}（里面缺少必要的部分） — {advice}"]
    assert told(spoiled((b"</sheetData>", b""))) == [f"{place}（里面有内容坏了） — {advice}"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (NUMBER, b'<c r="H3"><v>abc</v>', "存的“abc”不是数"),
        (NUMBER, b'<c r="H3"><v>1e999</v>', "存的“1e999”不是数"),
        (NUMBER, b'<c r="H3" t="s"><v>-1</v>', "没有“-1”号文字"),
        (NUMBER, b'<c r="H3" t="s"><v>2</v>', "没有“2”号文字"),
        (NUMBER, b'<c r="H3" t="b"><v>x</v>', "存的“x”不是“是”或“否”"),
        (NUMBER, b'<c r="H3" t="d"><v>17</v>', "存的“17”不是日期"),
        (NUMBER, b'<c r="H3" s="99"><v>1</v>', "没有“99”号格式"),
        (NUMBER, b'<c r="H3" s="-1"><v>1</v>', "没有“-1”号格式"),
        (b'<c r="I3"', b'<c r="H3"', "写了两次，或排在后面一格之后"),
        (NUMBER, b'<c r="H4"><v>1</v>', "行号和所在的行不同"),
    ],
)
def test_a_broken_cell_is_named(old: bytes, new: bytes, said: str) -> None:
    cell = "H4" if b'"H4"' in new else "H3"
    place = f"t.xlsx:3:8: G726 {cell} 这一格坏了：{said}"
    assert told(spoiled((old, new))) == [
        f"{place} — 用 WPS 或 Excel 打开，核对、改正这一格，另存为新的 .xlsx 再导入"
    ]


def test_whole_cells_are_read() -> None:
    for new, text in (
        (b't="s"><v>1</v>', "乙"),
        (b't="b"><v>1</v>', "是"),
        (b't="d"><v>2026-05-10</v>', "2026-05-10"),
    ):
        found, problems = workbook.rows("t.xlsx", spoiled((NUMBER, b'<c r="H3" ' + new)), None)
        assert (problems, found[2].cells[7]) == ([], text)


def test_every_broken_cell_is_named_up_to_so_many() -> None:
    cells = ((b'<c r="%s"' % name, b'<c s="77" r="%s"' % name) for name in (b"A2", b"G2", b"A3"))
    assert [one.split(" ")[2] for one in told(spoiled(*cells))] == ["A2", "G2", "A3"]
    rows = b"".join(b'<row r="%d"><c s="77"/></row>' % row for row in range(7, 99))
    assert len(told(spoiled((b"</sheetData>", rows + b"</sheetData>")))) == workbook.MOST_TOLD


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'<row r="4">', b'<row r="3">', "第 3 行之后又是第 3 行"),
        (b'<row r="3">', b'<row r="9">', "第 9 行之后又是第 4 行"),
    ],
)
def test_rows_out_of_order_are_refused(tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    """A row of a number that has gone by is left out by readers, and its project with it."""
    data = spoiled((old, new))
    number = said[-3]
    assert told(data)[-1].startswith(
        f"t.xlsx:{number}:1: G727 工作簿里的行乱了：{said} — 用 WPS 或 Excel 打开，核对"
    )
    file, root = tmp_path / "t.xlsx", tmp_path / "root"
    file.write_bytes(data)
    code, _, err = call(file, "--map", LEDGER / "map.yml", "--root", root)
    assert (code, root.exists()) == (1, False)
    assert err.endswith("有错误，什么也没有写。\n")


def test_forms_and_factors_of_a_map_are_told_in_chinese() -> None:
    date = '计划完成, kind: date, formats: ["%m/%d/%Y"]'
    for kind, one in (("date", "一个日期"), ("month", "一个月"), ("week", "一周")):
        text = MAP.replace(date, f'计划完成, kind: {kind}, formats: ["%Q"]')
        _, problems = read_map("m.yml", text.encode())
        assert f"G733 日期形式“%Q”看不懂，或不足以确定{one} — " in problems[0].text()
    _, problems = read_map("m.yml", MAP.replace("header: 名称", 'header: 名称, formats: ["%Y"]').encode())
    assert [one.text() for one in problems] == [
        "m.yml:14:5: G734 写了“formats”，还要写“kind: date / month / week” — 补上"
    ]
    _, problems = read_map("m.yml", MAP.replace("divide: 10000", "times: x").encode())
    assert [one.text() for one in problems] == [
        "m.yml:16:72: G739 乘以（times）“x”不是数 — 这里是换算的倍数，只写数字，最多四位小数，例如 10000"
    ]
    _, problems = read_map("m.yml", MAP.replace("divide: 10000", "units: [{suffix: 亿, times: 万}]").encode())
    assert "乘以（times）“万”不是数" in problems[0].text()


def test_a_formula_that_comes_out_blank_is_a_blank_cell() -> None:
    """As `=IF(A1="","",A1)` does all down a sheet; one never computed is still asked for."""
    rows = ledger_rows()
    formula = '=IF(1,"","x")'
    rows[2][6] = formula
    stream = io.BytesIO(book(rows))
    lost = [row.lost for row in workbook.rows("t.xlsx", stream.getvalue(), None)[0] if row.lost]
    assert lost == [{6: formula}]
    computed = io.BytesIO()
    with ZipFile(stream) as whole, ZipFile(computed, "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(b'<c r="G3"><f>', b'<c r="G3" t="str"><f>'))
    found, problems = workbook.rows("t.xlsx", computed.getvalue(), None)
    assert not problems
    assert not any(row.lost for row in found)
    assert found[2].cells[6] == ""
