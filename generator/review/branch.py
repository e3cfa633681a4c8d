"""A place on a git branch: mike commits version after version in the store, and one push shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mike import commands, git_utils

from generator.outputs.surroundings import surroundings
from generator.records import git
from generator.records.source import Refused
from generator.review.release import RECORD, Release, digests
from generator.review.shown import INDEX, LATEST, MENU, REDIRECT, menu, not_ours
from generator.review.store import Store, refuse_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mike.versions import Versions

    from generator.review.shown import Placed


@dataclass
class Branch:
    """A branch of a remote, through a store; the caller holds the store's lock."""

    store: Store
    branch: str
    tip: str = ""
    """The commit that was looked at last, empty while there is no such branch."""

    @classmethod
    def at(cls, folder: Path, root: Path, remote: str, branch: str) -> Branch:
        """Make or open the store for the data at `root`. Raises Refused for a name git does not take."""
        refuse_name(root, branch)
        return cls(Store.at(folder, root, remote), branch)

    @property
    def where(self) -> str:
        """Name the remote and its branch."""
        return f"{self.store.shown_remote} 的分支 {self.branch}"

    def shown(self) -> Mapping[str, Release]:
        """Fetch the branch and read the record of each version. Raises Refused for a branch not ours."""
        self.tip = self.store.fetch(self.branch)
        names = self._names() if self.tip else []
        records = {name: self.store.read(f"{name}/{RECORD}") for name in names}
        if self.tip and (not records or None in records.values()):
            raise not_ours(self.where)
        return {name: Release.read(data or b"", f"{self.branch}:{name}") for name, data in records.items()}

    def altered(self, name: str) -> list[str]:
        """Compare a version's blobs with its record."""
        release = Release.read(self.store.read(f"{name}/{RECORD}") or b"", f"{self.branch}:{name}")
        blobs = git.blobs(self.store.folder, f"{self.tip}:{name}")
        found = git.contents(self.store.folder, [blob.id for blob in blobs])
        return release.altered(digests((blob.path, data) for blob, data in zip(blobs, found, strict=True)))

    def latest(self) -> str:
        """Name the version with whose tree `latest` is one."""
        return self._copied() if self.store.read(INDEX) else ""

    def around(self) -> Mapping[str, bytes]:
        """Read what the tree holds beside the versions."""
        ours = {LATEST, *self._names()}
        blobs = git.blobs(self.store.folder, self.tip) if self.tip else []
        beside = [blob for blob in blobs if blob.path.split("/")[0] not in ours]
        found = git.contents(self.store.folder, [blob.id for blob in beside if blob.mode != git.MODULE])
        return {blob.path: next(found) if blob.mode != git.MODULE else b"" for blob in beside}

    def refuse_closed(self) -> None:
        """Refuse nothing: who may push, the remote alone knows."""

    def put(self, placed: Sequence[Placed], latest: str) -> None:
        """Commit each version with mike, then push the branch once; readers see only the last commit."""
        try:
            with surroundings(self.store.surroundings()):
                for one in placed:
                    self._deploy(one, [LATEST] if one.edition.name == latest else [])
                self._repair(latest)
                if not self.store.read(INDEX):
                    self._lead()
        except (git_utils.GitError, ValueError) as error:  # the latter of a menu mike could not read
            raise Refused(f"git 不能完成：{error}", f"git could not do it: {error}") from error
        self._refuse_loss({one.edition.name for one in placed}, latest)
        self.store.push(self.branch)

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
            branch=self.store.work,
            message=message,
            allow_empty=True,
        ):
            pass  # mike would build here; the site is finished

    def _repair(self, latest: str) -> None:
        """Let `latest` be a copy of its version where the commits so far have not made it one."""
        if self._copied() == latest:
            return
        work = self.store.work
        if self._menu().find(LATEST):
            commands.delete([LATEST], branch=work, message=f"{LATEST}：", allow_empty=True)
        commands.alias(
            {},
            latest,
            [LATEST],
            alias_type=commands.AliasType.copy,
            branch=work,
            message=f"{LATEST}：{latest}",
            allow_empty=True,
        )

    def _lead(self) -> None:
        """Let the start page lead to `latest`."""
        commands.set_default(LATEST, str(REDIRECT), branch=self.store.work, message=f"首页：{LATEST}")

    def _refuse_loss(self, placed: set[str], latest: str) -> None:
        """Look once more before pushing: mike takes a menu it cannot read for an empty one."""
        old = menu(self.store.read(MENU, self.tip) if self.tip else None, self.where)
        before = {str(info.version) for info in old}
        kept = all(self.store.tree(name, self.tip) == self.store.tree(name) for name in before - placed)
        named = set(self._names()) == before | placed
        if not (kept and named and self._copied() == latest and self.store.read(INDEX)):
            raise Refused(
                "发布前自查没有通过，没有发布：请再执行一次", "The last look failed: run this again"
            )

    def _copied(self) -> str:
        """Name the version of which `latest` is a copy by the menu and by its tree."""
        name = str((self._menu().find(LATEST) or ("",))[0])
        return name if self.store.tree(name) == self.store.tree(LATEST) else ""

    def _names(self) -> list[str]:
        return [str(info.version) for info in self._menu()]

    def _menu(self) -> Versions:
        return menu(self.store.read(MENU), self.where)
