"""The demo's history replayed: bulletins are sealed while facts come late, a plan is moved, events change.

Every sealed page must stay as it was; what came later must show as a correction; what was done must be named.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import commit, git
from rounds import LONG_RUN
from sealed_repository import committed, made, seals_of
from typer.testing import CliRunner

from generator.cli import program
from generator.commands.build import ready
from generator.demo.simulate import Size
from generator.outputs import site
from generator.outputs.pages.ledger import line
from generator.outputs.plan import settings, view
from generator.outputs.seals import Seals
from generator.outputs.shelf import Shelves
from generator.records.decode import decode
from generator.records.model.events import BulletinPublished

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


SIZE = Size(9, 3, "2026Q1", 3, 24)
SWITCH = re.compile(r'<nav class="paper-switch".*?</nav>', re.DOTALL)
AFTERWARDS = date(2026, 12, 1)

MEETING = "id: HY-SPAET\nkind: meeting\ndate: 2026-02-10\nwriter: ZDB\nlevel: 主任办公会\nconvener: 张某\n"
Pages = dict[str, bytes]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("replayed") / "district", SIZE)


def acts(root: Path) -> list[BulletinPublished]:
    found = [decode("/".join(p.parts[-5:]), p.read_bytes())[0] for p in seals_of(root)]
    return [act for act in found if isinstance(act, BulletinPublished)]


def page_of(act: BulletinPublished) -> str:
    """Where a seal's bulletin stands; here is none that corrects another."""
    return line(act, Seals()).page


def pages(root: Path, rev: str, day: date) -> Pages:
    """All pages as they are built from a commit on a day; charts of the same figures are drawn once."""
    portfolio, problems, plan = ready(root, day, rev, root / "site", files=False)
    charts = Shelves(drawings=plan.shelves.drawings)
    return site.pages(view(portfolio, problems, plan), settings(plan.config), charts)


def article(page: bytes) -> str:
    """A sealed page without the links to other periods and revisions, which may grow."""
    text = page.decode()
    assert len(SWITCH.findall(text)) == 1
    return SWITCH.sub("", text)


def sealed_pages(root: Path, found: Pages, until: int) -> dict[str, str]:
    return {path: article(found[path]) for path in map(page_of, acts(root)[:until])}


def command(name: str, root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program(name), [name, *arguments, "--root", str(root)])


def test_every_sealed_page_stays_whatever_day_the_site_is_built(root: Path) -> None:
    """On the day of each seal, and once more when all is known: the same words, byte for byte."""
    ledger = acts(root)
    assert [act.bulletin for act in ledger].count("月度通报") == 7
    kept: dict[str, str] = {}
    numbered = [*enumerate(ledger, 1)]
    for number, act in numbered if LONG_RUN else numbered[::-2][::-1]:  # every second, and the last
        recorded = git(root, "log", "--format=%H", "--diff-filter=A", "--", act.path).strip()
        found = pages(root, recorded, act.date)
        now = sealed_pages(root, found, number)
        assert {path: now[path] for path in kept} == kept
        assert act.new_head in now[page_of(act)]
        kept = now
    last = sealed_pages(root, pages(root, "HEAD", AFTERWARDS), len(ledger))
    assert last == kept


@pytest.fixture(scope="module")
def spoilt(root: Path) -> tuple[Path, dict[str, str], dict[str, str]]:
    """The repository after all four; what was changed, and the sealed pages as they were before."""
    before = sealed_pages(root, pages(root, "HEAD", AFTERWARDS), len(acts(root)))
    texts = {p: p.read_text(encoding="utf-8") for p in sorted(root.glob("data/*/*/**/*.yml"))}

    def first(name: str, key: str) -> Path:
        return next(p for p, text in texts.items() if re.search(name, p.as_posix()) and key in text)

    plan = first("/plans/2026/", "start_week: ")
    edited, deleted = first("/YD-20260[12]", "due: "), first("/BJ-20260[12]", "date: 2026-0")
    unit = min(root.glob("data/projects/*")).name
    item = (
        "id: YD-SPAET\nkind: decision\ndate: 2026-02-10\nwriter: ZDB\nmeeting: HY-SPAET\ntext: 晚报的事项\n"
        f"responsible:\n  - {unit}\ndue: 2026-03-06\n"
    )
    moved = re.sub("^start_week: .*$", "start_week: 2026-W50", texts[plan], flags=re.MULTILINE)
    figure = re.sub("^due: .*$", "due: 2026-11-30", texts[edited], flags=re.MULTILINE)
    files = {
        "late": "data/events/ZDB/2026/YD-SPAET.yml",
        "moved": plan.relative_to(root).as_posix(),
        "edited": edited.relative_to(root).as_posix(),
        "deleted": deleted.relative_to(root).as_posix(),
    }
    committed(root, {files["late"]: item, "data/events/ZDB/2026/HY-SPAET.yml": MEETING})
    committed(root, {files["moved"]: moved})
    committed(root, {files["edited"]: figure})
    committed(root, {files["deleted"]: None})
    return root, files, before


def test_what_was_done_is_named_with_commit_and_old_text(
    spoilt: tuple[Path, dict[str, str], dict[str, str]],
) -> None:
    root, files, _ = spoilt
    said = command("check", root).stdout.splitlines()
    commits = git(root, "log", "-3", "--format=%h", "--abbrev=12").split()
    for name, code, hash_ in zip(
        ("deleted", "edited", "moved"), ("G604", "G603", "G605"), commits, strict=True
    ):
        found = [text for text in said if text.startswith(files[name]) and code in text]
        assert len(found) == 1, said
        assert hash_ in found[0]
    moved = next(text for text in said if "G605" in text)
    assert "2026-W50" in moved
    assert any(text.startswith(files["late"]) and "G607" in text for text in said)


def test_sealed_pages_and_figures_stay(spoilt: tuple[Path, dict[str, str], dict[str, str]]) -> None:
    root, _, before = spoilt
    found = pages(root, "HEAD", AFTERWARDS)
    assert sealed_pages(root, found, len(before)) == before
    done = command("verify", root)
    assert done.exit_code == 0, done.output


def test_corrections_show_where_the_period_is_open(
    spoilt: tuple[Path, dict[str, str], dict[str, str]],
) -> None:
    root, files, _ = spoilt
    found = {
        path: data.decode() for path, data in pages(root, "HEAD", AFTERWARDS).items() if path.endswith(".md")
    }
    now = found["rankings/2026Q1-now.md"]
    assert "补报" in now
    assert "改动" in now
    assert files["late"].replace("/", "&#47;").replace("-", "&#45;").replace(".", "&#46;") in now
    assert '2026Q1-now.html">现在</a>' in found["rankings/2026Q1.md"]
    open_ = found["rankings/2026Q3.md"]
    assert "本期记入的更正" in open_
    assert "更正（2026年第一季度已通报）：补" in open_
    assert "data&#47;events&#47;ZDB&#47;2026&#47;YD&#45;SPAET" in open_


def test_a_month_is_sealed_again_once_the_past_is_restored(
    spoilt: tuple[Path, dict[str, str], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With faults nothing is sealed; restored, the next bulletin tells the late fact as a correction."""
    root, files, before = spoilt
    monkeypatch.setattr("generator.commands.seal.today", lambda: AFTERWARDS)
    refused = command("seal", root, "2026-08")
    assert refused.exit_code == 1
    assert "改正以后才能封存" in refused.output
    for name in ("moved", "edited", "deleted"):
        git(root, "checkout", "-q", "HEAD~3", "--", files[name])
    commit(root, "2026-12-01")
    assert "G60" not in command("check", root).stdout.replace("G607", "")
    assert command("seal", root, "2026-08").exit_code == 0
    commit(root, "2026-12-01")
    found = pages(root, "HEAD", AFTERWARDS)
    assert sealed_pages(root, found, len(before)) == before
    told = found["bulletins/2026-08.md"].decode()
    assert "九、对上期通报的更正" in told
    assert "YD&#45;SPAET" in told
    assert "更正（2026年第一季度已通报）：补" in told


def test_published_versions_stay_byte_by_byte(tmp_path: Path) -> None:
    """Published in July, told more and published again in December: no sealed file has changed."""
    small = made(tmp_path / "district", Size(4, 1, "2026Q1", 1, 12))
    to = tmp_path / "web"
    options = ("--to", str(to), "--no-files", "--as-of")
    assert command("publish", small, *options, "2026-07-10").exit_code == 0
    sealed = [act.period for act in acts(small)]
    before = {
        path.relative_to(to / "site").as_posix(): path.read_bytes()
        for period in sealed
        for path in (to / "site" / period).rglob("*")
        if path.is_file()
    }
    committed(small, {"data/events/ZDB/2026/HY-SPAET.yml": MEETING})
    again = command("publish", small, *options, "2026-12-01")
    assert again.exit_code == 0, again.output
    assert {path: (to / "site" / path).read_bytes() for path in before} == before
    done = command("verify", small, "--published", str(to), "--no-files")
    assert done.exit_code == 0, done.output
    assert done.stdout.count("与封存时一致") == len(sealed)
    (to / "site" / sealed[0] / "index.html").write_bytes(b"<p>")
    assert (
        "已发布的文件被改过 1 个：index.html"
        in command("verify", small, sealed[0], "--published", str(to), "--no-files").stdout
    )
    assert "index.html" in command("publish", small, *options, "2026-12-01").output
