"""Blocks of a paper, one after the other: headings, paragraphs, tables, details; of a figure its sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.outputs.office.docx.nodes import node, paragraph, run
from generator.outputs.office.docx.tables import table
from generator.outputs.office.docx.words import said
from generator.outputs.papers.sheet import Figure, Fold, Heading, Para, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Block


def set_blocks(blocks: Iterable[Block], room: int) -> Iterator[BaseOxmlElement]:
    """Set blocks on a sheet whose text is `room` twips wide."""
    for block, following in pairwise((*blocks, None)):
        match block:
            case Heading():
                yield paragraph(f"Heading{block.level}", run(block.text))
            case Para():
                yield para(block, keep=isinstance(following, Table))
            case Table():
                yield from table(block, room)
            case Figure():
                if block.alt:
                    yield paragraph("BodyText", run(block.alt))
            case Fold():
                words = f"{block.title}　{block.aside}" if block.aside else block.title
                yield paragraph("Fold", run(words))
                yield from set_blocks(block.blocks, room)


def para(given: Para, *, keep: bool = False) -> BaseOxmlElement:
    """Set a paragraph, `keep`-ing it with the table below; a note is small, and its style knows no indent."""
    look = [node("keepNext")] if keep else []
    if not given.note:
        return said("BodyText" if given.indent else "Normal", given, look)
    if given.indent:
        look.append(node("ind", firstLineChars=200, firstLine=420))
    return said("Note", given, look)


def widest(blocks: Iterable[Block]) -> float:
    """Measure the widest table, in characters."""
    found = 0.0
    for block in blocks:
        match block:
            case Table():
                found = max(found, sum(column.width for column in block.columns))
            case Fold():
                found = max(found, widest(block.blocks))
    return found
