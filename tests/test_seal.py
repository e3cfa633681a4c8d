"""`guatu seal`: what it writes, what it refuses, and that a second revision stands beside the first."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from commands import guatu
from districts import commit, git
from sealed_repository import committed, copied, made, seals_of
from typer.testing import CliRunner

from generator.cli import program
from generator.commands import rim
from generator.commands.build import ready
from generator.outputs import api, site
from generator.outputs.plan import view
from generator.records import chain
from generator.records.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

TODAY = date(2026, 12, 1)
SEALED = (
    *(f"api/v1/bulletins/2026-{month:02}" for month in range(1, 8)),
    *("api/v1/rankings/2026Q1", "api/v1/rankings/2026Q2"),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("sealed") / "district")


@pytest.fixture
def root(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rim, "today", lambda: TODAY)
    monkeypatch.setattr("generator.commands.seal.today", lambda: TODAY)
    return copied(repository, tmp_path / "district")


def seal(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program("seal"), ["seal", *arguments, "--root", str(root)])


def test_the_demo_seals_each_bulletin_once_it_is_issued(repository: Path) -> None:
    names = [path.stem for path in seals_of(repository)]
    assert names == [
        *("FC-2026-01", "FC-2026-02", "FC-2026-03", "FC-2026Q1"),
        *("FC-2026-04", "FC-2026-05", "FC-2026-06", "FC-2026Q2", "FC-2026-07"),
    ]


def test_a_seal_says_all_that_was_computed(root: Path) -> None:
    done = seal(root, "2026-08")
    assert done.exit_code == 0, done.output
    path = root / "data/events/ZDB/2026/FC-2026-08.yml"
    made_, problems = decode(path.relative_to(root).as_posix(), path.read_bytes())
    assert problems == []
    said = made_.model_dump(by_alias=True)  # type: ignore[union-attr]
    assert said["number"] == "10"
    assert said["revision"] == "1"
    assert said["date"] == "2026-12-01"
    assert said["as_of"] == "2026-08-31"
    assert said["commit"] == git(root, "rev-parse", "HEAD").strip()
    assert said["new_head"] == chain.head(made_) in done.output  # type: ignore[arg-type]
    assert any(line.startswith("计划新开工（个）：") for line in said["results"])


def test_a_quarter_tells_ranks_and_totals_as_score_does(root: Path) -> None:
    commit(root, "2026-12-01")
    assert seal(root, "2026Q3").exit_code == 0
    said = (root / "data/events/ZDB/2026/FC-2026Q3.yml").read_text(encoding="utf-8")
    scored = CliRunner().invoke(
        program("score"), ["score", "--root", str(root), "--period", "2026Q3", "--as-of", "2026-12-01"]
    )
    ranks = [line.split() for line in scored.stdout.splitlines()[2:]]
    assert len(ranks) > 10
    for rank, name, *rest in ranks:
        assert f"第{rank}名 {name} {rest[5]}分" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2026-11-30"], "看不懂"),
        (["2026-W20"], "看不懂"),
        (["2026-12"], "才结束"),
        (["2026"], "才结束"),
        (["2026-08", "--as-of", "2026-08-20"], "早于 2026-08 的最后一天 2026-08-31"),
        (["2026-08", "--as-of", "2027-01-20"], "还没有到"),
        (["2026-07"], "已经封存（第1次）"),
        (["2026-07", "--correct"], "一起用"),
        (["2026-07", "--reason", "补报"], "一起用"),
        (["2026-08", "--correct", "--reason", "补报"], "还没有封存过"),
        (["2025Q4"], "不能再封存更早的"),
        (["2030-01"], "才结束"),
        (["2018-05"], "还没有事实"),
        (["0000Q1"], "看不懂"),
        (["2026-08", "--unit", "CGZ"], "不能封存"),
        (["2026-08", "--unit", "MEIYOU"], "没有“MEIYOU”这个单位"),
    ],
)
def test_what_cannot_be_sealed_is_refused(root: Path, arguments: list[str], words: str) -> None:
    before = git(root, "status", "--porcelain")
    done = seal(root, *arguments)
    assert done.exit_code in {1, 2}
    assert words in done.output
    assert git(root, "status", "--porcelain") == before


def test_a_quarter_left_out_is_asked_for_first(root: Path) -> None:
    sealed = git(root, "log", "--format=%H", "--", "data/events/ZDB/2026/FC-2026Q2.yml").strip()
    git(root, "reset", "-q", "--hard", f"{sealed}^")
    assert "先封存上一季度 2026Q2" in seal(root, "2026Q3").output


def test_a_year_waits_for_its_quarters(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealed before them it would tell another mean than they do."""
    for place in ("generator.commands.rim.today", "generator.commands.seal.today"):
        monkeypatch.setattr(place, lambda: date(2027, 1, 20))
    done = seal(root, "2026")
    assert done.exit_code == 1
    assert "先封存 2026Q4" in done.output


def test_a_quarter_sealed_late_is_told_what_it_leaves_out(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """July is sealed, August and September are not; without `--as-of` it tells what is known today."""
    for place in ("generator.commands.rim.today", "generator.commands.seal.today"):
        monkeypatch.setattr(place, lambda: date(2026, 12, 1))
    done = seal(root, "2026Q3")
    assert done.exit_code == 0, done.output
    assert "2026-08、2026-09 还没有封存" in done.stderr
    assert "2026Q3 结束已 62 天，数据截至按今天 2026-12-01" in done.stderr
    (root / "data/events/ZDB/2026/FC-2026Q3.yml").unlink()
    assert "数据截至按今天" not in seal(root, "2026Q3", "--as-of", "2026-10-09").stderr


def test_a_bulletin_without_its_number_is_reminded_of_it(root: Path) -> None:
    """What is sealed takes up no number that is recorded afterwards."""
    assert "还没有 2026-08 月度通报的印发" in seal(root, "2026-08").output
    text = "id: YF-8\nkind: issued\ndate: 2026-09-08\nwriter: ZDB\npaper: 月度通报\nperiod: 2026-08\n"
    text += "number: 示例〔2026〕8号\n"
    (root / "data/events/ZDB/2026/FC-2026-08.yml").unlink()
    committed(root, {"data/events/ZDB/2026/YF-8.yml": text}, "2026-09-08")
    done = seal(root, "2026-08")
    assert done.exit_code == 0, done.output
    assert "印发（guatu" not in done.output


def test_unsaved_work_faults_and_side_branches_are_refused(root: Path, tmp_path: Path) -> None:
    file = root / "data/events/ZDB/2026/X.yml"
    file.write_text("id: X\n", encoding="utf-8")
    assert "没提交的改动" in seal(root, "2026-08").output
    commit(root, "2026-12-01")
    assert "错误" in seal(root, "2026-08").output
    git(root, "reset", "-q", "--hard", "HEAD^")
    git(root, "checkout", "-q", "-b", "side")
    commit(root, "2026-12-01")
    assert "不在主分支" in seal(root, "2026-08").output
    plain = tmp_path / "plain"
    (plain / "data").mkdir(parents=True)
    assert "不是 git 仓库" in seal(plain, "2026-08").output


def test_an_old_state_of_the_main_branch_is_not_sealed(root: Path) -> None:
    """What has been merged since would be missing from the period for good."""
    git(root, "checkout", "-q", "-b", "old", "HEAD~1")
    assert "不是主分支" in seal(root, "2026-08").output
    assert not (root / "data/events/ZDB/2026/FC-2026-08.yml").exists()


def test_a_shallow_clone_tells_no_other_figures_of_a_sealed_period(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    for asked in (["score", "--period", "2026Q2"], ["export", "F", "--period", "2026Q2", "--out", tmp_path]):
        whole = guatu(*asked, "--root", root)
        assert whole.status == 0, whole.err
        done = guatu(*asked, "--root", tmp_path / "shallow")
        assert (done.status, "git fetch --unshallow" in done.err) == (2, True)


def test_an_id_taken_by_another_stops_no_sealing(root: Path) -> None:
    """A unit's report of that id came first; the seal takes the next, which the ledger does not mind."""
    project = next(root.glob("data/projects/*/*.yml"))
    text = f"id: FC-2026-08\nkind: ceremony\ndate: 2026-08-20\nwriter: {project.parent.name}\n"
    path = f"data/events/{project.parent.name}/2026/FC-2026-08.yml"
    committed(root, {path: text + f"project: {project.stem}\n"})
    done = seal(root, "2026-08")
    assert done.exit_code == 0, done.output
    assert (root / "data/events/ZDB/2026/FC-2026-08-1.yml").is_file()


def test_a_reason_over_several_lines_is_written_on_one(root: Path) -> None:
    done = seal(root, "2026-07", "--correct", "--reason", "补报\n仪式")
    assert done.exit_code == 0, done.output
    path = "data/events/ZDB/2026/FC-2026-07-R2.yml"
    record, problems = decode(path, (root / path).read_bytes())
    assert (problems, record and record.reason) == ([], "补报 仪式")  # type: ignore[attr-defined]


def test_a_second_revision_stands_beside_the_first(root: Path) -> None:
    late = "id: YS-SPAET\nkind: ceremony\ndate: 2026-06-20\nwriter: {}\nproject: {}\n"
    project = next(root.glob("data/projects/*/*.yml"))
    unit = project.parent.name
    committed(root, {f"data/events/{unit}/2026/YS-SPAET.yml": late.format(unit, project.stem)})
    reason = "补记6月20日的开工仪式<script>alert(1)</script>"
    found = ready(root, TODAY, "HEAD", root / "site", files=False)
    before = api.files(view(*found), api.Issue(found[2].committed))
    done = seal(root, "2026Q2", "--correct", "--reason", reason)
    assert done.exit_code == 0, done.output
    file = root / "data/events/ZDB/2026/FC-2026Q2-R2.yml"
    text = file.read_text(encoding="utf-8")
    assert f"revision: 2\nreason: {reason}\n" in text
    commit(root, "2026-12-01")
    assert seals_of(root)[-1] == file
    checked = CliRunner().invoke(program("verify"), ["verify", "--root", str(root)])
    assert checked.exit_code == 0, checked.output
    assert "第10号 2026Q2 第2次" in checked.stdout
    both_are_shown(root)
    found = ready(root, TODAY, "HEAD", root / "site", files=False)
    after = api.files(view(*found), api.Issue(found[2].committed))
    old = {name: data for name, data in before.items() if name.startswith(SEALED)}
    assert len(old) == 9
    assert {name: after[name] for name in old} == old
    assert b'"number": 10' in after["api/v1/rankings/2026Q2-r2.json"]
    index = json.loads(after["api/v1/index.json"])["documents"]
    listed = {
        one["path"]: (one["seal"]["revision"], one["latest"], one["superseded_by"])
        for one in index
        if one["seal"]
    }
    assert listed["rankings/2026Q2.json"] == (1, False, "rankings/2026Q2-r2.json")
    assert listed["rankings/2026Q2-r2.json"] == (2, True, None)
    assert listed["rankings/2026Q1.json"] == (1, True, None)


def both_are_shown(root: Path) -> None:
    """Each revision has a page that leads to the other; the reason stands on it as plain text."""
    found = ready(root, TODAY, "HEAD", root / "site", files=False)
    pages = {path: data.decode() for path, data in site.pages(view(*found), {}).items() if path[-3:] == ".md"}
    first, second = pages["rankings/2026Q2.md"], pages["rankings/2026Q2-r2.md"]
    assert "第8号封存" in first
    assert "第10号封存" in second
    assert "当时（第2次封存）</a>" in first
    assert "当时（第1次封存）</a>" in second
    for page in (second, pages["ledger.md"]):
        assert "开工仪式" in page
        assert "alert" in page
        assert "<script" not in page


def test_new_event_leads_to_the_command(root: Path) -> None:
    done = CliRunner().invoke(program("new"), ["new", "event", "bulletin_published", "--root", str(root)])
    assert done.exit_code == 2
    assert "guatu seal" in done.output
