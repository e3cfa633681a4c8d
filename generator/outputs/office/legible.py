"""Submitted text for office files: without what XML forbids, and cut with a mark where it is too long."""

from __future__ import annotations

import re
from functools import lru_cache

# What XML 1.0 forbids even as a number, and what it advises against.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
CUT = "…（过长，以下略）"


def legible(text: str, limit: int = 0) -> str:
    """Keep what XML may hold, with plain line breaks; longer than `limit` UTF-16 units, it is cut."""
    kept = text if text.isprintable() else FORBIDDEN.sub("", BREAKS.sub("\n", text))
    if not limit or 2 * len(kept) <= limit or units(kept) <= limit:
        return kept
    room = 2 * (limit - units(CUT))
    return kept.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


def units(text: str) -> int:
    """Count UTF-16 units, as spreadsheets count characters."""
    return len(text) + sum(char > "\uffff" for char in text)


@lru_cache(maxsize=2**14)
def breadth(text: str) -> float:
    """Measure a line in Chinese characters: ASCII takes a little more than half of one."""
    return sum(0.55 if char < "\u0250" or char == "\N{THIN SPACE}" else 1 for char in text)
