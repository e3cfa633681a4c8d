"""Two publishers at once: what readers see is whole each time, and nothing that was published is lost."""

from __future__ import annotations

import json
import multiprocessing
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from districts import git
from published import District, in_folder, on_branch, whole

from generator.records.source import Refused
from generator.review.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

pytestmark = [pytest.mark.slow]
FORK = multiprocessing.get_context("fork")
ROUNDS = 20
DONE, REFUSED = 0, 7


def together(*publishers: Callable[[], object]) -> list[int | None]:
    """Run publishers at the same moment, each in a process; gives how each ended."""
    start = FORK.Barrier(len(publishers))
    processes = [FORK.Process(target=one, args=(start, publisher)) for publisher in publishers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def one(start: Barrier, publisher: Callable[[], object]) -> None:
    """Publish when all are ready."""
    start.wait()
    try:
        publisher()
    except Refused:
        sys.exit(REFUSED)


def current(files: Mapping[str, bytes]) -> str:
    """Tell the commit of the working site that readers see."""
    commit: str = json.loads(files["current/release.json"])["commit"]
    return commit


def test_two_clones_publish_to_one_remote(tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    remote.mkdir()
    git(remote, "init", "-q", "--bare")
    first = District.begun(tmp_path / "first")
    git(tmp_path, "clone", "-q", str(first.root), str(tmp_path / "second"))
    second = District(tmp_path / "second", first.sealed, first.heads)
    shown: set[str] = set()
    ends = []
    for number in range(ROUNDS):
        first.commit(f"第{number}条")
        if number % 4 == 1:
            first.seal(f"2026-{number:02}")
        if number % 2:  # the other one is behind by a commit
            git(second.root, "pull", "-q", "--ff-only")
            first.commit(f"第{number}条之二")
        else:
            git(second.root, "pull", "-q", "--ff-only")
        ahead, behind = together(lambda: first.to_branch(str(remote)), lambda: second.to_branch(str(remote)))
        ends.append(behind)
        assert ahead == DONE
        assert behind in {DONE, REFUSED}
        files = on_branch(remote)
        versions = set(whole(files))
        assert shown <= versions
        assert versions == {"current", *(edition.name for edition in first.sealed)}
        assert current(files) == first.head
        shown = versions
    git(remote, "fsck", "--full", "--strict")
    assert DONE in ends


@pytest.mark.parametrize("kind", ["branch", "folder"])
def test_two_publishers_of_one_district(tmp_path: Path, kind: str) -> None:
    district = District.begun(tmp_path / "district")
    www = tmp_path / "www"

    def publish() -> None:
        if kind == "branch":
            district.to_branch()
        else:
            district.to_folder(www)

    for number in range(ROUNDS):
        district.commit(f"第{number}条")
        if number % 4 == 1:
            district.seal(f"2026-{number:02}")
        ends = together(publish, publish)
        assert DONE in ends
        assert set(ends) <= {DONE, REFUSED}  # the lock refuses whoever comes second
        files = on_branch(district.root) if kind == "branch" else in_folder(www)
        assert set(whole(files)) == {"current", *(edition.name for edition in district.sealed)}
        assert current(files) == district.head


def test_a_lost_race_is_run_again_and_builds_no_site_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = rivals(tmp_path)
    lost, built = first.seal("2026-08"), []

    def build(folder: Path) -> None:
        built.append(folder.name)
        lost.build(folder)

    first.sealed[0] = replace(lost, build=build)
    monkeypatch.setattr(Store, "push", overtaken(Store.push, second, times=2))
    assert first.to_branch(str(tmp_path / "remote.git")) == ["2026-08", "current"]
    assert built == ["2026-08"]
    assert whole(on_branch(tmp_path / "remote.git")) == {"current": [], "2026-08": ["latest"]}


def test_a_race_always_lost_ends_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = rivals(tmp_path)
    monkeypatch.setattr(Store, "push", overtaken(Store.push, second, times=100))
    with pytest.raises(Refused) as refused:
        first.to_branch(str(tmp_path / "remote.git"))
    assert "抢先" in refused.value.text()
    assert whole(on_branch(tmp_path / "remote.git")) == {"current": ["latest"]}


def rivals(folder: Path) -> tuple[District, District]:
    """Make a remote and two clones of one district."""
    git(folder, "init", "-q", "--bare", "remote.git")
    first = District.begun(folder / "first")
    git(folder, "clone", "-q", str(first.root), "second")
    return first, District(folder / "second", first.sealed[:], first.heads)


def overtaken(
    push: Callable[[Store, str], None], rival: District, times: int
) -> Callable[[Store, str], None]:
    """Push after a rival has pushed another site, so many times."""
    left = [times]

    def pushed(store: Store, branch: str) -> None:
        if store.top != rival.root and left[0]:
            left[0] -= 1
            rival.to_branch(store.remote, f"抢先 {left[0]}")
        push(store, branch)

    return pushed
