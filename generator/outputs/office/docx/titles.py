"""Titles in balanced lines: no line of one character, no word torn where it can be helped (7.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.office.docx.measure import MEETING, letter, meets, width
from generator.outputs.office.docx.nodes import clean, node, paragraph, run
from generator.outputs.office.docx.pages import PITCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

LETTER = 440
"""2号, 22 points in twips."""
AFTER_THESE = (
    *("年度", "季度", "月", "全区", "重大产业项目", "重点产业项目", "重点项目", "项目", "单位", "领导"),
    *("局", "中心", "街道", "办法", "提交", "情况", "开工", "推进", "议定事项"),
    *("》", "）", "、", "，", "：", " ", "　"),
)
BEFORE_THESE = (
    *("《", "（", "关于", "通报", "情况的", "推进情况", "整改", "一览表", "计划表", "计划", "清单", "明细"),
)
HALF = 2


def title(style: str, text: str, room: int, *, before: int = 0, after: int = PITCH) -> BaseOxmlElement:
    """Set a title; indents at both sides make its lines as long as they should be."""
    words = clean(text).replace("\n", " ")
    full = room // LETTER
    length = best(words, full)
    look = [node("spacing", before=before, after=after)]
    if length < full * HALF:
        side = (room - length * LETTER // HALF) // 2
        look.append(node("ind", left=side, right=side))
    return paragraph(style, run(words), look=look)


def best(words: str, letters: int) -> int:
    """Choose the length of a line, in halves of a character: the whole width for a title of one line."""
    full = letters * HALF
    fewest = len(broken(words, full))
    if fewest == 1:
        return full
    fitting = [length for length in range(full // HALF, full + 1) if len(broken(words, length)) == fewest]
    return min(
        fitting, key=lambda length: (_torn(broken(words, length)), _uneven(broken(words, length)), length)
    )


def broken(words: str, length: int) -> list[str]:
    """Break a text into lines of at most so many halves of a character."""
    lines, start, filled = [], 0, 0.0
    for place, char in enumerate(words):
        met = place > start and meets(words[place - 1], char)
        wide = (letter(char) + MEETING * met) * HALF
        if filled + wide > length and place > start:
            lines.append(words[start:place])
            start, filled, wide = place, 0.0, letter(char) * HALF
        filled += wide
    return [*lines, words[start:]]


def _torn(lines: Sequence[str]) -> int:
    """Count the ends of lines that fall inside a word."""
    text = "".join(lines)
    count, end = 0, 0
    for line in lines[:-1]:
        end += len(line)
        good = text[:end].endswith(AFTER_THESE) and not text.startswith("的", end)
        count += not (good or text.startswith(BEFORE_THESE, end))
    return count


def _uneven(lines: Sequence[str]) -> float:
    sizes = [width(line) for line in lines]
    return max(sizes) - min(sizes)
