"""Places that a build could not write to are told before it begins, with the folder to change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from commands import guatu
from users import FIRST, ROOT_ONLY, by

from generator.commands.publish import publish
from generator.commands.rooms import refuse_closed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MISUSED = 2


def silent(said: Path, what: Callable[..., object], *details: object) -> None:
    """Do something with all it says of faults put into a file."""
    with said.open("w", encoding="utf-8") as sys.stderr:
        what(*details)


@pytest.fixture
def said(open_to_all: Path) -> Path:
    """The file of what is said, which everybody may write."""
    file = open_to_all / "said"
    file.touch()
    file.chmod(0o666)
    return file


@ROOT_ONLY
def test_a_repository_that_may_not_be_written(open_to_all: Path, said: Path) -> None:
    (open_to_all / "site").mkdir(mode=0o777)
    (open_to_all / "site").chmod(0o777)
    docs = open_to_all / "district" / "build" / "docs"
    docs.parents[1].mkdir()
    assert by(FIRST, silent, said, refuse_closed, docs, open_to_all / "site" / "new") == MISUSED
    told = said.read_text(encoding="utf-8")
    assert told.startswith(f"{docs.parents[1]} 不能写入（没有权限），而生成的页面先要写在数据旁边的 {docs}：")
    assert "git clone" in told
    docs.mkdir(parents=True)
    docs.chmod(0o777)
    assert by(FIRST, silent, said, refuse_closed, docs, None) == 0


@ROOT_ONLY
@pytest.mark.parametrize("there", [False, True])
def test_a_site_whose_folder_may_not_be_written(open_to_all: Path, said: Path, *, there: bool) -> None:
    """The folder above is named, as the site is swapped in there; or its own, where it is another's."""
    docs, parent = open_to_all / "docs", open_to_all / "www"
    for folder in (docs, parent):
        folder.mkdir()
        folder.chmod(0o777)
    if there:
        (parent / "site").mkdir()
    else:
        parent.chmod(0o755)
    assert by(FIRST, silent, said, refuse_closed, docs, parent / "site") == MISUSED
    closed = parent / "site" if there else parent
    told = said.read_text(encoding="utf-8")
    assert told.startswith(f"{closed} 不能写入（没有权限），网站写不到 {parent / 'site'}：")
    assert "--site-dir" in told


def test_a_mount_point_is_no_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    done = guatu("build", "--root", tmp_path, "--site-dir", "/proc")
    assert done.status == MISUSED
    assert done.err == (
        "/proc 是挂载点，网站写好以后不能整个换上去：请写到它下面的一个文件夹，例如 /proc/site\n"
    )


def test_a_root_that_is_not_there_is_told_as_that(tmp_path: Path) -> None:
    done = guatu("build", "--root", tmp_path / "none")
    assert (done.status, "不能写入" in done.err) == (MISUSED, False)


@ROOT_ONLY
def test_nothing_is_published_from_a_repository_that_may_not_be_written(
    open_to_all: Path, said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.records.git.commit_of", lambda *_: "0" * 40)
    monkeypatch.setattr("generator.commands.publish.refuse_aside", lambda *_: "")
    root = open_to_all / "district"
    root.mkdir()
    told = (root, "2026-09-30", "", "gh-pages", root.parent / "www")
    assert by(FIRST, silent, said, publish, *told) == MISUSED
    assert said.read_text(encoding="utf-8").startswith(f"{root} 不能写入（没有权限）")
