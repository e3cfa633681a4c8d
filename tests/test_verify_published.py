"""`guatu verify --published` looks at all that readers see, and names what publishing did not put there."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from commands import guatu
from districts import commit, git
from sealed_repository import made

from generator.demo.simulate import Size

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY, PERIOD = "2026-07-10", "2026-01"
PLAIN = ("--no-files", "--as-of", DAY)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district and what it published, in a folder and on a branch."""
    place = tmp_path_factory.mktemp("published")
    root = made(place / "district", Size(4, 1, "2026Q1", 1, 12))
    for way in (["--to", place / "web"], ["--branch", "gh-pages"]):
        done = guatu("publish", "--root", root, *PLAIN, *way)
        assert done.status == 0, done.err
    return place


@pytest.fixture
def place(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "place", symlinks=True)


def altered(path: Path, text: str = "<p>别的</p>") -> bytes:
    """Write a file anew as one who does not change the other releases, which share it."""
    data = text.encode()
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return data


def page_and_record(site: Path) -> None:
    """Change a page of the working site and its digest in the record."""
    data = altered(site / "current" / "index.html")
    record = site / "current" / "release.json"
    said = json.loads(record.read_text(encoding="utf-8"))
    said["files"]["index.html"] = hashlib.sha256(data).hexdigest()
    altered(record, json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def renamed(site: Path) -> None:
    menu = json.loads((site / "versions.json").read_text(encoding="utf-8"))
    menu[-1]["title"] = "2026年8月"
    altered(site / "versions.json", json.dumps(menu))


TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "最新数据": (lambda site: altered(site / "current/index.html"), "current 的文件被改过 1 个：index.html"),
    "副本": (lambda site: altered(site / "latest/index.html"), "latest 与最新一期 "),
    "首页": (lambda site: altered(site / "index.html"), "首页 index.html 与发布时写的不一样"),
    "清单": (renamed, "版本清单 versions.json 与发布时写的不一样"),
    "多出一页": (
        lambda site: altered(site / "2024Q9/index.html"),
        "有 1 个不是发布的文件：2024Q9/index.html",
    ),
    "多出的文件": (lambda site: altered(site / "release.json"), "有 1 个不是发布的文件：release.json"),
    "链接": (lambda site: (site / "more").symlink_to("/etc"), "有 1 个不是发布的文件：more"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_stands_beside_the_sealed_versions_is_looked_at(place: Path, what: str) -> None:
    tamper, words = TAMPERED[what]
    tamper(place / "web" / "site")
    done = guatu("verify", PERIOD, "--root", place / "district", "--published", place / "web", "--no-files")
    assert done.status == 1
    assert words in done.out
    assert "有 1 处不符" in done.err


def test_a_working_site_changed_with_its_record_is_found(place: Path) -> None:
    page_and_record(place / "web" / "site")
    done = guatu("verify", "--root", place / "district", "--published", place / "web", "--no-files")
    assert done.status == 1
    assert "current：重新生成的网站有 1 个文件与发布的不同：index.html" in done.out


def test_the_newest_version_alone_leads_to_the_folder_above(place: Path) -> None:
    done = guatu("verify", "--root", place / "district", "--published", place / "web" / "site", "--no-files")
    assert done.status == 2
    assert f"写 --published {place / 'web'}" in done.err


def test_a_branch_is_looked_at_as_a_folder_is(place: Path) -> None:
    root = place / "district"
    asked = ("verify", "--root", root, "--published", root, "--no-files")
    done = guatu(*asked)
    assert done.status == 0, done.out + done.err
    assert guatu("verify", "--root", root, "--published", place / "web", "--no-files").status == 0
    git(root, "worktree", "add", "-q", "../pages", "gh-pages")
    altered(place / "pages" / "index.html")
    altered(place / "pages" / "more" / "a.html")
    commit(place / "pages", DAY)
    done = guatu(*asked)
    assert done.status == 1
    assert "首页 index.html 与发布时写的不一样" in done.out
    assert "有 1 个不是发布的文件：more/a.html" in done.out


def test_another_choice_of_files_is_named_as_that(place: Path) -> None:
    """Published without papers as files, and asked for with them: it says that, and not hundreds of files."""
    done = guatu("verify", PERIOD, "--root", place / "district", "--published", place / "web")
    assert done.status == 1
    assert "发布时用了 --no-files，请加上，再核对" in done.out
    assert "有 1 处不符" in done.err


def test_what_to_do_is_said_where_a_published_file_was_changed(place: Path) -> None:
    altered(place / "web" / "site" / PERIOD / "index.html")
    done = guatu("publish", "--root", place / "district", *PLAIN, "--to", place / "web")
    assert done.status == 1
    assert "存放处的文件与发布时的记录不一致，有 1 个文件不同。先查清是谁改的" in done.err
