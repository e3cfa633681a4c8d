"""A proposed change is read from git's objects: what it touches, and what merging would leave."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import git
from sealed_repository import committed

from generator.records import git as plumbing
from generator.records import merging
from generator.records.source import Refused
from generator.review.proposal import proposal

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 12, 2)
UNIT = """\
id: {id}
name: {name}
short: {name}
kind: 责任单位
scored: 是
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, {_path("U01"): _unit("U01", "甲"), _path("U02"): _unit("U02", "乙"), "README": "\n"})
    git(tmp_path, "branch", "unit")
    return tmp_path


def _path(name: str) -> str:
    return f"data/register/organisations/{name}.yml"


def _unit(name: str, called: str) -> str:
    return UNIT.format(id=name, name=called)


def _branched(place: Path, files: dict[str, str | None]) -> None:
    git(place, "switch", "-q", "unit")
    committed(place, files)
    git(place, "switch", "-q", "main")


def test_what_the_main_branch_did_meanwhile_is_no_part_of_the_change(place: Path) -> None:
    _branched(place, {_path("U03"): _unit("U03", "丙"), "other.txt": "x\n"})
    committed(place, {_path("U02"): None, _path("U04"): _unit("U04", "丁")})
    found = proposal(place, "main", "unit", DAY)
    assert [(one.status, one.path) for one in found.touches] == [("A", _path("U03")), ("A", "other.txt")]
    assert sorted(found.before.portfolio.organisations) == ["U01", "U04"]
    assert sorted(found.after.portfolio.organisations) == ["U01", "U03", "U04"]
    assert not found.conflicts


def test_both_sides_text_is_merged_as_git_merges_it(place: Path) -> None:
    _branched(place, {_path("U01"): _unit("U01", "甲").replace("是", "否")})
    committed(place, {_path("U01"): _unit("U01", "甲").replace("name: 甲", "name: 甲集团")})
    unit = proposal(place, "main", "unit", DAY).after.portfolio.organisations["U01"]
    assert (unit.name, unit.scored) == ("甲集团", False)


def test_a_conflict_is_named_and_attributes_of_the_branch_do_not_hide_it(place: Path) -> None:
    attributes = {".gitattributes": "*.yml merge=union\n"}
    committed(place, attributes)
    _branched(place, {_path("U01"): _unit("U01", "子"), ".gitattributes": "data/** merge=union -diff\n"})
    committed(place, {_path("U01"): _unit("U01", "丑")})
    found = proposal(place, "main", "unit", DAY)
    assert found.conflicts == (".gitattributes", _path("U01"))


def test_a_moved_file_is_a_deletion_and_an_addition(place: Path) -> None:
    _branched(place, {_path("U02"): None, _path("U09"): _unit("U02", "乙")})
    assert [one.status for one in proposal(place, "main", "unit", DAY).touches] == ["D", "A"]


def test_an_evil_merge_shows_what_it_does_to_the_main_branch(place: Path) -> None:
    """The branch merges the main branch and drops what that had brought: its own diff says nothing of it."""
    _branched(place, {_path("U03"): _unit("U03", "丙")})
    committed(place, {_path("U04"): _unit("U04", "丁")})
    git(place, "switch", "-q", "unit")
    git(place, "merge", "-q", "--no-edit", "-s", "ours", "main")
    git(place, "switch", "-q", "main")
    found = proposal(place, "main", "unit", DAY)
    assert ("D", _path("U04")) in {(one.status, one.path) for one in found.touches}


def test_data_in_a_folder_of_the_repository(place: Path) -> None:
    (place / "district").mkdir()
    git(place, "mv", "data", "district/data")
    git(place, "commit", "-qm", "moved")
    git(place, "branch", "-f", "unit")
    _branched(place, {f"district/{_path('U03')}": _unit("U03", "丙"), "data/x.yml": "x\n"})
    found = proposal(place / "district", "main", "unit", DAY)
    assert [one.path for one in found.touches] == [_path("U03")]
    assert [one.path for one in found.outside] == ["data/x.yml"]
    assert sorted(found.after.portfolio.organisations) == ["U01", "U02", "U03"]


def test_no_commit_in_common(place: Path) -> None:
    git(place, "switch", "-q", "--orphan", "strange")
    git(place, "commit", "-q", "--allow-empty", "-m", "x")
    git(place, "switch", "-q", "main")
    with pytest.raises(Refused, match="in common"):
        proposal(place, "main", "strange", DAY)


def test_the_work_tree_and_its_index_stay_as_they_are(place: Path) -> None:
    _branched(place, {_path("U03"): _unit("U03", "丙")})
    (place / _path("U01")).write_text("别动我\n", encoding="utf-8")
    before = git(place, "status", "--porcelain")
    assert proposal(place, "main", "unit", DAY).after.portfolio.organisations["U01"].name == "甲"
    assert git(place, "status", "--porcelain") == before


def test_a_huge_blob_is_refused_by_its_size_unread(place: Path) -> None:
    _branched(place, {_path("U03"): "x" * 300_000})
    (found,) = proposal(place, "main", "unit", DAY).after.problems
    assert (found.code.id, found.mark.path) == ("G101", _path("U03"))
    assert plumbing.sizes(place, []) == []


def test_a_tag_that_poses_as_the_main_branch_is_refused(place: Path) -> None:
    _branched(place, {_path("U03"): _unit("U03", "丙")})
    git(place, "tag", "main", "unit")
    with pytest.raises(Refused, match="several"):
        proposal(place, "main", "unit", DAY)


def test_each_took_in_the_other_meanwhile(place: Path) -> None:
    """Criss-cross: what came from the main branch is no part of the change, whichever fork comes first."""
    _branched(place, {_path("U03"): _unit("U03", "丙")})
    committed(place, {_path("U04"): _unit("U04", "丁")})
    main, unit = (git(place, "rev-parse", name).strip() for name in ("main", "unit"))
    git(place, "merge", "-q", "--no-edit", unit)
    git(place, "switch", "-q", "unit")
    git(place, "merge", "-q", "--no-edit", main)
    git(place, "switch", "-q", "main")
    _branched(place, {_path("U05"): _unit("U05", "戊")})
    found = proposal(place, "main", "unit", DAY)
    assert [(one.status, one.path) for one in found.touches] == [("A", _path("U05"))]
    assert len(merging.forks(place, "main", "unit")) == 2


def test_a_clock_beyond_all_reason_is_no_crash() -> None:
    assert plumbing.clock("99999999999999") == plumbing.LATEST
    assert plumbing.clock("-5") == plumbing.clock("") == 0
