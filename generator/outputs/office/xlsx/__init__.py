"""A paper as an .xlsx: a worksheet for each table, typed numbers and days, no formula from data."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from generator.outputs.office.legible import legible
from generator.outputs.office.xlsx.contents import Part, contents, has_words
from generator.outputs.office.xlsx.names import RATES, WORDS
from generator.outputs.office.xlsx.ratios import write_rates
from generator.outputs.office.xlsx.styles import Styles
from generator.outputs.office.xlsx.tabular import write_table
from generator.outputs.office.xlsx.wording import write_words

if TYPE_CHECKING:
    from generator.outputs.papers.sheet import Paper

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def xlsx(paper: Paper) -> bytes:
    """Write a paper as a workbook; the same paper gives the same bytes, dated by its `as_of`.

    Numbers are kept as doubles, up to 15 digits exactly; a cell's format rounds only what is shown.
    """
    target = io.BytesIO()
    with Workbook(target, OPTIONS) as book:
        created = datetime.combine(paper.as_of, time())
        book.set_properties({"title": legible(paper.title, 250), "author": "guatu", "created": created})
        _fill(book, paper)
    return target.getvalue()


def _fill(book: Workbook, paper: Paper) -> None:
    styles, found = Styles(book), []
    shown = contents(paper)
    tables = [part for part in shown if isinstance(part, Part)]
    if has_words(shown) or not tables:
        found += write_words(book.add_worksheet(WORDS), paper, shown, styles)
    for part in tables:
        found += write_table(book.add_worksheet(part.sheet), paper, part, styles)
    if found:
        write_rates(book.add_worksheet(RATES), found, styles)
