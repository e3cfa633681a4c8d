"""`guatu score` and `guatu scenario` as a person calls them, on real folders and a real repository."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from districts import BASE, PROBLEMS, build
from places import ROOT
from seals import act
from typer.testing import CliRunner

from generator.cli import app
from generator.records import emit
from generator.records.model.events import BulletinPublished

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

EXPECTED_KEYS = [
    "period",
    "as_of",
    "policy",
    "closed",
    "units",
    "entries",
    "cards",
    "rectification",
    "referrals",
]


def guatu(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def scored(root: Path, period: str, *more: object) -> dict[str, Any]:
    done = guatu("score", "--root", root, "--period", period, "--format", "json", *more)
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_the_demo_district_adds_up_in_json() -> None:
    document = scored(ROOT, "2026Q2", "--as-of", "2026-09-30")
    assert list(document) == EXPECTED_KEYS
    assert document["closed"] is True
    units = {unit["unit"]: unit for unit in document["units"]}
    assert len(units) == 31
    for unit in units.values():
        own = [entry for entry in document["entries"] if entry["unit"] == unit["unit"]]
        base = 100 + sum(Decimal(entry["weighted"]) for entry in own)
        assert abs(base - Decimal(unit["base_total"])) <= Decimal("0.005")
        adjusted = sum(Decimal(adjustment["points"]) for adjustment in unit["adjustments"])
        assert abs(base + adjusted - Decimal(unit["total"])) <= Decimal("0.005")
    for entry in document["entries"]:
        for place in entry["evidence"]:
            path, _, line = place.rpartition(":")
            assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) >= int(line)


def test_a_year_gives_the_annual_table() -> None:
    document = scored(ROOT, "2025", "--as-of", "2026-09-30")
    unit = document["units"][0]
    assert list(unit["quarters"]) == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
    mean = sum((Decimal(total) for total in unit["quarters"].values()), Decimal(0)) / 4
    assert abs(mean - Decimal(unit["mean"])) <= Decimal("0.01")
    assert abs(mean * 10 / 35 + Decimal(unit["bonus"]) - Decimal(unit["total"])) <= Decimal("0.01")


def test_csv_and_table_show_the_same_ranking() -> None:
    document = scored(ROOT, "2026Q2", "--as-of", "2026-09-30")
    made = guatu("score", "--root", ROOT, "--period", "2026Q2", "--as-of", "2026-09-30", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(made.stdout_bytes.decode("utf-8-sig"))))
    assert [row["考评总分"] for row in rows] == [unit["total"] for unit in document["units"]]
    assert [row["单位编号"] for row in rows] == [unit["unit"] for unit in document["units"]]
    table = guatu("score", "--root", ROOT, "--period", "2026Q2", "--as-of", "2026-09-30").stdout
    for unit, line in zip(document["units"], table.splitlines()[2:], strict=True):
        assert unit["name"] in line
        assert unit["total"] in line


@pytest.mark.parametrize("period", ["2026Q2", "2025"])
def test_csv_opens_in_a_chinese_spreadsheet(period: str) -> None:
    """With a byte order mark, and CRLF as RFC 4180 has it."""
    made = guatu("score", "--root", ROOT, "--period", period, "--as-of", "2026-09-30", "--format", "csv")
    mark, text = made.stdout_bytes[:3], made.stdout_bytes[3:].decode()
    assert mark == b"\xef\xbb\xbf"
    assert text.startswith("名次,单位,单位编号,")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 32


def test_explain_names_clause_fact_and_file() -> None:
    document = scored(ROOT, "2026Q2", "--as-of", "2026-09-30")
    entry = document["entries"][0]
    told = guatu(
        "score", "--root", ROOT, "--period", "2026Q2", "--as-of", "2026-09-30", "--explain", entry["unit"]
    ).stdout
    assert entry["text"] in told
    assert entry["clause"] in told
    assert all(place in told for place in entry["evidence"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--period", "2026Q5"], 2),
        (["--period", "二季度"], 2),
        (["--period", "2026Q2", "--as-of", "6月30日"], 2),
        (["--period", "2026Q2", "--explain", "没有的单位"], 2),
        (["--period", "2026Q2", "--explain", "ZDB", "--format", "csv"], 2),
        (["--period", "2026Q2", "--explain", "ZDB", "--format", "json"], 2),
        (["--period", "2029Q1", "--as-of", "2026-09-30"], 1),
        (["--period", "2026Q2", "--rev", "no-such-commit"], 2),
    ],
)
def test_what_cannot_be_answered_is_said_in_chinese(arguments: list[str], code: int) -> None:
    done = guatu("score", "--root", ROOT, *arguments)
    assert done.exit_code == code
    assert any("一" <= char <= "鿿" for char in done.output)


def test_figures_that_rest_on_faults_between_files_are_given_and_doubted(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    sound = guatu("score", "--root", tmp_path, "--period", "2026Q2")
    assert (sound.exit_code, sound.stderr) == (0, "")
    build(tmp_path, PROBLEMS / "G501" / "bad")
    done = guatu("score", "--root", tmp_path, "--period", "2026Q2")
    assert (done.exit_code, done.stdout) == (0, sound.stdout)
    assert "数据有 1 处错误" in done.stderr
    assert "不能作数" in done.stderr


@pytest.mark.parametrize("committed", [False, True])
def test_so_are_those_that_rest_on_a_plan_changed_since_it_was_approved(
    tmp_path: Path, *, committed: bool
) -> None:
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q", "-b", "main", on="2026-07-09")
    git(tmp_path, "add", ".", on="2026-07-09")
    git(tmp_path, "commit", "-qm", "数据", on="2026-07-09")
    plan = next((tmp_path / "data" / "plans").rglob("P001.yml"))
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("invest_wan: ", "invest_wan: 1", 1), encoding="utf-8")
    if committed:
        git(tmp_path, "commit", "-qam", "改", on="2026-07-10")
    assert "数据有 1 处错误" in guatu("score", "--root", tmp_path, "--period", "2026Q2").stderr


def git(root: Path, *arguments: str, on: str) -> str:
    moment = f"{on}T09:00:00+0800"
    environment = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    who = ["-c", "user.name=张某", "-c", "user.email=clerk@example.invalid"]
    return subprocess.check_output(["git", *who, *arguments], cwd=root, env=environment, text=True).strip()


def test_a_published_quarter_stays_and_what_comes_late_is_a_correction(tmp_path: Path) -> None:
    """The bulletin names a commit; a fact of its quarter that is told later lands in the next one."""
    root = tmp_path / "district"
    shutil.copytree(ROOT / "data", root / "data")
    git(root, "init", "-q", "-b", "main", on="2026-07-09")
    git(root, "add", ".", on="2026-07-09")
    git(root, "commit", "-qm", "数据", on="2026-07-09")
    commit = git(root, "rev-parse", "HEAD", on="2026-07-09")
    before = scored(root, "2026Q2", "--as-of", "2026-06-30")
    unit = before["units"][0]["unit"]
    office = root / "data" / "events" / "ZDB" / "2026"
    sealed = act(1, "2026Q2", commit=commit).model_dump(mode="json", exclude_none=True)
    (office / "FC-1.yml").write_text(emit.text(BulletinPublished, sealed), encoding="utf-8")
    (office / "YD-TEST.yml").write_text(
        "id: YD-TEST\nkind: decision\ndate: 2026-04-10\nwriter: ZDB\nmeeting: NONE\ntext: 晚报的事项\n"
        f"responsible:\n  - {unit}\ndue: 2026-05-08\n",
        encoding="utf-8",
    )
    after = scored(root, "2026Q2", "--as-of", "2026-09-30")
    assert after["units"] == before["units"]
    assert after["entries"] == before["entries"]
    assert scored(root, "2026Q2")["units"] == before["units"], (
        "sealed is what a period is without another day"
    )
    corrections = [
        (entry["points"], entry["text"][:2])
        for entry in scored(root, "2026Q3", "--as-of", "2026-09-30")["entries"]
        if entry["subject"] == "YD-TEST"
    ]
    assert corrections == [("-4", "更正"), ("-4", "更正"), ("-7", "更正")]
