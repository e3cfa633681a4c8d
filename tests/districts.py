"""Small districts for tests: a base, overlays on it, and, where a rule needs one, a git history.

A file named `<path>.deleted` removes one of the base. `*.special` stands for what a checkout cannot hold:
its first line is a kind (file, exec, link, fifo, closed) and a path; the rest is the content.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from generator.records.checks import SETUP, Context, check
from generator.records.history import history
from generator.records.load import load
from generator.records.source import Problem, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

PROBLEMS = Path(__file__).parent / "problems"
BASE = PROBLEMS / "base"
TODAY = date(2026, 7, 2)
MATRIX = 12  # the month in which examples of the later limits are dated


def build(root: Path, overlay: Path) -> None:
    """Lay an overlay over what is there."""
    for file in sorted(overlay.rglob("*")):
        if file.is_dir():
            continue
        path = root / file.relative_to(overlay)
        if file.suffix == ".special":
            _special(root, file)
        elif file.suffix == ".deleted":
            path.with_suffix("").unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            shutil.copyfile(file, path)


def commit(root: Path, day: str, message: str = "x", name: str = "张三") -> None:
    """Commit everything, noon of a day in Shanghai."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message, day=day, name=name)


def git(root: Path, *arguments: str, day: str = "2026-06-30", name: str = "张三") -> str:
    """Run git with a name, a clock and no settings of the machine."""
    moment = f"{day}T12:00:00+08:00"
    people = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
              (("NAME", name), ("EMAIL", "z@example.invalid"), ("DATE", moment))}  # fmt: skip
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment = {**os.environ, **people, **settings}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, check=True, capture_output=True, text=True
    ).stdout


def example(root: Path, code: str, side: str) -> list[Problem]:
    """Make one side of a code's example and give all its problems."""
    folder = PROBLEMS / code
    build(root, BASE)
    if (folder / "before").is_dir():
        build(root, folder / "before")
        git(root, "init", "-q")
        commit(root, "2026-06-30")
        build(root, folder / side)
        if not (folder / "uncommitted").is_file():
            early = side == "bad" and (folder / "backdated").is_file()
            commit(root, "2026-06-20" if early else "2026-07-02")
    else:
        build(root, folder / side)
    return [*problems(root), *(one for one in lacking(root) if one.code.id == code)]


def lacking(root: Path) -> list[Problem]:
    """Give what a district lacks as a whole; the base lacks offices and steps, which few tests need."""
    portfolio, found = load(root)
    context = Context(filed=portfolio, unread=Context.names(found))
    return check(portfolio, context, SETUP)


def problems(root: Path) -> list[Problem]:
    """Give all problems of a folder, as `guatu check` does on TODAY."""
    changes = history(root)
    with patch("os.open", _closing(os.open)):
        portfolio, found = load(root, recorded=changes.recorded)
    unread = Context.names(found)
    newest = max((event.date for event in portfolio.events.values()), default=TODAY)
    today = newest if newest.month == MATRIX else TODAY
    context = Context(
        history=changes, today=today, unread=unread, read=lambda path: (root / path).read_bytes()
    )
    return tidy([*found, *check(portfolio, context)])


def _closing(real: Callable[..., int]) -> Callable[..., int]:
    """Refuse files without any permission, as the system does for all but root."""

    def opened(path: str, flags: int, *rest: int) -> int:
        if not Path(path).lstat().st_mode & 0o777:
            raise PermissionError(path)
        return real(path, flags, *rest)

    return opened


def _special(root: Path, file: Path) -> None:
    head, _, rest = file.read_text(encoding="utf-8").partition("\n")
    kind, _, name = head.partition(" ")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    match kind:
        case "link":
            path.symlink_to(rest.strip())
        case "fifo":
            os.mkfifo(path)
        case _:
            path.write_text(rest, encoding="utf-8")
            path.chmod({"exec": 0o755, "closed": 0o000}.get(kind, 0o644))
