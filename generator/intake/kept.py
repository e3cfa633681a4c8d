"""Which rows of a table are taken, and what their blank cells have from those above."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.intake.cells import letters
from generator.intake.tally import SHOWN
from generator.intake.values import clean
from generator.records.codes import sheets
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.intake.cells import Raw
    from generator.intake.model import TableMap
    from generator.intake.table import Sheet
    from generator.intake.tally import Tally
    from generator.records.source import Code, Problem

TOTALS = ("合计", "小计", "总计", "共计")
WORDS = 6
"""Letters with which a row's first words are enough to find it."""
LONG = 20


@dataclass
class _Column:
    """A column: what was last written in it, and its blank cells with what stands above each."""

    place: int
    above: str = ""
    line: int = 0
    filled: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, raw: Raw, text: str) -> None:
        """Note a row and the text that stands above; rows that follow each other make one run."""
        self.line = self.line or raw.line
        first, last, before = self.filled[-1] if self.filled else (0, 0, "")
        if (last + 1, before) == (raw.number, text):
            self.filled[-1] = (first, raw.number, text)
        else:
            self.filled.append((raw.number, raw.number, text))


def kept(sheet: Sheet, made: TableMap, tally: Tally) -> Iterator[Raw]:
    """Give the rows that are not left out, merged cells and blank ones of `fill_down` filled.

    A row that is left out is looked at as it is written, and nothing is taken from it.
    """
    width = len(sheet.header.cells)
    falling = [_Column(sheet.places[column.name]) for column in made.columns if column.fill_down]
    others = [_Column(sheet.places[column.name]) for column in made.columns if not column.fill_down]
    seen: dict[tuple[str, ...], int] = {}
    reason_of = _reasons(sheet, made)
    for raw in sheet.rows:
        tally.read += 1
        cells = [clean(text) for text in raw.cells[:width]] + [""] * (width - len(raw.cells))
        if not any(cells):
            tally.blank += 1
            continue
        if reason := reason_of(raw, cells):
            tally.left_out[reason] += 1
            if len(tally.omitted[reason]) < SHOWN:
                tally.omitted[reason].append((raw.number, _beginning(raw, cells)))
            continue
        carried = [column for column in falling if _fill(sheet, raw, cells, column)]
        if made.rows.drop_duplicates and (first := seen.setdefault(tuple(cells), raw.number)) != raw.number:
            tally.duplicates.append((first, raw.number))
            continue
        for column in carried:
            column.take(raw, column.above)
        for column in others:
            if not cells[column.place] and (text := clean(sheet.merged_text(raw, column.place) or "")):
                column.take(raw, text)
        if carried:
            _total(sheet, raw, cells, tally)
        yield replace(raw, cells=cells)
    tally.problems += [_told(sheet, column, sheets.FILLED) for column in falling if column.filled]
    tally.problems += [_told(sheet, column, sheets.COVERED) for column in others if column.filled]


def _beginning(raw: Raw, cells: list[str]) -> str:
    """Give a row's first words; numbers and formulas say little."""
    words = ""
    for place, cell in enumerate(cells):
        if len(words) < WORDS and place not in raw.lost and any(map(str.isalpha, cell)):
            words = f"{words} {cell}".strip()
    words = words or next(filter(None, cells))
    return words if len(words) <= LONG else words[:LONG] + "…"


def _fill(sheet: Sheet, raw: Raw, cells: list[str], column: _Column) -> bool:
    """Fill a cell by those it is merged with, or else from above; tell whether from above."""
    text = sheet.merged_text(raw, column.place)
    if text is not None:
        cells[column.place] = clean(text)
    blank = not cells[column.place]
    if blank and text is None and column.above:
        cells[column.place] = column.above
        return True
    column.above = cells[column.place] or column.above
    return False


def _total(sheet: Sheet, raw: Raw, cells: list[str], tally: Tally) -> None:
    """Refuse a row that has something from above and calls itself a total; its sum would be a project's."""
    place = next((place for place, cell in enumerate(cells) if any(word in cell for word in TOTALS)), None)
    if place is not None:
        tally.faulty.add(raw.number)
        where = sheet.cell(raw.line, raw.number, place)
        tally.problems.append(problem(where, sheets.TOTAL, input=cells[place]))


def _told(sheet: Sheet, column: _Column, code: Code) -> Problem:
    name = letters(column.place)
    runs = [
        f"{name}{first}“{text}”" if first == last else f"{name}{first}—{name}{last}“{text}”"
        for first, last, text in column.filled[:SHOWN]
    ]
    words = "、".join(runs) + ("……" if len(column.filled) > SHOWN else "")
    count = sum(last - first + 1 for first, last, _ in column.filled)
    where = sheet.cell(column.line, column.filled[0][0], column.place)
    return problem(where, code, column=where.header, count=count, cells=words)


def _reasons(sheet: Sheet, made: TableMap) -> Callable[[Raw, list[str]], str]:
    """Make what says why a row is left out, by its cells as written; a merged one has the text it shows."""
    conditions = [
        (
            sheet.places[one.column] if one.column else None,
            {clean(text) for text in one.among},
            [sheet.places[name] for name in one.blank],
            one.reason,
        )
        for one in made.rows.leave_out
    ]

    def reason_of(raw: Raw, cells: list[str]) -> str:
        for place, among, blank, reason in conditions:
            if any(cells[at] for at in blank):
                continue
            if place is None or cells[place] in among or clean(sheet.shown_text(raw, place)) in among:
                return reason
        return ""

    return reason_of
