"""What is known of one folder: which file said what, and in which state it was when it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING

from generator.records.load.listing import executable
from generator.records.load.packing import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.records.load.gather import Decoded
    from generator.records.load.listing import State

SECOND = 10**9
SPARE = 100
"""Entries of no file are dropped once they are more than those of files, and these."""


@dataclass(slots=True)
class Shelf:
    """The entries of a folder, side by side: name, git's id of the content, state, and what it says.

    The state is that of the file that had the content, where no later one can look the same.
    """

    names: list[str] = field(default_factory=list)
    blobs: list[str] = field(default_factory=list)
    states: list[State | None] = field(default_factory=list)
    decoded: list[Decoded] = field(default_factory=list)
    packed: bytes = b""
    changed: bool = False
    places: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def read(cls, body: bytes) -> Shelf:
        """Read what `body` gave. Raises one of packing.FAULTS for other bytes."""
        names, blobs, states, decoded = unpack(body)
        if not len(names) == len(blobs) == len(states) == len(decoded):
            raise ValueError(body)
        return cls(names, blobs, states, decoded)

    def body(self) -> bytes:
        """Write all of it as bytes."""
        return self.packed or pack((self.names, self.blobs, self.states, self.decoded))

    def standing(self, files: Mapping[str, State]) -> list[Decoded] | None:
        """Give what all files of the folder say; None where any of them may have been written to."""
        if len(self.names) == len(files) and dict(zip(self.names, self.states, strict=True)) == files:
            return self.decoded
        met = self.unwritten(files)
        return list(met.values()) if len(met) == len(files) else None

    def unwritten(self, files: Mapping[str, State]) -> dict[str, Decoded]:
        """Give what those files say that have not been written to."""
        known = zip(self.names, self.states, self.decoded, strict=True)
        return {name: said for name, state, said in known if state and files.get(name) == state}

    def contents(self, files: Mapping[str, State]) -> Iterable[tuple[str, str]]:
        """Give the ids of those files that have not been written to."""
        known = zip(self.names, self.blobs, self.states, strict=True)
        return ((name, blob) for name, blob, state in known if state and files.get(name) == state)

    def of(self, name: str, blob: str) -> Decoded | None:
        """Give what a file of some content says; None where that is not known."""
        if len(self.places) < len(self.names):
            self.places = {key: place for place, key in enumerate(self._keys())}
        place = self.places.get((name, blob))
        return None if place is None else self.decoded[place]

    def add(self, name: str, blob: str, said: Decoded, state: State | None = None) -> None:
        """Learn what a file of some content says, or in which state it is now."""
        if self.of(name, blob) is None:
            self.places[name, blob] = len(self.names)
            self.names.append(name)
            self.blobs.append(blob)
            self.states.append(state)
            self.decoded.append(said)
            self._change()
        elif state:
            self.states[self.places[name, blob]] = state
            self._change()

    def take(self, other: Shelf) -> None:
        """Learn all that another shelf of the folder holds."""
        if self.names:
            for entry in zip(other.names, other.blobs, other.decoded, other.states, strict=True):
                self.add(*entry)
        elif other.names:
            self.names, self.blobs, self.states = other.names, other.blobs, other.states
            self.decoded, self.packed, self.changed = other.decoded, other.packed, True

    def forget(self, standing: Mapping[str, object]) -> None:
        """Forget the states of all other files; what they said may come back."""
        for place, name in enumerate(self.names):
            if self.states[place] and name not in standing:
                self.states[place] = None
                self._change()

    def tidied(self, asked: Iterable[tuple[str, str]] = ()) -> Shelf:
        """Drop entries that no file has and nobody asked for, where there are too many."""
        wanted = set(asked)
        there = [place for place, key in enumerate(self._keys()) if self.states[place] or key in wanted]
        if len(self.names) <= 2 * len(there) + SPARE:
            return self
        columns = self.names, self.blobs, self.states, self.decoded
        return Shelf(*([column[place] for place in there] for column in columns))  # type: ignore[arg-type]

    def _keys(self) -> Iterable[tuple[str, str]]:
        return zip(self.names, self.blobs, strict=True)

    def _change(self) -> None:
        self.packed, self.changed = b"", True


def blob_of(data: bytes) -> str:
    """Give the id git gives to some content."""
    digest = sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def settled(state: State, moment: int) -> State | None:
    """Give a state that shows every later change, None for one that may not.

    A file changed as late as `moment` (ns, by the clock of its disk) may be changed again within the same
    tick, as git knows too; a clock without parts of a second ticks slowly.
    """
    _, _, written, changed, _ = state
    latest = max(written, changed)
    tick = 2 * SECOND if latest % SECOND == 0 else 0
    return None if executable(state) or latest + tick >= moment else state
