"""A place on a git branch: mike commits in a store of ours, and the branch is pushed without force."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mike import commands, git_utils

from generator.outputs.surroundings import surroundings
from generator.records import git
from generator.records.source import Refused
from generator.review.lock import released
from generator.review.release import RECORD, Release, digests
from generator.review.shown import INDEX, LATEST, MENU, REDIRECT, LostRaceError, menu, not_ours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mike.versions import Versions

    from generator.review.shown import Placed

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


@dataclass
class Branch:
    """A branch of a remote, through a bare store; the caller holds the store's lock.

    The data repository only lends its settings (remotes, passwords); its own refs, index and work tree are
    not touched.
    """

    store: Path
    root: Path
    remote: str
    branch: str
    work: str = ""
    """The ref of this run in the store: what killed runs left behind is in nobody's way."""
    tip: str = ""

    @classmethod
    def at(cls, store: Path, root: Path, remote: str, branch: str) -> Branch:
        """Make or open the store. Raises Refused for a remote or branch git does not take."""
        _refuse_name(root, branch)
        top = Path(git.git(root, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        own = (top / git.git(top, "rev-parse", "--git-common-dir").decode().rstrip("\n")).resolve()
        store.mkdir(parents=True, exist_ok=True)
        for left in (*store.rglob("*.lock"), *store.glob("config")):
            left.unlink()
        git.git(store, "init", "--quiet", "--bare", "--template=", ".")
        (store / "config").write_text(SETTINGS.format(_quoted(own / "config")), encoding="utf-8")
        return cls(store.resolve(), top, _remote(top, own, remote), branch, f"work-{secrets.token_hex(8)}")

    @property
    def where(self) -> str:
        """Name the remote and its branch."""
        return f"{unsigned(self.remote)} 的分支 {self.branch}"

    def shown(self) -> Mapping[str, Release]:
        """Fetch the branch and read the record of each version. Raises Refused for a branch not ours."""
        listed = self._listed()
        here = f"refs/heads/{self.work}"
        if listed:
            refs = f"+refs/heads/{self.branch}:{here}"
            self._git("fetch", "--quiet", "--no-tags", "--refmap=", "--", self.remote, refs)
        self._forget(here if listed else "")
        self.tip = self._git("rev-parse", here).decode().strip() if listed else ""
        if not listed:
            return {}
        names = [str(info.version) for info in self._versions()]
        records = {name: self._read(f"{name}/{RECORD}") for name in names}
        if not records or None in records.values():
            raise not_ours(self.where)
        return {name: Release.read(data or b"", f"{self.branch}:{name}") for name, data in records.items()}

    def altered(self, name: str) -> list[str]:
        """Compare a version's blobs with its record."""
        release = Release.read(self._read(f"{name}/{RECORD}") or b"", f"{self.branch}:{name}")
        blobs = git.blobs(self.store, f"{self.tip}:{name}")
        found = git.contents(self.store, [blob.id for blob in blobs])
        return release.altered(digests((blob.path, data) for blob, data in zip(blobs, found, strict=True)))

    def latest(self) -> str:
        """Name the version with whose tree `latest` is one."""
        return self._copied() if self._read(INDEX) else ""

    def put(self, placed: Sequence[Placed], latest: str) -> None:
        """Commit each version with mike, then push the branch once; readers see only the last commit."""
        try:
            with surroundings(self._surroundings()):
                for one in placed:
                    self._deploy(one, [LATEST] if one.edition.name == latest else [])
                self._repair(latest)
                if not self._read(INDEX):
                    commands.set_default(LATEST, str(REDIRECT), branch=self.work, message=f"首页：{LATEST}")
        except (git_utils.GitError, ValueError) as error:  # the latter of a menu mike could not read
            raise Refused(f"git 不能完成：{error}", f"git could not do it: {error}") from error
        self._refuse_loss({one.edition.name for one in placed}, latest)
        self._push()

    def _refuse_loss(self, placed: set[str], latest: str) -> None:
        """Look once more before pushing: mike takes a menu it cannot read for an empty one."""
        old = menu(self._read(MENU, self.tip) if self.tip else None, self.where)
        before = {str(info.version) for info in old}
        kept = all(self._tree(name, self.tip) == self._tree(name) for name in before - placed)
        named = {str(info.version) for info in self._versions()} == before | placed
        if not (kept and named and self._copied() == latest and self._read(INDEX)):
            raise Refused(
                "发布前自查没有通过，没有发布：请再执行一次", "The last look failed: run this again"
            )

    def _deploy(self, one: Placed, aliases: list[str]) -> None:
        edition = one.edition
        message = f"{edition.name}：{edition.title}\n\n数据提交 {edition.commit}，数据截至 {edition.as_of}"
        with commands.deploy(
            {"site_dir": str(one.folder)},
            edition.name,
            edition.title,
            aliases,
            update_aliases=True,
            alias_type=commands.AliasType.copy,
            branch=self.work,
            message=message,
            allow_empty=True,
        ):
            pass  # mike would build here; the site is finished

    def _repair(self, latest: str) -> None:
        """Let `latest` be a copy of its version where the commits so far have not made it one."""
        if self._copied() == latest:
            return
        found = self._versions().find(LATEST)
        if found:
            commands.delete([LATEST], branch=self.work, message=f"{LATEST}：", allow_empty=True)
        commands.alias(
            {},
            latest,
            [LATEST],
            alias_type=commands.AliasType.copy,
            branch=self.work,
            message=f"{LATEST}：{latest}",
            allow_empty=True,
        )

    def _copied(self) -> str:
        found = self._versions().find(LATEST) or ("",)
        return str(found[0]) if self._tree(str(found[0])) == self._tree(LATEST) else ""

    def _push(self) -> None:
        """Push without force. Raises LostRaceError where the branch has moved, Refused for all else."""
        refs = f"refs/heads/{self.work}:refs/heads/{self.branch}"
        command = ["git", f"--git-dir={self.store}", "push", "--porcelain", "--", self.remote, refs]
        environment = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            self._refuse_push(done.stdout + done.stderr)

    def _refuse_push(self, said: str) -> None:
        there = unsigned(self.remote)
        if CHECKED_OUT in said:
            raise Refused(
                f"{there} 正检出着分支 {self.branch}，不能往里发布：请先在那里切换到别的分支",
                f"{there} has branch {self.branch} checked out: switch to another one there first",
            )
        for lock in LOCKED.findall(said):
            released(Path(lock))
        if any(word in said for word in LOST):
            raise LostRaceError(said)
        lines = unsigned(said).splitlines()
        why = next((line for line in lines if line.startswith(("!", "fatal", "error"))), " ".join(lines))
        raise Refused(f"推送到 {there} 没有成功：{why}", f"Pushing to {there} failed: {why}")

    def _surroundings(self) -> dict[str, str | None]:
        """Let mike's git work in the store, by the name of whoever publishes."""
        inside = {"GIT_DIR": str(self.store), "GIT_WORK_TREE": None, "GIT_INDEX_FILE": None}
        return inside | {
            variable: os.environ.get(variable) or self._setting(name) or nobody
            for variable, name, nobody in PUBLISHER
        }

    def _setting(self, name: str) -> str:
        return self._git("config", "--default", "", "--get", name).decode().strip()

    def _versions(self) -> Versions:
        return menu(self._read(MENU), self.where)

    def _read(self, path: str, rev: str = "") -> bytes | None:
        """Read a file of a commit, or of the store's branch as it is now; None where there is none."""
        try:
            return self._git("cat-file", "blob", f"{rev or f'refs/heads/{self.work}'}:{path}")
        except Refused:
            return None

    def _tree(self, path: str, rev: str = "") -> str:
        """Name the tree at a path, empty where there is none."""
        place = f"{rev or f'refs/heads/{self.work}'}:{path}"
        try:
            return self._git("rev-parse", "--verify", "--quiet", place).decode().strip()
        except Refused:
            return ""

    def _listed(self) -> bytes:
        """Ask the remote for the branch. Raises Refused where it does not answer."""
        try:
            return self._git("ls-remote", "--", self.remote, f"refs/heads/{self.branch}")
        except Refused as refused:
            zh, en = unsigned(refused.zh), unsigned(refused.en)
            raise Refused(
                f"读不到 {unsigned(self.remote)}，请检查名称、网络和权限（{zh}）",
                f"{unsigned(self.remote)} does not answer: look at its name, network and rights ({en})",
            ) from refused

    def _forget(self, kept: str) -> None:
        """Drop the refs of earlier runs; they told the remote what we had."""
        for ref in self._git("for-each-ref", "--format=%(refname)").decode().split():
            if ref != kept:
                self._git("update-ref", "-d", ref)

    def _git(self, *arguments: str) -> bytes:
        return git.git(self.root, f"--git-dir={self.store}", *arguments)


def unsigned(text: str) -> str:
    """Leave out who signs in to an address, and with what: `https://token@host/` as `https://host/`."""
    return re.sub(r"//[^/@\s]+@", "//", text)


def _quoted(path: Path) -> str:
    """Write a path as a value of git's settings."""
    return '"' + str(path).replace("\\", r"\\").replace('"', r"\"") + '"'


def _refuse_name(root: Path, branch: str) -> None:
    try:
        git.git(root, "check-ref-format", f"refs/heads/{branch}")
    except Refused as refused:
        raise Refused(f"“{branch}”不能作分支名：请换一个", f"“{branch}” is no name for a branch") from refused


def _remote(top: Path, own: Path, wanted: str) -> str:
    """Choose where to publish: what was asked for, else origin, else the data repository itself."""
    named = git.git(top, "remote").decode().split()
    if not wanted:
        return "origin" if "origin" in named else str(own)
    return str(Path(wanted).resolve()) if wanted not in named and Path(wanted).is_dir() else wanted
