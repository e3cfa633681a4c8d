"""What is kept of the log between two readings changes nothing but the time it takes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from districts import commit, git
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import often

from generator.records import git as records_git
from generator.records.history import history
from generator.records.history.store import MOST, Store

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("data/projects/U01/P1.yml", "data/projects/U02/P1.yml", "data/events/U01/2026/E1.yml")
KEPT = ".git/guatu/history/top"
ACTIONS = ("write", "delete", "move", "merge", "rewrite", "read")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, NAMES[0], "name: 1\n")
    commit(tmp_path, "2026-01-01")
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def kept(root: Path) -> list[str]:
    return sorted(path.name for path in (root / KEPT).iterdir() if path.name != ".gitignore")


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def from_nothing(root: Path) -> object:
    with patch.object(Store, "get", return_value=None), patch.object(Store, "put"):
        return history(root)


def logs(root: Path) -> list[tuple[str, ...]]:
    """Read the history and give the calls of `git log` that took."""
    with patch.object(records_git, "git", wraps=records_git.git) as seen:
        history(root)
    return [call.args[1:] for call in seen.call_args_list if call.args[1] == "log"]


@settings(max_examples=often(20))
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 2), st.integers(0, 3)), max_size=9))
def test_the_same_as_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    root = tmp_path_factory.mktemp("history")
    git(root, "init", "-q")
    commit(root, "2026-01-01")
    for turn, (action, file, value) in enumerate(steps):
        act(root, action, NAMES[file], f"name: {value}\n", f"2026-02-{turn + 1:02}")
    assert history(root) == from_nothing(root)
    assert history(root) == from_nothing(root)
    shutil.rmtree(root)


def act(root: Path, action: str, path: str, text: str, day: str) -> None:
    match action:
        case "write":
            write(root, path, text)
        case "delete":
            (root / path).unlink(missing_ok=True)
        case "move" if (root / path).is_file():
            other = root / NAMES[(NAMES.index(path) + 1) % 2]
            other.parent.mkdir(parents=True, exist_ok=True)
            (root / path).replace(other)
        case "merge":
            git(root, "checkout", "-q", "-b", f"side-{day}")
            write(root, path, text + day)
            commit(root, day, name="李四")
            git(root, "checkout", "-q", "main")
            git(root, "merge", "-q", "--no-ff", "-m", "merge", f"side-{day}", day=day)
        case "rewrite":
            git(root, "reset", "-q", "--hard", git(root, "rev-list", "--first-parent", "HEAD").split()[-1])
        case "read":
            history(root)
    commit(root, day)


def test_only_the_rest_is_read(root: Path) -> None:
    first = head(root)
    assert len(logs(root)) == 1
    assert logs(root) == []
    write(root, NAMES[2], "id: E1\n")
    commit(root, "2026-01-02")
    [call] = logs(root)
    assert f"^{first}" in call
    assert kept(root) == [head(root)]


@pytest.mark.parametrize("commits", [3, 30])
def test_however_many_commits_git_is_asked_as_often(root: Path, commits: int) -> None:
    for day in range(commits):
        write(root, NAMES[0], f"name: {day}\n")
        commit(root, "2026-01-02")
    with patch.object(records_git, "git", wraps=records_git.git) as seen:
        past = history(root)
        past.prepare(past.life("projects", "P1"))
    assert seen.call_count == 7
    assert len(past.life("projects", "P1")) == commits + 1


def test_a_rewritten_branch_is_read_anew(root: Path) -> None:
    write(root, NAMES[2], "id: E1\n")
    commit(root, "2026-01-02")
    history(root)
    git(root, "reset", "-q", "--hard", "HEAD~")
    write(root, NAMES[1], "name: 2\n")
    commit(root, "2026-01-03")
    assert history(root) == from_nothing(root)
    assert ("events", "E1") not in history(root).lives
    assert len(kept(root)) == 2


def test_no_commit_tells_what_the_history_was(root: Path) -> None:
    """A log that says otherwise, kept in every place a commit can put it, is read from none of them."""
    commit_before = head(root)
    write(root, NAMES[0], "name: 2\n")
    commit(root, "2026-01-02")
    told = history(root)
    for place in ("build/history", "build/history/top", "guatu/history/top", "build/guatu/history/top"):
        store = Store(root / place, "")
        store.put(head(root), [])
        store.put(commit_before, [])
    git(root, "add", "-f", "build", "guatu")
    commit(root, "2026-01-03")
    assert history(root).lives == told.lives == from_nothing(root).lives  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "harm", ["cut", "changed", "empty", "folder", "other form", "not text", "of another commit"]
)
def test_what_is_not_whole_is_not_used(root: Path, harm: str) -> None:
    history(root)
    file = root / KEPT / head(root)
    data = file.read_bytes()
    file.unlink()
    match harm:
        case "folder":
            file.mkdir()
        case "of another commit":
            write(root, NAMES[2], "id: E1\n")
            commit(root, "2026-01-02")
            (root / KEPT / head(root)).write_bytes(data)
        case _:
            harmed = {
                "cut": data[:-9],
                "changed": data.replace(b"P1", b"P2"),
                "empty": b"",
                "not text": b"\xff",
            }
            file.write_bytes(harmed.get(harm, data.replace(b"guatu 1", b"guatu 0")))
    assert history(root) == from_nothing(root)


def test_the_place_of_the_data_matters(root: Path) -> None:
    write(root, "district/data/projects/U01/P9.yml", "name: 9\n")
    commit(root, "2026-01-02")
    history(root / "district")
    [place] = (root / KEPT).parent.iterdir()
    place.rename(root / KEPT)
    assert list(history(root).lives) == [("projects", "P1")]


def test_a_folder_that_cannot_be_written_does_no_harm(root: Path) -> None:
    (root / ".git/guatu").write_text("in the way", encoding="utf-8")
    assert history(root) == from_nothing(root)
    (root / ".git/guatu").unlink()
    with patch("tempfile.NamedTemporaryFile", side_effect=OSError):
        assert history(root) == from_nothing(root)
    assert kept(root) == []


def test_killed_in_the_middle_it_leaves_nothing_half(root: Path) -> None:
    with patch("pathlib.Path.replace", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        history(root)
    assert [name[:5] for name in kept(root)] == ["part-"]
    assert history(root) == from_nothing(root)
    assert kept(root) == [head(root)]


def test_what_is_kept_is_no_part_of_the_repository_and_stays_small(root: Path) -> None:
    for turn in range(MOST + 2):
        git(root, "checkout", "-q", "--orphan", f"line-{turn}")
        write(root, NAMES[2], f"id: E{turn}\n")
        commit(root, "2026-01-02")
        history(root)
        assert git(root, "status", "--porcelain") == ""
    assert len(kept(root)) <= MOST


def test_settings_and_grafts_of_the_machine_change_nothing(root: Path) -> None:
    first = head(root)
    write(root, NAMES[2], "id: E1\n")
    commit(root, "2026-01-02")
    expected = from_nothing(root)
    for key, value in (("log.showRoot", "false"), ("log.diffMerges", "combined"), ("log.follow", "true")):
        git(root, "config", key, value)
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{head(root)}\n", encoding="utf-8")
    found = from_nothing(root)
    assert found == expected
    assert history(root).life("projects", "P1")[0].commit == first
