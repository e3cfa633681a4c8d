"""What publishing keeps: sealed versions are written once, nothing is lost, readers see a whole site."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from districts import git
from published import District, in_folder, on_branch, tiny, whole

from generator.records.source import Refused
from generator.review.lock import held
from generator.review.publish import WrittenOnce

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Publisher = Callable[..., object]


class Two:
    """One district and one place to publish to."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.district = District.begun(folder / "district")
        self.kind = kind
        self.www = folder / "www"
        self.remote = folder / "remote.git"
        if kind == "branch":
            folder.joinpath("remote.git").mkdir()
            git(self.remote, "init", "-q", "--bare")
            git(self.district.root, "remote", "add", "origin", str(self.remote))
        self.publish: Publisher = (
            self.district.to_branch if kind == "branch" else partial(self.district.to_folder, self.www)
        )

    @property
    def seen(self) -> dict[str, bytes]:
        """What readers see."""
        return on_branch(self.remote) if self.kind == "branch" else in_folder(self.www)

    @property
    def state(self) -> str:
        """What says whether anything at all was written."""
        if self.kind == "branch":
            return git(self.remote, "rev-parse", "gh-pages")
        return str((self.www / "site").readlink())

    def tamper(self, name: str, path: str, text: str) -> None:
        """Change a published file behind our back."""
        if self.kind == "folder":
            (self.www / "site" / name / path).write_text(text, encoding="utf-8")
            return
        clone = self.remote.parent / "clone"
        git(self.remote.parent, "clone", "-q", "-b", "gh-pages", str(self.remote), str(clone))
        (clone / name / path).write_text(text, encoding="utf-8")
        git(clone, "commit", "-qam", "x")
        git(clone, "push", "-q", "origin", "gh-pages")


@pytest.fixture(params=["branch", "folder"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Two:
    return Two(request.param, tmp_path)


def test_the_working_site_is_current_and_latest_until_a_period_is_sealed(two: Two) -> None:
    assert two.publish() == ["current"]
    assert whole(two.seen) == {"current": ["latest"]}
    two.district.seal("2026-08")
    assert two.publish() == ["2026-08", "current"]
    assert whole(two.seen) == {"current": [], "2026-08": ["latest"]}
    two.district.seal("2026-09")
    two.district.seal("2026Q3")
    assert two.publish() == ["2026-09", "2026Q3", "current"]
    assert whole(two.seen) == {"current": [], "2026Q3": ["latest"], "2026-09": [], "2026-08": []}
    assert "2026年第三季度" in two.seen["versions.json"].decode().encode().decode("unicode-escape")


def test_the_newest_seal_is_the_one_with_the_highest_number(two: Two) -> None:
    two.district.seal("2026Q3")
    two.district.seal("2026-08")  # sealed late
    two.publish()
    assert whole(two.seen)["2026-08"] == ["latest"]


def test_publishing_the_same_again_writes_nothing_and_builds_no_sealed_site(two: Two) -> None:
    two.district.seal("2026-08")
    two.publish()
    before = two.state

    def never(_: Path) -> None:
        raise AssertionError

    two.district.sealed = [replace(edition, build=never) for edition in two.district.sealed]
    assert two.publish() == ()
    assert two.state == before


def test_new_facts_change_current_and_no_byte_of_what_is_sealed(two: Two) -> None:
    two.district.seal("2026-08")
    two.publish()
    before = {path: data for path, data in two.seen.items() if path.startswith(("2026-08/", "latest/"))}
    two.district.commit("二")
    assert two.publish() == ["current"]
    assert before.items() <= two.seen.items()
    assert two.district.head in two.seen["current/index.html"].decode()


def test_a_sealed_version_with_another_head_is_refused_and_names_its_files(two: Two) -> None:
    two.district.seal("2026-08")
    two.publish()
    before = two.state
    edition = two.district.sealed[0]
    many = {f"{number:02}.html": "x" for number in range(30)}
    two.district.sealed[0] = replace(edition, as_of=edition.as_of.replace(day=2), build=tiny("别的", many))
    with pytest.raises(WrittenOnce) as refused:
        two.publish()
    assert len(refused.value.files) == 32
    assert refused.value.files[:2] == ("00.html", "01.html")
    assert "2026-09-01" in refused.value.text()
    assert two.state == before


def test_a_published_file_changed_behind_our_back_is_named(two: Two) -> None:
    two.district.seal("2026-08")
    two.publish()
    two.tamper("2026-08", "2026.html", "改过")
    with pytest.raises(WrittenOnce) as refused:
        two.publish()
    assert refused.value.files == ("2026.html",)


@pytest.mark.parametrize("name", ["current", "latest"])
def test_a_changed_copy_of_what_may_change_is_put_right(two: Two, name: str) -> None:
    two.district.seal("2026-08")
    two.publish()
    if two.kind == "folder" and name == "latest":  # it is the same file as the sealed one
        (two.www / "site" / name / "2026.html").unlink()
    two.tamper(name, "2026.html", "改过")
    assert two.publish() == [name]
    whole(two.seen)
    assert two.publish() == ()


def test_a_commit_that_does_not_come_after_the_last_is_refused_with_both(two: Two) -> None:
    first = two.district.head
    last = two.district.commit("二")
    two.publish()
    git(two.district.root, "reset", "-q", "--hard", first)
    with pytest.raises(Refused) as refused:
        two.publish()
    assert first in refused.value.text()
    assert last in refused.value.text()
    two.district.commit("另一个二")
    with pytest.raises(Refused, match=last):
        two.publish()


def test_a_ledger_that_lost_or_changed_a_seal_is_refused(two: Two) -> None:
    two.district.seal("2026-08")
    two.district.seal("2026-09")
    two.publish()
    lost = two.district.sealed.pop()
    head = two.district.heads.pop(2)
    with pytest.raises(Refused) as refused:
        two.publish()
    assert "没有这一号" in refused.value.text()
    assert head in refused.value.text()
    two.district.sealed.append(lost)
    two.district.heads[2] = "another"
    with pytest.raises(Refused, match="another"):
        two.publish()
    two.district.heads[2] = head
    two.district.sealed.pop(0)
    with pytest.raises(Refused, match="2026-08"):
        two.publish()


def test_a_second_publisher_is_told_who_is_at_work(two: Two) -> None:
    with (
        held(two.district.root / "build" / "publish" if two.kind == "branch" else two.www),
        pytest.raises(Refused, match=str(os.getpid())),
    ):
        two.publish()
    assert two.publish() == ["current"]


def test_nothing_of_the_data_repository_is_touched(tmp_path: Path) -> None:
    district = District.begun(tmp_path / "district")
    git(district.root, "branch", "other")
    (district.root / "fact.txt").write_text("未提交", encoding="utf-8")
    (district.root / ".git" / "info" / "exclude").write_text("build/\n", encoding="utf-8")
    before = [
        git(district.root, *look) for look in (["status", "--porcelain"], ["branch", "-v"], ["stash", "list"])
    ]
    index = (district.root / ".git" / "index").read_bytes()
    head = (district.root / ".git" / "HEAD").read_bytes()
    settings = (district.root / ".git" / "config").read_bytes()
    district.to_branch()  # no origin: the repository itself is where readers look
    assert whole(on_branch(district.root)) == {"current": ["latest"]}
    git(district.root, "branch", "-qD", "gh-pages")
    after = [
        git(district.root, *look) for look in (["status", "--porcelain"], ["branch", "-v"], ["stash", "list"])
    ]
    assert after == before
    assert (district.root / ".git" / "index").read_bytes() == index
    assert (district.root / ".git" / "HEAD").read_bytes() == head
    assert (district.root / ".git" / "config").read_bytes() == settings


def test_a_branch_or_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    district = District.begun(tmp_path / "district")
    git(district.root, "branch", "gh-pages")
    with pytest.raises(Refused, match="gh-pages"):
        district.to_branch()
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("我的", encoding="utf-8")
    with pytest.raises(Refused, match="www"):
        district.to_folder(tmp_path / "www")
    (tmp_path / "www" / "index.html").rename(tmp_path / "www" / "site")
    with pytest.raises(Refused, match="www"):
        district.to_folder(tmp_path / "www")


@pytest.mark.parametrize(
    ("path", "text"),
    [("versions.json", "["), ("versions.json", '[{"version": 1}]'), ("current/release.json", "{}")],
)
def test_a_record_nobody_can_read_is_refused(two: Two, path: str, text: str) -> None:
    two.publish()
    two.tamper(".", path, text)
    before = two.seen
    with pytest.raises(Refused):
        two.publish()
    assert two.seen == before


def test_a_folder_with_signs_in_its_name(tmp_path: Path) -> None:
    district = District.begun(tmp_path / 'a "b" #c; d' / "区 \\ 1")
    district.to_branch()
    assert whole(on_branch(district.root)) == {"current": ["latest"]}


def test_a_branch_that_is_checked_out_at_its_remote_is_refused(tmp_path: Path) -> None:
    district = District.begun(tmp_path / "district")
    other = District.begun(tmp_path / "other")
    district.to_branch(str(other.root))
    git(other.root, "checkout", "-q", "gh-pages")
    with pytest.raises(Refused) as refused:
        district.to_branch(str(other.root), "新的")
    assert "检出着分支 gh-pages" in refused.value.text()


def test_every_released_file_is_readable_whatever_the_umask(tmp_path: Path) -> None:
    district = District.begun(tmp_path / "district")
    before = os.umask(0o077)
    try:
        district.to_folder(tmp_path / "www")
    finally:
        os.umask(before)
    site = (tmp_path / "www" / "site").resolve()
    modes = {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()}
    ways = (tmp_path / "www", site.parent, site, *site.rglob("*"))
    folders = {path.stat().st_mode & 0o777 for path in ways if path.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})


def test_unchanged_versions_are_linked_and_few_releases_kept(tmp_path: Path) -> None:
    district = District.begun(tmp_path / "district")
    edition = district.seal("2026-08")
    for number in range(6):
        district.commit(f"第{number}条")
        district.to_folder(tmp_path / "www")
    releases = sorted((tmp_path / "www" / "releases").iterdir())
    assert [path.name for path in releases] == ["000004", "000005", "000006"]
    files = [path / edition.name / "index.html" for path in releases]
    assert len({file.stat().st_ino for file in files}) == 1


def test_a_folder_shows_the_same_tree_as_a_branch(tmp_path: Path) -> None:
    district = District.begun(tmp_path / "district")
    district.seal("2026-08")
    district.seal("2026Q3")
    district.to_branch()
    district.to_folder(tmp_path / "www")
    assert in_folder(tmp_path / "www") == on_branch(district.root)


def test_what_was_published_stays_so_where_the_link_is_lost(tmp_path: Path) -> None:
    """A copy without links is no place where nothing has been published: it is checked, and mended."""
    district = District.begun(tmp_path / "district")
    district.seal("2026-08")
    district.to_folder(tmp_path / "www")
    before = in_folder(tmp_path / "www")
    (tmp_path / "www" / "site").unlink()
    lost = district.sealed.pop()
    head = district.heads.pop(1)
    with pytest.raises(Refused, match="a seal was removed"):
        district.to_folder(tmp_path / "www")
    assert [path.name for path in (tmp_path / "www" / "releases").iterdir()] == ["000001"]
    district.sealed.append(lost)
    district.heads[1] = head
    district.to_folder(tmp_path / "www")
    assert in_folder(tmp_path / "www") == before


def test_a_git_that_reads_no_bare_repository_unasked_publishes_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    district = District.begun(tmp_path / "district")
    district.seal("2026-08")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.bareRepository")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "explicit")
    assert district.to_branch()
    assert not district.to_branch()
