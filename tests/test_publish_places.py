"""Folders to publish to as they are found: on another disk, full, a group's, closed, with other things in."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from published import District, in_folder, whole
from users import FIRST, REFUSED, ROOT_ONLY, SECOND, TEAM, by

from generator.commands import publish as command
from generator.records.source import Refused
from generator.review.folders import Folders
from generator.review.lock import held
from generator.review.publish import publish
from generator.review.release import sealed_up
from generator.review.shown import Placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.review.editions import Edition


@pytest.fixture
def district(tmp_path: Path) -> District:
    return District.begun(tmp_path / "district")


def another_disk(patch: pytest.MonkeyPatch, room: str) -> None:
    """Let nothing be moved or linked out of a folder of that name."""
    moved, linked = os.rename, os.link

    def away(real: Callable[..., None], before: object, after: object, **more: int) -> None:
        if room in str(before):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(before), None, str(after))
        real(before, after, **more)

    patch.setattr(os, "rename", partial(away, moved))
    patch.setattr(os, "link", partial(away, linked))


def test_a_place_on_another_disk(district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    another_disk(monkeypatch, ".work-")
    district.seal("2026-08")
    district.to_folder(tmp_path / "www")
    assert whole(in_folder(tmp_path / "www")) == {"current": [], "2026-08": ["latest"]}
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "www/site/current").rglob("*.*")}
    assert modes == {0o644}


def test_a_full_disk_is_told_with_its_place_and_nothing_is_left(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    www = tmp_path / "www"
    district.to_folder(www)
    before = in_folder(www)
    district.commit("二")

    def full(_: object, after: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "from", None, str(after))

    another_disk(monkeypatch, ".work-")
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(typer.Exit), command.telling():
        district.to_folder(www)
    assert f"文件读写不成（{www}：磁盘满了）：没有发布" in capsys.readouterr().err
    assert in_folder(www) == before
    assert [path.name for path in (www / "releases").iterdir()] == ["000001"]


def put(www: Path, edition: Edition, room: Path) -> None:
    """Publish an edition as one who knows no repository."""
    with held(www):
        place = Folders(www)
        place.refuse_closed()
        place.shown()
        folder = Path(tempfile.mkdtemp(dir=room))
        edition.build(folder)
        place.put([Placed(edition, folder, sealed_up(edition, folder))], edition.name)


@ROOT_ONLY
@pytest.mark.parametrize("mode", [0o2775, 0o775])
def test_a_group_publishes_to_its_place_in_turns(district: District, open_to_all: Path, mode: int) -> None:
    """The place is another's; each of the group clears away what others have published long ago."""
    www, room = open_to_all / "www", open_to_all / "room"
    www.mkdir()
    os.chown(www, -1, TEAM)
    www.chmod(mode)
    room.mkdir()
    room.chmod(0o777)
    for number in range(5):
        user = (FIRST, SECOND)[number % 2]
        assert by(user, put, www, district.current(f"第{number}次"), room) == 0
        assert f"第{number}次" in (www / "site/current/index.html").read_text(encoding="utf-8")
    assert www.stat().st_mode & 0o7777 == mode
    assert len(list((www / "releases").iterdir())) == 3
    files = [path for path in (www / "site").resolve().rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o644}


@pytest.mark.parametrize("mode", [0o700, 0o775, 0o2770, 0o777])
def test_a_place_of_ours_is_opened_to_readers_and_stays_as_it_is(
    district: District, tmp_path: Path, mode: int
) -> None:
    www = tmp_path / "www"
    www.mkdir()
    www.chmod(mode)
    district.to_folder(www)
    assert www.stat().st_mode & 0o7777 == mode | 0o755
    shared = 0o2775 if mode & 0o020 else 0o755
    assert {path.stat().st_mode & 0o7777 for path in (www / "releases").rglob("*") if path.is_dir()} == {
        shared
    }


@ROOT_ONLY
def test_a_closed_place_is_refused_before_anything_is_built(district: District, open_to_all: Path) -> None:
    www, room = open_to_all / "www", open_to_all / "room"
    www.mkdir()
    room.mkdir()
    room.chmod(0o777)
    put(www, district.current(), room)
    (www / ".publisher").chmod(0o666)
    before = in_folder(www)
    assert by(FIRST, put, www, district.current("二"), room) == REFUSED
    assert in_folder(www) == before
    assert list(room.iterdir()) == []


def test_what_is_foreign_is_named(district: District, tmp_path: Path) -> None:
    www = tmp_path / "www"
    www.mkdir()
    for name in "abcdefg":
        (www / name).touch()
    with pytest.raises(Refused) as refused:
        district.to_folder(www)
    assert f"{www} 里有别的内容（a、b、c、d、e…… 共 7 个），不是 guatu publish 发布的" in refused.value.text()
    for path in www.glob("?"):
        path.unlink()
    (www / "site").mkdir()
    with pytest.raises(Refused, match=r"put there（site）"):
        district.to_folder(www)


def test_what_others_put_into_the_site_is_not_lost_without_a_word(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("published.publish", partial(publish, say=said.append))
    www = tmp_path / "www"
    district.to_folder(www)
    (www / "site" / "robots.txt").write_text("x", encoding="utf-8")
    district.to_folder(www)
    assert (said, (www / "site" / "robots.txt").is_file()) == ([], True)
    district.commit("二")
    district.to_folder(www)
    assert said[0].startswith(f"{www / 'site'} 里不是发布的文件没有保留：robots.txt。")
