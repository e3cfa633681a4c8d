"""The demo district: the same bytes for the same seed, faultless files, a real history, every clause."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.demo.simulate import Size, simulate
from generator.demo.writing import write
from generator.mechanism.obligations import obligations
from generator.mechanism.report import Report, report
from generator.records.checks import Context, check
from generator.records.history import history
from generator.records.load import load
from generator.records.model.events import (
    KINDS,
    Correction,
    LeadChanged,
    PlanAdjusted,
    RectificationReceived,
)

if TYPE_CHECKING:
    from generator.records.portfolio import Portfolio

HERE = Path(__file__).parents[1]
MADE = ("projects", "plans", "events", "register")
SMALL = Size(projects=12, quarters=3, seed=5)


def tree(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.yml")}


def texts(size: Size) -> list[tuple[str, ...]]:
    return [tuple(map(str, entry)) for entry in simulate(size)[1]]


@pytest.fixture(scope="module")
def committed() -> Portfolio:
    portfolio, problems = load(HERE)
    assert [problem.text("en") for problem in problems] == []
    return portfolio


@pytest.fixture(scope="module")
def found(committed: Portfolio) -> Report:
    return report(committed, date(2026, 9, 30))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("demo") / "district"
    result = CliRunner().invoke(
        app, ["demo", str(root), "--projects", "12", "--quarters", "3", "--seed", "5"]
    )
    assert result.exit_code == 0, result.output
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def test_same_seed_same_bytes() -> None:
    assert texts(SMALL) == texts(SMALL)


def test_another_seed_another_district() -> None:
    assert texts(SMALL) != texts(Size(projects=12, quarters=3, seed=6))


def test_hash_seed_does_not_matter() -> None:
    program = (
        "import hashlib; from generator.demo.simulate import Size, simulate;"
        "print(hashlib.sha256(repr(list(simulate(Size(12, 3, seed=5))[1])).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=HERE,
            env={"PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in (1, 2)
    }
    assert len(digests) == 1


def test_committed_data_is_what_the_makefile_writes(tmp_path: Path) -> None:
    line = re.search(r"guatu demo \. (.*) --force", (HERE / "Makefile").read_text(encoding="utf-8"))
    assert line
    result = CliRunner().invoke(app, ["demo", str(tmp_path), *line[1].split()])
    assert result.exit_code == 0, result.output
    for folder in MADE:
        assert tree(tmp_path / "data" / folder) == tree(HERE / "data" / folder)


@pytest.mark.parametrize(
    "size",
    [
        SMALL,
        Size(30, 5, "2025Q3", seed=7),
        Size(40, 2, seed=8, events_per_project=8),
        Size(20, 9, "2022Q2", seed=9),
        Size(5, 2, "2026Q3", seed=1),  # plans of the last year reach into the one after the next
    ],
)
def test_every_file_loads(size: Size, tmp_path: Path) -> None:
    write(tmp_path, simulate(size)[1])
    portfolio, problems = load(tmp_path)
    assert [problem.text("en") for problem in problems] == []
    assert len(portfolio.projects) == size.projects


def test_nothing_happens_before_or_after_the_span(committed: Portfolio) -> None:
    days = [event.date for event in committed.events.values()]
    assert date(2025, 1, 1) <= min(days)
    assert max(days) <= date(2026, 9, 30)


def test_writers_may_write_their_events(committed: Portfolio) -> None:
    kinds = {key: unit.kind for key, unit in committed.organisations.items()}
    assert [e.path for e in committed.events.values() if kinds[e.writer] not in e.writers] == []


def test_references_point_to_earlier_events(committed: Portfolio) -> None:
    keys = ("meeting", "item", "start", "completion", "closing", "of", "issue")
    for event in committed.events.values():
        named = [getattr(event, key) for key in keys if getattr(event, key, None)]
        named += [*getattr(event, "agenda", ()), *getattr(event, "issues", ())]
        for other in named:
            assert committed.events[other].date <= event.date, event.path


def test_every_kind_of_event_occurs(committed: Portfolio) -> None:
    missing = set(KINDS) - {event.kind for event in committed.events.values()}
    assert missing == {"bulletin_published"}, "a bulletin names a commit, and a folder has none"


def test_size_of_the_district(committed: Portfolio) -> None:
    kinds = Counter(unit.kind for unit in committed.organisations.values())
    assert len(committed.projects) >= 60
    assert (kinds["责任单位"], kinds["街道"], kinds["审批部门"], kinds["综合协调办"]) == (12, 11, 8, 5)
    assert len(committed.leaders) == 5
    assert 3_500 <= len(committed.events) <= 5_000


def test_names_are_unique(committed: Portfolio) -> None:
    names = [project.name for project in committed.projects.values()]
    assert len(set(names)) == len(names)


def test_every_clause_occurs(found: Report) -> None:
    points = {(entry.clause, str(entry.points)) for entry in found.entries}
    assert points >= {
        ("1.1(1)", "-4"),
        ("1.1(2)", "2"),
        ("1.1(3)", "3.2"),
        ("1.1(3)", "2"),
        ("1.2", "-5"),
        ("1.3", "6"),
        ("1.4", "10"),
        ("2.1", "-5"),
        ("2.2", "6"),
        ("3.1", "2"),
        ("3.1", "-4"),
        ("3.1", "-7"),
        ("3.2", "-10"),
    }
    assert {adjustment.reason for adjustment in found.adjustments} == {"most_yellow", "red", "first", "last"}


def test_every_state_of_a_referral_occurs(found: Report) -> None:
    states = {case.state for case in found.referrals}
    assert states == {"待通报", "待分管负责人同意", "不同意", "已提交区纪委（监察委）"}


def test_first_and_last_seats_are_shared(found: Report) -> None:
    seats = [Counter(r.seat for r in a.results.values()) for a in found.quarters.values()]
    assert len(seats) == 7
    assert max(seat["first"] for seat in seats) > 1
    assert max(seat["last"] for seat in seats) > 1


def test_last_units_hand_in_their_reports(committed: Portfolio, found: Report) -> None:
    handed = {(event.quarter, event.unit) for event in committed.of_type(RectificationReceived)}
    asked = {(q, unit) for q, a in found.quarters.items() for unit in a.rectification}
    assert handed <= asked
    assert {q for q, _ in handed} == set(list(found.quarters)[:-1])


def test_scores_look_like_a_district(found: Report) -> None:
    totals = [result.total for a in found.quarters.values() for result in a.results.values()]
    usual = [total for total in totals if 92 <= total <= 108]
    assert len(usual) > 0.9 * len(totals)
    assert len(set(totals)) > 40


def test_turns_of_the_mechanism_occur(committed: Portfolio, found: Report) -> None:
    stories, items = found.facts.projects.values(), found.facts.items.values()
    changes = committed.of_type(PlanAdjusted)
    settled = {cite for s in stories for p in s.promises for cite in p.because}
    counted = {change.at("new") in settled for change in changes}
    assert counted == {True, False}, "a plan is adjusted in time, another too late"
    assert any(len(item.dues) > 1 for item in items), "an extension in time"
    assert any(item.refused for item in items), "an extension too late"
    assert any(s.ceremony and not s.start for s in stories), "a ceremony without a start"
    assert any(c.withdraw for c in committed.of_type(Correction))
    assert any("date" in c.changes for c in committed.of_type(Correction))
    assert committed.of_type(LeadChanged)
    assert any(p.coordination_office for p in committed.projects.values())
    assert any(len(p.lead_units) > 1 for p in committed.projects.values())


def test_in_the_last_quarter_only_units_fallen_silent_owe_weekly_reports(found: Report) -> None:
    owed = [one for one in obligations(found, date(2026, 6, 29), date(2026, 9, 27)) if one.duty == "周报"]
    weeks = {one.party: {str(each.period) for each in owed if each.party == one.party} for one in owed}
    assert {one.state for one in owed} == {"按时", "未报"}
    assert {one.party for one in owed if one.state == "未报"} == {"WLZ", "NSQ"}
    assert all(len(weeks[unit]) == 13 for unit in ("WLZ", "NSQ"))
    # WLZ fell silent on 17 July, NSQ on 21 August: their reports of the weeks before are there.
    assert min(one.due for one in owed if one.state == "未报") == date(2026, 7, 17)
    assert min(one.due for one in owed if one.state == "未报" and one.party == "NSQ") == date(2026, 8, 21)


LATE_CHANGES = {"G532", "G537"}


def test_checks_find_only_the_changes_meant_to_be_late(committed: Portfolio) -> None:
    problems = check(committed, Context(filed=committed, today=date(2026, 10, 31)))
    assert {problem.code.id for problem in problems} == LATE_CHANGES
    assert {problem.severity for problem in problems} == {"warning"}


def test_checks_find_nothing_else_with_the_history_at_hand(repository: Path) -> None:
    past = history(repository)
    portfolio, _ = load(repository, recorded=past.recorded)
    problems = check(portfolio, Context(filed=portfolio, history=past, today=date(2026, 10, 31)))
    assert len(portfolio.recorded) == len(tree(repository))
    assert {problem.code.id for problem in problems} <= LATE_CHANGES | {"G607"}


def test_history_is_a_repository(repository: Path) -> None:
    assert git(repository, "fsck", "--strict", "--no-dangling") == ""
    assert git(repository, "status", "--porcelain") == ""
    _, problems = load(repository)
    assert problems == []


def test_history_is_one_line_in_the_order_of_days(repository: Path) -> None:
    log = git(repository, "log", "--reverse", "--format=%ct %P").splitlines()
    times = [int(line.split()[0]) for line in log]
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert max(len(line.split()) for line in log) == 2
    assert set(git(repository, "log", "--format=%cd", "--date=format:%z").split()) == {"+0800"}


def test_each_commit_is_of_one_unit(repository: Path) -> None:
    log = git(repository, "log", "--no-renames", "--format=@%ae", "--name-only")
    for commit in re.split(r"^@", log, flags=re.MULTILINE)[1:]:
        author, *paths = commit.split()
        unit = author.partition("-clerk")[0].upper()
        for path in paths:
            shelf, writer = path.split("/")[1:3]
            assert (writer if shelf in {"events", "projects"} else "ZDB") == unit


def test_facts_are_told_when_they_have_happened_and_some_late(repository: Path) -> None:
    log = git(repository, "log", "--diff-filter=A", "--format=@%cs", "--name-only", "--", "data/events")
    lags = []
    for commit in re.split(r"^@", log, flags=re.MULTILINE)[1:]:
        told, *paths = commit.split()
        for path in paths:
            text = (repository / path).read_text(encoding="utf-8")
            happened = re.search(r"^date: (.*)$", text, re.MULTILINE)
            assert happened
            lags.append((date.fromisoformat(told) - date.fromisoformat(happened[1])).days)
    assert min(lags) >= 0
    assert 0.05 < sum(lag > 7 for lag in lags) / len(lags) < 0.4


def test_events_are_never_edited(repository: Path) -> None:
    assert git(repository, "log", "--diff-filter=MDR", "--format=%h", "--", "data/events", "data/plans") == ""
    assert git(repository, "log", "--diff-filter=M", "--format=%h", "--", "data/projects") != ""


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(app, ["demo", str(tmp_path), "--no-git"])
    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["note.txt"]


def test_a_malformed_quarter_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", str(tmp_path / "new"), "--start", "2025-1"])
    assert result.exit_code == 2
