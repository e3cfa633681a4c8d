"""A paper as plain words and sizes, which its template sets: nothing that is said is ever read as markup."""

from __future__ import annotations

import re
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from generator.mechanism.words import day
from generator.outputs.office.grid import heads, records
from generator.outputs.office.legible import breadth
from generator.outputs.office.pdf.layout import (
    DEPTH,
    GUTTER,
    LEADING,
    ROOM,
    annex_size,
    head_size,
    sections,
    shares,
    title_lines,
    type_size,
)
from generator.outputs.papers.sheet import Evidence, Fold, Heading, Para, Table, annex_label, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.outputs.office.grid import Cell, Row
    from generator.outputs.papers.sheet import Block, Column, Paper, Size

FORMS = {"通报": "bulletin", "信函": "letter", "表格": "form"}
SHEETS = {"A4": "upright", "A4横": "turned", "A3横": "large"}
OPEN = "＿＿＿＿年＿月＿日"
ORDINAL = 4
"""A column of counts that is no wider holds the numbers of rows."""
WORD = re.compile("[!-~]+")
BREAK = "\x01"
"""A place where a line may end: a sign that stands for one, as no font has it."""
SPECIAL = frozenset(f"\n{BREAK}")
Item = dict[str, Any]


def content(paper: Paper, shown: Callable[[str], str], basis: Sequence[str]) -> Item:
    """Give all that the template asks for: `shown` makes a text printable, `basis` comes in parts."""
    sent = paper.imprint
    on = day(sent.on) if sent else OPEN
    form = FORMS[paper.form]
    signed = (paper.sign or paper.issuer, on) if paper.sign or form != "form" else ()
    printing = (paper.issuer, f"{on}印发") if form == "bulletin" else ()
    copies = f"{'，'.join(paper.copies)}。" if paper.copies and form != "form" else ""
    told: Item = {
        "title": paper.title,
        "lines": title_lines(paper.title, paper.size).split("\n"),
        "form": form,
        "draft": sent is None,
        "number": sent.number if sent else f"〔{paper.year}〕＿＿号",
        "on": on,
        "signer": sent.signer if sent and form == "bulletin" else "",
        "under": form == "form" and sent is not None,
        "office": paper.issuer,
        "lead": [_sentence(line) for line in paper.lead],
        "to": paper.to,
        "sign": signed,
        "annexes": [annex.title for annex in paper.annexes],
        "copies": copies,
        "printed": printing,
        "basis": basis,
        "runs": [{"size": SHEETS[size], "items": items} for size, items in _runs(paper, bool(signed))],
    }
    return {
        "day": (paper.as_of.year, paper.as_of.month, paper.as_of.day),
        "office-size": float(head_size(paper.issuer)),
        **_each(told, shown),
    }


def _each(value: Any, shown: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Make every text printable."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _each(one, shown) for key, one in value.items()}
    return [_each(one, shown) for one in value] if isinstance(value, list | tuple) else value


def _runs(paper: Paper, signed: bool) -> Iterator[tuple[Size, list[Item]]]:  # noqa: FBT001 - one of two
    """Give what follows on pages of one size, time after time; an annex begins a page."""
    body: list[tuple[Size, Item]] = [(paper.size, {"kind": "opening"})]
    body += [
        (part.size, item)
        for part in sections(paper.blocks, paper.size)
        for item in _items(part.blocks, part.size)
    ]
    if paper.annexes:
        body.append((paper.size, {"kind": "annexes"}))
    elif signed or (paper.imprint and paper.form != "表格"):
        last, item = body[-1]
        if last == paper.size and item["kind"] == "para":
            item["signed"] = True
        else:
            body.append((paper.size, {"kind": "sign"}))
    runs = [_grouped(body)]
    for number, annex in enumerate(paper.annexes, 1):
        size = annex_size(annex, paper.size)
        top = {
            "kind": "annex",
            "label": annex_label(paper, number),
            "lines": title_lines(annex.title, size).split("\n"),
        }
        parts = [
            (part.size, item)
            for part in sections(annex.blocks, size)
            for item in _items(part.blocks, part.size)
        ]
        runs.append(_grouped([(size, top), *parts]))
    if paper.form == "通报" or (paper.form == "信函" and paper.copies):
        runs[-1][-1][1].append({"kind": "imprint"})
    return (run for part in runs for run in part)


def _grouped(items: Sequence[tuple[Size, Item]]) -> list[tuple[Size, list[Item]]]:
    return [(size, [item for _, item in some]) for size, some in groupby(items, key=itemgetter(0))]


def _items(blocks: Iterable[Block], size: Size) -> Iterator[Item]:
    for block in blocks:
        match block:
            case Heading():
                yield {
                    "kind": "heading",
                    "level": block.level,
                    "text": block.text,
                    "fold": False,
                    "aside": "",
                }
            case Para():
                look = "note" if block.note else "" if block.indent else "flush"
                yield {"kind": "para", "text": _sentence(block), "look": look, "signed": False}
            case Fold():
                yield {"kind": "heading", "level": 3, "text": block.title, "fold": True, "aside": block.aside}
                yield from _items(block.blocks, size)
            case Table():
                yield _table(block, size)
            case _:
                yield {"kind": "para", "text": block.alt, "look": "", "signed": False}


def _sentence(para: Para) -> str:
    return parted("".join(printed(run) for run in para.runs), ROOM["A4"] / 16)


def _table(table: Table, size: Size) -> Item:
    points = float(type_size(table.columns, size))
    parts = [float(share) for share in shares(table.columns)]
    rooms = [(part / 100 * ROOM[size] - GUTTER) / points for part in parts]
    return {
        "kind": "table",
        "caption": table.caption,
        "note": table.note,
        "empty": table.empty,
        "size": points,
        "shares": parts,
        "kinds": [_kind(column) for column in table.columns],
        "heads": [
            [{"text": cell.text, "across": cell.across, "down": cell.down} for cell in row]
            for row in heads(table.columns)
        ],
        "cells": [cell for record in records(table) for cell in _cells(record, table, rooms, points, size)],
    }


def _kind(column: Column) -> str:
    return "ordinal" if column.kind == "count" and column.width <= ORDINAL else column.kind


def _cells(
    record: Sequence[Row], table: Table, rooms: Sequence[float], points: float, size: Size
) -> Iterator[str | Item]:
    """Give the cells of a record, which is torn by the end of a page only where it may fill one."""
    texts = [[_text(cell, table, rooms[cell.column]) for cell in row.cells] for row in record]
    lines = sum(
        max((_lines(text, rooms[cell.column]) for cell, text in zip(row.cells, some, strict=True)), default=1)
        for row, some in zip(record, texts, strict=True)
    )
    breaks = lines * points * LEADING > DEPTH[size]
    for row, some in zip(record, texts, strict=True):
        for cell, text in zip(row.cells, some, strict=True):
            small = isinstance(cell.value, Evidence)
            if row.total or small or breaks or cell.down > 1 or not SPECIAL.isdisjoint(text):
                yield {"text": text, "down": cell.down, "total": row.total, "small": small, "breaks": breaks}
            else:
                yield text


def _text(cell: Cell, table: Table, room: float) -> str:
    kind = table.columns[cell.column].kind
    text = printed(cell.value, kind)
    return text if kind == "day" else parted(text, room)


def _lines(text: str, room: float) -> int:
    return sum(ceil(breadth(line) / max(room, 1)) or 1 for line in text.split("\n"))


def parted(text: str, room: float) -> str:
    """Let a word be broken anywhere that is longer than a line of so many characters."""
    return WORD.sub(lambda word: BREAK.join(word[0]) if breadth(word[0]) > room else word[0], text)
