"""The git command line, read only: commits, trees, blobs, never the work tree's own settings."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Whatever the reader's settings are, the log says the same.
SETTINGS = (
    *("core.quotePath=false", "log.showSignature=false", "log.showRoot=true", "log.diffMerges=separate"),
    *("log.follow=false", "i18n.logOutputEncoding=UTF-8"),
)
NO_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The empty tree, which every repository knows."""
PLAIN, EXECUTABLE, LINK, MODULE = "100644", "100755", "120000", "160000"


class Blob(NamedTuple):
    """One entry of a tree: mode as git writes it, the object's id, its path below the root."""

    mode: str
    id: str
    path: str


class Touch(NamedTuple):
    """One path that differs between two trees: `status` A, M, D or T; modes and blobs as git writes them."""

    status: str
    mode: str
    before: str
    after: str
    path: str
    was: str


def git(root: Path, *arguments: str, data: bytes | None = None) -> bytes:
    """Run git in a folder and give what it prints. Raises Refused with git's own first line."""
    done = _run(root, arguments, data)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise Refused(f"git 不能完成：{said}", f"git could not do it: {said}")
    return done.stdout


def _run(
    root: Path, arguments: Sequence[str], data: bytes | None = None, around: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    # No replace refs, no grafts, no locks: nothing on this machine may change what is read.
    firm = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, "GIT_OPTIONAL_LOCKS": "0"}
    environment = {**os.environ, **firm, "LC_ALL": "C", **(around or {})}
    command = ["git", *(part for setting in SETTINGS for part in ("-c", setting)), *arguments]
    try:
        return subprocess.run(
            command, cwd=root, env=environment, input=data, capture_output=True, check=False
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(
            "这台机器上没有 git，或没有这个文件夹", "There is no git here, or no such folder"
        ) from error


def repository(root: Path) -> bool:
    """Tell whether a folder lies in a repository with at least one commit."""
    try:
        git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except Refused:
        return False
    return True


def refuse_shallow(root: Path) -> None:
    """Refuse a clone cut short: its history would be told falsely. Raises Refused."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        raise Refused(
            "这是浅克隆，历史不全：请先执行 git fetch --unshallow",
            "This clone is shallow and its history incomplete: run git fetch --unshallow first",
        )


def commit_of(root: Path, rev: str) -> str:
    """Give the full id of the commit a name stands for. Raises Refused."""
    refused = Refused(f"没有“{rev}”这个提交", f"There is no commit “{rev}”")
    if rev.startswith("-"):
        raise refused
    try:
        return git(root, "rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}").decode().strip()
    except Refused:
        refuse = refused if repository(root) else Refused("这里不是 git 仓库", "This is not a git repository")
        raise refuse from None


def blobs(root: Path, commit: str, *paths: str) -> list[Blob]:
    """List all entries of a commit at the paths below the root."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", *paths)
    return [_blob(line) for line in listed.split(b"\0") if line]


def sizes(root: Path, ids: Sequence[str]) -> list[int]:
    """Give the size of each blob in bytes, in one process and without reading them."""
    told = git(
        root, "cat-file", "--batch-check=%(objectsize)", data="".join(f"{id_}\n" for id_ in ids).encode()
    )
    return [int(size) for size in told.split()]


def contents(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
    """Read blobs by id, in one process."""
    out = git(root, "cat-file", "--batch", data="".join(f"{id_}\n" for id_ in ids).encode())
    position = 0
    for _ in ids:
        end = out.index(b"\n", position)
        size = int(out[position:end].rsplit(b" ", 1)[1])
        yield out[end + 1 : end + 1 + size]
        position = end + 2 + size


def signers(root: Path, commits: Sequence[str]) -> dict[str, str]:
    """Give the verified signer of each commit that has one, by the keys this machine trusts."""
    if not commits:
        return {}
    form = "--format=%H%x02%G?%x02%GS"
    told = git(root, "log", "--no-walk", "-z", form, "--stdin", data="\n".join(commits).encode())
    texts = told.decode(errors="replace").split("\0")
    found = (text.split("\x02", 2) for text in texts if text)
    return {commit: signer for commit, state, signer in found if state == "G"}


def _blob(line: bytes) -> Blob:
    head, _, path = line.partition(b"\t")
    mode, _, id_ = head.decode().split(" ")
    return Blob(mode, id_, os.fsdecode(path))


def main_branch(root: Path) -> str:
    """Name the main branch: the one the remote calls so, else main or master here; empty without any."""
    try:
        return git(root, "rev-parse", "--abbrev-ref", "origin/HEAD").decode().strip()
    except Refused:
        heads = git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/heads/master")
        return heads.decode().split("\n")[0].strip()


def descends(root: Path, later: str, earlier: str) -> bool:
    """Tell whether one commit is another or has it among its ancestors; False where either is unknown."""
    try:
        git(root, "merge-base", "--is-ancestor", earlier, later)
    except Refused:
        return False
    return True


def moment(root: Path, commit: str) -> datetime:
    """Give when a commit was made, by its committer's clock. Raises Refused."""
    return datetime.fromtimestamp(int(git(root, "show", "-s", "--format=%ct", commit)), UTC)


def blob_id(root: Path, data: bytes) -> str:
    """Give the id a blob of some bytes has, without keeping it."""
    return git(root, "hash-object", "--stdin", data=data).decode().strip()


def fork(root: Path, base: str, head: str) -> str:
    """Give the commit from which a branch left another. Raises Refused where they have none in common."""
    found = _run(root, ["merge-base", base, head])
    if found.returncode or not found.stdout.strip():
        raise Refused(
            "这两个分支没有共同的提交，无从比较：请从主分支新建分支，再提交改动",
            "The two branches have no commit in common: start a branch from the main branch",
        )
    return found.stdout.decode().strip()


def differing(root: Path, before: str, after: str) -> list[Touch]:
    """List what differs between two trees or commits, by path below the repository's top; no renames."""
    shown = git(root, "diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none",
                "--no-relative", "--no-ext-diff", before, after)  # fmt: skip
    fields = iter(shown.split(b"\0"))
    return [_touch(head.decode(), next(fields)) for head in fields if head]


def merged(root: Path, base: str, head: str) -> tuple[str, list[str]]:
    """Merge two commits, in git's objects only: the tree, and the paths in conflict.

    No attributes have a say in it, nor has the work tree; a file moved on one side is not followed on the
    other. Raises Refused.
    """
    folder = Path(git(root, "rev-parse", "--absolute-git-dir").decode(errors="surrogateescape").strip("\n"))
    plain = ("core.attributesFile=", f"attr.tree={NO_TREE}", "merge.directoryRenames=false")
    settings = [part for setting in (*plain, "merge.renames=false") for part in ("-c", setting)]
    command = ["--git-dir=.", *settings, "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages"]
    nowhere = {"GIT_INDEX_FILE": "no-index", "GIT_ATTR_NOSYSTEM": "1"}
    done = _run(folder, [*command, base, head], around=nowhere)  # within git's own folder lies no attribute
    if done.returncode not in {0, 1} or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise Refused(f"git 不能合并：{said}", f"git could not merge: {said}")
    tree, *conflicts = done.stdout.split(b"\0")
    return tree.decode(), sorted({os.fsdecode(path) for path in conflicts if path})


def _touch(head: str, path: bytes) -> Touch:
    was, mode, before, after, status = head.lstrip(":").split(" ")
    return Touch(status[0], mode, before, after, os.fsdecode(path), was)
