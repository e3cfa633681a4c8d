"""`guatu new` writes files that pass, in the right place, over nothing."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, problems
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.records.model.events import KINDS

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-06-20"
# These rest on what the base does not have: a project not begun, red cards, a referral, a year to approve.
BEFORE = {
    "completion_certified": ("commissioned",),
    "closure_confirmed": ("item_closed",),
    "start_certified": ("substantive_start", "--project", "P002"),
}
FIGURES = {"monthly_report": "invested_ytd_wan", "bonus_decided": "points"}
RESTING = {
    "substantive_start": "G504",
    "consent": "G546",
    "referral_sent": "G547",
    "referral_receipt": "G548",
    "plan_approved": "G533",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    return tmp_path


def new(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments, "--root", str(root), "--date", DAY])


def written(root: Path) -> list[Path]:
    return sorted(file for file in root.rglob("*.yml") if "yaml-language-server" in file.read_text())


def fill(file: Path, key: str) -> None:
    """Write a figure where the new file has none, as it must be."""
    title, text = {"invested_ytd_wan": "本年累计完成投资（万元）", "points": "加分"}[key], file.read_text()
    assert f"{key}: 请填写{title}  #" in text
    file.write_text(text.replace(f"{key}: 请填写{title}", f"{key}: 2"))


def test_a_figure_nobody_has_written_is_no_fact(root: Path) -> None:
    """The report as suggested is refused, where a sample of 10000 had passed for what was invested."""
    assert new(root, "event", "月报").stderr.startswith("没有写 --unit")
    [told] = [found for found in problems(root) if found.severity == "error"]
    assert "本年累计完成投资（万元）（invested_ytd_wan）“请填写" in told.text()
    fill(written(root)[0], "invested_ytd_wan")
    assert not [found for found in problems(root) if found.severity == "error"]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"bulletin_published"}))
def test_each_kind_of_event_passes(root: Path, kind: str) -> None:
    if kind in BEFORE:
        assert new(root, "event", *BEFORE[kind]).exit_code == 0
    result = new(root, "event", kind)
    assert result.exit_code == 0, result.output
    if kind in FIGURES:
        fill(written(root)[-1], FIGURES[kind])
    errors = {found.code.id for found in problems(root) if found.severity == "error"}
    assert errors == ({RESTING[kind]} if kind in RESTING else set())


def test_project_and_plan_pass(root: Path) -> None:
    assert new(root, "project", "--unit", "U02").exit_code == 0
    assert new(root, "plan").exit_code == 0
    assert [file.relative_to(root).as_posix() for file in written(root)] == [
        "data/plans/2026/P2026-01.yml",
        "data/projects/U02/P2026-01.yml",
    ]
    assert {found.code.id for found in problems(root)} == {"G330"}  # texts are yet to be written


def test_the_file_explains_itself(root: Path) -> None:
    new(root, "event", "周报", "--unit", "U01")
    [file] = written(root)
    lines = file.read_text().splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../../../schema/event-weekly_report.json"
    assert "week: 2026-W25  # 哪一周；例如 2026-W19，须包含发生日期" in lines
    assert "# note: …  # 备注（可不写）" in lines


def test_a_plan_of_a_project_that_is_not_there_says_so(root: Path) -> None:
    assert "还没有项目 P2026-99" in new(root, "plan", "--id", "P2026-99").output
    assert "还没有项目" not in new(root, "plan", "--id", "P001", "--year", "2027").output


def test_the_command_it_leads_to_works_as_it_stands(tmp_path: Path) -> None:
    """From another folder, and for a root whose name has a space in it."""
    moved = tmp_path / "下 级"
    build(moved, BASE)
    said = new(moved, "event", "ceremony").output
    words = shlex.split(said[said.index("guatu check") :].split("\n")[0])[1:]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output


def test_ids_name_the_unit_and_count_on(root: Path) -> None:
    """Two units that write the same kind on one day, each in a copy of their own, choose two ids."""
    for unit in ("U01", "U01", "U02"):
        new(root, "event", "ceremony", "--unit", unit)
    assert {file.stem for file in written(root)} == {
        f"C-U0{unit}-20260620-0{n}" for unit, n in ((1, 1), (1, 2), (2, 1))
    }


def test_an_id_taken_elsewhere_is_not_written_again(root: Path) -> None:
    result = new(root, "event", "ceremony", "--unit", "U02", "--id", "SS1")
    assert result.exit_code == 2
    assert "data/events/U01/2026/SS1.yml" in result.output
    assert not (root / "data/events/U02/2026/SS1.yml").exists()


def test_nothing_is_overwritten(root: Path) -> None:
    before = (root / "data/events/U01/2026/SS1.yml").read_bytes()
    result = new(root, "event", "ceremony", "--unit", "U01", "--id", "SS1")
    assert result.exit_code == 2
    assert "已经有了" in result.output
    assert (root / "data/events/U01/2026/SS1.yml").read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [("--id", "a b"), ("--id", "../../x"), ("--unit", "../X"), ("--id", "NUL")]
)
def test_no_file_outside_its_place(root: Path, arguments: tuple[str, str]) -> None:
    before = sorted(root.rglob("*"))
    done = new(root, "event", "ceremony", *arguments)
    assert done.exit_code == 2
    assert any(words in done.output for words in ("大写字母、数字", "Windows", "名册里没有"))
    assert sorted(root.rglob("*")) == before


def test_an_unclear_kind_names_the_likely_ones(root: Path) -> None:
    result = new(root, "event", "开工")
    assert result.exit_code == 2
    assert "substantive_start（实质性开工）" in result.output


def test_in_an_empty_district(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert new(tmp_path, "project").exit_code == 2
    assert new(tmp_path, "plan").exit_code == 2
    assert new(tmp_path / "nowhere", "plan").exit_code == 2
    assert new(tmp_path, "event", "meeting").exit_code == 0


def test_a_unit_goes_by_id_or_name_and_must_be_in_the_register(root: Path) -> None:
    refused = new(root, "event", "weekly_report", "--unit", "NOPE")
    assert refused.exit_code == 2
    assert "U01（" in refused.stderr
    assert not written(root)
    name = next(
        iter(
            (root / "data" / "register" / "organisations" / "U01.yml").read_text("utf-8").split("short: ")[1:]
        )
    )
    assert new(root, "event", "weekly_report", "--unit", name.splitlines()[0]).exit_code == 0
    assert written(root)[0].parent.parent.name == "U01"


def test_a_certificate_is_of_what_is_not_certified_yet(root: Path) -> None:
    """SS1 is certified by SC1; the newest start that is not is taken, and where none is that is said."""
    assert "G540" in new(root, "event", "start_certified", "--unit", "ZDB").stderr
    written(root)[0].unlink()
    new(root, "event", "substantive_start", "--unit", "U02", "--project", "P002")
    done = new(root, "event", "start_certified", "--unit", "ZDB")
    assert done.stderr == ""
    assert "start: SS-U02-20260620-01 " in written(root)[1].read_text()


def test_a_unit_that_may_not_write_a_kind_is_refused(root: Path) -> None:
    done = new(root, "event", "report_filed", "--unit", "ZDB")
    assert done.exit_code == 2
    assert "不能填报 report_filed（综合协调办报送）；由综合协调办填报" in done.stderr
    assert not written(root)


def test_the_unit_taken_is_said_and_one_that_was_named_is_kept(root: Path) -> None:
    assert "填报单位取了 XDB（现代办）" in new(root, "event", "report_filed").stderr
    assert "填报单位取了 U01（临河园）" in new(root, "project").stderr
    assert new(root, "event", "item_closed", "--unit", "ZDB").stderr == ""
    assert (root / "data/events/ZDB/2026/IC-ZDB-20260620-01.yml").is_file()


def test_a_card_is_one_that_is_drawn_and_of_the_writers_colour(root: Path) -> None:
    done = new(root, "event", "card_issued", "--unit", "DCS")
    assert "照现在的样子还过不了检查：G5" in done.stderr  # one supervision draws no red card
    [red] = written(root)
    assert "colour: 红牌" in red.read_text()
    red.unlink()
    assert new(root, "event", "card_issued", "--unit", "ZDB").stderr == ""
    assert "colour: 黄牌" in written(root)[0].read_text()
    assert "G5" in new(root, "event", "card_issued", "--unit", "ZDB").stderr  # its notice is written already


def test_the_project_may_be_named(root: Path) -> None:
    assert new(root, "event", "weekly_report", "--project", "P002").exit_code == 0
    [report] = written(root)
    assert "project: P002 " in report.read_text()
    assert report.parent.parent.name == "U02"
    refused = new(root, "event", "weekly_report", "--project", "P02")
    assert (refused.exit_code, "没有“P02”这个项目；可写：P002（" in refused.stderr) == (2, True)
    assert "不分项目" in new(root, "event", "meeting", "--project", "P002").stderr


def event(root: Path, id_: str, kind: str, rest: str, unit: str = "U01") -> None:
    file = root / f"data/events/{unit}/2026/{id_}.yml"
    file.write_text(f"id: {id_}\nkind: {kind}\ndate: 2026-06-10\nwriter: {unit}\n{rest}")


def proposed(root: Path, kind: str) -> str:
    """Give the project that a new event of a kind would be about; none where none suits."""
    done = new(root, "event", kind, "--id", "ONE")
    file = next(root.rglob("ONE.yml"))
    about = file.read_text().split("project: ")[1].split()[0]
    file.unlink()
    assert ("没有一个项目正待填报" in done.stderr) == (about == "BH-001")
    return "" if about == "BH-001" else about


@pytest.mark.parametrize(
    ("kind", "fresh", "under_way", "completed"),
    [
        ("substantive_start", "P001", "", ""),
        ("completed", "P002", "P001", ""),
        ("commissioned", "P002", "P001", "P001"),
        ("weekly_report", "P001", "P001", "P001"),
        ("lead_changed", "P001", "P001", "P001"),
        ("project_withdrawn", "P001", "P001", "P001"),
    ],
)
def test_a_project_is_as_far_as_the_event_speaks_of(
    root: Path, kind: str, fresh: str, under_way: str, completed: str
) -> None:
    """P002 is under construction by its plan; P001 not begun, then started, then completed."""
    (root / "data/events/U01/2026/SS1.yml").rename(root / "SS1")
    (root / "data/events/ZDB/2026/SC1.yml").unlink()
    assert proposed(root, kind) == fresh
    (root / "SS1").rename(root / "data/events/U01/2026/SS1.yml")
    event(root, "WG2", "completed", "project: P002\n", "U02")
    event(root, "TC2", "commissioned", "project: P002\n", "U02")
    assert proposed(root, kind) == under_way
    event(root, "WG1", "completed", "project: P001\n")
    assert proposed(root, kind) == completed


def test_a_project_certified_complete_is_proposed_for_nothing(root: Path) -> None:
    for number in ("1", "2"):
        event(root, f"TC{number}", "commissioned", f"project: P00{number}\n", f"U0{number}")
        event(root, f"RD{number}", "completion_certified", f"completion: TC{number}\n", "ZDB")
    for kind in ("lead_changed", "plan_adjusted", "completed", "weekly_report", "step_done", "ceremony"):
        assert not proposed(root, kind)


def test_samples_for_want_of_a_register_are_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert "street、leader 写的 BH-001 是样例" in new(tmp_path, "project", "--unit", "U01").stderr
