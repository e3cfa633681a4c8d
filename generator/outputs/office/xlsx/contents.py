"""What a workbook holds, in the paper's order: lines of words, and tables with their own worksheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from generator.outputs.office.xlsx.names import named
from generator.outputs.papers.sheet import Figure, Fold, Heading, Para, Table, annex_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.outputs.papers.sheet import Block, Paper, Value

FOLD = 5
"""The level of what is folded on the site, below every heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: a heading of `level` 1 to 4, or a paragraph (0), set small as a `note`."""

    runs: tuple[Value, ...]
    level: int = 0
    note: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A table, the name of its worksheet, and what stands over it.

    `title` is the paper's, or its annex's with 附件N; `above` are the headings the table stands under.
    """

    table: Table
    sheet: str
    title: str
    annex: str = ""
    above: tuple[str, ...] = ()


Content: TypeAlias = Line | Part


def contents(paper: Paper) -> tuple[Content, ...]:
    """List a paper's words and tables, annexes after the body."""
    found = list(_listed(paper.blocks, _Place(paper.title, paper.name)))
    for number, annex in enumerate(paper.annexes, 1):
        label = annex_label(paper, number)
        found.append(Line((f"{label}　{annex.title}",), 1))
        found += _listed(annex.blocks, _Place(annex.title, f"{label} {annex.title}", label))
    names = named([(one.sheet, one.above) for one in found if isinstance(one, Part)])
    return tuple(replace(one, sheet=next(names)) if isinstance(one, Part) else one for one in found)


def has_words(shown: Iterable[Content]) -> bool:
    """Tell whether there are paragraphs that no worksheet of a table would show."""
    return any(isinstance(one, Line) and not one.level for one in shown)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: under which title, annex and headings; `name` is for tables without any.

    `depth` is the level of what it is folded in: headings there are below that.
    """

    title: str
    name: str
    annex: str = ""
    above: tuple[tuple[int, str], ...] = ()
    depth: int = 0

    def under(self, level: int, text: str) -> _Place:
        """Give the place under a further heading."""
        level += self.depth
        kept = tuple(one for one in self.above if one[0] < level)
        return replace(self, above=(*kept, (level, text)))

    def folded(self, title: str) -> _Place:
        """Give the place within a fold."""
        return replace(self.under(FOLD, title), depth=self.depth + FOLD)


def _listed(blocks: Iterable[Block], place: _Place) -> Iterator[Content]:
    for block in blocks:
        match block:
            case Heading():
                place = place.under(block.level, block.text)
                yield Line((block.text,), block.level)
            case Para():
                yield Line(block.runs, note=block.note)
            case Figure():
                yield Line((block.alt,))
            case Fold():
                yield Line((block.title, f"　{block.aside}" if block.aside else ""), FOLD)
                yield from _listed(block.blocks, place.folded(block.title))
            case Table():
                above = tuple(text for _, text in place.above)
                wanted = block.caption or (above[-1] if above else place.name)
                yield Part(block, wanted, place.title, place.annex, above)
