"""Names of worksheets: without the signs a spreadsheet forbids, at most 31 characters, each once."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.outputs.office.legible import legible, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = "说明"
RATES = "比率说明"
LONGEST = 31
ROOM = 16
"""How long a heading may be that stands before a table's own name."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
RESERVED = frozenset({WORDS, RATES, "history"})


def named(tables: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Name worksheets, given the name each wants and the headings above it, the nearest last.

    Those that want the same name have the heading before it that tells them apart.
    """
    names, wanting = Names(), Counter(_key(wanted) for wanted, _ in tables)
    sharing = Counter((_key(wanted), heading) for wanted, above in tables for heading in set(above))
    for wanted, above in tables:
        key = _key(wanted)
        near = [heading for heading in reversed(above) if sharing[key, heading] < wanting[key]]
        alone = [heading for heading in near if sharing[key, heading] == 1]
        yield names.take(wanted, next(iter(alone + near), ""))


class Names:
    """Hands out names of worksheets, none twice (small and capital letters are the same)."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)

    def take(self, wanted: str, heading: str = "") -> str:
        """Give the name wanted, after a heading that is not too long; where it is taken, with a number."""
        plain, before = _allowed(wanted) or "表", _allowed(heading)
        if before and units(before) <= ROOM:
            plain = f"{before} {plain}"
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


def _key(wanted: str) -> str:
    return _allowed(wanted).casefold()


def _allowed(text: str) -> str:
    return FORBIDDEN.sub(" ", legible(text)).strip(" '")


def short(text: str, ending: str = "") -> str:
    """Cut text so that it fits with its ending; never ends in an apostrophe."""
    while units(text + ending) > LONGEST:
        text = text[:-1]
    return text.strip(" '") + ending
