"""The preview as a forge's comment: a summary to be seen, the tables folded, within the forge's limit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.comment import comment_text
from generator.outputs.templates import cut
from generator.review.impact.headline import counted, headline
from generator.review.impact.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.review.impact.model import Impact
    from generator.review.impact.section import Section

MARKER = "<!-- guatu-impact -->"
"""By which the comment is found again, to be updated in its place."""
LIMIT = 60_000
"""Characters; GitHub takes 65 536."""
LONGEST = 240
LINES = (8, 3, 1)
"""Lines of one section seen without unfolding it; fewer where the comment would be too long."""


def markdown(found: Impact, limit: int = LIMIT) -> str:
    """Write the comment, empty where there is nothing to say; rows are left out from what would be too long.

    Every word goes through `_said`; only the marks of this module are Markdown or HTML.
    """
    if not found:
        return ""
    told = sections(found)
    seen = next((n for n in LINES if len(_comment(found, told, 0, n)) <= limit), 0)
    few, many = 0, max((len(_tabled(section, seen).rows) for section in told), default=0)
    while few < many:
        middle = (few + many + 1) // 2
        fits = len(_comment(found, told, middle, seen)) <= limit
        few, many = (middle, many) if fits else (few, middle - 1)
    return _comment(found, told, few, seen)


def _said(text: str) -> str:
    """Write text through the one door, cut where it is longer than anything of ours."""
    return comment_text(cut(text, LONGEST))


def _comment(found: Impact, told: Sequence[Section], most: int, seen: int) -> str:
    """Write the comment with so many rows of each table, and so many lines of each section."""
    parts = [MARKER, f"**合并影响：{_said(headline(found))}**", *_summary(found, told, seen)]
    tables = [_tabled(section, seen) for section in told]
    parts += [block for section in tables if section.rows for block in _folded(section, most)]
    foot = f"{counted(found)}。数据截至 {found.as_of}。由 guatu impact 生成，随改动更新。"
    parts.append(f"<sub>{_said(foot)}</sub>")
    return "\n\n".join(parts) + "\n"


def _tabled(section: Section, seen: int) -> Section:
    """Give a section whose lines are all there is, and too many to be seen, as a table."""
    if section.rows or len(section.lines) <= seen:
        return section
    return replace(section, head=("内容",), rows=tuple((line,) for line in section.lines))


def _summary(found: Impact, told: Sequence[Section], seen: int) -> Iterator[str]:
    """Give the lines that are seen, a list for each section."""
    for note in found.notes:
        yield f"> {_said(f'注意：{note}')}"
    for section in told:
        if section.lines:
            listed = [f"- {_said(line)}" for line in section.lines[:seen]]
            more = len(section.lines) - seen
            listed += [f"- {_said(f'……另有{more}条')}"] if more > 0 else []
            yield f"**{_said(section.title)}**\n\n" + "\n".join(listed)


def _folded(section: Section, most: int) -> Iterator[str]:
    """Fold a table, its rows cut to so many, with a line that says how many are missing."""
    yield f"<details><summary>{_said(f'{section.title}：明细{len(section.rows)}行')}</summary>"
    rows = [section.head, ("---",) * len(section.head), *section.rows[:most]]
    yield "\n".join(_row(row, plain=number == 1) for number, row in enumerate(rows))
    missing = len(section.rows) - most
    if missing > 0:
        yield _said(f"另有{missing}行因篇幅没有列出；全部内容可用 guatu impact --format text 查看。")
    yield "</details>"


def _row(cells: Sequence[str], *, plain: bool) -> str:
    return f"| {' | '.join(cells if plain else map(_said, cells))} |"
