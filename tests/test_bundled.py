"""The offline copy: what its first page lists, the same bytes each time, written whole or not at all."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from generator.outputs.revision import Revision
from generator.review.bundled import EARLIEST, START, bundled
from generator.review.editions import Edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = (
    *("index.html", "bulletins/index.html", "bulletins/2026-08.html", "bulletins/2026-09.html"),
    *("bulletins/2026-08-now.html", "bulletins/2026-08-r2.html", "bulletins/2025-12.html"),
    *("rankings/index.html", "rankings/2026Q3.html", "rankings/2026.html"),
)
TOP = "挂图-2026-09-30/"


def site(*pages: str) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        for page in pages:
            (folder / page).parent.mkdir(exist_ok=True)
            (folder / page).write_text(page, encoding="utf-8")

    return build


def copy(folder: Path, *pages: str, name: str = "copy.zip") -> Path:
    room = folder / f"room-{name}"
    room.mkdir(parents=True)
    edition = Edition("current", "最新数据", 3, "h", "c" * 40, date(2026, 9, 30), site(*pages))
    file = folder / "out" / name
    assert bundled(edition, Revision("c" * 40, number=3), file, room) == len(pages) + 2
    return file


def start(file: Path) -> str:
    with ZipFile(file) as archive:
        return archive.read(TOP + START).decode()


def test_the_first_page_lists_the_issues_newest_first(tmp_path: Path) -> None:
    text = start(copy(tmp_path, *PAGES))
    links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', text)
    assert [
        (link.replace("&#47;", "/").replace("&#45;", "-").replace("&#46;", "."), said) for link, said in links
    ] == [
        ("site/bulletins/2026-09.html", "2026年9月"),
        ("site/bulletins/2026-08.html", "2026年8月"),
        ("site/bulletins/2026-08-r2.html", "2026年8月（第2次）"),
        ("site/bulletins/2025-12.html", "2025年12月"),
        ("site/rankings/2026Q3.html", "2026年第三季度"),
        ("site/rankings/2026.html", "2026年"),
    ]
    assert "最近封存：第3号" in text
    assert "ledger" not in text


def test_a_page_of_sealed_bulletins_is_linked_where_there_is_one(tmp_path: Path) -> None:
    assert "site&#47;ledger&#46;html" in start(copy(tmp_path, *PAGES, "ledger.html"))


def test_a_site_without_issues_has_a_first_page_too(tmp_path: Path) -> None:
    assert "<li>" not in start(copy(tmp_path, "index.html"))


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        first = copy(tmp_path, *PAGES, name="a.zip")
    finally:
        os.umask(before)
    second = copy(tmp_path / "elsewhere", *reversed(PAGES), name="另一个.zip")
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {EARLIEST}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert first.stat().st_mode & 0o777 == 0o644


def test_a_copy_that_cannot_be_finished_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = copy(tmp_path, *PAGES)
    before = old.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", full)
    (tmp_path / "room-copy.zip").rename(tmp_path / "used")
    with pytest.raises(OSError, match="No space"):
        copy(tmp_path, "index.html")
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == ["copy.zip"]
