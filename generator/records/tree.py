"""YAML text to plain mappings, lists and text with the place of each, in one pass over parser events.

Scalars stay text (no `NO` turns to False, no `0123` to 83). Whatever makes a file mean other than it
shows is refused: anchors, aliases, merge keys, tags, directives, several documents, duplicate or escaped
keys, values over several lines, blank values. Nothing is composed, so nothing can be multiplied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from yaml import YAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from generator.records.codes import text as text_codes
from generator.records.codes import tree as codes
from generator.records.foreign import empty
from generator.records.source import Mark, Problem, problem
from generator.records.syntax import KEY, blank, explain, headed, inside, slip, slips, strange
from generator.records.text import RELAXED, STRICT, hidden, read_text, suspicious

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.records.source import Code
    from generator.records.text import Rules

Location = tuple[str | int, ...]
Event = Any  # the parser's own events carry no types
Value = Any  # dict[str, Value] | list[Value] | str; None only where relaxed

ENOUGH = 100  # problems of one file; whoever meets them all has met them
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# Good keys met before: a look-up is quicker than a match.
_MET: set[str] = set()
MOST_MET = 1000


@dataclass(slots=True)
class Tree:
    """What a file says, and where: `places` of values and `keys` of keys, by location; marks from 0.

    `spoiled` holds the locations whose fault was already named, so that nobody names it twice.
    """

    path: str
    value: Value = None
    places: dict[Location, Any] = field(default_factory=dict)
    keys: dict[Location, Any] = field(default_factory=dict)
    spoiled: set[Location] = field(default_factory=set)

    def mark(self, *location: str | int) -> Mark:
        """Give the place of a value, or of the nearest thing around it that stands in the file."""
        return self._nearest(self.places, location)

    def key(self, *location: str | int) -> Mark:
        """Give the place of a key (of an entry of a list: of the entry)."""
        return self._nearest(self.keys if location in self.keys else self.places, location)

    def lines(self) -> dict[str, int]:
        """Give the line of each key at the top, and of what stands in it (`milestones.0`, `changes.note`)."""
        found = {str(at[0]): mark.line + 1 for at, mark in self.keys.items() if len(at) == 1}
        for at, mark in self.places.items():
            if len(at) == 2:  # noqa: PLR2004 - a key and a place in its list or mapping
                found[f"{at[0]}.{at[1]}"] = mark.line + 1
        return found

    def _nearest(self, marks: dict[Location, Any], location: Location) -> Mark:
        while location and location not in marks:
            location = location[:-1]
        spot = marks.get(location)
        return Mark(self.path, spot.line + 1, spot.column + 1) if spot else Mark(self.path)


def read_tree(path: str, data: bytes, *, relaxed: bool = False) -> tuple[Tree | None, list[Problem]]:
    """Read one file; gives every problem of its writing, and a tree wherever there is a mapping at all.

    `relaxed` is for scenario files: any keys, text over several lines, nulls (as None), 1 MB.
    """
    rules = RELAXED if relaxed else STRICT
    text, problems = read_text(path, data, limit=rules.size)
    if text is None:
        return None, problems
    reader = Reader(path, text, rules)
    return reader.document(), problems + [inside(found, text) for found in reader.problems]


class _Stop(Exception):  # noqa: N818 - not an error: reading further makes no sense
    """The file is beyond a limit, or its shape is none of ours."""


class Reader:
    """One pass over the events of one document."""

    __slots__ = ("escapes", "lines", "next", "path", "problems", "rules", "text", "tree")

    def __init__(self, path: str, text: str, rules: Rules) -> None:
        self.path, self.rules = path, rules
        self.text = text if text.endswith("\n") else f"{text}\n"  # else a last remark counts as one line more
        self.next: Callable[[], Any] = CParser(self.text).get_event
        self.tree = Tree(path)
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.escapes = "\\" in text

    def document(self) -> Tree | None:
        """Read the one document; None where there is no mapping or the parser gave up."""
        try:
            self.next()
            start = self.next()
            if type(start) is StreamEndEvent:
                self._stop(start, empty(self.path))
            if start.version or start.tags:
                self._say(start, codes.DIRECTIVE)
            self.tree.value = self._top(self.next())
            self.next()
            if type(more := self.next()) is not StreamEndEvent:
                self._stop(more, codes.DOCUMENTS)
        except YAMLError as error:
            if self.problems and self.problems[-1].code is codes.SEVERAL_LINES:
                self.problems.pop()  # the parser took what follows for more of the value: one fault, not two
            self.problems.append(explain(self.path, self.text, error))
            return None
        except _Stop:
            return None
        return self.tree

    def _top(self, event: Event) -> Value:
        if type(event) is not MappingStartEvent:
            if type(event) is ScalarEvent and not event.value:
                self._stop(event, empty(self.path))
            lines = self._lines()
            code = codes.NO_COLON if headed(lines[event.start_mark.line :]) else codes.NOT_MAPPING
            guess = slips(self.path, lines, range(len(lines)))
            self.problems.append(guess or problem(self._mark(event), code))
            raise _Stop
        return self._value(event, (), 1)

    def _value(self, event: Event, at: Location, depth: int) -> Value:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event, at)
        self.tree.places[at] = event.start_mark
        if kind is AliasEvent:
            return self._spoil(event, codes.ANCHOR, at)
        if event.anchor:
            self._spoil(event, codes.ANCHOR, at)
        if event.tag:
            self._spoil(event, codes.TAG, at)
        if depth > self.rules.depth:
            self._stop(event, text_codes.TOO_DEEP, limit=self.rules.depth)
        if kind is MappingStartEvent:
            return self._mapping(event, at, depth)
        return self._sequence(event, at, depth)

    def _mapping(self, start: Event, at: Location, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        keys, limit = self.tree.keys, self.rules.entries
        while type(event := self.next()) is not MappingEndEvent:
            key = self._key(event, at)
            here = (*at, key)
            if key in found:
                first = keys[here].line + 1
                self._say(event, codes.DUPLICATE, key=key, first=first, second=event.start_mark.line + 1)
                here = (*at, f"{key}\0{event.start_mark.index}")
                self.tree.spoiled.add(here)
                self._value(self.next(), here, depth + 1)
                continue
            keys[here] = event.start_mark
            found[key] = self._value(self.next(), here, depth + 1)
            if len(found) > limit:
                self._stop(start, codes.TOO_MANY, limit=limit)
        return found

    def _sequence(self, start: Event, at: Location, depth: int) -> list[Value]:
        found: list[Value] = []
        while type(event := self.next()) is not SequenceEndEvent:
            found.append(self._value(event, (*at, len(found)), depth + 1))
            if len(found) > self.rules.entries:
                self._stop(start, codes.TOO_MANY, limit=self.rules.entries)
        return found

    def _key(self, event: Event, at: Location) -> str:
        kind = type(event)
        if kind is not ScalarEvent:
            self._stop(event, codes.ANCHOR if kind is AliasEvent else codes.KEY_NOT_TEXT)
        key: str = event.value
        if not (event.style or event.anchor or event.tag) and (key in _MET or KEY.fullmatch(key)):
            if len(_MET) < MOST_MET:
                _MET.add(key)
            return key
        if code := strange(event, relaxed=self.rules.relaxed):
            self._say(event, code, key=key)
            self.tree.spoiled.add((*at, key))
        if not self.rules.relaxed and (found := slip(self.path, event.start_mark.line, key)):
            self.problems.append(found)
        return key

    def _scalar(self, event: Event, at: Location) -> str | None:
        self.tree.places[at] = start = event.start_mark
        value: str = event.value
        if event.anchor:
            self._spoil(event, codes.ANCHOR, at)
        if event.tag:
            self._spoil(event, codes.TAG, at)
        if value in NULLS and not (event.style and value):
            if self.rules.relaxed:
                return value if event.style else None
            code, lost = blank(self._lines()[start.line][start.column :])
            return self._spoil(event, code, at, key=_name(at), input=lost)
        if event.end_mark.line != start.line and not self.rules.relaxed:
            self._several(event, at)
            return value
        if len(value) > self.rules.scalar:
            self._spoil(event, codes.TOO_LONG, at, length=len(value), limit=self.rules.scalar)
        if event.style == '"' and self.escapes:
            self._escaped(event, at)
        if not self.rules.relaxed and value != (bare := value.strip()):
            self._edges(event, at, bare)
        return value

    def _edges(self, event: Event, at: Location, bare: str) -> None:
        """Refuse space around a value: full-width space where it stands, without quotes no other can be."""
        if event.style or not bare:
            self._spoil(event, codes.EDGES if bare else codes.BLANK, at, key=_name(at))
            return
        start, ahead = event.start_mark, event.value.startswith(bare[0])
        column = start.column + (len(bare) if ahead else 0) + 1
        self.tree.spoiled.add(at)
        self._tell(problem(Mark(self.path, start.line + 1, column), codes.WIDE_EDGE))

    def _several(self, event: Event, at: Location) -> None:
        """Refuse a value over several lines; a line that was meant as a key, or an entry, says so."""
        if event.style in {"|", ">"}:
            self._spoil(event, codes.BLOCK, at, style=event.style)
            return
        first, last = event.start_mark.line, event.end_mark.line
        lines = self._lines()
        own = not lines[first][: event.start_mark.column].strip()
        guess = slips(self.path, lines, range(first if own else first + 1, last + 1))
        self.tree.spoiled.add(at)
        self._tell(guess or problem(self._mark(event), codes.SEVERAL_LINES, first=first + 1, last=last + 1))

    def _escaped(self, event: Event, at: Location) -> None:
        """Check quoted text once more as decoded: an escape may write what the file does not show."""
        if "\n" in event.value and not self.rules.relaxed:
            self._spoil(event, text_codes.HIDDEN_BREAK, at, char="\\n")
        if suspicious(event.value):
            for _, code, values in hidden(event.value):
                self._spoil(event, code, at, **values)

    def _lines(self) -> list[str]:
        """Give the text's lines; only bad files pay for them."""
        self.lines = self.lines or self.text.split("\n")
        return self.lines

    def _mark(self, event: Event) -> Mark:
        return Mark(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _say(self, event: Event, code: Code, **values: object) -> None:
        self._tell(problem(self._mark(event), code, **values))

    def _tell(self, found: Problem) -> None:
        self.problems.append(found)
        if len(self.problems) >= ENOUGH:
            raise _Stop

    def _spoil(self, event: Event, code: Code, at: Location, **values: object) -> str:
        self._say(event, code, **values)
        self.tree.spoiled.add(at)
        return ""

    def _stop(self, event: Event, code: Code, **values: object) -> NoReturn:
        self._say(event, code, **values)
        raise _Stop


def _name(at: Location) -> str:
    return " ".join(f"第{part + 1}项" if isinstance(part, int) else part for part in at)


def value_at(value: Value, at: Location) -> Value:
    """Give what stands at a location; None where nothing does."""
    for part in at:
        if isinstance(value, dict) and part not in value:
            return None
        value = value[part]
    return value
