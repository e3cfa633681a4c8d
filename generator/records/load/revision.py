"""One commit's data, read from git's objects and never from the work tree."""

from __future__ import annotations

from hashlib import sha1, sha256
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.codes import places as codes
from generator.records.load import gather as gathering
from generator.records.load.gather import (
    DATA,
    Decoded,
    Entry,
    decode_limited,
    gather,
    judged,
    kept,
    no_data,
)
from generator.records.places import KEPT
from generator.records.text import LIMIT
from generator.records.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.records.load.shelf import Shelf
    from generator.records.load.store import Store
    from generator.records.portfolio import Portfolio
    from generator.records.source import Code, Problem

EMPTY = {sort(b"blob 0\0").hexdigest() for sort in (sha1, sha256)}
"""The ids git gives an empty file, by either of its sums."""
_FAULTS = {git.PLAIN: None, git.LINK: codes.LINK, git.EXECUTABLE: codes.EXECUTABLE}


Seen = dict[tuple[str, str], Decoded]
"""What was read already, by path and blob; neighbouring revisions have nearly all files in common."""


def load_revision(
    root: Path, rev: str, *, recorded: Mapping[str, date] | None = None, seen: Seen | None = None
) -> tuple[Portfolio, list[Problem]]:
    """Read everything below `data` in one commit of the repository that holds `root`.

    Whoever reads many revisions hands the same `seen` to each. Raises Refused for an unknown revision, a
    shallow clone, no repository, or no data folder.
    """
    commit = git.commit_of(root, rev)
    git.refuse_shallow(root)
    return load_tree(root, commit, recorded=recorded, seen=seen, name=rev)


def load_tree(
    root: Path,
    tree: str,
    *,
    recorded: Mapping[str, date] | None = None,
    seen: Seen | None = None,
    name: str = "",
) -> tuple[Portfolio, list[Problem]]:
    """Read everything below `data` in one tree, as `load_revision` does. Raises Refused without any."""
    found = [blob for blob in git.blobs(root, tree, DATA) if not kept(blob.path, _fault(blob))]
    if not found:
        raise no_data(f"{name or tree}:{DATA}")
    paths, faults = judged(Entry(blob.path, _fault(blob)) for blob in found)
    ids = {blob.path: blob.id for blob in found}
    with uncollected():
        decoded = _decoded(root, [(path, ids[path]) for path in paths], {} if seen is None else seen)
        return gather(decoded, faults, recorded, ids)


def _fault(blob: git.Blob) -> Code | None:
    if blob.path.rpartition("/")[2] == KEPT and blob.mode == git.PLAIN and blob.id not in EMPTY:
        return codes.LEFTOVER
    return _FAULTS.get(blob.mode, codes.SPECIAL)


def _decoded(root: Path, wanted: Sequence[tuple[str, str]], seen: Seen) -> Iterator[Decoded]:
    store = _store(root) if sum(key not in seen for key in wanted) >= gathering.LEAST else None
    shelves = _met(store, wanted, seen) if store else {}
    new = [key for key in wanted if key not in seen]
    sizes = dict(zip(new, git.sizes(root, [blob for _, blob in new]), strict=True))
    small = [key for key in new if sizes[key] <= LIMIT]
    for (path, blob), data in zip(small, git.contents(root, [blob for _, blob in small]), strict=True):
        seen[path, blob] = decode_limited(path, data, len(data))
    for key in new:
        if sizes[key] > LIMIT:
            seen[key] = decode_limited(key[0], b"", sizes[key])
    if store:
        _keep(store, shelves, {key: seen[key] for key in small})
    return (seen[key] for key in wanted)


def _store(root: Path) -> Store:
    from generator.records.load.store import Store  # noqa: PLC0415 - a check of one file keeps nothing

    return Store.of(root)


def _met(store: Store, wanted: Iterable[tuple[str, str]], seen: Seen) -> dict[str, Shelf]:
    """Look up what is kept of the files not seen yet, and give the shelves of their folders."""
    shelves: dict[str, Shelf] = {}
    for path, blob in wanted:
        if (path, blob) not in seen:
            folder, _, name = path.rpartition("/")
            if folder not in shelves:
                shelves[folder] = store.get(folder)
            if (decoded := shelves[folder].of(name, blob)) is not None:
                seen[path, blob] = decoded
    return shelves


def _keep(store: Store, shelves: Mapping[str, Shelf], new: Seen) -> None:
    """Keep what was read anew, beside what the work tree says."""
    asked: dict[str, list[tuple[str, str]]] = {}
    for (path, blob), decoded in new.items():
        folder, _, name = path.rpartition("/")
        shelves[folder].add(name, blob, decoded)
        asked.setdefault(folder, []).append((name, blob))
    for folder, keys in asked.items():
        store.put(folder, shelves[folder].tidied(keys))
