"""The computation for other programs: the CSV rows of a quarter or a year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from generator.outputs.documents import score_document

if TYPE_CHECKING:
    from generator.mechanism.report import Report
    from generator.outputs.documents import Document
    from generator.records.calendar import Quarter

SEATS = {"first": "首位席", "last": "末位席", None: ""}


def ranking(document: Document) -> list[list[str]]:
    """Set a score document as rows of text, the heading first; what a unit does not have is a dash."""
    units = document["units"]
    if any("quarters" in unit for unit in units):
        names = sorted({name for unit in units for name in unit["quarters"]})
        head = ["名次", "单位", *names, "平均分", "折算分", "奖励加分", "合计"]
        keys = ("mean", "scaled", "bonus", "total")
        rows = [[*(u["quarters"].get(n, "—") for n in names), *(u[key] for key in keys)] for u in units]
    else:
        head = ["名次", "单位", "新开工", "在建", "议定事项", "基本总分", "加扣分", "考评总分", "席位"]
        rows = [
            [*u["categories"].values(), u["base_total"], u["adjusted"], u["total"], SEATS[u["seat"]]]
            for u in units
        ]
    return [head, *([str(u["rank"]), u["name"], *row] for u, row in zip(units, rows, strict=True))]


def score_csv(report: Report, period: Quarter | int) -> bytes:
    """Write a period's ranking as CSV with a heading, each unit with its id; no cell can run as a formula.

    With a byte order mark and CRLF, as tables of the site are saved: a Chinese Excel reads no other UTF-8.
    """
    document = score_document(report, period)
    keys = ["单位编号", *(unit["unit"] for unit in document["units"])]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for (rank, name, *row), key in zip(ranking(document), keys, strict=True):
        writer.writerow(cell(value) for value in (rank, name, key, *row))
    return out.getvalue().encode("utf-8-sig")


def cell(value: str) -> str:
    """Keep text from running as a formula in a spreadsheet: a leading = + - @ tab or CR gets a quote.

    Our own numbers pass as they are.
    """
    if value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        number = value.removeprefix("-").replace(".", "", 1)
        return value if number.isascii() and number.isdigit() else "'" + value
    return value
