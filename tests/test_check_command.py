"""`guatu check` as people and machines call it."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import BASE, PROBLEMS, build, commit, git
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.commands.formats import FORMATS
from generator.records.codes import text as codes
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from pathlib import Path

WR = "data/events/U01/2026/WR1.yml"
UNIT = "data/register/organisations/U01.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build(tmp_path, BASE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_good(root: Path) -> None:
    for code in ("G583", "G584"):  # the base lacks offices and steps
        build(root, PROBLEMS / code / "good")
    result = run("--root", root)
    assert (result.exit_code, result.output) == (0, "没有发现问题。\n")
    assert run("--lang", "en").output == "No problems found.\n"


def test_what_a_new_district_lacks_is_told_where_all_of_it_is_looked_at(root: Path) -> None:
    done = run("--root", root)
    assert done.exit_code == 0
    assert [line.split()[1] for line in done.output.splitlines()[:-1]] == ["G583"] * 4 + ["G584"]
    assert run("data/policy").output == run("data/register").output == "没有发现问题。\n"
    (root / "empty" / "data").mkdir(parents=True)
    lines = run("--root", root / "empty").output.splitlines()
    assert [line.split()[1] for line in lines[:-1]] == ["G585", "G581", *["G582"] * 5, "G584"]
    (root / "empty/data/register").mkdir()
    (root / "empty/data/register/steps.yml").write_text("steps: [\n")
    assert "G58" not in run("--root", root / "empty").output  # what cannot be read may hold it


def test_faults(root: Path) -> None:
    build(root, PROBLEMS / "G304" / "bad")
    result = run()
    assert result.exit_code == 1
    line, last = result.output.splitlines()
    assert line.startswith(
        "data/events/U01/2026/SS1.yml:3:7: G304 发生日期（date）“2026/5/6”不是日期的写法 — 写成 2026-05-06"
    )
    assert last == "1 个错误，0 个提醒。"
    english = run("--lang", "en").output
    assert "is not how a day is written — Write 2026-05-06" in english
    assert english.endswith("\n1 error, 0 warnings.\n")


def test_a_bare_repository_is_called_so(root: Path, tmp_path: Path) -> None:
    git(root, "init", "-q")
    commit(root, "2026-07-02")
    git(root, "clone", "-q", "--bare", ".", "bare.git")
    done = run("--root", tmp_path / "bare.git")
    assert done.exit_code == 2
    assert "裸仓库" in done.output


def test_warnings_do_not_fail(root: Path) -> None:
    build(root, PROBLEMS / "G532" / "bad")
    result = run()
    assert result.exit_code == 0
    assert "[提醒]" in result.output


@pytest.mark.parametrize("other", ["", "sub"])
def test_paths_from_anywhere(root: Path, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PROBLEMS / "G541" / "bad")
    (root / "sub").mkdir()
    monkeypatch.chdir(root / other)
    for path in (root / WR, WR, os.path.relpath(root / WR)):
        result = run("--root", root, path)
        assert result.exit_code == 1, result.output
        assert "G541" in result.output


def test_only_what_is_named(root: Path) -> None:
    build(root, PROBLEMS / "G541" / "bad")
    build(root, PROBLEMS / "G304" / "bad")
    assert "G304" not in run(WR).output
    assert "G541" in run("data/events/U01").output
    assert run("data/events/U02", "data/register").exit_code == 0


def test_a_file_alone_is_judged_as_in_the_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.commands.check.today", lambda: date(2026, 12, 31))
    for folder in sorted(PROBLEMS.glob("G5*")):
        build(root / folder.name, BASE)
        if (folder / "before").is_dir():
            build(root / folder.name, folder / "before")
        build(root / folder.name, folder / "good")
        files = [file for file in sorted((folder / "good").rglob("*.yml")) if file.suffix == ".yml"]
        for file in files:
            result = run("--root", root / folder.name, file.relative_to(folder / "good"))
            assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nix.yml"], "没有这个文件"),
        (["other.yml"], "不在 ./data 里" if os.sep == "\\" else "不在"),
        (["--root", "nowhere"], "没有数据文件夹"),
        (["--root", "nowhere", "--lang", "en"], "There is no data folder"),
        (["data/../other.yml"], "不在"),
    ],
)
def test_usage(root: Path, arguments: list[str], words: str) -> None:
    (root / "other.yml").write_text("x")
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_a_recorded_event_changed_here(root: Path) -> None:
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    (root / WR).write_text((root / WR).read_text() + "note: x\n")
    for arguments in ([], [WR]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert f"{WR}:1:1: G608" in result.output


@pytest.mark.parametrize("unit", ["A01", "Z99"])
def test_of_two_with_one_id_the_later_is_at_fault(root: Path, unit: str) -> None:
    """Whichever path comes first, and when the new file alone is looked at too."""
    register = root / "data" / "register" / "organisations"
    text = (register / "U01.yml").read_text(encoding="utf-8")
    (register / f"{unit}.yml").write_text(text.replace("U01", unit), encoding="utf-8")
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    new = f"data/events/{unit}/2026/WR1.yml"
    (root / new).parent.mkdir(parents=True)
    (root / new).write_text((root / WR).read_text(encoding="utf-8").replace("U01", unit), encoding="utf-8")
    for arguments in ([], [new]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert f"{new}:1:1: G420" in result.output
        assert f"\n{WR}:" not in f"\n{result.output}"


def test_a_name_instead_of_an_id_is_looked_up_in_the_whole_register(root: Path) -> None:
    """A file checked alone reads no more of the register than it names."""
    text = (root / WR).read_text(encoding="utf-8")
    name = re.search("^name: (.*)$", (root / UNIT).read_text(encoding="utf-8"), re.MULTILINE)
    assert name
    (root / WR).write_text(text.replace("writer: U01", f"writer: {name[1]}"), encoding="utf-8")
    result = run(WR)
    assert "G328" in result.output
    assert "U01" in result.output.partition("G328")[2]


@pytest.mark.parametrize("name", ["A1", "ZZ1"])
def test_of_two_that_say_the_same_the_later_is_at_fault(root: Path, name: str) -> None:
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    new = WR.replace("WR1", name)
    (root / new).write_text((root / WR).read_text(encoding="utf-8").replace("id: WR1", f"id: {name}"))
    result = run()
    assert result.exit_code == 1
    assert f"{new}:1:5: G540" in result.output


def test_a_new_event_may_be_staged(root: Path) -> None:
    """What is in git's index and nowhere recorded yet is new, as it was before `git add`."""
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    new = root / WR.replace("WR1", "WR8")
    new.write_text((root / WR).read_text(encoding="utf-8").replace("WR1", "WR8"), encoding="utf-8")
    git(root, "add", "-A")
    assert run(new).exit_code == 0, run(new).output


def test_a_shallow_clone_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(root, "init", "-q")
    commit(root, "2026-06-30")
    commit(root, "2026-07-01")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{root}", ".")
    assert run("--root", clone).exit_code == 2


def test_formats(root: Path) -> None:
    build(root, PROBLEMS / "G304" / "bad")
    listed = json.loads(run("--format", "json").output)
    assert (listed["errors"], listed["warnings"]) == (1, 0)
    assert listed["problems"][0]["code"] == "G304"
    gitlab = json.loads(run("--format", "gitlab").output)
    assert gitlab[0]["location"] == {"path": "data/events/U01/2026/SS1.yml", "lines": {"begin": 3}}
    assert len({entry["fingerprint"] for entry in gitlab}) == len(gitlab)
    sarif = json.loads(run("--format", "sarif").output)
    assert (
        sarif["runs"][0]["results"][0]["ruleId"]
        == sarif["runs"][0]["tool"]["driver"]["rules"][0]["id"]
        == "G304"
    )
    github = run("--format", "github").output
    assert github.startswith("::error file=data/events/U01/2026/SS1.yml,line=3,col=7,title=G304::")
    assert github.count("\n") == 1


def test_nothing_submitted_becomes_a_command() -> None:
    nasty = "x\r\n::add-mask::y\n%0A::set-output name=a,b::c"
    found = [problem(Mark("data/a,b:c%.yml"), codes.LINK_TEXT, target=nasty)]
    for name, write in FORMATS.items():
        for line in write(found, "zh").splitlines():
            assert name == "github" or not line.startswith("::")
    [line] = FORMATS["github"](found, "zh").splitlines()
    head, _, message = line.removeprefix("::error ").partition("::")
    assert head == "file=data/a%2Cb%3Ac%25.yml,line=1,col=1,title=G119"
    assert "%0A" not in message.replace("%250A", "")


def test_our_own_mistake_is_status_3(root: Path) -> None:
    code = "import generator.records.load as l; l.load = None; from generator.cli import main; main()"
    command = [sys.executable, "-c", code, "check"]
    done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "GUATU_DEBUG" in done.stderr


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    command = [sys.executable, "-c", "from generator.cli import main; main()", "demo", "taken"]
    done = subprocess.run(
        command, cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("taken 打不开或写不进")


def test_a_quick_look_is_quick_and_imports_little(root: Path) -> None:
    code = (
        "import sys; sys.argv = ['guatu', 'check', sys.argv[1]]\n"
        "from generator.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow = {'pandas', 'matplotlib', 'jinja2', 'mkdocs', 'rich', 'numpy'} & set(sys.modules)\n"
        "assert not slow, slow\n"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(3):
        subprocess.run([sys.executable, "-c", code, WR], cwd=root, env=_environment(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 3
    assert spent < 0.6  # 0.25 on a quiet machine; this only notices a heavy import


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROBLEMS.parent.parent), "PYTHONIOENCODING": "utf-8"}


def test_a_file_not_recorded_yet_is_judged_as_one_of_today(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule of 28 November 2026 meets what is filed after it as at the gate, whichever day it tells of."""
    monkeypatch.setattr("generator.commands.check.today", lambda: date(2026, 12, 1))
    path = "data/events/ZDB/2026/SV9.yml"
    said = "id: SV9\nkind: supervision\ndate: 2026-11-20\nwriter: ZDB\nunit: ZDB\n"
    (root / path).write_text(f"{said}number: 督〔2026〕9号\nmatter: 未报\n", encoding="utf-8")
    for named in ([path], []):
        assert "G567" not in run("--root", root, *named).output  # no git: by the day it tells of
    (root / path).rename(root / "SV9.yml")
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-11-21")
    (root / "SV9.yml").rename(root / path)
    for named in ([path], []):
        assert "G567" in run("--root", root, *named).output
    commit(root, "2026-11-22")
    for named in ([path], []):
        assert "G567" not in run("--root", root, *named).output  # recorded before the rule


def test_facts_told_as_corrections_are_counted_once_they_are_merged(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G607: listed while it is new, on the day it is merged, and where it is asked for."""
    path = "data/events/U01/2026/CY1.yml"
    build(root, PROBLEMS / "G607" / "before")
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-06-30")
    build(root, PROBLEMS / "G607" / "bad")

    def said(day: date, *named: str) -> tuple[bool, str]:
        monkeypatch.setattr("generator.commands.check.today", lambda: day)
        output = run("--root", root, *named).output
        return f"{path}:3:7: G607" in output, output.splitlines()[-2]

    assert said(date(2026, 7, 2))[0]
    commit(root, "2026-07-02")
    assert said(date(2026, 7, 2))[0]
    listed, last = said(date(2026, 7, 3))
    assert not listed
    assert last.startswith("另有 1 件早已合入的事实按更正处理（G607）")
    assert said(date(2026, 7, 3), "data")[0]
