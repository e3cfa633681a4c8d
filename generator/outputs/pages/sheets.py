"""A paper on the site: its values with links, hovers and colours, its tables as HTML.

Papers hold hundreds of thousands of cells, so a table is put together here and not by a template; every text
goes through the one door, and only the strings of this module are markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.escape import page_lines, page_text
from generator.outputs.papers.sheet import As, Blank, Evidence, Lines, Mark, Name, printed
from generator.outputs.rates import Rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.links import Links
    from generator.outputs.papers.sheet import Block, Column, Kind, Table, Value

FEW, CARDS, WIDE, DENSE = 4, 9, 14, 12
"""Most columns of a table that turns into cards; width that fills a card; columns set in small type."""
HEADING = re.compile(r"^(#{1,4} .*)$", re.MULTILINE)
BLANKS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Shown:
    """Prints a paper's values and tables for the page that `to` links from."""

    to: Links
    links: dict[Name, str] = field(default_factory=dict)

    def value(self, value: Value, kind: Kind = "text") -> Markup:
        """Print a value; only our own words are markup."""
        return Markup(self._value(value, kind))  # noqa: S704 - made below, of escaped parts

    def table(self, table: Table) -> Markup:
        """Print a table, or its words where it is empty."""
        caption = page_text(table.caption)
        if not table.rows:
            lead = f"{caption}：" if table.caption else ""
            return Markup(f'<p class="g-note">{lead}{page_text(table.empty)}</p>')  # noqa: S704 - as above
        parts = [f'<div class="g-scroll"><table class="{_looks(table)}">']
        if table.caption:
            parts.append(f"<caption>{caption}</caption>")
        parts += [
            f"<thead>{''.join(_heads(table))}</thead>",
            "<tbody>",
            *self._rows(table),
            "</tbody></table></div>",
        ]
        if table.note:
            parts.append(f'<p class="g-note">{page_text(table.note)}</p>')
        return Markup("\n".join(parts))  # noqa: S704 - as above

    @staticmethod
    def name(block: Block) -> str:
        """Tell a template what a block is: `heading`, `para`, `table`, `figure`, `fold`."""
        return type(block).__name__.lower()

    def _rows(self, table: Table) -> Iterator[str]:
        opens = [_open(table, place, column) for place, column in enumerate(table.columns)]
        sums = len(table.rows) - table.totals
        for number, row in enumerate(table.rows):
            inner = number % table.stack > 0
            cells = (
                f"{start}{self._value(value, column.kind)}</td>"
                for place, (start, value, column) in enumerate(zip(opens, row, table.columns, strict=True))
                if not (inner and place in table.merged)
            )
            look = ' class="g-total"' if number >= sums else ""
            yield f"<tr{look}>{''.join(cells)}</tr>"

    def _value(self, value: Value, kind: Kind) -> str:  # noqa: PLR0911 - one way out for each kind of value
        match value:
            case str():
                return page_lines(value) if "\n" in value else page_text(value)
            case Name():
                if value not in self.links:
                    self.links[value] = self.to.page(value.target, value.text)
                return self.links[value]
            case Mark():
                return f'<span class="g-badge g-{value.tone}">{page_text(value.text)}</span>'
            case Rate():
                basis = page_text(f"{value.name} = {value.basis}")
                return f'<span class="g-rate" title="{basis}">{page_text(printed(value, kind))}</span>'
            case As():
                return self._value(value.value, value.kind)
            case Lines() | Evidence():
                return "".join(self._lines(value, kind))
            case Blank():
                hint = page_text(value.hint)
                return f'<span class="g-blank" title="{hint}">{"＿" * value.width}</span>'
            case tuple() if value:
                return "、".join(self._value(one, kind) for one in value)
        return page_text(printed(value, kind))

    def _lines(self, value: Lines | Evidence, kind: Kind) -> Iterator[str]:
        if isinstance(value, Lines):
            for number, line in enumerate(value.lines, 1):
                look = ' class="g-k"' if isinstance(line, date) else ""
                yield f"<div{look}>{f'{number}.' if value.numbered else ''}{self._value(line, kind)}</div>"
            return
        places = [self.to.evidence(place) for place in value.places]
        if len(places) == 1:
            yield places[0]
        else:
            shown = "".join(f"<div>{place}</div>" for place in places)
            lead = f"<summary>依据 {len(places)} 处</summary>"
            yield f'<details class="g-more g-evidence">{lead}{shown}</details>'


def _looks(table: Table) -> str:
    names = ["g-table"]
    if _cards(table):
        names.append("g-cards")
    names += ["g-stack"] if table.stack > 1 else []
    names += ["g-dense"] if len(table.columns) > DENSE else []
    return " ".join(names)


def _cards(table: Table) -> bool:
    """Tell whether a table turns into cards on a phone; one of a few columns fits as it is."""
    plain = not any(column.group for column in table.columns) and table.stack == 1
    return plain and FEW < len(table.columns) <= CARDS


def _look(column: Column) -> str:
    """Give a cell's class: a number, a wide text, or a day, which does not break."""
    if column.kind not in {"text", "day"}:
        return "g-n g-stays" if column.stays else "g-n"
    return "g-wide" if column.width >= WIDE else "g-k" if column.kind == "day" else ""


def _open(table: Table, place: int, column: Column) -> str:
    """Give the opening tag of a column's cells."""
    look = _look(column)
    parts = [f' class="{look}"'] if look else []
    parts += [f' data-label="{page_text(column.head)}"'] if _cards(table) else []
    parts += [f' rowspan="{table.stack}"'] if table.stack > 1 and place in table.merged else []
    return f"<td{''.join(parts)}>"


def _heads(table: Table) -> Iterator[str]:
    if any(column.group for column in table.columns):
        yield "<tr>"
        for group, span in groups(table.columns):
            word = f'<th colspan="{span}" class="g-group" scope="colgroup">{page_text(group)}</th>'
            yield word if group else "<td></td>"
        yield "</tr>\n"
    yield "<tr>"
    for column in table.columns:
        look = f' class="{_look(column)}"' if _look(column).startswith("g-n") else ""
        yield f'<th scope="col"{look}>{page_text(column.head)}</th>'
    yield "</tr>"


def divided(body: str) -> list[str]:
    """Divide a page into its headings and the HTML between them."""
    return [part for part in (part.strip("\n") for part in HEADING.split(body)) if part]


def settled(body: str) -> str:
    """Leave blank lines about headings only, so that the HTML between two of them is one block."""
    return "\n\n".join(BLANKS.sub("\n", part) for part in divided(body))


def groups(columns: Sequence[Column]) -> list[tuple[str, int]]:
    """Give the upper header row: each group (empty for none) and how many columns it spans."""
    found: list[tuple[str, int]] = []
    for column in columns:
        if column.group and found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1] + 1)
        else:
            found.append((column.group, 1))
    return found
