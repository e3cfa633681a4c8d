"""The preview for a terminal or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.comment import log_text
from generator.outputs.plain import aligned
from generator.review.impact.headline import counted, headline
from generator.review.impact.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.review.impact.model import Impact
    from generator.review.impact.section import Section


def text(found: Impact) -> str:
    """Write everything there is to say; empty where there is nothing. No line is a command to a runner."""
    if not found:
        return ""
    lines = [f"合并影响（{counted(found)}，数据截至 {found.as_of}）：{log_text(headline(found))}"]
    lines += [f"  注意：{log_text(note)}" for note in found.notes]
    for section in sections(found):
        lines += ["", log_text(section.title), *_lines(section)]
    return "".join(f"{line}\n" for line in lines)


def _lines(section: Section) -> Iterator[str]:
    yield from (f"  · {log_text(line)}" for line in section.lines)
    if section.rows:
        rows = [tuple(map(log_text, row)) for row in (section.head, *section.rows)]
        yield from (f"    {line}" for line in aligned(rows, left=range(len(section.head))))
