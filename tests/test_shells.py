"""Shells made once for all of a user's districts that look alike, and stamped with any page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from places import ROOT

from generator.outputs import builder, compiled, shells
from generator.outputs.page import Page
from generator.outputs.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.outputs.links import Web

PAGES = tuple(
    Page(f"{folder}/甲.md", "乙", "丙", "<h1>丁</h1>", "project", search=False)
    for folder in ("projects", "units")
)


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Note where the builder is asked, of a user who has nothing yet."""
    noted: list[Path] = []
    run = builder.run

    def noting(plan: Plan, *details: Any) -> None:
        noted.append(plan.root)
        run(plan, *details)

    monkeypatch.setattr(builder, "run", noting)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda _: str(tmp_path / "own"))
    compiled.own.cache_clear()
    yield noted
    compiled.own.cache_clear()


def made(root: Path) -> dict[str, str]:
    """Stamp the pages of a district."""
    root.mkdir(exist_ok=True)
    web = cast("Web", type("Flat", (), {"directories": False}))
    found = shells.shells(Plan(root, date(2026, 6, 30)), web, PAGES)
    return {
        page.path: found[page.path.partition("/")[0]].stamp(page, page.body.encode()).decode()
        for page in PAGES
    }


def test_districts_that_look_alike_share_their_shells(tmp_path: Path, runs: list[Path]) -> None:
    first, second = made(tmp_path / "a"), made(tmp_path / "b")
    assert first == second
    assert runs == [tmp_path / "a"]
    for path, text in first.items():
        assert "<h1>丁</h1>" in text, path
        assert "<title>乙 - 重大产业项目推进考评</title>" in text, path


def test_a_district_of_another_name_has_its_own(tmp_path: Path, runs: list[Path]) -> None:
    first, other = made(tmp_path / "a"), tmp_path / "b"
    other.mkdir()
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (other / "mkdocs.yml").write_text(
        text.replace("site_name: 重大产业", "site_name: 别处的"), encoding="utf-8"
    )
    assert all("<title>乙 - 别处的项目推进考评</title>" in page for page in made(other).values())
    assert made(tmp_path / "a") == first
    assert runs == [tmp_path / "a", other]


def test_shells_that_are_not_whole_are_made_again(tmp_path: Path, runs: list[Path]) -> None:
    first = made(tmp_path / "a")
    (kept,) = (tmp_path / "own" / "shells").glob("[!.]*")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert made(tmp_path / "a") == first
    assert len(runs) == 2
