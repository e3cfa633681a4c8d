"""Folders and commits to portfolios: everything is looked at, nothing followed, the same on both ways."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, commit, git

from generator.records.load import gather, load, load_revision, load_some, reading
from generator.records.places import misplaced
from generator.records.portfolio import Portfolio
from generator.records.source import Problem, Refused

if TYPE_CHECKING:
    from pathlib import Path

SS = "data/events/U01/2026/SS1.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    return tmp_path


@pytest.fixture
def repository(root: Path) -> Path:
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    return root


def lines(problems: list[Problem]) -> list[str]:
    return [f"{found.mark.path} {found.code.id}" for found in problems]


def test_the_base(root: Path) -> None:
    portfolio, problems = load(root)
    assert problems == []
    assert sorted(portfolio.projects) == ["P001", "P002"]
    assert sorted(portfolio.plans) == [("P001", 2026), ("P002", 2026)]
    assert len(portfolio.events) == len(list(BASE.rglob("data/events/*/*/*.yml")))
    assert list(portfolio.calendars) == [2026]
    assert len(portfolio.policies) == 1
    assert portfolio.steps


def test_a_commit_is_the_folder_it_recorded(repository: Path) -> None:
    assert load_revision(repository, "HEAD") == load(repository)


def test_a_commit_is_read_from_objects_and_not_from_the_work_tree(repository: Path) -> None:
    (repository / SS).write_text("broken")
    assert load_revision(repository, "HEAD")[1] == []
    assert load(repository)[1] != []


def test_a_folder_inside_a_repository(tmp_path: Path) -> None:
    build(tmp_path / "district", BASE)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-06-30")
    assert load_revision(tmp_path / "district", "HEAD") == load(tmp_path / "district")


@pytest.mark.parametrize("rev", ["nix", "--all", "HEAD:data", "", "HEAD~5", "$(id)"])
def test_an_unknown_revision_is_refused(repository: Path, rev: str) -> None:
    with pytest.raises(Refused, match="There is no commit"):
        load_revision(repository, rev)


def test_no_repository_and_no_data_are_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not a git repository"):
        load_revision(root, "HEAD")
    with pytest.raises(Refused, match="no data folder"):
        load(tmp_path / "nowhere")


def test_a_shallow_clone_is_refused(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    commit(repository, "2026-07-01")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{repository}", ".")
    with pytest.raises(Refused, match="shallow"):
        load_revision(clone, "HEAD")


def test_a_data_folder_that_is_a_link_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "data").symlink_to(root / "data")
    with pytest.raises(Refused):
        load(other)


def test_nothing_is_ignored(root: Path) -> None:
    (root / "data/README.md").write_text("x")
    (root / "data/events/U01/2026/.hidden").mkdir()
    (root / "data/events/U01/2026/.hidden/SS9.yml").write_text("x")
    (root / "data/events/U01/2026/SS1.yml~").write_text("x")
    (root / "data/a/b/c/d/e/f").mkdir(parents=True)
    (root / "data/events/U01/2026/.gitkeep").write_text("")
    (root / "data/events/U01/.gitkeep").write_text("secret: data\n")
    (root / "data/link").symlink_to("/etc")
    assert lines(load(root)[1]) == [
        "data/README.md G401",
        "data/a/b/c/d G401",
        "data/events/U01/.gitkeep G403",
        "data/events/U01/2026/.hidden G403",
        "data/events/U01/2026/SS1.yml~ G403",
        "data/link G407",
    ]


def test_a_name_cannot_write_lines_of_its_own(root: Path) -> None:
    (root / "data/x\n::add-mask::y.yml").write_text("x")
    [found] = load(root)[1]
    assert found.text().isprintable()


def test_advice_to_copy_runs_nothing_a_name_says(root: Path) -> None:
    """The name is judged first; what is quoted into a command is quoted for a shell."""
    file = root / "data/events/U01/2026/$(touch pwned);x.yml"
    file.write_text("x")
    file.chmod(0o755)
    [found] = load(root)[1]
    assert found.code.id == "G401"
    file.unlink()
    (root / SS).chmod(0o755)
    [found] = load(root)[1]
    assert found.hint().endswith(f"git update-index --chmod=-x {SS}，再 chmod -x {SS}")


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("data/events/U01/2026/X4.yml.txt", "G402", "改名为 data/events/U01/2026/X4.yml；"),
        ("data/events/U01/2026/x4.txt", "G402", "改名为 data/events/U01/2026/X4.yml；"),
        ("data/events/U01/2026/X4.yml.yml", "G402", "改名为 data/events/U01/2026/X4.yml；"),
        ("data/events/U01/2026/X4.YML", "G402", "改名为 data/events/U01/2026/X4.yml；"),
        ("data/events/U01/2026/x4.yml", "G404", "改名为 data/events/U01/2026/X4.yml（"),
        ("data/events/U01/2026/~$X4.yml", "G403", "删去它"),
        ("data/events/CGZ/X-20.yml", "G401", "照这样写：data/events/CGZ/〈年〉/X-20.yml（漏了一层年份"),
        ("data/policy/新版.yml", "G401", "照这样写：data/policy/2019-03-11.yml；"),
        ("data/calendar/2026年.yml", "G401", "照这样写：data/calendar/2026.yml；"),
        ("data/register/units/A.yml", "G401", "data/register/organisations/XGY.yml、"),
        ("data/notes.yml", "G401", "照这样写：data/projects/XGY/P26-001.yml、data/plans/"),
    ],
)
def test_a_misplaced_file_is_told_how_its_folder_is_written(path: str, code: str, said: str) -> None:
    found = misplaced(path)
    assert found is not None
    assert found.code.id == code
    assert said in found.hint()


def test_a_commit_knows_modes(repository: Path) -> None:
    (repository / SS).chmod(0o755)
    (repository / "data/events/U01/2026/CL1.yml").unlink()
    (repository / "data/events/U01/2026/CL1.yml").symlink_to("SS1.yml")
    commit(repository, "2026-07-01")
    assert lines(load_revision(repository, "HEAD")[1]) == ["data/events/U01/2026/CL1.yml G407", f"{SS} G408"]


def test_ids_twice_name_both_places(root: Path) -> None:
    twin = root / "data/events/U02/2026/SS1.yml"
    twin.write_text((root / SS).read_text().replace("U01", "U02"))
    [found] = load(root)[1]
    assert (found.code.id, found.mark.path) == ("G420", "data/events/U02/2026/SS1.yml")
    assert f"{SS}:1" in found.message()


def test_two_processes_give_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / SS).write_text("broken")
    alone = load(root)
    monkeypatch.setattr(gather, "LEAST", 0)
    monkeypatch.setattr(reading, "MANY", 1)
    assert load(root) == alone


def test_large_files_are_not_read_whole(root: Path) -> None:
    (root / SS).write_bytes(b"#" * 3_000_000)
    [found] = load(root)[1]
    assert "3000000" in found.message()


def test_some_reads_only_what_is_needed(root: Path) -> None:
    portfolio, problems = load_some(root, ["data/events/U01/2026/WR1.yml"])
    assert problems == []
    assert list(portfolio.events) == ["WR1"]
    assert list(portfolio.projects) == ["P001"]
    assert list(portfolio.organisations) == ["U01"]
    assert list(portfolio.calendars) == [2026]


def test_some_looks_at_things_as_the_whole_does(root: Path) -> None:
    (root / "data/events/U01/2026/L1.yml").symlink_to("SS1.yml")
    os.mkfifo(root / "data/events/U01/2026/F1.yml")
    (root / SS).chmod(0o755)
    (root / "data/events/U01/2026/.gitkeep").write_text("")
    (root / "data/events/U01/.gitkeep").write_text("secret: data\n")
    names = ["L1.yml", "F1.yml", "SS1.yml", ".gitkeep", "../.gitkeep"]
    paths = [f"data/events/U01/2026/{name}".replace("2026/../", "") for name in names]
    assert lines(load_some(root, paths)[1]) == lines(load(root)[1])


def test_some_reads_everything_where_a_kind_asks_for_it(root: Path) -> None:
    assert load_some(root, ["data/events/ZDB/2026/SV1.yml"]) == load(root)


def test_some_finds_the_same_id_elsewhere(root: Path) -> None:
    twin = root / "data/events/U02/2026/SS1.yml"
    twin.write_text((root / SS).read_text().replace("U01", "U02"))
    assert lines(load_some(root, [SS])[1]) == ["data/events/U02/2026/SS1.yml G420"]


def test_a_portfolio_is_the_same_in_any_order(root: Path) -> None:
    portfolio, _ = load(root)
    records = [*portfolio.events.values(), *portfolio.projects.values()]
    assert Portfolio.of(records) == Portfolio.of(reversed(records))
