"""Small workbooks that unfold to huge ones are refused before they are read; large honest ones are read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from test_import import book, ledger_rows

from generator.intake import parts, workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
TYPES = "[Content_Types].xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LISTED = (
    b'<Override PartName="/texts.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/></Types>'
)
NAME = b'<definedName name="n%d">A1</definedName>'
TAB = (
    b'<sheet name="s%d" sheetId="%d" r:id="rId1"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
)
PLACE = "t.xlsx:1:1: G751 这个工作簿里的东西太多，没有读："


def changed(changes: Mapping[str, tuple[bytes, bytes]], texts: bytes = b"", way: int = ZIP_STORED) -> bytes:
    """Change parts of the ledger's workbook, and give it shared texts."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(book(ledger_rows()))) as whole, ZipFile(stream, "w", way) as made:
        for name in whole.namelist():
            data = whole.read(name)
            old, new = changes.get(name, (b"", b""))
            data = data.replace(old, new, 1) if old else data
            made.writestr(name, data.replace(b"</Types>", LISTED) if texts and name == TYPES else data)
        if texts:
            made.writestr("texts.xml", b"<sst " + MAIN + b">" + texts + b"</sst>")
    return stream.getvalue()


def told(data: bytes) -> str:
    found, (problem,) = workbook.rows("t.xlsx", data, None)
    assert found == []
    assert problem.text("en")
    return problem.text()


def inside(more: bytes) -> dict[str, tuple[bytes, bytes]]:
    return {SHEET: (b"<sheetData>", b"<sheetData>" + more)}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (inside(b"<row/>" * 250_001), "行多于 250000"),
        (inside(b"<row>" + b"<c/>" * 16_385 + b"</row>"), "一行多于 16384 格"),
        (inside((b"<row>" + b"<c/>" * 16_000 + b"</row>") * 63), "格多于 1000000"),
        (inside(b"<row>" + b"<c/><x/>" * 7 + b"<x/>" * 100_001 + b"</row>"), "各行的内容多于 100000 项"),
        (inside(b"<a/>" * 150_001), "一个部分里的内容多于 150000 项"),
        (inside(b"<a>" * 101), "内容套叠了 100 层以上"),
        (inside(b"<x:a>" * 50 + b"<row>" * 51), "内容套叠了 100 层以上"),
        (inside(b" " * 1_000_001), f"{SHEET} 里有一处长过 1000000 字节"),
        (inside(b'<a b="' + b">" * 1_000_001), f"{SHEET} 里有一处长过 1000000 字节"),
        ({STYLES: (b"</cellXfs>", b"<xf/>" * 65_490 + b"</cellXfs>")}, "单元格格式多于 65490"),
        ({STYLES: (b"</fonts>", b"<font/>" * 200_001 + b"</fonts>")}, "一个部分里的内容多于 200000 项"),
        ({STYLES: (b"</cellXfs>", b" " * 8_000_000 + b"</cellXfs>")}, f"{STYLES} 有 800"),
        ({BOOK: (b"</sheets>", b"</sheets>" + NAME % 1 * 20_001)}, "定义的名称多于 20000"),
        ({BOOK: (b"</sheets>", TAB % (2, 2) * 1000 + b"</sheets>")}, "工作表多于 1000"),
        ({BOOK: (b"</sheets>", b"</sheets>" + b" " * 4_000_000)}, f"{BOOK} 有 400"),
    ],
)
def test_a_workbook_that_holds_too_much_is_refused(
    changes: dict[str, tuple[bytes, bytes]], said: str
) -> None:
    text = told(changed(changes))
    assert text.startswith(PLACE + said), text
    assert text.endswith("或另存为 .csv，再导入")


def test_shared_texts_are_counted() -> None:
    assert told(changed({}, b"<si/>" * 200_001)).startswith(f"{PLACE}不同的文字多于 200000 ")
    assert told(changed({}, b"<si><r/><r/></si>" * 166_667)).startswith(
        f"{PLACE}一个部分里的内容多于 500000 项"
    )
    assert told(changed({}, b" " * 32_000_000)).startswith(f"{PLACE}texts.xml 有 320000")


def test_a_part_packed_beyond_measure_is_refused_unread() -> None:
    data = changed(inside(b"<a/>" * 900_000), way=ZIP_DEFLATED)
    assert told(data).startswith(f"{PLACE}{SHEET} 展开后大了 500 倍以上")


def test_what_is_not_read_is_not_counted() -> None:
    """Pictures and charts may be large, and external books."""
    stream = io.BytesIO(changed({}))
    with ZipFile(stream, "a", ZIP_DEFLATED) as made:
        made.writestr("xl/media/image1.png", b"\0" * 70_000_000)
        made.writestr("docProps/thumb.xml", b"<a>" * 5_000_000)
    found, problems = workbook.rows("t.xlsx", stream.getvalue(), None)
    assert (len(found), problems) == (6, [])


def test_a_large_honest_workbook_is_read_and_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """50 000 shared texts; the sheet is parsed again for its cells, and not counted again."""
    opened: list[str] = []
    whole = parts.Part.__init__

    def noted(self: parts.Part, stream: object, name: str, *rest: object) -> None:
        opened.append(name)
        whole(self, stream, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(parts.Part, "__init__", noted)
    cells = b"".join(
        b'<row r="%d">' % row
        + b"".join(b'<c t="s"><v>%d</v></c>' % (row * 25 + n) for n in range(25))
        + b"</row>"
        for row in range(10, 2000)
    )
    texts = b"".join(b"<si><t>%d</t></si>" % n for n in range(50_000))
    found, problems = workbook.rows(
        "t.xlsx", changed({SHEET: (b"</sheetData>", cells + b"</sheetData>")}, texts), None
    )
    assert (len(found), problems) == (1999, [])
    assert found[-1].cells[24] == "49999"
    assert opened.count("texts.xml") == 1
    assert opened.count(SHEET) == 2  # once for its dimension, which is at its beginning
