"""SHA-256 of a commit's data, plans and policy: of every file's path, mode and bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from generator.records import git

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DATA, PLANS, POLICY = "data/", "data/plans/", "data/policy/"


class Digests(NamedTuple):
    """The digests of all files below data, of the plans among them, and of the policy."""

    data: str
    plans: str
    policy: str


def digests(root: Path, commit: str, seen: dict[str, str] | None = None) -> Digests:
    """Take the digests of a commit; `seen` gives those of blobs read before. Raises Refused."""
    known = {} if seen is None else seen
    found = sorted(git.blobs(root, commit, "data"), key=lambda blob: blob.path)
    new = list({blob.id for blob in found if blob.id not in known and blob.mode != git.MODULE})
    for id_, data in zip(new, git.contents(root, new), strict=True):
        known[id_] = sha256(data).hexdigest()
    lines = [(blob.path, f"{blob.mode} {known.get(blob.id, blob.id)} {blob.path}\n") for blob in found]
    parts = ((line for path, line in lines if path.startswith(part)) for part in (DATA, PLANS, POLICY))
    return Digests(*map(_of, parts))


def _of(lines: Iterable[str]) -> str:
    return sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()
