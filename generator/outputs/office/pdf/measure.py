"""How much room words take at most, in characters of their size, and where they may be broken."""

from __future__ import annotations

import re

BREAK = "\x01"
"""A place where a line may end: a sign that stands for one, as no font has it."""
LINE = 27
"""Characters of the text's size that a line surely holds."""
WIDEST, CAPITAL, SMALL = 1.06, 0.86, 0.67
CHINESE = "\u2e80"
WORD = re.compile("(?:[^ \n\u3000\u3040-\u9fff]|(?<=[\xa0\u202f\u2060（“‘]).|.(?=[\xa0\u202f\u2060]))+")
"""Characters that lines are not broken between of themselves, or between some of them only."""
PIECE = re.compile("[!-\u024f]+|.[，。、；：）》”’？！％…—·]*|.")
"""What goes to the next line as a whole."""


def ink(char: str) -> float:
    """Measure a character at the widest of our fonts."""
    if char >= CHINESE or char in "§©±·×÷":
        return 1.0
    if char in "%@mMW":
        return WIDEST
    return CAPITAL if char.isupper() or char in "&w" else SMALL if char < "\u0250" else 1.0


def wrapped(line: str, room: float) -> int:
    """Count the lines that a line takes at most, where one holds so many characters."""
    if WIDEST * len(line) <= room:
        return 1
    lines, filled = 1, 0.0
    for piece in PIECE.findall(line.replace(BREAK, " ")):
        wide = sum(map(ink, piece))
        if filled and filled + wide > room:
            lines, filled = lines + 1, 0.0
        filled += wide
    return lines


def parted(text: str, room: float = LINE) -> str:
    """Let a word be broken anywhere that may be longer than a line of so many characters."""
    if BREAK in text or WIDEST * len(text) <= room:
        return text
    return WORD.sub(lambda word: BREAK.join(word[0]) if _longer(word[0], room) else word[0], text)


def _longer(word: str, room: float) -> bool:
    return WIDEST * len(word) > room and sum(map(ink, word)) > room
