"""What may stand where in a case file, and what is wrong with what does: each fault at its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.records.calendar import Month, Quarter, Week, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Keys = tuple[str | int, ...]
Check: TypeAlias = "Callable[[object], str]"
"""Tells what ought to stand in a value's place; nothing where the value is right."""

FOR_READERS = frozenset({"words", "note", "notes", "title", "name", "comment"})
"""Keys of words for people, which may stand anywhere."""
PLACES, DIGITS = 12, 24
"""How many places after the point, and digits in all, a number may have; no points have more."""
ALIKE = 0.82
"""From which likeness on a key was meant for another: `sets_due` for `set_due`, not `lead` for `leader`."""


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the case says; `keys` lead to it in the file."""

    keys: Keys
    message: str


@dataclass(frozen=True)
class Shape:
    """A mapping: what may stand at each key; of each word of `needs`, one of its keys (`date|year`) must.

    Where `open`, other keys are read by somebody else.
    """

    keys: Mapping[str, Kind]
    needs: str = ""
    open: bool = False

    def faults(self, value: object, at: Keys) -> Iterator[Difference]:
        """Give every fault of a mapping; nothing (None) is right wherever a key need not stand."""
        if not isinstance(value, dict):
            yield _ought(at, f"应一行写一个键，例如 {next(iter(self.keys), '键')}", value)
            return
        for group in self.needs.split():
            names = group.split("|")
            if all(value.get(name) is None for name in names):
                yield Difference(at, f"{_of(value)}缺少 {' 或 '.join(names)}")
        for key, kind in self.keys.items():
            if value.get(key) is not None:
                yield from faults(value[key], kind, (*at, key))

    def unknown(self, value: object, at: Keys) -> Iterator[tuple[Keys, str]]:
        """Give every key that means nothing here, and the one it was perhaps meant for."""
        for key, each in value.items() if isinstance(value, dict) else ():
            if key in self.keys:
                yield from unknown(each, self.keys[key], (*at, key))
            elif not self.open and key not in FOR_READERS:
                near = get_close_matches(key, self.keys, 1, ALIKE)
                yield (*at, key), near[0] if near else ""


@dataclass(frozen=True)
class Rows:
    """A list of so many of a kind."""

    of: Kind

    def faults(self, value: object, at: Keys) -> Iterator[Difference]:
        """Give the faults of each row."""
        if not isinstance(value, list):
            yield _ought(at, "应是一行一项的列表", value)
            return
        for index, row in enumerate(value):
            yield from faults(row, self.of, (*at, index))

    def unknown(self, value: object, at: Keys) -> Iterator[tuple[Keys, str]]:
        """Give the keys of each row that mean nothing."""
        for index, row in enumerate(value if isinstance(value, list) else ()):
            yield from unknown(row, self.of, (*at, index))


@dataclass(frozen=True)
class Table:
    """A mapping by names, days or periods: what its keys look like, and what stands at each."""

    key: Check
    of: Kind

    def faults(self, value: object, at: Keys) -> Iterator[Difference]:
        """Give the faults of each key and of what stands there."""
        if not isinstance(value, dict):
            yield _ought(at, "应一行写一个键和值", value)
            return
        for key, each in value.items():
            if wanted := self.key(key):
                yield Difference((*at, key), f"{wanted}，现为“{shown(key)}”")
            if each is not None:
                yield from faults(each, self.of, (*at, key))

    def unknown(self, value: object, at: Keys) -> Iterator[tuple[Keys, str]]:
        """Give the keys in what stands at each that mean nothing."""
        for key, each in value.items() if isinstance(value, dict) else ():
            yield from unknown(each, self.of, (*at, key))


@dataclass(frozen=True)
class Chosen:
    """A mapping whose shape the word at one of its keys chooses."""

    by: str
    shapes: Mapping[str, Shape]

    def faults(self, value: object, at: Keys) -> Iterator[Difference]:
        """Give the faults of a mapping of the shape that its word chooses, or of that word."""
        if not isinstance(value, dict):
            yield _ought(at, f"应一行写一个键，例如 {self.by}", value)
        elif shape := self._shape(value):
            yield from shape.faults(value, at)
        elif (word := value.get(self.by)) is None:
            yield Difference(at, f"{_of(value)}缺少 {self.by}，可写 {'、'.join(self.shapes)}")
        else:
            said = f"{_of(value)}的 {self.by} “{shown(word)}”不认识，可写 {'、'.join(self.shapes)}"
            yield Difference((*at, self.by), said)

    def unknown(self, value: object, at: Keys) -> Iterator[tuple[Keys, str]]:
        """Give the keys that mean nothing in the shape that its word chooses."""
        if shape := self._shape(value):
            yield from shape.unknown(value, at)

    def _shape(self, value: object) -> Shape | None:
        word = value.get(self.by) if isinstance(value, dict) else None
        return self.shapes.get(word) if isinstance(word, str) else None


Kind: TypeAlias = "Check | Shape | Rows | Table | Chosen"


def faults(value: object, kind: Kind, at: Keys = ()) -> Iterator[Difference]:
    """Give every fault of a value."""
    if not callable(kind):
        yield from kind.faults(value, at)
    elif wanted := kind(value):
        yield _ought(at, wanted, value)


def unknown(value: object, kind: Kind, at: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Give every key that means nothing where it stands, and the one it was perhaps meant for."""
    if not callable(kind):
        yield from kind.unknown(value, at)


def _of(value: Mapping[str, Any]) -> str:
    """Name what a fault is in, where it has a name."""
    return f"{shown(value['id'])} " if isinstance(value.get("id"), str) else "这里"


def _ought(at: Keys, wanted: str, value: object) -> Difference:
    where = next((f"{key} " for key in reversed(at) if isinstance(key, str)), "")
    return Difference(at, f"{where}{wanted}，现为“{shown(value)}”")


def shown(value: object) -> str:
    """Give a value in one short line."""
    line = " ".join(str("空" if value is None else value).split())
    return line if len(line) <= 40 else f"{line[:40]}…"  # noqa: PLR2004 - what fits a line


def _read(parse: Callable[[str], object], wanted: str) -> Check:
    """Give the check that a text can be read so."""

    def check(value: object) -> str:
        try:
            return "" if isinstance(value, str) and parse(value) is not None else wanted
        except ValueError:
            return wanted

    return check


def number(value: object) -> str:
    """Ask for a number of points or of money."""
    try:
        found = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except InvalidOperation:
        return "应写数，例如 -3.2"
    parts = found.as_tuple()
    plain = isinstance(parts.exponent, int) and -PLACES <= parts.exponent <= PLACES
    return "" if plain and len(parts.digits) <= DIGITS else "应写数，例如 -3.2"


def text(value: object) -> str:
    """Ask for a word or a sentence."""
    return "" if isinstance(value, str) else "应写文字"


def names(value: object) -> str:
    """Ask for one name, or for a list of names."""
    each: Sequence[object] = value if isinstance(value, list) else [value]
    return "" if all(isinstance(one, str) and one for one in each) else "应写名称，例如 [甲办, 乙局]"


def anything(_: object) -> str:
    """Ask for nothing: somebody else reads it."""
    return ""


def one_of(*words: str) -> Check:
    """Give the check that a word is one of these."""
    return lambda value: "" if value in words else f"可写 {'、'.join(words)}"


on_day = _read(day, "应写日期，例如 2026-05-11")
in_week = _read(Week.parse, "应写周，例如 2026-W19")
in_month = _read(Month.parse, "应写月份，例如 2026-05")
in_quarter = _read(Quarter.parse, "应写季度，例如 2026Q2")
in_year = _read(lambda word: Month.parse(f"{word}-01"), "应写年份，例如 2026")
