"""Rows of text to rows of values: which are taken, what their cells say, what is made from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.intake.kept import kept
from generator.intake.phrases import columns, fill
from generator.intake.tally import SHOWN
from generator.intake.unseen import unseen
from generator.intake.values import Value, clean, reader
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.intake.cells import Cell, Raw
    from generator.intake.model import CodeList, Column, Derived, Order, TableMap
    from generator.intake.table import Sheet
    from generator.intake.tally import Tally
    from generator.records.source import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row's values by column name, ISO days and plain decimals; None where there is none."""

    line: int
    number: int
    values: Mapping[str, str | None]


@dataclass(frozen=True)
class Source:
    """Where values come from, to name a cell for any of them."""

    sheet: Sheet
    places: Mapping[str, int]

    @classmethod
    def of(cls, sheet: Sheet, made: TableMap) -> Source:
        """Give derived values the place of the first column they are taken from."""
        places = dict(sheet.places)
        for value in made.derived:
            places[value.name] = next((places[name] for name in columns(value.take)), 0)
        return cls(sheet, places)

    def cell(self, row: Row, name: str = "") -> Cell:
        """Name the cell of a row's value; the row's first cell for no column."""
        return self.sheet.cell(row.line, row.number, self.places.get(name, 0))


def take(source: Source, made: TableMap, tally: Tally) -> list[Row]:
    """Read every row that is not left out; faulty cells go to the tally and have no value."""
    lists = {entry.name: entry for entry in made.lists}
    readers = [(column, source.places[column.name], reader(column, lists)) for column in made.columns]
    makers = [(value, _maker(value, lists)) for value in made.derived]
    taken: list[Row] = []
    for raw in kept(source.sheet, made, tally):
        values: dict[str, str | None] = {}
        row = Row(raw.line, raw.number, values)
        for column, place, read in readers:
            values[column.name] = _cell(source, row, column, _said(raw, place, column, read), tally)
        for value, make in makers:
            values[value.name] = _made(source, row, value, make, tally)
        tally.problems += _misordered(source, row, made.orders)
        taken.append(row)
    tally.problems += unseen(source.sheet, {row.number: row.line for row in taken})
    return taken


def _said(raw: Raw, place: int, column: Column, read: Callable[[str, bool], Value]) -> Value:
    """Read a cell, unless a workbook does not tell what it says."""
    if lost := raw.lost.get(place):
        return Value(wrong=(codes.FORMULA, {"input": lost}))
    if column.kind == "number" and (form := raw.sized.get(place)):
        return Value(wrong=(sheets.SIZED, {"input": raw.cells[place], "format": form}))
    return read(raw.cells[place], place in raw.typed)


def _cell(source: Source, row: Row, column: Column, value: Value, tally: Tally) -> str | None:
    if value.wrong:
        tally.faulty.add(row.number)
    for found in (value.wrong, value.mended):
        if found:
            code, words = found
            tally.problems.append(problem(source.cell(row, column.name), code, **words))
    if value.status:
        tally.statuses[column.name][value.status] += 1
        rows = tally.valueless[column.name, value.status]
        if value.text is None and len(rows) < SHOWN:
            rows.append(row.number)
    return value.text


def _maker(value: Derived, lists: Mapping[str, CodeList]) -> Callable[[str], str | None]:
    """Make the function that cuts, translates, pads, hashes and dresses a derived value."""
    listed = lists.get(value.codes or "")
    entries = {clean(entry.code): entry.value for entry in listed.entries} if listed else None

    def make(text: str) -> str | None:
        if value.first:
            text = text[: value.first]
        if entries is not None:
            found = entries[text]
            if found is None:
                return None
            text = found
        if value.pad:
            text = text.zfill(value.pad)
        if value.hash:
            text = hashlib.sha256(text.encode()).hexdigest()[: value.hash].upper()
        return value.form.replace("{}", text) if value.form else text

    return make


def _made(
    source: Source, row: Row, value: Derived, make: Callable[[str], str | None], tally: Tally
) -> str | None:
    text = fill(value.take, row.values)
    if text is None:
        return None
    try:
        return make(text)
    except KeyError as missing:
        where = source.cell(row, value.name)
        listed = str(value.codes)
        tally.faulty.add(row.number)
        tally.problems.append(problem(where, codes.NOT_LISTED, input=missing.args[0], list=listed))
        return None


def _misordered(source: Source, row: Row, orders: Iterable[Order]) -> Iterator[Problem]:
    for order in orders:
        earlier, later = row.values[order.earlier], row.values[order.later]
        if earlier and later and later < earlier:
            where = source.cell(row, order.later)
            words = {"later": where.header, "earlier": source.cell(row, order.earlier).header}
            yield problem(where, codes.ORDER, input=later, other=earlier, **words)
