"""What a file is by how it begins, and what parts its columns, where it is not what its map takes it for."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.intake.model import TableMap
    from generator.records.source import Problem

DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t"}
CALLED = {",": "逗号", ";": "分号", "|": "竖线", "tab": "制表符（Tab）"}
PACKED = b"PK\x03\x04"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
WEB = re.compile(rb"\s*<(?:!doctype|html|head|body|meta|style|table|\?xml|!--)", re.IGNORECASE)
MARKED = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""How a workbook of before 2007 begins, and one that a password locks."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What holds a locked workbook in it."""


def foreign(path: str, data: bytes) -> Problem | None:
    """Tell a file that is neither CSV nor .xlsx, whatever it is called."""
    return _plain(Mark(path), data) or _office(Mark(path), data)


def _plain(mark: Mark, data: bytes) -> Problem | None:
    if not data.removeprefix(MARKED).strip():
        return problem(mark, sheets.EMPTY, detail="这个文件", said="The file")
    if WEB.match(data.removeprefix(MARKED)):
        detail = "网页（有的系统导出的 .xls 其实是网页）"
        return problem(mark, codes.NOT_A_TABLE, detail=detail, said="a web page")
    return problem(mark, codes.UTF_16) if data.startswith(UTF_16) else None


def _office(mark: Mark, data: bytes) -> Problem | None:
    if data.startswith(OLD_EXCEL):
        if LOCKED in data:
            return problem(mark, codes.LOCKED, detail="设了打开密码", said="is locked by a password")
        return problem(
            mark, codes.LOCKED, detail="设了打开密码，或者是旧版 .xls", said="is locked or an old .xls"
        )
    if data.startswith(PACKED) and OPEN_DOCUMENT in data[:200]:
        return problem(mark, codes.NOT_A_TABLE, detail=" .ods 一类的开放文档", said="an OpenDocument (.ods)")
    if data.startswith(PACKED) and not mark.path.lower().endswith(".xlsx"):
        return problem(mark, codes.NOT_A_TABLE, detail="工作簿或压缩包", said="a workbook or an archive")
    return None


def parted(path: str, text: str, made: TableMap) -> Problem | None:
    """Tell a CSV whose header has more of the map's columns when parted by another sign."""
    now = _named(text, DELIMITERS[made.delimiter], made)
    if now == len(made.columns):
        return None
    named = {sign: _named(text, DELIMITERS[sign], made) for sign in DELIMITERS}
    better = max(named, key=named.__getitem__)
    if named[better] <= now:
        return None
    words = {"found": CALLED[better], "wanted": CALLED[made.delimiter]}
    return problem(Mark(path, made.header_row), codes.DELIMITER, better=better, said=made.delimiter, **words)


def _named(text: str, sign: str, made: TableMap) -> int:
    """Count the map's columns in the header as a sign parts it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        head: Iterable[str] = next(islice(reader, made.header_row - 1, None), ())
    except csv.Error:
        return 0
    return len({bare(cell) for cell in head} & {bare(column.header) for column in made.columns})


def bare(header: str) -> str:
    """Strip a header to what identifies it: no blanks or line breaks, full width as half width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", header)).casefold()
