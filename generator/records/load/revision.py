"""One commit's data, read from git's objects and never from the work tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records import git
from generator.records.codes import places as codes
from generator.records.load.gather import (
    DATA,
    Decoded,
    Entry,
    decode_limited,
    gather,
    judged,
    kept,
    no_data,
    uncollected,
)
from generator.records.text import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

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
    found = [blob for blob in git.blobs(root, tree, DATA) if not kept(blob.path)]
    if not found:
        raise no_data(f"{name or tree}:{DATA}")
    paths, faults = judged(Entry(blob.path, _FAULTS.get(blob.mode, codes.SPECIAL)) for blob in found)
    ids = {blob.path: blob.id for blob in found}
    with uncollected():
        decoded = _decoded(root, [(path, ids[path]) for path in paths], {} if seen is None else seen)
        return gather(decoded, faults, recorded)


def _decoded(root: Path, wanted: Sequence[tuple[str, str]], seen: Seen) -> Iterator[Decoded]:
    new = [key for key in wanted if key not in seen]
    sizes = dict(zip(new, git.sizes(root, [blob for _, blob in new]), strict=True))
    small = [key for key in new if sizes[key] <= LIMIT]
    for (path, blob), data in zip(small, git.contents(root, [blob for _, blob in small]), strict=True):
        seen[path, blob] = decode_limited(path, data, len(data))
    for key in new:
        if sizes[key] > LIMIT:
            seen[key] = decode_limited(key[0], b"", sizes[key])
    return (seen[key] for key in wanted)
