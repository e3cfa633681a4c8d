"""Rows of a table as text: what the cells of a column have in common is made of elements once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.oxml.parser import parse_xml
from lxml import etree

from generator.outputs.office.docx.cells import cell, empty, filled, unbroken
from generator.outputs.office.docx.nodes import DECLARED, clean
from generator.outputs.papers.sheet import Blank, Evidence, Lines, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.office import grid
    from generator.outputs.papers.sheet import Column, Value

LONGEST_KEPT = 20
"""A record of more rows than this may be cut by a page."""
SIGN = "\ue000"
"""What stands for the words of a cell while it is made."""
LIKE: dict[str, Value] = {"plain": SIGN, "line": Lines((SIGN,)), "evidence": Evidence((SIGN,))}
ROW, CELL_END, ROW_END = "<w:tr><w:trPr><w:cantSplit/></w:trPr>", "</w:tc>", "</w:tr>"


@dataclass(frozen=True)
class Rows:
    """Writes the rows of a table: how wide each column is in twips, the size of letters in half points."""

    columns: Sequence[Column]
    each: Sequence[int]
    size: int

    def of(self, record: Sequence[grid.Row]) -> Iterator[str]:
        """Write a record, the rows of which stay on one page."""
        kept = 1 < len(record) <= LONGEST_KEPT
        for number, row in enumerate(record):
            yield ROW
            keep = kept and number < len(record) - 1
            own = {one.column: one for one in row.cells}
            for place in range(len(self.columns)):
                one = own.get(place)
                if one is None:
                    yield self._cell(place, "continue")
                    continue
                yield self._cell(place, "restart" if one.down > 1 else "")
                yield from self._lines(one.value, place, bold=row.total, keep=keep and one.down == 1)
                yield CELL_END
            yield ROW_END

    def _lines(self, value: Value, place: int, *, bold: bool, keep: bool) -> Iterator[str]:
        """Write a value as the paragraphs of its cell."""
        like, texts = _texts(value, self.columns[place])
        if not texts:
            yield from map(said, filled(value, self.columns[place], self.size, bold=bold, keep=keep))
            return
        frame = place, like, bold, keep
        if frame not in self._frames:
            lines = filled(LIKE[like], self.columns[place], self.size, bold=bold, keep=keep)
            self._frames[frame] = said(next(lines)).split(words(SIGN))
        for text in texts:
            yield words(text).join(self._frames[frame])

    def _cell(self, place: int, merge: str) -> str:
        """Begin a cell, which goes on from the row above where it is empty."""
        frame = place, merge
        if frame not in self._frames:
            content = [empty(self.size)] if merge == "continue" else []
            made = said(cell(self.each[place], content, merge=merge))
            self._frames[frame] = [made if content else made.removesuffix(CELL_END)]
        return self._frames[frame][0]

    @cached_property
    def _frames(self) -> dict[tuple[object, ...], list[str]]:
        """Hold what stands around the words of a cell, by column and look."""
        return {}


def _texts(value: Value, column: Column) -> tuple[str, list[str]]:
    """Tell what a value is set like, and its lines; none where it has to be set by itself."""
    match value:
        case Evidence():
            return "evidence", list(value.places)
        case Lines():
            texts = [printed(Lines((line,))) for line in value.lines]
            whole = all(texts) and not any(isinstance(line, Blank | Evidence) for line in value.lines)
            numbers = [f"{number}." if value.numbered else "" for number in range(1, len(texts) + 1)]
            return "line", list(map(add, numbers, texts)) if whole else []
        case Blank():
            return "", []
    return "plain", [unbroken(printed(value, column.kind))]


def words(text: str) -> str:
    """Write the words of a run, a line break for each of theirs."""
    lines = clean(text).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in lines)


def said(element: BaseOxmlElement) -> str:
    """Write an element as part of another."""
    return _text(element).replace(DECLARED, "", 1)


def _text(element: BaseOxmlElement) -> str:
    written: str = etree.tostring(element, encoding="unicode")
    return written


def whole(head: BaseOxmlElement, rows: Iterable[str]) -> BaseOxmlElement:
    """Make a table of its head as elements, and its rows as text."""
    written = _text(head).removesuffix("</w:tbl>")
    made: BaseOxmlElement = parse_xml("".join((written, *rows, "</w:tbl>")))
    return made
