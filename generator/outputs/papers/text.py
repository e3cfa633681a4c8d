"""A paper in plain words, as a reader without Word sees it, and as golden files keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.papers.sheet import Figure, Fold, Heading, Para, Table, annex_label, printed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.outputs.papers.sheet import Block, Paper


def text(paper: Paper) -> str:
    """Write a paper as plain text: headings marked by #, tables with | between their cells."""
    return "\n".join(_paper(paper)) + "\n"


def _paper(paper: Paper) -> Iterator[str]:
    imprint = paper.imprint
    yield f"{imprint.number}　{imprint.on}" if imprint else f"系统生成稿　{paper.number}"
    yield from (f"# {paper.title}", paper.basis, "")
    yield from (sentence(line) for line in paper.lead)
    if paper.addressed:
        yield paper.addressed
    yield from _blocks(paper.blocks)
    if paper.sign:
        yield paper.sign
    for number, annex in enumerate(paper.annexes, 1):
        yield from ("", f"{annex_label(paper, number)}　{annex.title}", "")
        yield from _blocks(annex.blocks)
    if paper.copies:
        yield f"抄送：{'，'.join(paper.copies)}"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield from ("", f"{'#' * (block.level + 1)} {block.text}")
            case Para():
                yield sentence(block)
            case Table():
                yield from _table(block)
            case Figure():
                yield f"（图）{block.alt}"
            case Fold():
                yield from ("", f"▸ {block.title}　{block.aside}".rstrip("　"))
                yield from _blocks(block.blocks)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"［{table.caption}］"
    if not table.rows:
        yield table.empty
        return
    yield _row([f"{column.group}·{column.head}" if column.group else column.head for column in table.columns])
    for row in table.rows:
        yield _row([printed(value, column.kind) for value, column in zip(row, table.columns, strict=True)])
    if table.note:
        yield table.note


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", "／") for cell in cells) + " |"
