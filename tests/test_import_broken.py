"""Files that are no tables of ours, or broken ones: what they are and what to do is said in Chinese."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from intake_examples import MAP, TABLE
from test_import import book, imported, mapped

from generator.intake.run import import_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1"


def lines(path: str, data: bytes, text: str = MAP) -> list[str]:
    outcome = import_table(path, data, mapped(text))
    assert outcome.faulty
    assert not outcome.files
    assert all(found.text("en") for found in outcome.problems)
    return [found.text() for found in outcome.problems]


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
    (said,) = lines("t.csv", table.encode(), MAP.replace("title: 台账\n", "title: 台账\nheader_row: 0\n"))
    assert said.startswith("t.csv:1:1: G729")


def test_a_quotation_mark_that_is_never_closed() -> None:
    (said,) = lines("t.csv", TABLE.replace("乙厂", '"乙厂').encode())
    assert said.startswith(
        "t.csv:3:1: G702 CSV 从这一行起读不懂（英文双引号只有开头的一个，直到文件末尾没有另一个） — "
    )
    (said,) = lines("t.csv", TABLE.replace("乙厂", '"乙厂' + "厂" * 140_000).encode())
    assert said.startswith("t.csv:3:1: G702 CSV 从这一行起读不懂（有一格太长，多半是英文双引号没有成对）")
