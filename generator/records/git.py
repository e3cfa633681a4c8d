"""The git command line, read only: commits, trees, blobs, never the work tree's own settings."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Whatever the reader's settings are, the log says the same.
SETTINGS = (
    *("core.quotePath=false", "log.showSignature=false", "log.showRoot=true", "log.diffMerges=separate"),
    *("log.follow=false", "i18n.logOutputEncoding=UTF-8", "core.fsmonitor=false"),
)
NO_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The empty tree, which every repository knows."""
ELSEWHERE = frozenset({"GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}) | {
    f"GIT_{how}_PATHSPECS" for how in ("ICASE", "GLOB", "NOGLOB", "LITERAL")
}
"""Variables that point git to a repository, as a hook's, or say how paths are meant: what is read lies where
it was asked for.
"""
LATEST = 4102444799
"""The last second of 2099; no clock of ours shows a later one."""
PLAIN, EXECUTABLE, LINK, MODULE = "100644", "100755", "120000", "160000"


class Blob(NamedTuple):
    """One entry of a tree: mode as git writes it, the object's id, its path below the root."""

    mode: str
    id: str
    path: str


class Room(NamedTuple):
    """Where what may be kept of a root lies; `prefix` is the root's path inside its repository, if in one."""

    top: Path
    place: str
    prefix: str | None

    def of(self, name: str) -> Path:
        """Give the folder of a name."""
        return self.top / name / self.place


def git(root: Path, *arguments: str, data: bytes | None = None) -> bytes:
    """Run git in a folder and give what it prints. Raises Refused with git's own first line."""
    done = run(root, arguments, data)
    if done.returncode:
        said = complaint(done)
        if "must be run in a work tree" in said:
            raise Refused(
                "这是裸仓库，没有数据文件夹：克隆一份，到克隆里执行",
                "This repository is bare: clone it first",
            )
        raise _refused(said)
    return done.stdout


def run(
    root: Path, arguments: Sequence[str], data: bytes | None = None, around: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with `around` in its surroundings; give what came of it. Raises Refused."""
    # No replace refs, no grafts, no locks: nothing on this machine may change what is read.
    firm = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, "GIT_OPTIONAL_LOCKS": "0"}
    own = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    environment = {**own, **firm, "LC_ALL": "C", **(around or {})}
    bare = ["--git-dir=."] if (root / "HEAD").is_file() and (root / "objects").is_dir() else []
    command = ["git", *bare, *(part for setting in SETTINGS for part in ("-c", setting)), *arguments]
    try:
        return subprocess.run(
            command, cwd=root, env=environment, input=data, capture_output=True, check=False
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(
            "这台机器上没有 git，或没有这个文件夹", "There is no git here, or no such folder"
        ) from error


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Give the first line of what git complains of; its hints are about our own settings."""
    lines = done.stderr.decode(errors="replace").strip().split("\n")
    return next((line for line in lines if not line.startswith("hint:")), "")


def room(root: Path) -> Room:
    """Give the room for what may be kept of a root.

    It lies in git's own folder, where no commit can put anything; below `build`, with no path, outside git.
    """
    try:
        told = git(root, "rev-parse", "--absolute-git-dir", "--show-prefix")
    except Refused:
        return Room(root / "build", "", None)
    top, prefix, *_ = os.fsdecode(told).split("\n")
    place = sha256(os.fsencode(prefix)).hexdigest()[:12] if prefix else "top"
    return Room(Path(top) / "guatu", place, prefix)


def repository(root: Path) -> bool:
    """Tell whether a folder lies in a repository with at least one commit.

    Raises Refused where there is one that cannot be read: another user's, damaged, or no git to read it with.
    """
    try:
        done = run(root, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
    except Refused:
        if root.is_dir() and _above(root):
            raise
        return False
    if done.returncode == 0:
        return True
    said = complaint(done)  # nothing is said of a repository without a commit
    if said and _above(root):
        raise _refused(said)
    return False


def _above(root: Path) -> bool:
    """Tell whether a folder or one above it has what makes a repository, readable or not."""
    whole = root.resolve()
    return any(os.path.lexists(folder / ".git") for folder in (whole, *whole.parents))


def _refused(said: str) -> Refused:
    if "dubious ownership" in said:
        return Refused(
            "这个 git 仓库属于别的用户，git 不肯读：由它的用户执行，或者先执行"
            " git config --global --add safe.directory 仓库所在的文件夹",
            "This repository is another user's: run as that user, or add it to git's safe.directory",
        )
    return Refused(f"git 不能完成：{said}", f"git could not do it: {said}")


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
        found = git(root, "rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}").decode().strip()
    except Refused:
        if repository(root):
            raise refused from None
        raise Refused(
            "这里不是 git 仓库，或还没有提交", "This is not a git repository, or has no commit yet"
        ) from None
    _refuse_namesakes(root, rev)
    return found


def _refuse_namesakes(root: Path, rev: str) -> None:
    """Refuse a name shared by a tag and a branch: git takes the tag, and fetches anybody's unasked."""
    rev = re.split(r"[~^:]|@\{", rev, maxsplit=1)[0]
    if re.fullmatch("HEAD|[0-9a-f]{40}|[0-9a-f]{64}", rev):
        return
    full = [f"refs/{kind}/{rev}" for kind in ("tags", "heads", "remotes")]
    found = git(root, "for-each-ref", "--format=%(refname)", *map(_literal, full)).decode().split("\n")
    if len(same := [name for name in full if name in found]) > 1:
        listed = "、".join(same)
        raise Refused(
            f"“{rev}”有几个：{listed}。请写全名，并删去冒名的",
            f"“{rev}” is several: {listed}. Write the full name, and delete what poses as it",
        )


def _literal(name: str) -> str:
    return re.sub(r"([\\*?[])", r"\\\1", name)


def blobs(root: Path, commit: str, *paths: str) -> list[Blob]:
    """List all entries of a commit at the paths below the root."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", *paths)
    return [_blob(line) for line in listed.split(b"\0") if line]


def mentioning(root: Path, commit: str, text: str, folder: str) -> list[str]:
    """Give the paths of a commit's files below a folder that have a text in them."""
    done = run(root, ["grep", "-l", "-z", "-F", "-e", text, commit, "--", folder])
    return [path.partition(":")[2] for path in done.stdout.decode(errors="replace").split("\0") if path]


def sizes(root: Path, ids: Sequence[str]) -> list[int]:
    """Give the size of each blob in bytes, in one process and without reading them."""
    told = git(
        root, "cat-file", "--batch-check=%(objectsize)", data="".join(f"{id_}\n" for id_ in ids).encode()
    )
    return [_size(line) for line in told.splitlines()]


def contents(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
    """Read blobs by id, in one process."""
    out = git(root, "cat-file", "--batch", data="".join(f"{id_}\n" for id_ in ids).encode())
    position = 0
    for _ in ids:
        end = out.index(b"\n", position)
        size = _size(out[position:end])
        yield out[end + 1 : end + 1 + size]
        position = end + 2 + size


def _size(told: bytes) -> int:
    """Read the size git tells of an object. Raises Refused where the repository lacks the object."""
    if told.endswith(b" missing"):
        name = told.decode(errors="replace").split(" ")[0][:12]
        raise Refused(f"仓库不完整，缺少 {name}：请重新克隆", f"The repository lacks {name}: clone it again")
    return int(told.rsplit(b" ", 1)[-1])


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
    return datetime.fromtimestamp(clock(git(root, "show", "-s", "--format=%ct", commit).decode()), UTC)


def clock(told: str) -> int:
    """Read a commit's seconds since 1970: 0 where its clock makes no sense, never later than LATEST."""
    told = told.strip()
    return min(int(told), LATEST) if re.fullmatch("[0-9]{1,20}", told) else 0


def blob_id(root: Path, data: bytes) -> str:
    """Give the id a blob of some bytes has, without keeping it."""
    return git(root, "hash-object", "--stdin", data=data).decode().strip()
