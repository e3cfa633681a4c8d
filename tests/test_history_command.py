"""`guatu history` as a person calls it, on real repositories."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, commit, git
from typer.testing import CliRunner

from generator.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

P2 = "data/projects/U02/P002.yml"
# A stand-in for GnuPG: signs anything, and knows every signature for 李四's.
KEYS = """#!/bin/sh
good() { printf '[GNUPG:] %s\\n' 'GOODSIG 0123456789ABCDEF 李四' 'VALIDSIG 0 0 0 0 0 0 0 0 0 0' TRUST_FULLY; }
sign() { printf -- '-----%s PGP SIGNATURE-----\\n\\n' BEGIN END; printf '[GNUPG:] SIG_CREATED D\\n' >&2; }
cat >/dev/null
case "$*" in *--verify*) good ;; *) sign ;; esac
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-01-05")
    edit(tmp_path, P2, "120000", "150000")
    commit(tmp_path, "2026-02-02", name="王五")
    return tmp_path


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def guatu(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["history", *arguments, "--root", str(root)])


def test_a_project_and_its_plans(root: Path) -> None:
    done = guatu(root, "p002")
    assert done.exit_code == 0, done.output
    head, columns, came, changed, _, plan, *_ = done.stdout.splitlines()
    assert head == f"项目  {P2}"
    assert columns.split() == ["入库日期", "提交", "署名", "字段", "原值", "→", "新值"]
    assert "2026-01-05" in came
    assert "（入库）" in came
    last = git(root, "rev-parse", "--short=12", "HEAD").strip()
    told = [
        "2026-02-02",
        last,
        "王五（署名未核验）",
        "总投资（万元）",
        "investment_total_wan",
        "120000",
        "→",
        "150000",
    ]
    assert changed.split() == told
    assert plan == "2026年计划  data/plans/2026/P002.yml"


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("SS1", "事件"),
        ("U01", "单位名册"),
        ("R01", "人员名册"),
        ("L01", "分管负责人名册"),
        ("2019-03-11", "计分规则2019-03-11"),
        ("2026", "工作日历2026"),
        ("steps", "前期事项审批部门"),
    ],
)
def test_any_record(root: Path, id_: str, name: str) -> None:
    done = guatu(root, id_)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{name}  data/")


def test_one_field(root: Path) -> None:
    edit(root, "data/plans/2026/P002.yml", "due_month: 2026-09", "due_month: 2026-10")
    commit(root, "2026-03-02")
    lines = guatu(root, "P002", "--field", "milestones.M2").stdout.splitlines()
    assert "没有变更" in lines[1]
    assert [line.split()[-3:] for line in lines[-4:]] == [
        ["—", "→", "M2"],
        ["—", "→", "设备安装完成"],
        ["—", "→", "2026-09"],
        ["2026-09", "→", "2026-10"],
    ]


def test_json(root: Path) -> None:
    done = guatu(root, "P002", "--format", "json")
    project, plan = json.loads(done.stdout)["records"]
    assert (project["shelf"], project["id"], plan["id"]) == ("projects", "P002", "2026/P002")
    last = project["changes"][-1]
    assert (last["recorded"], last["author"], last["verified_signer"]) == ("2026-02-02", "王五", None)
    assert (last["field"], last["old"], last["new"]) == ("investment_total_wan", "120000", "150000")


def test_a_verified_signature_is_named_as_one(root: Path) -> None:
    program = root / "build" / "keys"
    program.parent.mkdir(exist_ok=True)
    program.write_text(KEYS, encoding="utf-8")
    program.chmod(0o755)
    git(root, "config", "gpg.program", str(program))
    edit(root, P2, "150000", "160000")
    git(root, "add", "data")
    git(root, "commit", "-q", "-S", "-m", "x", day="2026-03-02", name="王五")
    lines = guatu(root, "P002").stdout.splitlines()
    assert "王五（署名未核验）" in lines[3]
    assert "李四（签名已核验）" in lines[4]


def test_an_earlier_revision_and_the_work_tree(root: Path) -> None:
    edit(root, P2, "150000", "160000")
    assert "工作区里还有未提交的改动" in guatu(root, "P002").stdout
    assert "150000" not in guatu(root, "P002", "--rev", "HEAD~").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["P02"], "是不是 P002"),
        (["P002", "--field", "invest_total_wan"], "investment_total_wan"),
        (["P002", "--rev", "nix"], "没有“nix”这个提交"),
    ],
)
def test_what_is_not_there_is_refused(root: Path, arguments: list[str], words: str) -> None:
    done = guatu(root, *arguments)
    assert done.exit_code == 2
    assert words in done.output


def test_without_git_and_in_a_shallow_clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    bare, clone = tmp_path_factory.mktemp("bare"), tmp_path_factory.mktemp("clone")
    assert (guatu(bare, "P002").exit_code, "不是 git 仓库" in guatu(bare, "P002").output) == (2, True)
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{root}", "."], cwd=clone, check=True)
    assert (guatu(clone, "P002").exit_code, "浅克隆" in guatu(clone, "P002").output) == (2, True)


def test_a_hostile_author_moves_no_cursor(root: Path) -> None:
    edit(root, P2, "150000", "160000")
    commit(root, "2026-03-02", name="\x1b[2J甲")
    assert "\x1b" not in guatu(root, "P002").stdout


def test_a_name_that_is_no_text(root: Path) -> None:
    raw = git(root, "cat-file", "commit", "HEAD").encode().replace("王五".encode(), b"\xff\xfe")
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=root,
        input=raw,
        check=True,
        capture_output=True,
    )
    git(root, "update-ref", "refs/heads/main", made.stdout.decode().strip())
    for form in ("text", "json"):
        done = guatu(root, "P002", "--format", form)
        assert done.exit_code == 0, done.output
        assert "\ufffd\ufffd" in done.stdout


def test_a_repository_in_place_of_a_file(root: Path) -> None:
    commit_ = git(root, "rev-parse", "HEAD").strip()
    (root / P2).unlink()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit_},{P2}")
    git(root, "commit", "-q", "-m", "x", day="2026-03-02")
    assert "（删除）" in guatu(root, "P002").stdout


def corrected(root: Path, id_: str, day: str, rest: str) -> None:
    head = f"id: {id_}\nkind: correction\ndate: {day}\nwriter: ZDB\nof: SS1\n"
    (root / f"data/events/ZDB/2026/{id_}.yml").write_text(head + rest, encoding="utf-8")
    commit(root, day, name="赵六")


def test_what_corrections_made_of_an_event(root: Path) -> None:
    """Each starts from what the one before left; a mention of the id elsewhere is none."""
    before = next(
        line.partition(": ")[2]
        for file in (root / "data/events").rglob("SS1.yml")
        for line in file.read_text().splitlines()
        if line.startswith("date: ")
    )
    corrected(root, "GZ9", "2026-06-20", "reason: 核对日志\nchanges: {date: 2026-05-09}\n")
    corrected(root, "GZ5", "2026-06-21", "reason: 复核\nchanges: {date: 2026-05-08}\n")
    corrected(root, "GZ1", "2026-06-22", "reason: 并非开工\nwithdraw: 是\n")
    done = guatu(root, "SS1", "--format", "json")
    (record,) = json.loads(done.stdout)["records"]
    told = [
        (one["correction"], one["reason"], one["field"], one["old"], one["new"]) for one in record["changes"]
    ]
    assert told == [
        (None, None, None, None, None),
        ("GZ9", "核对日志", "date", before, "2026-05-09"),
        ("GZ5", "复核", "date", "2026-05-09", "2026-05-08"),
        ("GZ1", "并非开工", None, None, None),
    ]
    assert [one["author"] for one in record["changes"][1:]] == ["赵六"] * 3
    text = guatu(root, "SS1").stdout
    assert "更正 GZ5：复核" in text
    assert "2026-05-09 → 2026-05-08" in text
    assert "（整件撤回）（更正 GZ1：并非开工）" in text
    early = guatu(root, "SS1", "--rev", "HEAD~1").stdout
    assert "GZ5" in early
    assert "GZ1" not in early
    assert "更正" not in guatu(root, "SC1").stdout
