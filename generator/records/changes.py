"""What git told of the records: the life of each, commit by commit, wherever its file lay."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.records.decode import decode
from generator.records.places import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

Key = tuple[str, str]
"""A record: its shelf, and its id (a plan: year/project); a file of no shelf of ours: its path."""
EVENTS, PLANS, PROJECTS = "events", "plans", "projects"


class Change(NamedTuple):
    """One commit's change to one record; `blob` is empty where it was deleted.

    `place` counts the commits of the main line from 0; `day` is the day it came there, in Shanghai. `author`
    is who wrote the change (of a merge: whoever wrote the branch's tip, the commit `tip`), `merger` whoever
    else brought it to the main line. Names are what the commits say, free to forge.
    """

    place: int
    commit: str
    day: date
    author: str
    blob: str
    path: str
    merger: str = ""
    tip: str = ""
    seconds: int = 0

    @property
    def moment(self) -> datetime:
        """Give the moment it came to the main line; the day is that of this moment."""
        return datetime.fromtimestamp(self.seconds, UTC)

    @property
    def short(self) -> str:
        """Give the commit as people write it."""
        return self.commit[:12]


Life = tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """The life of every record below `data`, oldest change first; a renamed file is the same record.

    `present` gives the record of each path that is there today, in the order they came; `touched` are the
    recorded files changed or deleted in the work tree and not committed; `read` gives blobs by id.
    """

    lives: Mapping[Key, Life] = field(default_factory=dict)
    present: Mapping[str, Key] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    read: Callable[[Sequence[str]], Iterable[bytes]] | None = field(default=None, repr=False, compare=False)
    blobs: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def life(self, shelf: str, name: str) -> Life:
        """Give a record's changes; none where git knows of none."""
        return self.lives.get((shelf, name), ())

    def prepare(self, changes: Iterable[Change]) -> None:
        """Read the blobs of many changes at once."""
        ids = sorted({change.blob for change in changes if change.blob} - self.blobs.keys())
        if ids and self.read:
            self.blobs.update(zip(ids, self.read(ids), strict=True))

    def data(self, change: Change) -> bytes:
        """Give what a record's file said after a change."""
        self.prepare([change])
        return self.blobs.get(change.blob, b"")

    @cached_property
    def recorded(self) -> dict[str, date]:
        """Give the day each file that is there today was first recorded, in the order the records came."""
        amended = (life for key, life in self.lives.items() if _amended(key, life))
        self.prepare(change for life in amended for change in life)
        return {path: day for path, key in self.present.items() if (day := self._told(key))}

    def in_order(self, paths: Iterable[str]) -> list[str]:
        """Put paths in the order in which their records came; those git does not know are the last."""
        lives = {path: self.lives.get(key_of(path), ()) for path in paths}
        return sorted(lives, key=lambda path: lives[path][0].place if lives[path] else sys.maxsize)

    def told(self, path: str) -> date | None:
        """Give the day a file was first recorded, though it may be gone today; None for a new one.

        An event is recorded once it is one: a file refused as faulty told nobody anything.
        """
        return self._told(key_of(path))

    def _told(self, key: Key) -> date | None:
        life = self.lives.get(key, ())
        first = self.valid(life) if _amended(key, life) else None
        return (first or life[0]).day if life else None

    def valid(self, life: Life) -> Change | None:
        """Give the first of some changes after which a record was without fault; None where none was."""
        valid = (one for one in life if one.blob and decode(one.path, self.data(one))[0] is not None)
        return next(valid, None)


def _amended(key: Key, life: Life) -> bool:
    """Tell an event that did not stay as it came."""
    return len(life) > 1 and key[0] == EVENTS and len({change.blob for change in life}) > 1


def key_of(path: str) -> Key:
    """Tell which record a file holds, from its path."""
    place = place_of(path)
    if place is None:
        return "", path
    if place.shelf == PLANS:
        return PLANS, f"{place.year}/{place.name}"
    return place.shelf, place.name
