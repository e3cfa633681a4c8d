"""A record's life, field by field: what each commit changed, from what to what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.records.contents import Content, Value, between, content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.changes import Change, History
    from generator.records.tree import Location

What = Literal["created", "changed", "moved", "unreadable", "deleted", "restored", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one commit did to one field of a record, or to the record as a whole (`field` empty).

    A value is None where the field was absent; of a move the values are the paths. Beside a file that
    could not be read, the next that can is compared with the last that could.
    """

    change: Change
    what: What
    field: str = ""
    label: str = ""
    old: Value | None = None
    new: Value | None = None
    at: Location = ()


def differences(history: History, life: Sequence[Change]) -> list[Difference]:
    """Tell a record's life, oldest change first; commits that changed nothing it means are left out."""
    history.prepare(life if len(life) > 1 else ())
    return list(_differences(history, life))


def content_after(history: History, change: Change) -> Content | None:
    """Give what a record said after a change; None where it was deleted or cannot be read."""
    return content(change.path, history.data(change)) if change.blob else None


def _differences(history: History, life: Sequence[Change]) -> Iterator[Difference]:
    last: Content | None = None
    before: Change | None = None
    for change in life:
        told = Difference(change, "changed")
        there = before is not None and bool(before.blob)
        if not change.blob:
            yield replace(told, what="deleted")
        elif not there:
            yield replace(told, what="restored" if before else "created")
        elif before and before.path != change.path:
            yield replace(told, what="moved", old=before.path, new=change.path)
        if change.blob and len(life) > 1 and not (before and before.blob == change.blob):
            now = content_after(history, change)
            if now is None:
                yield replace(told, what="unreadable")
            elif last is not None:
                for field in between(last, now):
                    yield Difference(change, "changed", *field)
            last = now or last
        before = change
