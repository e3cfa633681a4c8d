"""Names of worksheets: without the signs a spreadsheet forbids, at most 31 characters, each once."""

from __future__ import annotations

import re

from generator.outputs.office.legible import legible, units

WORDS = "说明"
RATES = "比率说明"
LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
RESERVED = frozenset({WORDS, RATES, "history"})


class Names:
    """Hands out names of worksheets, none twice (small and capital letters are the same)."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)

    def take(self, wanted: str, *above: str) -> str:
        """Give the name wanted; where it is taken, with the nearest heading above, then with a number."""
        plain = _allowed(wanted) or "表"
        fuller = [f"{_allowed(heading)} {plain}" for heading in reversed(above) if heading != wanted]
        for text in (plain, *fuller):
            if units(text) <= LONGEST and self._free(text):
                return text
        name, number = short(plain), 1
        while not self._free(name):
            number += 1
            name = short(plain, f"（{number}）")
        return name

    def _free(self, name: str) -> bool:
        """Take a name, if nobody has it."""
        key = name.casefold()
        free = key not in self._taken
        self._taken.add(key)
        return free


def _allowed(text: str) -> str:
    return FORBIDDEN.sub(" ", legible(text)).strip(" '")


def short(text: str, ending: str = "") -> str:
    """Cut text so that it fits with its ending; never ends in an apostrophe."""
    while units(text + ending) > LONGEST:
        text = text[:-1]
    return text.strip(" '") + ending
