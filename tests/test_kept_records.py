"""What is kept of decoded files between two readings changes nothing but the time it takes."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import full_records
import pytest
from districts import BASE, build, commit, git
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import often

from generator.records import decode, keeping
from generator.records.load import gather, load, load_revision, opening, reading, store
from generator.records.load.packing import pack, unpack
from generator.records.load.shelf import SECOND, SPARE, Shelf, blob_of, settled
from generator.records.load.store import Store
from generator.records.portfolio import Portfolio
from generator.records.source import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

SS = "data/events/U01/2026/SS1.yml"
FILES = (SS, "data/events/U01/2026/WR1.yml", "data/projects/U01/P001.yml", "data/plans/2026/P001.yml")
EDITS = (("2026", "2025"), ("U01", "U02"), ("id:", "ID:"), (": ", ":"))
ACTIONS = ("edit", "same time", "delete", "move", "back", "stray", "touch", "commit", "read", "read a commit")
Loaded = tuple[Portfolio, list[Problem]]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "LEAST", 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path)


def lay(root: Path) -> Path:
    build(root, BASE)
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    age(root)
    return root


def age(root: Path) -> None:
    """Wait until the disk's clock has moved on from the last file written."""
    newest = max(os.lstat(path).st_ctime_ns for path in (root / "data").rglob("*"))
    while Store(root / "build" / "clock", "").moment() <= newest:
        pass


def from_nothing(root: Path) -> Loaded:
    with patch.object(gather, "LEAST", 10**9):
        return load(root)


def shelves(root: Path) -> Path:
    return root / ".git/guatu/records/top"


def opened(root: Path) -> list[str]:
    """Load, and list the files opened for it."""
    with patch.object(reading, "opened", wraps=opening.opened) as seen:
        load(root)
    return [call.args[1] for call in seen.call_args_list]


def decoded(read: Callable[[], object]) -> int:
    """Count the files a reading decodes."""
    with patch("generator.records.load.gather.decode", wraps=decode.decode) as seen:
        read()
    return seen.call_count


@settings(max_examples=often(20))
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_the_same_as_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    root = lay(tmp_path_factory.mktemp("kept"))
    for action, file, edit in steps:
        act(root, action, root / FILES[file], *EDITS[edit])
        assert load(root) == from_nothing(root)
    assert load(root) == from_nothing(root)
    shutil.rmtree(root)


def act(root: Path, action: str, path: Path, old: str, new: str) -> None:
    match action:
        case "edit" | "same time" if path.exists():
            before = path.stat()
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            if action == "same time":
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        case "delete":
            path.unlink(missing_ok=True)
        case "move" if path.exists():
            path.replace(path.with_stem(path.stem[:-1] + "9"))
        case "back":
            git(root, "checkout", "-q", "HEAD", "--", "data")
        case "stray":
            path.with_suffix(".yaml").write_text("x", encoding="utf-8")
        case "touch" if path.exists():
            path.touch()
        case "commit":
            commit(root, "2026-07-01")
        case "read a commit":
            with patch.object(gather, "LEAST", 10**9):
                expected = load_revision(root, "HEAD")
            assert load_revision(root, "HEAD") == expected


def test_nothing_is_opened_twice(root: Path) -> None:
    assert len(opened(root)) > len(FILES)
    assert opened(root) == []
    (root / SS).touch()
    assert opened(root) == [SS]


def test_what_was_met_is_not_decoded_again(root: Path) -> None:
    load(root)
    assert decoded(lambda: load_revision(root, "HEAD")) == 0
    text = (root / SS).read_text(encoding="utf-8")
    (root / SS).write_text(text + "# 1\n", encoding="utf-8")
    assert decoded(lambda: load(root)) == 1
    commit(root, "2026-07-01")
    assert decoded(lambda: load_revision(root, "HEAD")) == 0
    (root / SS).write_text(text, encoding="utf-8")
    assert decoded(lambda: load(root)) == 0


def test_a_commit_is_kept_for_the_work_tree(root: Path) -> None:
    assert decoded(lambda: load_revision(root, "HEAD")) > 0
    assert decoded(lambda: load_revision(root, "HEAD")) == 0
    assert decoded(lambda: load(root)) == 0


def test_two_processes_keep_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / SS).write_text("broken", encoding="utf-8")
    (root / FILES[1]).write_bytes(b"#" * 100_000)
    expected = from_nothing(root)
    monkeypatch.setattr(reading, "MANY", 1)
    assert load(root) == expected
    assert load(root) == expected
    assert decoded(lambda: load(root)) <= 1


HARM: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-9],
    "changed": lambda data: data.replace(b"P001", b"P002"),
    "empty": lambda _: b"",
    "not text": lambda _: b"\xff",
    "other form": lambda data: data.replace(b"guatu ", b"guatu 1", 1),
}


@pytest.mark.parametrize("harm", [*HARM, "a folder", "of another folder", "anybody's"])
def test_what_is_not_whole_and_ours_is_not_used(root: Path, harm: str) -> None:
    load(root)
    file, other = (shelves(root) / name for name in ("data.projects.U01", "data.plans.2026"))
    data = file.read_bytes()
    match harm:
        case "a folder":
            file.unlink()
            file.mkdir()
        case "of another folder":
            file.write_bytes(other.read_bytes())
        case "anybody's":
            file.chmod(0o666)
        case _:
            file.write_bytes(HARM[harm](data))
    assert decoded(lambda: load(root)) > 0
    assert load(root) == from_nothing(root)


@pytest.mark.parametrize("what", ["tool", "place"])
def test_other_versions_and_places_are_not_used(root: Path, what: str) -> None:
    load(root)
    with (
        patch.object(store, "tool", return_value="another")
        if what == "tool"
        else patch.object(Store, "of", return_value=Store(shelves(root), "elsewhere/"))
    ):
        assert decoded(lambda: load(root)) > 0
        assert decoded(lambda: load(root)) == 0


class Trap:
    """What a poisoned file would run."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path("sprung"),)


def test_a_poisoned_file_runs_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    load(root)
    kept = Store.of(root)
    folder = "data/projects/U01"
    for body in (
        pickle.dumps(Trap()),
        pickle.dumps([[], [], [], [Trap()]]),
        pack("x"),
        pack(([], [1], [], [])),
    ):
        keeping.put(shelves(root) / "data.projects.U01", kept._what(folder), body)
        assert load(root) == from_nothing(root)
    assert not (root / "sprung").exists()


def test_killed_in_the_middle_it_leaves_nothing_half(root: Path) -> None:
    with patch("pathlib.Path.replace", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        load(root)
    assert any(shelves(root).glob("part-*"))
    assert load(root) == from_nothing(root)
    assert not any(shelves(root).glob("part-*"))


def test_a_place_that_cannot_be_written_does_no_harm(root: Path) -> None:
    (root / ".git/guatu").write_text("in the way", encoding="utf-8")
    assert load(root) == from_nothing(root)


def test_outside_git_it_lies_in_build(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    age(tmp_path)
    load(tmp_path)
    assert (tmp_path / "build/records/data.projects.U01").is_file()
    assert opened(tmp_path) == []
    assert load(tmp_path) == from_nothing(tmp_path)


def test_in_git_the_work_tree_stays_as_it_was(root: Path) -> None:
    shutil.rmtree(root / "build")
    load(root)
    assert not (root / "build").exists()


def test_few_files_are_not_kept(root: Path) -> None:
    from_nothing(root)
    assert not (root / ".git/guatu").exists()


def test_old_contents_do_not_pile_up() -> None:
    shelf = Shelf()
    for turn in range(3 * SPARE):
        shelf.add("A.yml", str(turn), [])
    assert len(shelf.tidied([("A.yml", "7")]).names) == 1
    assert shelf.tidied((name, blob) for name, blob in zip(shelf.names, shelf.blobs, strict=True)) is shelf


@pytest.mark.parametrize(
    ("written", "changed", "mode", "safe"),
    [
        (5, 5, 0o644, True),
        (9, 5, 0o644, False),
        (5, 9, 0o644, False),
        (5, 5, 0o755, False),
        (9 - 3 * SECOND, 5 - 3 * SECOND, 0o644, True),
        (-SECOND, -SECOND, 0o644, False),  # a disk that knows no parts of a second
        (-3 * SECOND, -3 * SECOND, 0o644, True),
    ],
)
def test_a_file_as_young_as_its_reading_is_read_again(
    written: int, changed: int, mode: int, *, safe: bool
) -> None:
    state = (0o100000 | mode, 7, 100 * SECOND + written, 100 * SECOND + changed, 1)
    assert settled(state, 100 * SECOND + 9) == (state if safe else None)


def test_every_kind_of_record_comes_back_the_same() -> None:
    found, _ = load(BASE)
    made = full_records.portfolio(
        lambda where, limit: where[:limit], next(iter(found.policies.values())), found.calendars
    )
    for records in (made, found):
        there = [one for shelf in vars(records).values() if isinstance(shelf, dict) for one in shelf.values()]
        there += [records.steps, records.authority]
        back = unpack(pack(there))
        assert back == there
        for one, other in zip(there, back, strict=True):
            if one is not None:
                assert (one.path, one.marks, one.model_fields_set) == (
                    other.path,
                    other.marks,
                    other.model_fields_set,
                )
                assert repr(one) == repr(other)
                assert one.model_dump_json() == other.model_dump_json()


def test_ids_are_those_of_git(root: Path) -> None:
    data = (root / SS).read_bytes()
    assert blob_of(data) == git(root, "rev-parse", f"HEAD:{SS}").strip()
