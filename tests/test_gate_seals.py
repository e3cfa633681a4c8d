"""A seal in a change: one that `guatu seal` would make on its day passes, no other does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import git
from gated import guatu
from sealed_repository import committed, copied, made

import generator
from generator.commands import rim
from generator.records import chain, emit
from generator.records.decode import decode
from generator.records.load import load_revision
from generator.records.model.events import BulletinPublished
from generator.review import seal
from generator.review.digests import digests

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from generator.outputs.view import View
    from generator.review.seal import Outcome, Period

DAY = "2026-12-02"
FAULT = "FC-2026-08.yml:1:1: G814"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("sealed") / "district")


@pytest.fixture
def root(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for place in ("rim", "seal", "gate"):
        monkeypatch.setattr(f"generator.commands.{place}.today", lambda: date.fromisoformat(DAY))
    return copied(repository, tmp_path / "district")


def commit_before(root: Path, day: str) -> str:
    """Give the last commit of the main line before a day."""
    return git(root, "rev-list", "-1", "--first-parent", f"--before={day}T00:00:00+08:00", "main").strip()


def by_hand(root: Path, period: str, as_of: str, on: str, commit: str) -> str:
    """Write what `guatu seal` would, were it not to refuse, and commit it on a branch; gives its path."""
    portfolio, _ = load_revision(root, commit)
    known, _ = load_revision(root, "main")
    wish = seal.Wish(chain.span(period), date.fromisoformat(as_of), date.fromisoformat(on), commit, "ZDB")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "refuse", lambda *_: None)
        said = seal.seal(wish, portfolio, digests(root, commit), rim.seals(root, known))
    path = f"data/events/ZDB/{on[:4]}/{said['id']}.yml"
    git(root, "switch", "-q", "-c", "sealed", "main")
    committed(root, {path: emit.text(BulletinPublished, said)}, DAY)
    return path


def judged(root: Path) -> Result:
    return guatu("gate", "--root", root, "--base", "main", "--head", "sealed", "--actor", "zdb-clerk")


def merged(root: Path, day: str = DAY) -> None:
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "合并", "sealed", day=day)


def report(root: Path, day: str) -> None:
    """Bring a unit's fact to the main branch on a day."""
    project = min(root.glob("data/projects/*/*.yml"))
    unit, name = project.parent.name, f"YS-{day}"
    text = f"id: {name}\nkind: ceremony\ndate: {day}\nwriter: {unit}\nproject: {project.stem}\n"
    committed(root, {f"data/events/{unit}/{day[:4]}/{name}.yml": text}, day)


def test_an_honest_seal_passes_while_others_are_merged(root: Path) -> None:
    """Sealed one day, merged days later; what came to the main branch meanwhile is not missed."""
    report(root, "2026-11-30")
    assert guatu("seal", "2026-08", "--root", root).exit_code == 0
    git(root, "switch", "-q", "-c", "sealed")
    committed(root, {}, DAY)
    git(root, "switch", "-q", "main")
    report(root, DAY)
    report(root, "2026-12-03")
    done = judged(root)
    assert done.exit_code == 0, done.output
    assert "G819" not in done.output
    merged(root, "2026-12-05")
    checked = guatu("verify", "--root", root)
    assert checked.exit_code == 0, checked.output


def test_a_seal_of_an_old_commit_is_refused_and_found(root: Path) -> None:
    """It would hide all that was told since."""
    by_hand(root, "2026-08", "2026-08-31", DAY, commit_before(root, "2026-04-01"))
    done = judged(root)
    assert done.exit_code == 1
    assert f"{FAULT} " in done.output
    assert f"封存日期 {DAY} 以前已经入库的" in done.output
    assert "封存只能一号比一号新" in done.output
    merged(root)
    assert f"封存日期 {DAY} 以前已经入库的" in guatu("verify", "2026-08", "--root", root).output


def test_a_seal_dated_back_leaves_nothing_out_of_its_period(root: Path) -> None:
    """As far back as it can be dated, to its period's last day, what was told until then is in it."""
    by_hand(root, "2026-08", "2026-08-31", "2026-08-31", commit_before(root, "2026-08-20"))
    done = judged(root)
    assert done.exit_code == 1
    assert "封存日期 2026-08-31 以前已经入库的" in done.output


def test_a_seal_dated_back_is_shown_to_the_reviewer(root: Path) -> None:
    by_hand(root, "2026-08", "2026-08-31", "2026-09-03", commit_before(root, "2026-09-04"))
    done = judged(root)
    assert done.exit_code == 0, done.output
    assert "G819 封存日期 2026-09-03 已过去 90 天" in done.output
    merged(root)
    checked = guatu("verify", "2026-08", "--root", root)
    assert (checked.exit_code, "封存日期比入库早 90 天" in checked.output) == (0, True), checked.output


def test_a_seal_of_a_commit_that_was_never_the_main_branch_is_refused(root: Path) -> None:
    """A branch that was merged later told more than the main branch knew."""
    git(root, "switch", "-q", "-c", "side", "main")
    report(root, "2026-12-01")
    side = git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "合并", "side", day="2026-12-01")
    by_hand(root, "2026-08", "2026-08-31", "2026-12-01", side)
    done = judged(root)
    assert done.exit_code == 1
    assert f"提交 {side[:12]} 没有当过主分支的最新提交" in done.output


@pytest.mark.parametrize(
    ("period", "as_of", "words"),
    [
        ("2026Q3", "2026-12-01", "先封存上一季度 2026Q2"),
        ("2018-05", "2018-05-31", "还没有事实"),
        ("2026", "2026-12-31", "先封存 2026Q4"),
        ("2026-08", "2026-08-20", "早于 2026-08 的最后一天"),
    ],
)
def test_what_guatu_seal_refuses_the_gate_refuses(
    root: Path, monkeypatch: pytest.MonkeyPatch, period: str, as_of: str, words: str
) -> None:
    sealed = git(root, "log", "--format=%H", "--", "data/events/ZDB/2026/FC-2026Q2.yml").strip()
    git(root, "reset", "-q", "--hard", f"{sealed}^")
    monkeypatch.setattr("generator.commands.gate.today", lambda: date(2027, 1, 20))
    by_hand(root, period, as_of, "2027-01-20", git(root, "rev-parse", "main").strip())
    done = judged(root)
    assert done.exit_code == 1
    assert words in done.output
    assert "不符：依据" not in done.output


def test_a_seal_that_names_another_version_is_computed_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a second seal in the same change, which puts it right, let the first one pass."""

    def outcome(view: View, of: Period) -> Outcome:
        done = right(view, of)
        return seal.Outcome(done.document, [f"{done.results[0]}9", *done.results[1:]])

    right = seal.outcome
    with monkeypatch.context() as patch:
        patch.setattr(generator, "__version__", "0.0.1")
        patch.setattr(seal, "outcome", outcome)
        first = by_hand(root, "2026-08", "2026-08-31", DAY, git(root, "rev-parse", "main").strip())
    said, _ = decode(first, (root / first).read_bytes())
    assert isinstance(said, BulletinPublished)
    more = {
        "id": "FC-2026-08-R2",
        "number": 11,
        "revision": 2,
        "reason": "更正",
        "tool": generator.__version__,
    }
    more |= {
        "results": (said.results[0].removesuffix("9"), *said.results[1:]),
        "previous_head": said.new_head,
    }
    second = said.model_copy(update=more)
    second = second.model_copy(update={"new_head": chain.head(second)})
    text = emit.text(BulletinPublished, second.model_dump(by_alias=True, exclude_none=True))
    committed(root, {first.replace("08.yml", "08-R2.yml"): text}, DAY)
    done = judged(root)
    assert done.exit_code == 1
    assert f"封存有、重算没有：{said.results[0]}" in done.output
