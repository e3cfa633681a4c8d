"""How wide words stand, in characters of their size: half for a digit, a quarter where scripts meet."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

MEETING = 0.25
"""Word leaves so much between a Chinese character and a letter or digit."""
SIGNS = {"%": 0.85, "+": 0.57, "\N{MINUS SIGN}": 0.57, "=": 0.57, "@": 0.9, "&": 0.8}


@lru_cache(maxsize=2**14)
def width(words: str) -> float:
    """Measure a line."""
    return sum(map(letter, words)) + MEETING * sum(meets(left, right) for left, right in pairwise(words))


def letter(char: str) -> float:
    """Measure one character."""
    if char > "\u2e7f" or char in "“”‘’—…":
        return 1
    return SIGNS.get(char, 0.7 if char.isupper() else 0.5)


def meets(left: str, right: str) -> bool:
    """Tell a Chinese character beside a letter or digit."""
    return (_chinese(left) and _latin(right)) or (_latin(left) and _chinese(right))


def _chinese(char: str) -> bool:
    return "\u2e80" <= char < "\uff00" and char.isalnum()


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
