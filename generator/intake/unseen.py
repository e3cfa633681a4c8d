"""What was read although a reader of the sheet does not see it, or sees it struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.intake.cells import letters
from generator.records.codes import sheets
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.intake.table import Sheet
    from generator.records.source import Problem

SHOWN = 10


def unseen(sheet: Sheet, lines: Mapping[int, int]) -> Iterator[Problem]:
    """Name the hidden rows and columns and the struck-out cells that were read, all in one line.

    `lines` has the line of each row that was read, by its number.
    """
    layout = sheet.layout
    if layout is None or not lines:
        return
    places = set(sheet.places.values())
    hidden = [number for number in lines if number in layout.hidden_rows]
    columns = [place for place in sorted(places) if layout.hides(place)]
    names = _listed(map(letters, columns))
    struck = [f"{letters(place)}{row}" for row, place in layout.struck if row in lines and place in places]
    found = [
        (f"第{_listed(_runs(hidden))}行隐藏着", f"rows {_listed(_runs(hidden))} are hidden", hidden),
        (f"{names}列隐藏着", f"columns {names} are hidden", columns),
        (f"{_listed(struck)}划了删除线", f"{_listed(struck)} are struck out", struck),
    ]
    told = [(zh, en) for zh, en, any_of in found if any_of]
    if told:
        number = next(iter(hidden or lines))
        where = sheet.cell(lines[number], number, columns[0] if columns else 0)
        detail, said = "，".join(zh for zh, _ in told), ", ".join(en for _, en in told)
        yield problem(where, sheets.UNSEEN, detail=detail, said=said)


def _runs(numbers: Iterable[int]) -> list[str]:
    """Write numbers that follow each other as one: 3—5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [str(first) if first == last else f"{first}—{last}" for first, last in runs]


def _listed(words: Iterable[str]) -> str:
    kept = list(words)
    return "、".join(kept[:SHOWN]) + ("……" if len(kept) > SHOWN else "")
