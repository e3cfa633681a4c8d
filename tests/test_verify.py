"""`guatu verify` in real git: every way to change the past is found, each with its own sentence."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from districts import git
from rounds import LONG_RUN
from sealed_repository import SIZE, committed, copied, made, seals_of
from typer.testing import CliRunner

import generator
from generator.cli import program
from generator.demo.simulate import Size
from generator.records import chain, emit
from generator.records.decode import decode
from generator.records.model.events import BulletinPublished
from generator.review import seal

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from generator.outputs.view import View
    from generator.review.seal import Outcome, Period

COUNT = 9
POSITIONS = range(COUNT) if LONG_RUN else (0, 3, COUNT - 1)
"""Seals that are tampered with: in every run the first, a quarter's and the last."""
PAIRS = sorted({min(position, COUNT - 2) for position in POSITIONS})
"""Those swapped with the next."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("verified") / "district")


@pytest.fixture
def root(repository: Path, tmp_path: Path) -> Path:
    return copied(repository, tmp_path / "district")


def verify(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program("verify"), ["verify", *arguments, "--root", str(root)])


def act(path: Path) -> BulletinPublished:
    found, problems = decode("/".join(path.parts[-5:]), path.read_bytes())
    assert problems == []
    assert isinstance(found, BulletinPublished)
    return found


def written(said: BulletinPublished, **values: object) -> tuple[BulletinPublished, str]:
    """A seal with other values and a head that fits them."""
    raw = said.model_dump(by_alias=True, exclude_none=True, mode="json") | values
    raw["new_head"] = chain.head(BulletinPublished.model_validate(raw))
    return BulletinPublished.model_validate(raw), emit.text(BulletinPublished, raw)


def forged(root: Path, position: int, **values: object) -> dict[str, str | None]:
    """The files of a chain whose seal at a position says otherwise and all later heads fit."""
    files: dict[str, str | None] = {}
    previous = ""
    for place, path in enumerate(seals_of(root)):
        if place >= position:
            more = values if place == position else {}
            link = {"previous_head": previous} if place > position else {}
            made_, text = written(act(path), **more, **link)
            previous = made_.new_head
            files[path.relative_to(root).as_posix()] = text
    return files


def newborn(root: Path) -> None:
    """Make the history begin with what is there now, as one who rewrites it would."""
    day = git(root, "log", "-1", "--format=%cs").strip()
    git(root, "checkout", "-q", "--orphan", "new")
    git(root, "add", "-A", day=day)
    git(root, "commit", "-q", "-m", "neu", day=day)
    git(root, "branch", "-q", "-D", "main")
    git(root, "branch", "-q", "-m", "main")


def test_an_honest_history_agrees(repository: Path) -> None:
    done = verify(repository)
    assert done.exit_code == 0, done.output
    assert done.stdout.count("与封存时一致") == COUNT
    for path in seals_of(repository):
        assert verify(repository, "2026-01", "--head", act(path).new_head).exit_code == 0
    assert verify(repository, "2026Q1", "--head", act(seals_of(repository)[3]).new_head[:12]).exit_code == 0


@pytest.mark.parametrize("position", POSITIONS)
def test_an_edit_is_found_at_every_position(root: Path, position: int) -> None:
    path = seals_of(root)[position]
    text = path.read_text(encoding="utf-8")
    committed(root, {path.relative_to(root).as_posix(): text.replace("tool: ", "tool: 9")})
    done = verify(root, act(path).period)
    assert done.exit_code == 1
    assert f"第{position + 1}号封存的链头与内容不符" in done.output
    assert "被改动（张三" in done.output


@pytest.mark.parametrize("position", POSITIONS)
def test_a_deletion_is_found_at_every_position(root: Path, position: int) -> None:
    path = seals_of(root)[position]
    committed(root, {path.relative_to(root).as_posix(): None})
    done = verify(root, "2026-01" if position else "2026-02")
    assert done.exit_code == 1
    assert "被删除（张三" in done.output
    if position < COUNT - 1:
        assert f"封存号应为第{position + 1}号" in done.output


@pytest.mark.parametrize("position", PAIRS)
def test_a_swap_is_found_at_every_position(root: Path, position: int) -> None:
    one, other = seals_of(root)[position : position + 2]
    texts = [path.read_text(encoding="utf-8") for path in (one, other)]
    swapped = [
        re.sub("^number: .*$", f"number: {number}", text, flags=re.MULTILINE)
        for number, text in ((position + 2, texts[0]), (position + 1, texts[1]))
    ]
    names = (path.relative_to(root).as_posix() for path in (one, other))
    committed(root, dict(zip(names, swapped, strict=True)))
    done = verify(root, "2026-01")
    assert done.exit_code == 1
    assert f"第{position + 1}号封存的链头与内容不符" in done.output
    assert f"第{position + 2}号封存的链头与内容不符" in done.output


@pytest.mark.parametrize("position", POSITIONS)
def test_a_date_moved_back_is_found_at_every_position(root: Path, position: int) -> None:
    """Even where all heads are worked out anew: the commit it names is younger."""
    said = act(seals_of(root)[position])
    last = str(chain.last(said.period))
    committed(root, forged(root, position, date=last, as_of=last))
    done = verify(root, said.period)
    assert done.exit_code == 1
    assert f"封存日期 {last} 早于它依据的提交" in done.output


@pytest.mark.parametrize("position", POSITIONS)
def test_a_rebuilt_chain_is_found_by_its_figures_and_by_an_older_head(root: Path, position: int) -> None:
    kept = act(seals_of(root)[-1]).new_head
    said = act(seals_of(root)[position])
    lines = (said.results[0].replace("第1名", "第2名").replace("：", "：1"), *said.results[1:])
    committed(root, forged(root, position, results=lines, report="e" * 64))
    done = verify(root, said.period, "--head", kept)
    assert done.exit_code == 1
    assert f"封存有、重算没有：{lines[0]}" in done.output
    assert f"重算有、封存没有：{said.results[0]}" in done.output
    assert "计算结果的摘要不符" in done.output
    assert f"链头 {kept} 不在现有的封存记录里" in done.output


def test_a_site_never_shows_a_sealed_result_otherwise(root: Path) -> None:
    """A seal that cannot be computed again, by a changed seal or a changed tool, stops build and publish."""
    said = act(seals_of(root)[3])
    committed(root, forged(root, 3, results=(said.results[0].replace("第1名", "第2名"), *said.results[1:])))
    options = ("--root", str(root), "--as-of", "2026-12-01", "--no-files")
    for name, more in (("build", ["--pages-only"]), ("publish", ["--to", str(root.parent / "web")])):
        done = CliRunner().invoke(program(name), [name, *options, *more])
        assert done.exit_code == 1, done.output
        assert f"第4号封存（2026Q1）重算有、封存没有：{said.results[0]}" in done.output
    assert not (root.parent / "web" / "site").exists()


@pytest.mark.parametrize("kept", POSITIONS)
def test_truncation_is_found_by_every_older_head(root: Path, kept: int) -> None:
    """The last seals are gone and so is the history that had them; only a printed head still knows."""
    heads = [act(path).new_head for path in seals_of(root)]
    first = git(
        root, "log", "--format=%H", "--", *(p.relative_to(root).as_posix() for p in seals_of(root)[kept:])
    )
    git(root, "reset", "-q", "--hard", f"{first.split()[-1]}^")
    assert len(seals_of(root)) == kept
    assert verify(root).exit_code == 0
    for place, head in enumerate(heads):
        one = ["2026-01"] if kept else []
        assert verify(root, *one, "--head", head).exit_code == (0 if place < kept else 1)


def test_another_history_altogether_is_found_by_an_older_head(repository: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "other", Size(SIZE.projects, SIZE.quarters, SIZE.start, 2, 20))
    assert verify(other).exit_code == 0
    for path in seals_of(repository):
        done = verify(other, "2026-01", "--head", act(path).new_head)
        assert done.exit_code == 1
        assert "整条链被重做过" in done.output


@pytest.mark.parametrize(
    ("field", "word"),
    [("data", "全部数据"), ("plans", "年度计划"), ("policy", "计分规则"), ("commit", "提交")],
)
def test_digests_and_commit_are_compared(root: Path, field: str, word: str) -> None:
    value = git(root, "rev-list", "--max-parents=0", "HEAD").strip() if field == "commit" else "e" * 64
    committed(root, forged(root, 4, **{field: value}))
    done = verify(root, act(seals_of(root)[4]).period)
    assert done.exit_code == 1
    assert word in done.output


def test_a_commit_off_the_main_line_is_found(root: Path) -> None:
    newborn(root)
    done = verify(root, "2026-05")
    assert done.exit_code == 1
    assert "不在主线上" in done.output


def test_a_seal_of_foreign_data_is_not_shown(root: Path) -> None:
    """A seal may name any commit there is; one that never came to the main line stops the site."""
    git(root, "checkout", "-q", "-b", "side")
    foreign = committed(root, {"NOTE": "x"})
    git(root, "checkout", "-q", "main")
    committed(root, forged(root, 8, commit=foreign))
    done = CliRunner().invoke(program("build"), ["build", "--root", str(root), "--pages-only", "--no-files"])
    assert done.exit_code == 1
    assert f"依据的提交 {foreign[:12]} 不在主线上" in done.output


def test_a_commit_that_is_gone_is_named(root: Path) -> None:
    committed(root, forged(root, 8, commit="e" * 40))
    done = verify(root, "2026-07")
    assert done.exit_code == 1
    assert "不在这个仓库里" in done.output


def test_where_a_sealed_commit_is_gone_nothing_is_made(root: Path) -> None:
    """A history that was rewritten keeps its seals and loses what they name: no site says 尚无封存."""
    committed(root, forged(root, 0, commit="e" * 40))
    options = ("--root", str(root), "--as-of", "2026-12-01", "--no-files")
    web, copy = root.parent / "web", root.parent / "copy.zip"
    ways = (
        ["build"],
        ["build", "--pages-only"],
        ["publish", "--to", str(web)],
        ["publish", "--zip", str(copy)],
    )
    for name, *more in ways:
        done = CliRunner().invoke(program(name), [name, *options, *more])
        assert done.exit_code == 1, done.output
        assert f"第1号封存（2026-01）依据的提交 {'e' * 12} 不在这个仓库里，无法重算" in done.output
    written = (root / "site", root / "build" / "docs", web / "site", copy)
    assert not [path for path in written if path.exists()]
    scored = CliRunner().invoke(program("score"), ["score", "--root", str(root), "--period", "2026Q1"])
    assert (scored.exit_code, "第1号封存（2026-01）无从核对" in scored.output) == (0, True), scored.output
    git(root, "branch", "same")
    told = ["impact", "--root", str(root), "--base", "main", "--head", "same"]
    assert "第1号封存（2026-01）无从核对" in CliRunner().invoke(program("impact"), told).output


def test_no_seal_follows_one_that_cannot_be_computed_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("generator.commands.rim.today", "generator.commands.seal.today"):
        monkeypatch.setattr(place, lambda: date(2026, 12, 1))
    committed(root, forged(root, 8, commit="e" * 40))
    newborn(root)
    done = CliRunner().invoke(program("seal"), ["seal", "2026-08", "--root", str(root)])
    assert (done.exit_code, "不能接着封存" in done.output) == (1, True), done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2026-07", "--all"], "只写一个"),
        (["2027-07"], "没有封存过"),
        (["--head", "xyz"], "至少写前12位"),
        (["--rev", "nix"], "没有“nix”这个提交"),
    ],
)
def test_calls_it_does_not_understand(repository: Path, arguments: list[str], words: str) -> None:
    done = verify(repository, *arguments)
    assert done.exit_code == 2
    assert words in done.output


def test_without_seals_there_is_nothing_to_check(tmp_path: Path) -> None:
    root = copied(made(tmp_path / "a"), tmp_path / "b")
    committed(root, {path.relative_to(root).as_posix(): None for path in seals_of(root)})
    newborn(root)
    done = verify(root)
    assert done.exit_code == 0
    assert "还没有封存" in done.stdout


def sealed_wrongly(root: Path, period: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal a district's bulletins with a version of the tool that is wrong about one quarter."""

    def outcome(view: View, of: Period) -> Outcome:
        made = right(view, of)
        first, *others = made.results
        lines = (first.replace("分", "1分"), *others) if str(of) == period else made.results
        return seal.Outcome(made.document, lines)

    right = seal.outcome
    with monkeypatch.context() as patch:
        patch.setattr(generator, "__version__", "0.0.1")
        patch.setattr(seal, "outcome", outcome)
        made(root)


def test_a_tool_that_was_mended_shuts_no_district_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an earlier version sealed wrongly is corrected by a seal of its own, and stays to be read."""
    root, options = tmp_path / "district", ("--as-of", "2026-12-01", "--no-files")
    sealed_wrongly(root, "2026Q1", monkeypatch)
    for place in ("generator.commands.rim.today", "generator.commands.seal.today"):
        monkeypatch.setattr(place, lambda: date(2026, 12, 1))

    def guatu(name: str, *more: str) -> Result:
        return CliRunner().invoke(program(name), [name, *more, "--root", str(root)])

    refused = guatu("build", "--pages-only", *options)
    assert refused.exit_code == 1
    assert "用 guatu seal 2026Q1 --correct 再封存一次" in refused.output
    assert guatu("seal", "2026Q1", "--correct", "--reason", "计算更正").exit_code == 0
    committed(root, {})
    assert guatu("build", "--pages-only", *options).exit_code == 0
    docs = root / "build" / "docs"
    ledger = unescape((docs / "ledger.md").read_text(encoding="utf-8"))
    assert "封存用的是 guatu 0.0.1，计算有误，已由第10号更正" in ledger
    assert act(seals_of(root)[3]).results[0] in ledger
    assert "第10号封存" in unescape((docs / "rankings" / "2026Q1.md").read_text(encoding="utf-8"))
    assert not (docs / "rankings" / "2026Q1-r2.md").exists()
    checked = guatu("verify")
    assert (
        checked.output.count("结果与封存时一致（封存用的是 guatu 0.0.1，明细请用那个版本核对）") == COUNT - 1
    )
    assert "封存用的是 guatu 0.0.1，现在的版本算得不同，已由第10号更正" in checked.output
    assert checked.exit_code == 0
    done = guatu("publish", *options, "--to", str(tmp_path / "web"))
    assert done.exit_code == 0, done.output
    names = done.output.partition("：")[2].split("、")
    assert "2026Q1-r2" in names
    assert "2026Q1" not in names
