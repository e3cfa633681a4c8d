"""Tables and maps from anywhere, mutated: `guatu import` says what is wrong with them and never breaks.

A run tries the same mutants each time; `make fuzz` tries ten times as many new ones.
"""

from __future__ import annotations

import io
import os
from random import Random
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from intake_examples import LINES, failing
from mutations import Corpus
from rounds import LONG_RUN
from test_fuzz import sound
from test_import import LEDGER, book, ledger_rows, mapped

from generator.intake import workbook
from generator.intake.mapping import read_map
from generator.intake.run import import_table
from generator.records.decode import decode

if TYPE_CHECKING:
    from generator.intake.model import TableMap
    from generator.intake.run import Outcome

NEW = LONG_RUN
SEED = int.from_bytes(os.urandom(4)) if NEW else 1
TIMES = 10 if NEW else 1
MAPS, TABLES, BOOKS = 1500 * TIMES, 2500 * TIMES, 500 * TIMES
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
EXAMPLES = [failing(code) for code in LINES]


def imported(path: str, data: bytes, made: TableMap) -> Outcome:
    """Import a table; what it makes reads back as it was meant, what it says can be read."""
    outcome = import_table(path, data, made)
    sound(outcome.problems)
    assert outcome == import_table(path, data, made)
    if not outcome.faulty:
        for (file, text), record in zip(outcome.files.items(), outcome.records, strict=True):
            again, problems = decode(file, text.encode())
            assert problems == [], (file, text)
            assert again is not None
            assert again.model_dump() == record.model_dump()
    return outcome


def packed(parts: dict[str, bytes]) -> bytes:
    """Make a workbook of its parts."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with ZipFile(io.BytesIO(book(ledger_rows()))) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def ledger() -> TableMap:
    made, problems = read_map("map.yml", (LEDGER / "map.yml").read_bytes())
    assert made is not None, problems
    return made


def test_every_map_gets_a_verdict() -> None:
    examples = [made for made, _ in EXAMPLES] + [(LEDGER / "map.yml").read_bytes()]
    corpus = Corpus(Random(SEED), [("m.yml", made) for made in examples])
    accepted = 0
    for path, data in corpus.mutants(MAPS):
        try:
            made, problems = read_map(path, data)
            assert (made is None) == bool(problems)
            sound(problems, data)
            if made is not None:
                imported("t.csv", corpus.random.choice(EXAMPLES)[1], made)
        except Exception as error:
            raise AssertionError((SEED, data)) from error
        accepted += made is not None
    assert accepted > MAPS // 200


def test_every_table_gets_a_verdict(ledger: TableMap) -> None:
    tables = [table for _, table in EXAMPLES] + [(LEDGER / "ledger.csv").read_bytes()]
    corpus = Corpus(Random(SEED + 1), [("t.csv", table) for table in tables])
    read = 0
    for path, data in corpus.mutants(TABLES):
        for made in (mapped(), ledger):
            try:
                read += not imported(path, data, made).faulty
            except Exception as error:
                raise AssertionError((SEED, data)) from error
    assert read > TABLES // 100


def test_every_workbook_gets_a_verdict(parts: dict[str, bytes], ledger: TableMap) -> None:
    corpus = Corpus(Random(SEED + 2), list(parts.items()))
    read = 0
    for name, data in corpus.mutants(BOOKS):
        whole = corpus.random.random() < 0.3
        made = Corpus(corpus.random, [("", packed(parts))]) if whole else None
        spoiled = next(made.mutants(1))[1] if made else packed(parts | {name: data})
        try:
            read += not imported("t.xlsx", spoiled, ledger).faulty
        except Exception as error:
            raise AssertionError((SEED, name, spoiled)) from error
    assert read > BOOKS // 20


def rows(*cells: bytes) -> bytes:
    """Write a worksheet of cells, each the only one of its row."""
    made = (
        b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (one.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"), one)
        for one in cells
    )
    return HEAD + b"".join(made) + END


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (rows(b"A1", b"A1048576"), "G723 这张表太大（200001 × 1，上限 200000 × 20）"),
        (rows(b"A1", b"A999999999"), "G723 这张表太大（200001 × 1，"),
        (rows(*(b"XFD%d" % row for row in range(1, 400))), "G723 这张表太大（245 × 16384，"),
        (rows(b"A1") + b" " * 64_000_000, "G723 这张表太大（64"),
        (rows(b"@1"), "G704 这个工作簿打不开（"),
    ],
)
def test_a_small_workbook_that_unpacks_to_a_huge_one_is_refused(
    parts: dict[str, bytes], sheet: bytes, said: str
) -> None:
    found, problems = workbook.rows("t.xlsx", packed(parts | {SHEET: sheet}), None)
    assert found == []
    assert [one.text().startswith(f"t.xlsx:1:1: {said}") for one in problems] == [True], problems


def test_entities_are_not_unfolded(parts: dict[str, bytes]) -> None:
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))
    outside = b'<!ENTITY b SYSTEM "file:///etc/hostname">'
    for name in (b"&a8;", b"&b;"):
        cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + name + b"</t></is></c></row>"
        kinds = b'<!DOCTYPE l [<!ENTITY a0 "aaaaaaaaaa">' + laughs + outside + b"]>"
        found, problems = workbook.rows("t.xlsx", packed(parts | {SHEET: kinds + HEAD + cell + END}), None)
        assert found == []
        assert [one.code.id for one in problems] == ["G704"]


def test_a_sheet_formatted_to_its_end_is_read_to_its_last_text(parts: dict[str, bytes]) -> None:
    empty = b"".join(b'<row r="%d"><c r="XFD%d" s="0"/></row>' % (row, row) for row in range(2, 200))
    sheet = HEAD + b'<row r="1"><c r="B1"><v>7</v></c><c r="XFD1" s="0"/></row>' + empty + END
    found, problems = workbook.rows("t.xlsx", packed(parts | {SHEET: sheet}), None)
    assert (problems, [list(row.cells) for row in found]) == ([], [["", "7"]])
