"""A file read to its end, past the lines a parser stumbles over, so that no fault hides another.

A sign in full width is taken for the one that was meant, a value that cannot be read is set aside, and the
text is read again. What was told stays told: no file is accepted for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.records.codes import tree as codes
from generator.records.source import Mark
from generator.records.syntax import inside
from generator.records.text import STRICT, WIDE_STEP, folded, origins, read_text
from generator.records.tree import Reader, value_at

if TYPE_CHECKING:
    from generator.records.source import Problem
    from generator.records.tree import Tree

MOST = 20
"""Lines of one file that are mended."""
READ = 192 * 1024
"""Characters read again, over all readings of one file: a long one is read again less often."""
ASIDE = "\ue000"
"""What stands for a value set aside; no text that may be read holds it."""
SLIPS = frozenset(
    {
        *(codes.FULL_WIDTH_COLON, codes.NO_SPACE, codes.WIDE_SPACE),
        *(codes.WIDE_DASH, codes.TIGHT_DASH, codes.WIDE_HASH),
    }
)
VALUES = frozenset(
    {
        *(codes.START, codes.OPEN_QUOTE, codes.OPEN_BRACKET, codes.COLON_IN_VALUE, codes.ESCAPE),
        *(codes.INLINE_DASH, codes.ANCHOR, codes.TAG),
    }
)
"""Faults of one value, at which a parser gives up."""
SWALLOWED = frozenset({codes.SEVERAL_LINES, codes.BLANK, codes.REMARK_ALONE})
"""What may be found of a value only because it was set aside, or stands in one line with others."""
_LEAD = re.compile(r"\s*(?:- )?")
_HEAD = re.compile(r"\s*(?:- +)?[a-z_][a-z0-9_]*: +|\s*- +|\s*[^\s'\"#\[{:]+: +")
_WORD = re.compile(r"(\s*(?:- )?)(\w+)(\W.*)?")
_KEY = re.compile(r"\s*(?:- )?[a-z_][a-z0-9_]*\b", re.ASCII)
_ENTRY = re.compile(r"\s*(?:- |[a-z_][a-z0-9_]*:(?: |$))|\w")
_BELOW = re.compile(r"\s+\S|- ")
_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

Hand = Literal["mended", "aside", "word", "broken"]
"""What became of a line: put right, its value set aside, made a key or nothing; `broken`: it is several."""


class _Spot(NamedTuple):
    line: int
    column: int


def read_through(path: str, data: bytes, step: str = WIDE_STEP) -> tuple[Tree | None, list[Problem]]:
    """Read one file; gives every problem of its writing, and a tree wherever there is a mapping at all.

    The tree of a file with problems may lack what they are about: it serves to find further ones. `step`
    stands for each tab or full-width space that indents.
    """
    text, problems = read_text(path, data, step=step)
    if text is None:
        return None, problems
    reader = Reader(path, text, STRICT)
    tree = reader.document()
    if not problems and not reader.problems:
        return tree, problems
    reading = _Reading(path, text, folded(data), step)
    return reading.on(tree, reader.problems), problems + reading.told


class _Reading:
    """A text read again and again: its lines as they are by now, what became of which, what was told."""

    def __init__(self, path: str, text: str, raw: str, step: str) -> None:
        self.path, self.step, self.lines, self.raw = path, step, text.split("\n"), raw.split("\n")
        self.was = tuple(self.lines)
        self.rounds = min(MOST, READ // (len(text) + 1))
        self.told: list[Problem] = []
        self.hands: dict[int, Hand] = {}
        self.places: dict[int, list[int]] = {}
        if raw != text:
            self.hands |= {row: "broken" for row, line in enumerate(self.raw) if _BREAK.search(line)}

    def on(self, tree: Tree | None, problems: list[Problem]) -> Tree | None:
        """Read on from what a first reading found; gives the last tree, with places as in the file."""
        found = self._inside(problems)
        for _ in range(self.rounds):
            slip = next((one for one in found if one.code in SLIPS), None)
            stumble = slip or (found[-1] if tree is None and found else None)
            if stumble is None or not self._mend(stumble):
                break
            reader = Reader(self.path, "\n".join(self.lines), STRICT)
            tree = reader.document()
            found = self._inside(reader.problems)
        fatal = found[-1] if tree is None and found else None
        self.told += [self._placed(one) for one in found if not self._follows(one, fatal=one is fatal)]
        if tree is not None:
            self._home(tree)
        return tree

    def _inside(self, problems: list[Problem]) -> list[Problem]:
        text = "\n".join(self.lines)
        return [inside(found, text) for found in problems]

    def _mend(self, found: Problem) -> bool:
        """Tell a fault and change its line, so that the next reading gets past it; False where none can."""
        row = found.mark.line - 1
        if self.hands.get(row, "mended") != "mended":
            return False
        line, hand = self._better(row, found)
        if hand is None or line == self.lines[row]:
            return False
        if not self._follows(found, fatal=True):
            self.told.append(self._placed(found))
        self.lines[row], self.hands[row] = line, hand
        return True

    def _better(self, row: int, found: Problem) -> tuple[str, Hand | None]:
        """Write a line without its fault, as far as that can be told."""
        line = self.lines[row]
        if found.code in SLIPS:
            return line[: _end(_LEAD, line)] + dict(found.values)["better"], "mended"
        if found.code is codes.NO_COLON:
            return self._word(row), "word"
        if found.code is codes.DIRECTIVE or self._follows(found, fatal=True):
            return "", None if _KEY.match(line) else "word"
        closed = found.code is not codes.OPEN_BRACKET or self._next(_ENTRY, row)
        if found.code in VALUES and closed and (head := _end(_HEAD, line)):
            return line[:head] + ASIDE, "aside"
        return line, None

    def _word(self, row: int) -> str:
        """Take a line without a colon for a key, with what stands under or beside it, else for nothing."""
        line = self.lines[row]
        if (found := _WORD.fullmatch(line)) is None:
            return ""
        if not (found[3] or "").strip() and self._next(_BELOW, row):
            return f"{found[1]}{found[2]}:"
        return f"{found[1]}{found[2]}: {ASIDE}" if _KEY.match(line) else ""

    def _next(self, pattern: re.Pattern[str], row: int) -> bool:
        """Tell whether the next line that holds anything, if there is one, begins so."""
        after = (line for line in self.lines[row + 1 :] if line.strip())
        return bool(pattern.match(next(after, "- ")))

    def _follows(self, found: Problem, *, fatal: bool) -> bool:
        """Tell a fault that may be there only because of what became of its line."""
        match self.hands.get(found.mark.line - 1):
            case "mended":
                return found.code is codes.INDENTATION
            case "aside" | "broken":
                return fatal or found.code in SWALLOWED
            case "word":
                return True
        return False

    def _placed(self, found: Problem) -> Problem:
        row = found.mark.line - 1
        column = self._column(row, found.mark.column - 1)
        return replace(found, mark=Mark(self.path, row + 1, column + 1))

    def _column(self, row: int, column: int) -> int:
        """Give the column in the file, from 0, of one in a line as it is by now."""
        now, was = self.lines[row], self.was[row]
        if now != was:
            rest = now[column:]
            column = len(was) - len(rest) if rest and was.endswith(rest) else min(column, len(was))
        if was == self.raw[row]:
            return column
        if row not in self.places:
            self.places[row] = origins(self.raw[row], self.step)
        places = self.places[row]
        return places[column] if column < len(places) else len(self.raw[row])

    def _home(self, tree: Tree) -> None:
        """Give a tree the places of the file; mark what was set aside, leave out words that were no keys."""
        moved = {row for row, line in enumerate(self.raw) if line != self.lines[row]}
        for marks in (tree.places, tree.keys):
            for at, spot in marks.items():
                if spot.line in moved:
                    marks[at] = _Spot(spot.line, self._column(spot.line, spot.column))
        for at, spot in tree.places.items():
            if self.hands.get(spot.line) == "aside" and isinstance(value_at(tree.value, at), str):
                tree.spoiled.add(at)
        for at, spot in tree.keys.items():
            if self.hands.get(spot.line) == "word":
                tree.spoiled.add(at)
                if isinstance(
                    around := value_at(tree.value, at[:-1]), dict
                ):  # not so in a key's second value
                    around.pop(at[-1], None)


def _end(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0
