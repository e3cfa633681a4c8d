"""A record page's body from its template: one block of HTML that Markdown passes through untouched."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.escape import filled, page_lines, page_text
from generator.outputs.pages.records.standing import chip
from generator.outputs.templates import short_day

if TYPE_CHECKING:
    from datetime import date

    from generator.outputs.pages.records.book import Book


@lru_cache(maxsize=8192)
def iso(moment: date | None) -> Markup:
    """Print a day for tables, ready for a page; — where absent."""
    return Markup(short_day(moment))  # noqa: S704 - a day is digits and hyphens


def lines(text: str) -> Markup:
    """Write text that may have several lines, each shown as one."""
    if "\n" not in text.strip():
        return page_text(text)
    return filled('<span class="rec-lines">{}</span>', page_lines(text))


def body(book: Book, template: str, **context: object) -> str:
    """Render a body, of the view's day where the context names no other; a tag of ours begins each line.

    None is blank, so none can be taken for Markdown: submitted text never stands at the beginning of one.
    """
    shared = {
        "as_of": book.as_of,
        "chip": chip,
        "links": book.links,
        "revision": book.view.revision,
        "faults": book.view.faults,
        "iso": iso,
        "lines": lines,
    }
    return flat(book.template(template).render(shared | context))


def flat(text: str) -> str:
    """Drop blank lines and indents; a line that no tag begins goes behind the one before it."""
    lines: list[str] = []
    for line in map(str.strip, text.split("\n")):
        if line.startswith("<"):
            lines.append(line)
        elif line:
            lines[-1] += " " + line
    return "\n".join(lines)
