"""Two commits beside each other: what they have in common, what differs, what merging them gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from generator.records import git
from generator.records.source import Refused


class Touch(NamedTuple):
    """One path that differs between two trees: `status` A, M, D or T; modes and blobs as git writes them."""

    status: str
    mode: str
    before: str
    after: str
    path: str
    was: str


def forks(root: Path, base: str, head: str) -> list[str]:
    """Give the newest commits two branches have in common: several where each took in the other meanwhile.

    Raises Refused where they have none.
    """
    found = git.run(root, ["merge-base", "--all", base, head])
    if found.returncode or not found.stdout.strip():
        raise Refused(
            "这两个分支没有共同的提交，无从比较：请从主分支新建分支，再提交改动",
            "The two branches have no commit in common: start a branch from the main branch",
        )
    return found.stdout.decode().split()


def differing(root: Path, before: str, after: str) -> list[Touch]:
    """List what differs between two trees or commits, by path below the repository's top; no renames."""
    shown = git.git(root, "diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none",
                "--no-relative", "--no-ext-diff", before, after)  # fmt: skip
    fields = iter(shown.split(b"\0"))
    return [_touch(head.decode(), next(fields)) for head in fields if head]


def merged(root: Path, base: str, head: str) -> tuple[str, list[str]]:
    """Merge two commits, in git's objects only: the tree, and the paths in conflict.

    No attributes have a say in it, nor has the work tree; a file moved on one side is not followed on the
    other. Raises Refused.
    """
    told = git.git(root, "rev-parse", "--absolute-git-dir")
    folder = Path(told.decode(errors="surrogateescape").strip("\n"))  # where no attribute lies
    plain = ("core.attributesFile=", f"attr.tree={git.NO_TREE}", "merge.default=text")
    alike = ("merge.directoryRenames=false", "merge.renames=false")
    settings = [part for setting in (*plain, *alike) for part in ("-c", setting)]
    command = ["--git-dir=.", *settings, "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages"]
    nowhere = {"GIT_INDEX_FILE": "no-index", "GIT_ATTR_NOSYSTEM": "1"}
    done = git.run(folder, [*command, base, head], around=nowhere)
    if done.returncode not in {0, 1} or not done.stdout:
        said = git.complaint(done)
        raise Refused(f"git 不能合并：{said}", f"git could not merge: {said}")
    tree, *conflicts = done.stdout.split(b"\0")
    return tree.decode(), sorted({os.fsdecode(path) for path in conflicts if path})


def _touch(head: str, path: bytes) -> Touch:
    was, mode, before, after, status = head.lstrip(":").split(" ")
    return Touch(status[0], mode, before, after, os.fsdecode(path), was)
