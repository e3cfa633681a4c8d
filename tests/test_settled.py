"""A site of a commit is set by the settings of that commit, whatever lies in the work tree (TRUST P8, P9)."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from commands import guatu
from districts import commit, git
from places import ROOT
from sealed_repository import made

from generator.bundle import bundle
from generator.demo import writing
from generator.demo.simulate import Size, simulate
from generator.outputs.compiled import Compiled
from generator.outputs.plan import Plan, settings
from generator.outputs.revision import Revision
from generator.outputs.settled import around, settled
from generator.records.source import Refused

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-03-31"
NAMED = "site_name: 甲\nsite_url: https://jia.example/\n"
OURS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
MARK = "（有未提交的改动）"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny district with one commit and no settings."""
    root = tmp_path_factory.mktemp("district") / "root"
    writing.write(root, simulate(Size(1, 1, "2026Q1", 1, 5))[1])
    (root / ".gitignore").write_text("build/\nsite*/\n", encoding="utf-8")
    git(root, "init", "-q")
    commit(root, DAY)
    return root


@pytest.fixture
def root(district: Path, tmp_path: Path) -> Path:
    return shutil.copytree(district, tmp_path / "root", symlinks=True)


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def built(root: Path, name: str, *options: str) -> dict[str, str]:
    """Build a site and give its pages."""
    site = root.parent / name
    done = guatu("build", "--root", root, "--as-of", DAY, "--no-files", "--site-dir", site, *options)
    assert done.status == 0, done.err
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def of(root: Path) -> Plan:
    """Plan a site of the newest commit."""
    return Plan(root, date(2026, 3, 31), revision=Revision(head(root)), fixed=True)


def written(root: Path, files: dict[str, str], day: str = "2026-04-01") -> str:
    """Commit some files; gives the commit."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    commit(root, day)
    return head(root)


def test_a_commit_is_shown_as_it_was_set(root: Path) -> None:
    """What is not committed shows on every page of a plain build, and on none of a commit."""
    old, before = head(root), built(root, "before")
    (root / "mkdocs.yml").write_text(NAMED, encoding="utf-8")
    assert built(root, "fixed", "--rev", "HEAD") == before
    unsaved = built(root, "unsaved")
    assert "甲</title>" in unsaved["index.html"]
    stamped = [name for name, text in before.items() if old[:10] in text]
    assert len(stamped) > 50
    assert [name for name in stamped if MARK not in unsaved[name]] == []
    commit(root, "2026-04-01")
    named = built(root, "named")
    assert "甲</title>" in named["index.html"]
    assert not any(MARK in text for text in named.values())
    assert built(root, "old", "--rev", old) == before
    (root / "mkdocs.yml").unlink()
    assert built(root, "again", "--rev", "HEAD") == named


def test_what_is_sealed_keeps_the_settings_of_its_commit(tmp_path: Path) -> None:
    root, web = made(tmp_path / "district", Size(2, 1, "2026Q1", 1, 12)), tmp_path / "web"
    asked = ("--root", root, "--no-files")
    shown = ("publish", *asked, "--as-of", "2026-07-10", "--to", web)
    first = guatu(*shown)
    (root / "mkdocs.yml").write_text(NAMED, encoding="utf-8")
    unsaved = guatu(*shown)
    assert (first.status, unsaved.status) == (0, 0), first.err + unsaved.err
    assert "mkdocs.yml 里有还没有提交的改动，这次不发布它们" in unsaved.err
    assert "甲</title>" not in (web / "site/current/index.html").read_text(encoding="utf-8")
    git(root, "add", "mkdocs.yml")
    git(root, "commit", "-q", "-m", "名称", day="2026-07-09")
    later = guatu(*shown)
    assert later.status == 0, later.err
    assert "甲</title>" in (web / "site/current/index.html").read_text(encoding="utf-8")
    proof = guatu("verify", "--all", *asked, "--published", web)
    assert proof.status == 0, proof.out + proof.err


OWN = {
    "base.yml": "site_name: 甲\n",
    "a/mkdocs.yml": "INHERIT: ../base.yml\nhooks: [hooks/own.py]\nextra_css: [x.css]\n",
    "a/hooks/own.py": "def on_config(config):\n    return config\n",
    "a/data/kept.txt": "x",
    "b/data/kept.txt": "x",
}


def test_all_that_settings_name_is_laid_out(tmp_path: Path) -> None:
    """The root is a folder of its repository; a link within it is as good as what it leads to."""
    git(tmp_path, "init", "-q")
    written(tmp_path, OWN)
    root, outside = tmp_path / "a", tmp_path.parent / "outside.yml"
    (root / "theme").symlink_to("hooks")
    (root / "own").symlink_to(outside)
    (root / "far").symlink_to("../..")
    (root / "deep").symlink_to("far/..")
    commit(tmp_path, "2026-04-02")
    outside.write_text("x", encoding="utf-8")
    (tmp_path / "base.yml").write_text("site_name: 乙\n", encoding="utf-8")
    with settled(of(root)) as plan:
        assert settings(plan.config)["site_name"] == "甲"
        there = plan.config.parent
        assert (there / "theme" / "own.py").read_text(encoding="utf-8") == OWN["a/hooks/own.py"]
        assert {path.name for path in there.iterdir()} == {"mkdocs.yml", "hooks", "theme"}
        assert plan.config.is_relative_to(there)
        assert not plan.past
    assert not there.exists()
    assert around(root) == ["mkdocs.yml", "../base.yml", "hooks/own.py"]


def test_names_of_the_site_alone_are_all_that_is_laid_out(root: Path) -> None:
    for text in (NAMED, OURS.replace("site_name: ", "site_name: 甲")):
        written(root, {"mkdocs.yml": text, "more.txt": "x"})
        with settled(of(root)) as plan:
            assert [path.name for path in plan.config.parent.iterdir()] == ["mkdocs.yml"]
            assert settings(plan.config)["site_name"].startswith("甲")


@pytest.mark.parametrize("text", [None, OURS])
def test_none_and_the_tools_own_are_the_tools(root: Path, text: str | None) -> None:
    if text:
        written(root, {"mkdocs.yml": text})
    (root / "mkdocs.yml").write_text(NAMED, encoding="utf-8")
    with settled(of(root)) as plan:
        assert plan.config == bundle() / "mkdocs.yml"


def test_a_link_to_settings_elsewhere_leads_nowhere(root: Path) -> None:
    (root.parent / "mkdocs.yml").write_text(NAMED, encoding="utf-8")
    (root / "mkdocs.yml").symlink_to("../mkdocs.yml")
    commit(root, "2026-04-01")
    with settled(of(root)) as plan:
        assert plan.config == bundle() / "mkdocs.yml"


HOSTILE = (
    *("hooks: [x.py]\n", "INHERIT: b.yml\n", "site_name: !!python/name:os.system\n", "a: [\n"),
    *(
        "extra: &a\n  b: 1\nsite_name: *a\n",
        f"extra: {'[' * 5000}{']' * 5000}\n",
        f"site_name: {'x' * 70000}\n",
    ),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_run_code_must_be_merged(root: Path, text: str) -> None:
    git(root, "checkout", "-q", "-b", "side")
    written(root, {"mkdocs.yml": text})
    with pytest.raises(Refused) as refused, settled(of(root)):
        pass
    assert "不在主分支（main）上" in refused.value.text()
    written(root, {"mkdocs.yml": NAMED})
    with settled(of(root)) as plan:
        assert settings(plan.config)["site_name"] == "甲"


def test_a_mistake_is_told_by_its_commit(root: Path) -> None:
    new = written(root, {"mkdocs.yml": "INHERIT: none.yml\n"})
    with pytest.raises(Refused) as refused, settled(of(root)) as plan:
        settings(plan.config)
    assert refused.value.text() == f"{new[:10]}:mkdocs.yml 的 INHERIT 找不到 {new[:10]}:none.yml"


def test_a_bare_repository_has_settings_too(root: Path) -> None:
    written(root, {"mkdocs.yml": NAMED})
    bare = root.parent / "bare.git"
    git(root.parent, "clone", "-q", "--bare", str(root), str(bare))
    with settled(of(bare)) as plan:
        assert settings(plan.config)["site_name"] == "甲"


def test_an_older_menu_does_not_stop_a_newer_tool(root: Path) -> None:
    """Its settings name a theme, and so all pages there were; the tool has others since."""
    assert "      - 订阅: subscribe.md\n" in OURS
    old = written(root, {"mkdocs.yml": OURS.replace("- 订阅: subscribe.md", "- 从前: gone.md")})
    written(root, {"mkdocs.yml": OURS})
    page = built(root, "old", "--rev", old)["index.html"]
    assert "从前" in page
    done = guatu("build", "--root", root, "--as-of", DAY, "--no-files", "--site-dir", root.parent / "new")
    assert done.status == 0, done.err


def test_templates_laid_out_are_kept_as_compiled_by_their_place_in_there(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        apart = tmp_path / name
        keys.add(Compiled(apart=apart).get_cache_key("main.html", str(apart / "own" / "main.html")))
    assert len(keys) == 1
    elsewhere = Compiled().get_cache_key("main.html", os.fspath(tmp_path / "one" / "own" / "main.html"))
    assert elsewhere not in keys
