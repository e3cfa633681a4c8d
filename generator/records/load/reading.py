"""The files of the work tree: looked up where they were met before, else read, on two processors if many."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from generator.records.load import gather
from generator.records.load.opening import opened, read, said
from generator.records.load.packing import pack, unpack
from generator.records.load.shelf import Shelf, blob_of, settled
from generator.records.load.store import Store
from generator.records.text import LIMIT
from generator.records.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.records.load.gather import Decoded
    from generator.records.load.listing import Listing, State

    Read = tuple[Shelf, list[Decoded]]

PROCESSES = 2
MANY = 4000  # files; below this, a second process costs more than it saves


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a root, with what was kept of each folder of files; nothing where they are few."""

    root: Path
    store: Store | None
    shelves: Mapping[str, Shelf]

    @classmethod
    def of(cls, root: Path, listing: Listing) -> Reading:
        """Open what is kept of the folders listed."""
        if sum(map(len, listing.values())) < gather.LEAST:
            return cls(root, None, {})
        store = Store.of(root)
        return cls(root, store, {folder: store.get(folder) for folder, files in listing.items() if files})

    def standing(self, listing: Listing) -> dict[str, list[Decoded]]:
        """Give what the files of those folders say in which nothing was written to."""
        shelves = sorted(self.shelves.items())  # records nearly in order are soon sorted
        found = ((folder, shelf.standing(listing[folder])) for folder, shelf in shelves)
        return {folder: decoded for folder, decoded in found if decoded is not None}

    def files(self, wanted: Listing) -> Iterator[Iterable[Decoded]]:
        """Read the files of each folder, in any order, and keep what they say."""
        if self.store is None:
            yield from (
                [read(self.root, f"{folder}/{name}") for name in files] for folder, files in wanted.items()
            )
            return
        moment, unmet = self.store.moment() if wanted else 0, {}
        for folder, files in wanted.items():
            met = self._met(folder, files, moment)
            yield met.values()
            unmet[folder] = {name: state for name, state in files.items() if name not in met}
        for folder, (new, loose) in _read(self.root, unmet, moment):
            yield new.decoded
            yield loose
            self.shelves[folder].take(new)
        if moment:
            self._keep(wanted)

    def contents(self, listing: Listing) -> dict[str, str]:
        """Give git's ids of the files read, but for those that may be written to again in the same moment."""
        return {
            f"{folder}/{name}": blob
            for folder, shelf in self.shelves.items()
            for name, blob in shelf.contents(listing[folder])
        }

    def _met(self, folder: str, files: Mapping[str, State], moment: int) -> dict[str, Decoded]:
        """Give what those files say whose state or content was met before."""
        shelf = self.shelves[folder]
        met = shelf.unwritten(files)
        shelf.forget(met)
        known = set(shelf.names)
        for name in [name for name in files if name in known and name not in met]:
            data, size = opened(self.root, f"{folder}/{name}")
            if data is None or size > LIMIT:
                continue
            if (decoded := shelf.of(name, blob := blob_of(data))) is not None:
                shelf.add(name, blob, decoded, settled(files[name], moment))
                met[name] = decoded
        return met

    def _keep(self, wanted: Iterable[str]) -> None:
        for folder in wanted:
            if self.store and (shelf := self.shelves[folder]).changed:
                self.store.put(folder, shelf.tidied())


def _read(root: Path, wanted: Listing, moment: int) -> Iterator[tuple[str, Read]]:
    """Read the files of each folder anew."""
    jobs = [(folder, files) for folder, files in wanted.items() if files]
    if sum(len(files) for _, files in jobs) < MANY:
        yield from ((folder, _folder(root, folder, files, moment)) for folder, files in jobs)
        return
    from generator.processes import processes  # noqa: PLC0415 - slow to import, and few files need none

    jobs.sort(key=lambda job: -len(job[1]))
    with processes(PROCESSES) as pool:
        packs = pool.map(_packed, repeat(root), *zip(*jobs, strict=True), repeat(moment))
        for (folder, _), (body, loose) in zip(jobs, packs, strict=True):
            new = Shelf.read(body)
            new.packed = body
            yield folder, (new, unpack(loose))


def _packed(root: Path, folder: str, files: Mapping[str, State], moment: int) -> tuple[bytes, bytes]:
    with uncollected():
        new, loose = _folder(root, folder, files, moment)
        return new.body(), pack(loose)


def _folder(root: Path, folder: str, files: Mapping[str, State], moment: int) -> Read:
    """Read files of a folder: a shelf of them, and what is said of those too large or closed."""
    new, loose = Shelf(), []
    for name, state in files.items():
        data, size = opened(root, path := f"{folder}/{name}")
        decoded = said(path, data, size)
        if data is None or size > LIMIT:
            loose.append(decoded)
        else:
            new.add(name, blob_of(data), decoded, settled(state, moment))
    return new, loose
