"""`guatu publish` as people call it: what it says, how it ends, and that only what is committed is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import commit, git
from published import District, in_folder, on_branch, tiny, whole
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.commands import editions as command
from generator.demo import writing
from generator.demo.simulate import Size, simulate
from generator.outputs.revision import Revision
from generator.review.lock import held

if TYPE_CHECKING:
    from pathlib import Path

    from generator.review.editions import Edition


def called(root: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["publish", "--root", str(root), "--as-of", "2026-09-30", *options])


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> District:
    """A district whose sites are tiny, behind the real command."""
    made = District.begun(tmp_path / "district")
    (made.root / "data").mkdir()

    def editions(*_: object) -> object:
        current = made.current()
        revision = Revision(current.commit, number=current.number)
        return command.Editions(current, made.sealed, made.heads, (), revision)

    monkeypatch.setattr(command, "editions", editions)
    return made


def test_what_was_written_is_named_and_the_second_time_nothing_is(district: District) -> None:
    district.seal("2026-08")
    first, second = called(district.root), called(district.root)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "gh-pages：2026-08、current" in first.output
    assert "已经是最新的，什么也没有写" in second.output
    assert whole(on_branch(district.root)) == {"current": [], "2026-08": ["latest"]}


def test_a_folder_and_another_branch(district: District, tmp_path: Path) -> None:
    assert "site：current" in called(district.root, "--to", str(tmp_path / "www")).output
    assert whole(in_folder(tmp_path / "www")) == {"current": ["latest"]}
    assert called(district.root, "--branch", "pages").exit_code == 0
    assert on_branch(district.root, "pages") == in_folder(tmp_path / "www")


def test_a_change_of_what_is_sealed_names_the_first_twenty_files(district: District) -> None:
    district.seal("2026-08")
    called(district.root)
    more = {f"{number:02}.html": "x" for number in range(30)}
    before: Edition = district.sealed[0]
    district.sealed[0] = replace(before, commit="f" * 40, build=tiny("别的", more))
    found = called(district.root)
    assert found.exit_code == 1
    lines = found.output.splitlines()
    assert lines[0].startswith("2026-08 已经发布过，不能改动：提交已发布的是 ")
    assert lines[0].endswith("，有 32 个文件不同")
    assert lines[1:21] == [f"  {number:02}.html" for number in range(20)]
    assert lines[21:] == ["  …… 共 32 个"]


def test_older_data_and_a_shorter_ledger_are_refused_in_words(district: District) -> None:
    district.seal("2026-08")
    first, last = district.head, district.commit("二")
    called(district.root)
    git(district.root, "reset", "-q", "--hard", first)
    found = called(district.root)
    assert found.exit_code == 1
    assert f"上次发布的是提交 {last}，现在的 {first} 不是它的后续" in found.output
    git(district.root, "reset", "-q", "--hard", last)
    district.sealed.clear()
    district.heads.clear()
    found = called(district.root)
    assert found.exit_code == 1
    assert "第 1 号封存" in found.output
    assert "没有这一号" in found.output


def test_an_earlier_day_than_the_one_shown_is_said(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leads readers back, and may be meant, where the day shown was yet to come."""
    for way in ((), ("--to", str(tmp_path / "www"))):
        assert "退回" not in called(district.root, *way).output
        with monkeypatch.context() as patch:
            then = replace(district.current("早"), as_of=date(2026, 9, 1))
            patch.setattr(district, "current", lambda then=then: then)
            back = called(district.root, *way)
            assert back.exit_code == 0, back.output
            assert "原来显示的数据截至 2026-09-30，现在退回到 2026-09-01" in back.output
            assert "退回" not in called(district.root, *way).output
        assert "退回" not in called(district.root, *way).output


def test_who_comes_second_is_told_so(district: District, tmp_path: Path) -> None:
    for folder, options in (
        (district.root / "build" / "publish", ()),
        (tmp_path / "www", ("--to", str(tmp_path / "www"))),
    ):
        with held(folder):
            found = called(district.root, *options)
        assert found.exit_code == 1
        assert "另一个发布正在进行（进程 " in found.output


def test_what_stands_in_the_way_is_named_as_the_caller_named_it(district: District, tmp_path: Path) -> None:
    file, folder = tmp_path / "file", tmp_path / "folder.zip"
    file.touch()
    folder.mkdir()
    there = called(district.root, "--to", str(file / "www"))
    packed = called(district.root, "--zip", str(folder))
    assert (there.exit_code, packed.exit_code) == (1, 1)
    assert f"{file}" in there.output
    assert "上面有一级不是文件夹" in there.output
    assert f"{folder}：是文件夹" in packed.output


def test_a_full_disk_is_no_mistake_of_ours(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    called(district.root, "--to", str(tmp_path / "www"))
    before = in_folder(tmp_path / "www")
    district.commit("二")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        found = called(district.root, "--to", str(tmp_path / "www"))
    assert found.exit_code == 1
    assert "磁盘满了" in found.output
    assert in_folder(tmp_path / "www") == before


@pytest.mark.parametrize("option", ["--to", "--zip"])
def test_a_place_that_cannot_be_written_to(district: District, option: str) -> None:
    found = called(district.root, option, str(district.root / "fact.txt" / "www"))
    assert found.exit_code == 1
    assert "fact.txt" in found.output
    assert "没有发布" in found.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "a", "--zip", "b.zip"), "只能选一种"),
        (("--remote", "origin", "--to", "a"), "只能选一种"),
        (("--branch", "pages", "--zip", "b.zip"), "只能选一种"),
        (("--as-of", "昨天"), "昨天"),
    ],
)
def test_a_call_not_understood_ends_with_2(district: District, options: tuple[str, ...], said: str) -> None:
    found = called(district.root, *options)
    assert found.exit_code == 2
    assert said in found.output


def test_what_is_not_merged_is_not_published(district: District, tmp_path: Path) -> None:
    """A seal on a branch may be refused yet, and a published edition is written once."""
    git(district.root, "checkout", "-q", "-b", "side")
    (district.root / "data" / "later.txt").write_text("x", encoding="utf-8")
    commit(district.root, "2026-10-01")
    for options in ((), ("--zip", str(tmp_path / "x.zip"))):
        found = called(district.root, *options)
        assert (found.exit_code, "不在主分支（main）上" in found.output) == (2, True)


def test_outside_git_nothing_can_be_published(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    found = called(tmp_path)
    assert found.exit_code == 2
    assert "这里不是 git 仓库" in found.output


@pytest.mark.parametrize(
    ("option", "said"), [("--remote", "nowhere"), ("--branch", "a..b"), ("--branch", "-x")]
)
def test_a_place_git_does_not_know(district: District, option: str, said: str) -> None:
    found = called(district.root, option, said)
    assert found.exit_code == 1
    assert said in found.output
    assert "Traceback" not in found.output


def test_no_password_of_an_address_is_printed(district: District) -> None:
    found = called(district.root, "--remote", "file://somebody:secret@localhost/nowhere.git")
    assert found.exit_code == 1
    assert "file://localhost/nowhere.git" in found.output
    assert "secret" not in found.output


def test_only_what_is_committed_is_published_and_faults_end_with_1(tmp_path: Path) -> None:
    root = tmp_path / "district"
    root.mkdir()
    writing.write(root, simulate(Size(1, 1, "2026Q1", 1, 5))[1])
    git(root, "init", "-q")
    bad = root / "data" / "projects" / "JSJ" / "P26-999.yml"
    bad.parent.mkdir(parents=True, exist_ok=True)
    bad.write_text("id: P26-999\n", encoding="utf-8")
    commit(root, "2026-03-31", "数据")
    project = min(path for path in (root / "data" / "projects").rglob("*.yml") if path != bad)
    project.write_text(project.read_text(encoding="utf-8") + "x: 1\n", encoding="utf-8")
    found = called(root, "--no-files")
    assert found.exit_code == 1
    assert "还没有提交的改动，这次不发布它们" in found.output
    assert "已发布到" in found.output
    assert "读不出的文件没有计入" in found.output
    files = on_branch(root)
    whole(files)
    head = git(root, "rev-parse", "HEAD").strip()
    assert json.loads(files["current/release.json"])["commit"] == head
    text = files["current/index.html"].decode()
    assert head[:10] in text
    assert "有未提交的改动" not in text
    assert '"provider": "mike"' in text
