"""When the main branch got to know each file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from districts import commit, git

from generator.records.history import history, shanghai, touched
from generator.records.source import Refused

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def test_first_day_and_all_changes(root: Path) -> None:
    write(root, "data/a.yml", "1")
    commit(root, "2026-01-01")
    write(root, "data/a.yml", "2")
    write(root, "data/b.yml", "1")
    commit(root, "2026-01-02")
    (root / "data/b.yml").unlink()
    commit(root, "2026-01-03")
    found = history(root)
    assert found.recorded == {"data/a.yml": date(2026, 1, 1)}
    assert [change.day.day for change in found.life("", "data/a.yml")] == [1, 2]
    assert [bool(change.blob) for change in found.life("", "data/b.yml")] == [True, False]
    assert found.life("", "data/a.yml")[0].author == "张三"


def test_a_merge_is_when_the_main_branch_got_it(root: Path) -> None:
    write(root, "data/a.yml", "1")
    commit(root, "2026-01-01")
    git(root, "checkout", "-q", "-b", "side")
    write(root, "data/b.yml", "1")
    commit(root, "2025-01-01", "forged date")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-02-01")
    assert history(root).recorded["data/b.yml"] == date(2026, 2, 1)


def test_midnight_is_in_shanghai() -> None:
    assert shanghai(datetime(2026, 6, 30, 16, 0, tzinfo=UTC)) == date(2026, 7, 1)
    assert shanghai(datetime(2026, 6, 30, 15, 59, tzinfo=UTC)) == date(2026, 6, 30)


@pytest.mark.parametrize(
    "name", ["甲.yml", "a b.yml", "tab\tname.yml", "new\nline.yml", ":colon.yml", "\x01.yml"]
)
def test_any_name(root: Path, name: str) -> None:
    write(root, f"data/{name}", "1")
    write(root, "data/z.yml", "1")
    commit(root, "2026-01-01")
    assert history(root).recorded == {f"data/{name}": date(2026, 1, 1), "data/z.yml": date(2026, 1, 1)}


def test_a_folder_inside_a_repository(root: Path) -> None:
    write(root, "district/data/a.yml", "1")
    write(root, "data/other.yml", "1")
    commit(root, "2026-01-01")
    assert list(history(root / "district").lives) == [("", "data/a.yml")]


def test_without_git_nothing_is_recorded(tmp_path: Path) -> None:
    assert history(tmp_path).lives == {}


def test_before_the_first_commit_nothing_is_recorded(root: Path) -> None:
    write(root, "data/a.yml", "1")
    assert history(root).lives == {}


def test_uncommitted_changes_are_told(root: Path) -> None:
    for name in "abc":
        write(root, f"data/{name}.yml", "1")
    commit(root, "2026-01-01")
    write(root, "data/a.yml", "2")
    (root / "data/b.yml").unlink()
    write(root, "data/new.yml", "1")
    assert history(root).touched == {"data/a.yml", "data/b.yml"}
    assert touched(root, "data/b.yml", "data/c.yml") == {"data/b.yml"}
    assert history(root, "main").touched == frozenset()


def test_an_unknown_revision_is_refused(root: Path) -> None:
    write(root, "data/a.yml", "1")
    commit(root, "2026-01-01")
    with pytest.raises(Refused):
        history(root, "nix")


def test_a_shallow_clone_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for day in ("2026-01-01", "2026-01-02"):
        write(root, "data/a.yml", day)
        commit(root, day)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{root}", ".")
    with pytest.raises(Refused, match="shallow"):
        history(clone)


def test_replace_refs_change_nothing(root: Path) -> None:
    write(root, "data/a.yml", "1")
    commit(root, "2026-01-01")
    first = git(root, "rev-parse", "HEAD").strip()
    write(root, "data/b.yml", "1")
    commit(root, "2026-01-02")
    git(root, "replace", "HEAD", first)
    assert set(history(root).recorded) == {"data/a.yml", "data/b.yml"}
