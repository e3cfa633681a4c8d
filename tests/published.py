"""Tiny sites to publish: a few files each, a repository to take commits from, and what readers then see."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from districts import git

from generator.records import git as reading
from generator.review.branch import Branch
from generator.review.editions import Edition
from generator.review.folders import Folders
from generator.review.lock import workroom
from generator.review.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

TITLES = {"2026-08": "2026年8月", "2026-09": "2026年9月", "2026Q3": "2026年第三季度"}


def tiny(text: str, more: Mapping[str, str] | None = None) -> Callable[[Path], None]:
    """Make a builder of a site of three files."""

    def build(folder: Path) -> None:
        (folder / "assets").mkdir()
        (folder / "index.html").write_text(f"<p>{text}</p>", encoding="utf-8")
        (folder / "assets" / "a.js").write_text("1;", encoding="utf-8")
        (folder / "2026.html").write_text(f"<h1>{text}</h1>", encoding="utf-8")
        for name, content in (more or {}).items():
            (folder / name).write_text(content, encoding="utf-8")

    return build


@dataclass
class District:
    """A data repository, its ledger and its tiny sites."""

    root: Path
    sealed: list[Edition] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)

    @classmethod
    def begun(cls, root: Path) -> District:
        """Begin with one commit."""
        root.mkdir(parents=True)
        git(root, "init", "-q")
        git(root, "config", "user.name", "张三")
        git(root, "config", "user.email", "z@example.invalid")
        made = cls(root)
        made.commit("一")
        return made

    def commit(self, text: str) -> str:
        """Commit one more fact."""
        (self.root / "fact.txt").write_text(text, encoding="utf-8")
        git(self.root, "add", "fact.txt")
        git(self.root, "commit", "-q", "--allow-empty", "-m", text)
        return self.head

    def seal(self, name: str, text: str = "") -> Edition:
        """Seal a period."""
        number = len(self.sealed) + 1
        self.heads[number] = f"head-{number}-{name}"
        made = Edition(
            name, TITLES.get(name, name), number, self.heads[number], self.head, date(2026, 9, 1),
            tiny(text or f"封存 {name}"),
        )  # fmt: skip
        self.sealed.append(made)
        return made

    def current(self, text: str = "") -> Edition:
        """Give the working site."""
        number = len(self.sealed)
        build = tiny(text or f"当前 {self.head}")
        return Edition(
            "current", "最新数据", number, self.heads.get(number, ""), self.head, date(2026, 9, 30), build
        )

    @property
    def head(self) -> str:
        """Give the newest commit."""
        return git(self.root, "rev-parse", "HEAD").strip()

    def descends(self, commit: str) -> bool:
        """Tell whether HEAD is a commit or comes after it."""
        command = ["git", "merge-base", "--is-ancestor", commit, "HEAD"]
        return subprocess.run(command, cwd=self.root, check=False, capture_output=True).returncode == 0

    def to_branch(self, remote: str = "", text: str = "") -> Sequence[str]:
        """Publish to a branch."""
        folder = self.root / "build" / "publish"
        with workroom(folder) as room:
            place = Branch.at(folder / "store", self.root, remote, "gh-pages")
            return self._publish(place, room, text)

    def to_folder(self, folder: Path, text: str = "") -> Sequence[str]:
        """Publish to release folders."""
        with workroom(folder) as room:
            return self._publish(Folders(folder), room, text)

    def _publish(self, place: Branch | Folders, room: Path, text: str) -> Sequence[str]:
        return publish(
            place, self.current(text), self.sealed, room=room, descends=self.descends, heads=self.heads
        )


def on_branch(repository: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """Give what a branch shows, by path."""
    archive = reading.git(repository, "archive", f"refs/heads/{branch}")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = [member for member in tar.getmembers() if not member.isdir()]
        assert all(member.isfile() for member in members)
        return {member.name: tar.extractfile(member).read() for member in members}  # type: ignore[union-attr]


def in_folder(folder: Path) -> dict[str, bytes]:
    """Give what a web server shows, by path."""
    site = folder / "site"
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def whole(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Check that a published tree is whole: each version as its record says; gives version to aliases."""
    menu = {entry["version"]: entry["aliases"] for entry in json.loads(files["versions.json"])}
    for name in (*menu, "latest"):
        record = json.loads(files[f"{name}/release.json"])["files"]
        assert set(record) | {"release.json"} == {
            path.removeprefix(f"{name}/") for path in files if path.startswith(f"{name}/")
        }
    (newest,) = [name for name, aliases in menu.items() if aliases == ["latest"]]
    same = {path for path in files if path.startswith(f"{newest}/")}
    assert {path: files[path] for path in same} == {
        path: files[path.replace(newest, "latest", 1)] for path in same
    }
    assert set(menu) | {"latest", "versions.json", "index.html", ".nojekyll"} == {
        path.split("/")[0] for path in files
    }
    assert "latest/" in files["index.html"].decode()
    return menu
