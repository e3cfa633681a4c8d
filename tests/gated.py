"""A district's repository served over file://, units that submit to it, and the office that judges.

Each unit works in a clone of its own and pushes a branch; the office fetches it and runs the gate.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from districts import BASE, build, commit, git
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.commands.rim import seals
from generator.records.load import load
from generator.records.owners import FILES, codeowners
from generator.review.gate import Verdict, gate
from generator.review.proposal import Proposal, proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

DAY = date(2026, 12, 2)
ACCOUNTS = {"U01": "linhe-clerk", "U02": "yunxi", "S01": "street-1", "ZDB": "office", "XDB": "xdb-clerk",
            "D01": "d01", "DCS": "ducha"}  # fmt: skip
EVENT = "id: {id}\nkind: {kind}\ndate: {date}\nwriter: {writer}\n"
Edit = "Callable[[Path], None]"


@dataclass(frozen=True)
class District:
    """The shared repository, and the office's clone of it."""

    remote: Path
    office: Path

    @property
    def url(self) -> str:
        """Give the address units clone from."""
        return f"file://{self.remote}"

    def submitted(self, folder: Path, edit: Callable[[Path], None], name: str = "张三") -> str:
        """Push what a unit did in a fresh clone as a branch; gives the branch's name."""
        git(folder.parent, "clone", "-q", self.url, str(folder))
        git(folder, "switch", "-q", "-c", folder.name)
        edit(folder)
        commit(folder, "2026-07-02", "报送", name)
        git(folder, "push", "-q", "origin", folder.name)
        return folder.name

    def merged(self, folder: Path, edit: Callable[[Path], None]) -> None:
        """Bring a change to the main branch."""
        git(folder.parent, "clone", "-q", self.url, str(folder))
        edit(folder)
        commit(folder, "2026-07-01", "合并")
        git(folder, "push", "-q", "origin", "HEAD:main")

    def proposed(self, branch: str) -> Proposal:
        """Fetch a branch into the office's clone and read it."""
        git(self.office, "fetch", "-q", "origin")
        return proposal(self.office, "origin/main", f"origin/{branch}", DAY)

    def judged(self, branch: str, *accounts: str) -> Verdict:
        """Run the gate as the office does."""
        return self.verdict(self.proposed(branch), *accounts)

    def verdict(self, found: Proposal, *accounts: str) -> Verdict:
        """Run the gate on a proposal read already."""
        return gate(found, accounts, partial(seals, self.office))


def district(place: Path) -> District:
    """Serve the base district of the problems' examples, with accounts, owners and a little code."""
    work = place / "work"
    build(work, BASE)
    for unit, account in ACCOUNTS.items():
        path = work / f"data/register/organisations/{unit}.yml"
        path.write_text(f"{path.read_text(encoding='utf-8')}accounts: [{account}]\n", encoding="utf-8")
    files = {"generator/tool.py": "print('tool')\n", "mkdocs.yml": "site_name: x\n", "data/.gitkeep": ""}
    portfolio, _ = load(work)
    files |= {path: codeowners(portfolio, forge) for forge, path in FILES.items()}
    write(work, files)
    git(work, "init", "-q", "-b", "main")
    commit(work, "2026-06-30")
    remote, office = place / "remote.git", place / "office"
    git(place, "clone", "-q", "--bare", str(work), str(remote))
    shutil.rmtree(work)
    git(place, "clone", "-q", f"file://{remote}", str(office))
    return District(remote, office)


def write(root: Path, files: Mapping[str, str | None]) -> None:
    """Write files, or remove those given as None."""
    for path, text in files.items():
        if text is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")


def wrote(files: Mapping[str, str | None]) -> Callable[[Path], None]:
    """Give the edit that writes some files."""
    return lambda root: write(root, files)


def event(id_: str, kind: str, day: str, writer: str, **fields: str) -> dict[str, str | None]:
    """Give one event's file."""
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    text = EVENT.format(id=id_, kind=kind, date=day, writer=writer) + more
    return {f"data/events/{writer}/{day[:4]}/{id_}.yml": text}


def changed(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Give the edit that replaces a text in a file, which must hold it."""

    def edit(root: Path) -> None:
        before = (root / path).read_text(encoding="utf-8")
        assert old in before
        (root / path).write_text(before.replace(old, new), encoding="utf-8")

    return edit


def guatu(*arguments: object) -> Result:
    """Run a command as people do."""
    return CliRunner().invoke(app, [*map(str, arguments)])
