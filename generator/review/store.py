"""The bare store in which a branch is prepared: fetched from its remote, written, pushed without force."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path

from generator.records import git
from generator.records.source import Refused
from generator.review.lock import released
from generator.review.shown import LostRaceError

LOST = ("[rejected]", "cannot lock ref", "failed to update ref")
LOCKED = re.compile(r"Unable to create '(/[^']+\.lock)': File exists")
CHECKED_OUT = "branch is currently checked out"
PUBLISHER = (
    ("GIT_COMMITTER_NAME", "user.name", "guatu"),
    ("GIT_COMMITTER_EMAIL", "user.email", "guatu@localhost"),
)
# Remotes and passwords are the data repository's; its hooks are for its own commits.
SETTINGS = """[include]
\tpath = {}
[core]
\trepositoryformatversion = 0
\tbare = true
\thooksPath = /dev/null
[gc]
\tautoDetach = false
"""


@dataclass(frozen=True)
class Store:
    """A bare repository of ours; the caller holds its lock.

    The data repository only lends its settings (remotes, passwords); its own refs, index and work tree are
    not touched.
    """

    folder: Path
    top: Path
    """The data repository's, where addresses of remotes begin."""
    remote: str
    work: str
    """The branch of this run: what killed runs left behind is in nobody's way."""

    @classmethod
    def at(cls, folder: Path, root: Path, remote: str) -> Store:
        """Make or open a store. Raises Refused outside git.

        `remote` is a name, an address or a folder; empty for origin, or the data's own where there is none.
        """
        top = Path(git.git(root, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        own = (top / git.git(top, "rev-parse", "--git-common-dir").decode().rstrip("\n")).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for left in (*folder.rglob("*.lock"), *folder.glob("config")):
            left.unlink()
        git.git(folder, "init", "--quiet", "--bare", "--template=", ".")
        (folder / "config").write_text(SETTINGS.format(_quoted(own / "config")), encoding="utf-8")
        return cls(folder.resolve(), top, _remote(top, own, remote), f"work-{secrets.token_hex(8)}")

    @property
    def ref(self) -> str:
        """Name the branch of this run in full."""
        return f"refs/heads/{self.work}"

    @property
    def shown_remote(self) -> str:
        """Name the remote without whatever signs in to it."""
        return unsigned(self.remote)

    def fetch(self, branch: str) -> str:
        """Fetch a branch of the remote into this run's; gives its commit, empty where there is none."""
        listed = self._listed(branch).split()
        if listed:
            refs = f"+refs/heads/{branch}:{self.ref}"
            self.git("fetch", "--quiet", "--no-tags", "--refmap=", "--", self.remote, refs)
        for ref in self.git("for-each-ref", "--format=%(refname)").decode().split():
            if ref != self.ref or not listed:  # those of earlier runs told the remote what we had
                self.git("update-ref", "-d", ref)
        return self.git("rev-parse", self.ref).decode().strip() if listed else ""

    def push(self, branch: str) -> None:
        """Push without force. Raises LostRaceError where the branch has moved, Refused for all else."""
        refs = f"{self.ref}:refs/heads/{branch}"
        done = subprocess.run(
            ["git", f"--git-dir={self.folder}", "push", "--porcelain", "--", self.remote, refs],
            cwd=self.top,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            self._refuse_push(branch, done.stdout + done.stderr)

    def read(self, path: str, rev: str = "") -> bytes | None:
        """Read a file of a commit, or of this run's branch as it is now; None where there is none."""
        try:
            return self.git("cat-file", "blob", f"{rev or self.ref}:{path}")
        except Refused:
            return None

    def tree(self, path: str, rev: str = "") -> str:
        """Name the tree at a path, empty where there is none."""
        try:
            return self.git("rev-parse", "--verify", "--quiet", f"{rev or self.ref}:{path}").decode().strip()
        except Refused:
            return ""

    def surroundings(self) -> dict[str, str | None]:
        """Let mike's git work here, by the name of whoever publishes."""
        inside = {"GIT_DIR": str(self.folder), "GIT_WORK_TREE": None, "GIT_INDEX_FILE": None}
        return inside | {
            variable: os.environ.get(variable) or self._setting(name) or nobody
            for variable, name, nobody in PUBLISHER
        }

    def git(self, *arguments: str) -> bytes:
        """Run git in the store. Raises Refused."""
        return git.git(self.top, f"--git-dir={self.folder}", *arguments)

    def _setting(self, name: str) -> str:
        return self.git("config", "--default", "", "--get", name).decode().strip()

    def _listed(self, branch: str) -> bytes:
        """Ask the remote for a branch. Raises Refused where it does not answer."""
        try:
            return self.git("ls-remote", "--", self.remote, f"refs/heads/{branch}")
        except Refused as refused:
            there, zh, en = self.shown_remote, unsigned(refused.zh), unsigned(refused.en)
            raise Refused(
                f"读不到 {there}，请检查名称、网络和权限（{zh}）",
                f"{there} does not answer: look at its name, the network and your rights ({en})",
            ) from refused

    def _refuse_push(self, branch: str, said: str) -> None:
        there = self.shown_remote
        if CHECKED_OUT in said:
            raise Refused(
                f"{there} 正检出着分支 {branch}，不能往里发布：请先在那里切换到别的分支",
                f"{there} has branch {branch} checked out: switch to another one there first",
            )
        for lock in LOCKED.findall(said):
            released(Path(lock))
        if any(word in said for word in LOST):
            raise LostRaceError(said)
        lines = unsigned(said).splitlines()
        why = next((line for line in lines if line.startswith(("!", "fatal", "error"))), " ".join(lines))
        raise Refused(f"推送到 {there} 没有成功：{why}", f"Pushing to {there} failed: {why}")


def refuse_name(root: Path, branch: str) -> None:
    """Refuse what git does not take for a branch's name. Raises Refused."""
    refused = Refused(f"“{branch}”不能作分支名：请换一个", f"“{branch}” is no name for a branch")
    if branch.startswith("-"):  # git has such a reference, and no command that takes it for a branch
        raise refused
    try:
        git.git(root, "check-ref-format", f"refs/heads/{branch}")
    except Refused:
        raise refused from None


def unsigned(text: str) -> str:
    """Leave out who signs in to an address, and with what: `https://token@host/` as `https://host/`."""
    return re.sub(r"//[^/@\s]+@", "//", text)


def _quoted(path: Path) -> str:
    """Write a path as a value of git's settings."""
    return '"' + str(path).replace("\\", r"\\").replace('"', r"\"") + '"'


def _remote(top: Path, own: Path, wanted: str) -> str:
    """Choose where to publish: what was asked for, else origin, else the data repository itself."""
    named = git.git(top, "remote").decode().split()
    if not wanted:
        return "origin" if "origin" in named else str(own)
    return str(Path(wanted).resolve()) if wanted not in named and Path(wanted).is_dir() else wanted
