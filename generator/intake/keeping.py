"""A table's record beside the file that is there: which keys stay, which differ, which are told already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.intake.files import where
from generator.records import emit
from generator.records.contents import between, content, content_of
from generator.records.model.events import Event
from generator.records.model.organisations import Organisation
from generator.records.model.projects import Plan, Project
from generator.records.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.intake.model import TableMap
    from generator.intake.standing import Standing
    from generator.records.contents import Field
    from generator.records.model.types import Record

SHOWN = 6
"""Fields named at most."""


@dataclass(frozen=True)
class Keeping:
    """How files that are there are met: `spellings` are those of the map's lists, by what they stand for."""

    here: Standing
    spellings: Mapping[str, set[str]] = field(default_factory=dict)
    force: bool = False

    @classmethod
    def of(cls, here: Standing, made: TableMap, *, force: bool) -> Keeping:
        """Read the spellings off a map."""
        found: dict[str, set[str]] = {}
        for entry in (entry for each in made.lists for entry in each.entries):
            if entry.value:
                found.setdefault(entry.value, set()).add(entry.code)
        return cls(here, found, force)

    def merged(self, record: Record, old: bytes) -> bytes | None:
        """Lay what a table says over what a file says; keys the table knows nothing of stay as they are."""
        tree, _ = read_tree(record.path, old)
        if tree is None or not isinstance(tree.value, dict):
            return None
        fields: dict[str, Any] = record.model_dump(by_alias=True, exclude_none=True)
        stay = self._stay(record)
        said = {key: value for key, value in fields.items() if key not in stay and value not in ((), [], {})}
        better = emit.text(type(record), {**tree.value, **said}).encode()
        found = differing(where(record), old, better) or ()
        changed = {one.name: said.get(one.name) for one in found if one.new is not None}
        if not all(isinstance(value, str) for value in changed.values()):
            return better
        patched = _patched(old.decode(), changed)
        again, _ = read_tree(record.path, patched)
        return patched if again and again.value == {**tree.value, **changed} else better

    def _stay(self, record: Record) -> set[str]:
        """Name the keys that stay: the names of a unit known by one of them, the units before a change."""
        old = self.here.same(record)
        if isinstance(record, Organisation) and isinstance(old, Organisation):
            known = {old.name, old.short, *self.spellings.get(old.id, ())}
            return set() if known.isdisjoint({record.name, record.short}) else {"name", "short"}
        return {"lead_units"} if isinstance(record, Project) and self.here.path(record) else set()


def _patched(old: str, said: Mapping[str, object]) -> bytes:
    """Write values into the lines of their keys, so that remarks and all other lines stay as they are."""
    lines = [(line, line.partition(":")[0]) for line in old.splitlines(keepends=True)]
    return "".join(
        f"{key}: {emit.scalar(said[key])}\n" if key in said else line for line, key in lines
    ).encode()


def differing(path: str, old: bytes, new: bytes) -> list[Field] | None:
    """Give the fields in which two files differ, however they are written; None where one cannot be read."""
    if old == new:
        return []
    was, now = content(path, old), content(path, new)
    return None if was is None or now is None else between(was, now)


def unsettled(here: Standing, record: Record, fields: Sequence[Field]) -> list[Field]:
    """Leave out what has been put right since: by a correction, by an adjustment of the plan."""
    if not fields:
        return []
    if isinstance(record, Event):
        now = here.now.events.get(record.id)
        said = content_of(now).meant if now else {}
        return [one for one in fields if one.name not in said or said[one.name].value != one.new]
    if isinstance(record, Plan):
        moved = here.moved.get((record.project, record.year), {})
        left = [one for one in fields if moved.get(one.name.removesuffix(".due_month"), "") != one.new]
        # The goal of the table names the days the plan was moved to.
        return left if len(left) == len(fields) else [one for one in left if one.name != "goal"]
    return list(fields)


def words(fields: Sequence[Field] | None) -> dict[str, object]:
    """Name fields for a message: by title and key, by key alone in English."""
    if fields is None:
        return {"fields": "内容", "said": "it cannot be read"}
    labels = "、".join(dict.fromkeys(f"{one.label}（{one.name}）" for one in fields[:SHOWN]))
    more = f"等 {len(fields)} 项" if len(fields) > SHOWN else ""
    return {"fields": labels + more, "said": ", ".join(one.name for one in fields[:SHOWN])}
