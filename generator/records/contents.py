"""What one version of a record said, field by field, so that two can be compared by what they mean.

Key order, quoting, comments, blank lines and `3.20` beside `3.2` are no difference where both are valid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.records.decode import model_for, validated
from generator.records.model.types import Part
from generator.records.places import place_of
from generator.records.shapes import title_at
from generator.records.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.records.model.types import Record
    from generator.records.shapes import Shape
    from generator.records.tree import Location
    from generator.records.tree import Value as Written

Value = str | tuple[str, ...]
NAMES = ("id", "step", "month")
"""Keys that tell one entry of a list from the others."""


class Leaf(NamedTuple):
    """One field's value (a list of words is one value), and where it stands in the file."""

    value: Value
    at: Location


class Field(NamedTuple):
    """A field that differs: its dotted name, its title, both values (None: absent), its place in the new."""

    name: str
    label: str
    old: Value | None
    new: Value | None
    at: Location


@dataclass(frozen=True)
class Content:
    """What a file says: as written, and as its model understands it (None where that finds a fault)."""

    model: Shape
    written: Written
    typed: Written | None

    @cached_property
    def plain(self) -> Mapping[str, Leaf]:
        """Give the fields as written."""
        return dict(_leaves(self.written, (), ""))

    @cached_property
    def meant(self) -> Mapping[str, Leaf]:
        """Give the fields as understood, as written where they are not."""
        return self.plain if self.typed is None else dict(_leaves(self.typed, (), ""))

    def label(self, at: Location) -> str:
        """Give a place's title in Chinese with the names of entries around it: `形象进度节点 M1 完成月份`."""
        tree = self.written if self.typed is None else self.typed
        return " ".join(_titles(self.model, tree, at))


def content(path: str, data: bytes) -> Content | None:
    """Read a file of the data folder; None where no mapping can be read out of it."""
    tree, problems = read_tree(path, data)
    place = place_of(path)
    if tree is None or place is None:
        return None
    record = None if problems else validated(place, tree)[0]
    return Content(model_for(place, tree.value), tree.value, None if record is None else _plain(record))


def content_of(record: Record) -> Content:
    """Give what a valid record says, without its file."""
    plain = _plain(record)
    return Content(type(record), plain, plain)


def between(old: Content, new: Content) -> list[Field]:
    """Give the fields in which two versions differ, by name; as written unless both are understood.

    An entry or a mapping that is there in one of them only is one field, its value all it says.
    """
    if old.typed is None or new.typed is None:
        old, new = replace(old, typed=None), replace(new, typed=None)
    was, now = old.meant, new.meant
    changed = [
        Field(name, new.label(leaf.at), was[name].value, leaf.value, leaf.at)
        for name, leaf in now.items()
        if name in was and was[name].value != leaf.value
    ]
    gone = [Field(name, old.label(at), value, None, at[:-1]) for name, at, value in _only(was, now)]
    fresh = [Field(name, new.label(at), None, value, at) for name, at, value in _only(now, was)]
    return sorted([*changed, *gone, *fresh], key=lambda field: field.name)


def _only(here: Mapping[str, Leaf], there: Mapping[str, Leaf]) -> Iterator[tuple[str, Location, Value]]:
    """Give what only the one side has, each as high up as the other side has nothing of it."""
    known = {name[:end] for name in there for end in _ends(name)}
    found: dict[str, list[Leaf]] = defaultdict(list)
    for name, leaf in here.items():
        if name not in there:
            found[next((name[:end] for end in _ends(name) if name[:end] not in known), name)].append(leaf)
    for name, leaves in found.items():
        at = leaves[0].at[: name.count(".") + 1]
        yield name, at, leaves[0].value if leaves[0].at == at else _told(leaves)


def _told(leaves: Iterable[Leaf]) -> Value:
    """Write what lies in a mapping or list, each entry as one word: `M1 主体封顶 2026-04`."""
    entries: dict[Location, list[str]] = defaultdict(list)
    for leaf in leaves:
        entries[leaf.at[:-1]].append(shown(leaf.value))
    return tuple(" ".join(words) for words in entries.values())


def _ends(name: str) -> list[int]:
    """Give where each part of a dotted name ends."""
    return [*(at for at, char in enumerate(name) if char == "."), len(name)]


def shown(value: Value | None) -> str:
    """Write a value on one line; — where there is none."""
    return "、".join(value) or "—" if isinstance(value, tuple) else value or "—"


def _plain(value: object) -> Any:  # noqa: ANN401 - a tree
    """Turn a record into mappings, lists and text, each value written in the one way it has."""
    match value:
        case Part():
            return {key: _plain(part) for key, part in _said(value)}
        case Mapping():
            return {key: _plain(part) for key, part in value.items()}
        case tuple():
            return [_plain(part) for part in value]
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{value.normalize():f}"
    return str(value)


def _said(part: Part) -> Iterator[tuple[str, object]]:
    """Give the keys of a mapping with their values; what is left at its default says nothing."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        key = field.alias or name
        if not key.startswith("@") and (key == "kind" or field.is_required() or value != field.default):
            yield key, value


def _leaves(value: Written, at: Location, name: str) -> Iterator[tuple[str, Leaf]]:
    """Give the values of a tree by dotted name."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*at, key), f"{name}.{key}" if name else key)
    elif isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value):
        for index, (called, part) in enumerate(zip(_called(value), value, strict=True)):
            yield from _leaves(part, (*at, index), f"{name}.{called}")
    else:
        yield name, Leaf(tuple(value) if isinstance(value, list) else value, at)


def _called(entries: list[Any]) -> list[str]:
    """Name the entries of a list by the key that tells them apart, else by their place from 1.

    A name written twice is `环评` and `环评(2)`, so that the others keep theirs.
    """
    named: list[list[Any]] = [
        [entry.get(key) if isinstance(entry, dict) else None for entry in entries] for key in NAMES
    ]
    told: list[list[str]] = [names for names in named if all(isinstance(name, str) for name in names)]
    for names in chain(told, map(_numbered, told)):
        if len(set(names)) == len(names):
            return names
    return [str(place) for place in range(1, len(entries) + 1)]


def _numbered(names: list[str]) -> list[str]:
    counts = [names[:place].count(name) for place, name in enumerate(names, 1)]
    return [name if count == 1 else f"{name}({count})" for name, count in zip(names, counts, strict=True)]


def _titles(model: Shape, tree: Written, at: Location) -> Iterator[str]:
    value = tree
    for end, part in enumerate(at, 1):
        if isinstance(part, int):
            yield _called(value)[part] if _called(value)[part] != str(part + 1) else f"第{part + 1}项"
        else:
            yield title_at(model, tree, at[:end])
        value = value[part]
