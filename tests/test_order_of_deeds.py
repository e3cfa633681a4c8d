"""What cannot come before what: an item and its due date, a start and a completion, quarter and ranking."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, commit, git, problems

from generator.mechanism.construction import project_stories
from generator.mechanism.items import item_stories
from generator.records.calendar import WorkingDays
from generator.records.history import history
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    return tmp_path


def event(root: Path, id_: str, kind: str, day: str, rest: str, unit: str = "ZDB") -> None:  # noqa: PLR0913, PLR0917
    file = root / f"data/events/{unit}/{day[:4]}/{id_}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"id: {id_}\nkind: {kind}\ndate: {day}\nwriter: {unit}\n{rest}")


def corrected(root: Path, of: str, change: str, unit: str = "ZDB", day: str = "2026-06-20") -> None:
    event(root, f"GZ-{of}", "correction", day, f"of: {of}\nreason: 写错\n{change}\n", unit)


def found(root: Path) -> list[str]:
    return [f"{each.code.id} {each.mark}".replace("data/events/", "") for each in problems(root)]


def re_dated(root: Path, due: str, decided: str, day: str = "2026-06-10") -> None:
    event(root, "DC1", "due_changed", day, f"item: IT1\ndue: {due}\ndecided_on: {decided}\n", "XDB")


@pytest.mark.parametrize(
    ("due", "decided", "told"),
    [
        ("2026-01-05", "2026-01-05", ["G586 XDB/2026/DC1.yml:7:13"]),
        ("1990-01-05", "1990-01-05", ["G586 XDB/2026/DC1.yml:7:13"]),
        ("2026-05-05", "2026-03-09", ["G586 XDB/2026/DC1.yml:7:13"]),
        ("2026-05-05", "2026-03-10", []),
        ("2026-03-10", "2026-03-10", []),
        ("2026-01-05", "2026-03-10", ["G536 XDB/2026/DC1.yml:6:6"]),
    ],
)
def test_a_due_date_is_changed_once_its_item_is_decided(
    root: Path, due: str, decided: str, told: list[str]
) -> None:
    """Told in June, as of a meeting held months ago: what counts is the day it was decided (D22)."""
    re_dated(root, due, decided)
    (root / "data/calendar/1990.yml").write_text(
        "year: 1990\nsource: 通知未公布\ntentative: 是\nrest_days: []\n"
    )
    assert found(root) == told


def test_an_items_day_as_corrected_is_what_counts(root: Path) -> None:
    """IT1 was decided a month before it said: what was decided, done and discussed since is in order."""
    re_dated(root, "2026-03-05", "2026-02-20", "2026-02-20")
    event(root, "CL1", "item_closed", "2026-02-27", "item: IT1\nresult: 已完成\n", "U01")
    event(root, "CC1", "closure_confirmed", "2026-02-28", "closing: CL1\n")
    event(root, "MT2", "meeting", "2026-02-24", "level: 分管负责人\nconvener: 李明\nagenda: [IT1]\n", "XDB")
    assert {each.split()[0] for each in found(root)} == {"G534", "G538", "G586"}
    corrected(root, "MT1", "changes: {date: 2026-02-10}", "XDB")
    corrected(root, "IT1", "changes: {date: 2026-02-10}", "XDB")
    assert found(root) == []


def test_a_project_starts_once(root: Path) -> None:
    event(root, "SS2", "substantive_start", "2026-04-02", "project: P001\n", "U01")
    assert found(root) == []  # reported again, and not certified
    event(root, "SC2", "start_certified", "2026-05-20", "start: SS2\n")
    told = {each.code.id: each for each in problems(root)}
    assert list(told) == ["G587"]
    assert str(told["G587"].mark) == "data/events/ZDB/2026/SC2.yml:5:8"
    assert "SC1.yml" in told["G587"].message()
    corrected(root, "SC1", "withdraw: 是")
    assert found(root) == []


PROOFS = {
    "item_closed": ("closure_confirmed", "closing"),
    "completed": ("completion_certified", "completion"),
    "commissioned": ("completion_certified", "completion"),
    "substantive_start": ("start_certified", "start"),
}


def twice(root: Path, kind: str, about: str, unit: str) -> list[tuple[str, str]]:
    """Report the same thing again with an earlier day after it was certified, and have that certified too."""
    proof, key = PROOFS[kind]
    for number, day in (("8", "2026-12-08"), ("7", "2026-12-07")):
        event(root, f"A{number}", kind, day, about, unit)
        commit(root, f"2026-12-1{9 - int(number)}")
        told = found(root)
        event(root, f"B{number}", proof, "2026-12-09", f"{key}: A{number}\n")
        commit(root, f"2026-12-1{9 - int(number)}")
    return [(one.split()[0], one.split("/")[-1].split(":")[0]) for one in (*told, *found(root))]


@pytest.mark.parametrize(
    ("kind", "about", "codes"),
    [
        ("item_closed", "item: IT2\nresult: 完成\n", ("G642", "G641")),
        ("completed", "project: P001\n", ("G643", "G640")),
        ("commissioned", "project: P001\n", ("G643", "G640")),
    ],
)
def test_what_is_certified_is_told_once_more_with_a_mark_and_certified_never(
    root: Path, kind: str, about: str, codes: tuple[str, str]
) -> None:
    git(root, "init", "-q")
    event(root, "IT2", "decision", "2026-03-10", "meeting: MT1\ntext: 通水\nresponsible: [U01]\n", "XDB")
    assert twice(root, kind, about, "U01") == [(codes[0], "A7.yml"), (codes[1], "B7.yml")]
    corrected(root, "B8", "withdraw: 是", day="2026-12-20")
    assert found(root) == []


@pytest.mark.parametrize(
    ("signed", "told"), [("2026-05-07", ["G618 U01/2026/SS1.yml:3:7"]), ("2026-05-06", [])]
)
def test_a_start_before_the_signing_is_marked(root: Path, signed: str, told: list[str]) -> None:
    file = root / "data/projects/U01/P001.yml"
    file.write_text(re.sub("signed: .*", f"signed: {signed}", file.read_text()))
    assert found(root) == told


def test_nothing_ends_before_its_certified_start(root: Path) -> None:
    event(root, "TC1", "commissioned", "2026-05-05", "project: P001\n", "U01")
    assert found(root) == ["G588 ZDB/2026/SC1.yml:5:8"]  # certified on the 8th
    event(root, "TC1", "commissioned", "2026-05-06", "project: P001\n", "U01")
    assert found(root) == []
    event(root, "WG2", "completed", "2026-01-06", "project: P002\n", "U02")
    event(root, "SS2", "substantive_start", "2026-05-06", "project: P002\n", "U02")
    carried = "G644 U02/2026/SS2.yml:5:10"  # P002 is 结转续建
    assert found(root) == [carried]  # a start that waits to be certified proves nothing
    event(root, "SC2", "start_certified", "2026-05-07", "start: SS2\n")
    assert found(root) == [carried, "G588 ZDB/2026/SC2.yml:5:8"]
    corrected(root, "WG2", "changes: {date: 2026-06-06}", "U02")
    assert found(root) == [carried]


def test_what_was_recorded_later_is_at_fault(root: Path) -> None:
    """The completion is dated before the certificate's day and was told after it; and the other way round."""
    git(root, "init", "-q")
    event(root, "WG2", "completed", "2026-01-06", "project: P002\n", "U02")
    commit(root, "2026-06-29")
    event(root, "SS2", "substantive_start", "2026-01-08", "project: P002\n", "U02")
    event(root, "SC2", "start_certified", "2026-01-09", "start: SS2\n")
    event(root, "WG1", "completed", "2026-05-01", "project: P001\n", "U01")
    commit(root, "2026-07-02")
    assert [one for one in found(root) if "G644" not in one] == [
        "G588 U01/2026/WG1.yml:3:7",
        "G588 ZDB/2026/SC2.yml:5:8",
    ]


def test_operation_before_completion_is_marked(root: Path) -> None:
    event(root, "TC2", "commissioned", "2026-05-06", "project: P002\n", "U02")
    event(root, "WG2", "completed", "2026-05-06", "project: P002\n", "U02")
    assert found(root) == []
    event(root, "WG2", "completed", "2026-06-06", "project: P002\n", "U02")
    (told,) = problems(root)
    assert (told.code.id, told.severity, str(told.mark)) == (
        "G589",
        "warning",
        "data/events/U02/2026/WG2.yml:3:7",
    )


@pytest.mark.parametrize(
    ("day", "quarter", "told"),
    [
        ("2026-06-30", "2026Q2", ["G617 ZDB/2026/ZG1.yml:6:10"]),
        ("2026-06-30", "2027Q1", ["G617 ZDB/2026/ZG1.yml:6:10"]),
        ("2026-07-01", "2026Q2", []),
        ("2026-06-30", "2025Q4", []),
    ],
)
def test_nobody_answers_a_ranking_before_it_is_made(
    root: Path, day: str, quarter: str, told: list[str]
) -> None:
    event(root, "ZG1", "rectification_received", day, f"unit: U02\nquarter: {quarter}\nsha256: {'0' * 64}\n")
    assert found(root) == told


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("item_closed", "item: IT2\nresult: 完成\n"),
        ("completed", "project: P001\n"),
        ("substantive_start", "project: P002\n"),
    ],
)
def test_what_was_certified_first_counts(root: Path, kind: str, about: str) -> None:
    """A closing, completion or start certified later moves no day, however early it is dated."""
    git(root, "init", "-q")
    event(root, "IT2", "decision", "2026-03-10", "meeting: MT1\ntext: 通水\nresponsible: [U01]\n", "XDB")
    twice(root, kind, about, "U02" if "P002" in about else "U01")
    known = load(root, recorded=history(root).recorded)[0]
    stories, days = project_stories(known), WorkingDays.of(known.calendars)
    deed = {
        "item_closed": item_stories(known, days, date(2026, 12, 31))["IT2"].closed,
        "completed": stories["P001"].finished,
        "substantive_start": stories["P002"].certified,
    }[kind]
    assert deed
    assert deed.date == date(2026, 12, 8)


def test_what_entered_the_statistics_later_a_correction_adds(root: Path) -> None:
    about = "project: P002\nmonth: 2026-11\ninvested_ytd_wan: 30000\nimage_progress: 设备安装\n"
    event(root, "MR2", "monthly_report", "2026-12-01", about, "U02")
    corrected(root, "MR2", "changes: {entered_statistics_on: 2026-12-20}", "U02", "2026-12-20")
    assert found(root) == []
    corrected(root, "MR2", "changes: {entered_statistics_on: 2026-12-21}", "U02", "2026-12-20")
    assert found(root) == ["G645 U02/2026/GZ-MR2.yml:7:34"]


def test_a_correction_changes_something(root: Path) -> None:
    corrected(root, "SS1", "changes: {date: 2026-05-06}")
    assert found(root) == ["G648 ZDB/2026/GZ-SS1.yml:7:17"]
    corrected(root, "SS1", "changes: {date: 2026-05-06, note: 核对过}")
    assert found(root) == []
    event(root, "GZ-2", "correction", "2026-06-21", "of: SS1\nreason: 又写\nchanges: {note: 核对过}\n")
    assert found(root) == ["G648 ZDB/2026/GZ-2.yml:7:17"]


def test_a_departments_monthly_report_hinders_no_lead_unit(root: Path) -> None:
    about = "project: P001\nmonth: 2026-05\ninvested_ytd_wan: 800\nimage_progress: 基础\n"
    event(root, "MR2", "monthly_report", "2026-05-25", about, "D01")
    event(root, "MR3", "monthly_report", "2026-05-26", about, "U01")
    assert found(root) == []
    event(root, "MR4", "monthly_report", "2026-05-27", about, "D01")
    event(root, "MR5", "monthly_report", "2026-05-28", about, "U01")
    assert found(root) == ["G540 D01/2026/MR4.yml:1:5", "G540 U01/2026/MR5.yml:1:5"]
