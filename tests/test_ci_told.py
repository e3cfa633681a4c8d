"""What a job tells in log, summary and comment: once, within the forges' limits, and obeyed nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from districts import git
from gated import district, event, guatu, wrote
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.ci.scheduled import due_on, told
from generator.commands.ci.steps import say, step
from generator.commands.export import viewed
from generator.demo import writing
from generator.demo.simulate import Size, simulate
from generator.records.codes import requests as codes
from generator.records.source import Mark, problem
from generator.review.deadlines import deadlines
from generator.review.forges.summary import Listing
from generator.review.forges.told import LIMIT, LISTED, NOTHING, TOO_LONG, comment

if TYPE_CHECKING:
    from pathlib import Path

    from gated import District

WEEKLY = event(
    "WR2", "weekly_report", "2026-06-29", "U01", project="P001", week="2026-W27", progress="[主体到三层]"
)
FOREIGN = event("SS9", "substantive_start", "2026-06-20", "U02", project="P002")


def test_what_is_said_of_many_files_is_said_once() -> None:
    found = [problem(Mark(f"data/x{number}.yml"), codes.DELETED, base="a") for number in range(3)]
    found.append(problem(Mark("data/y.yml", 4, 2), codes.CONFLICT))
    lines = comment("不能合并", found, "").text.splitlines()
    assert [line[:8] for line in lines if line.startswith("- ")] == ["- G807 改", "- G809 主"]
    assert sum(line.startswith("  - ") for line in lines) == 4


def test_a_change_without_consequence_is_quiet() -> None:
    assert comment("可以合并", [], "").quiet
    assert NOTHING in comment("可以合并", [], " \n").text
    assert not comment("可以合并", [], "**合并影响**").quiet
    assert not comment("不能合并", [problem(Mark("data"), codes.CONFLICT)], "").quiet


@given(count=st.integers(0, 200), size=st.integers(0, 70_000))
def test_it_is_never_longer_than_a_forge_takes(count: int, size: int) -> None:
    found = [problem(Mark(f"data/{'长' * 200}{number}.yml"), codes.CONFLICT) for number in range(count)]
    made = comment("不能合并", found, "影" * size)
    assert len(made.body) < LIMIT + 2000
    assert (TOO_LONG in made.text) or size < LIMIT
    assert (f"另有 {count - LISTED} 条" in made.text) == (count > LISTED)


@given(text=st.text())
def test_nothing_submitted_is_a_command_in_the_log(text: str) -> None:
    line = Listing(f"::{text}", (f"##[error]{text}", "::add-mask::x")).text
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("generator.commands.ci.steps.typer.echo", said.append)
        for one in line:
            say(one)
    assert not any("##[" in one or one.strip().startswith("::") or "\n" in one for one in said)


def test_a_summary_is_added_to_the_page_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    told(Listing("今天到期", ("<b>周报</b>",)))
    told(Listing("本周还将到期", ()))
    assert page.read_text(encoding="utf-8") == (
        "**今天到期**\n\n- &#60;b&#62;周报&#60;&#47;b&#62;\n\n**本周还将到期**\n\n- 没有\n\n"
    )


def test_a_step_tells_what_it_runs_and_how_it_ended(capfd: pytest.CaptureFixture[str]) -> None:
    done = step("check", "--root", "没有 这里")
    assert done.status == 2
    told = capfd.readouterr().out
    assert told.startswith("▸ guatu check --root '没有 这里'\n")
    assert done.out in told


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> District:
    made = district(tmp_path_factory.mktemp("served"))
    made.submitted(made.office.parent / "honest", wrote(WEEKLY))
    made.submitted(made.office.parent / "foreign", wrote(FOREIGN))
    made.proposed("honest")
    return made


@pytest.fixture
def in_july(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "GITEA_ACTIONS", "FORGEJO_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(import_module("generator.commands.ci.change"), "today", lambda: date(2026, 7, 2))


@pytest.mark.usefixtures("in_july")
@pytest.mark.parametrize(
    ("branch", "status", "word"), [("honest", 0, "可以合并"), ("foreign", 1, "不能合并")]
)
def test_by_hand_on_ones_own_machine(served: District, branch: str, status: int, word: str) -> None:
    given_ = ("--base", "origin/main", "--head", f"origin/{branch}", "--actor", "linhe-clerk")
    done = guatu("ci", "change", *given_, "--root", served.office)
    assert done.exit_code == status, done.output
    assert "提交账号 linhe-clerk：命令里写明" in done.output
    assert word in (served.office / "build/ci/comment.md").read_text(encoding="utf-8")
    assert (served.office / "build/ci/codequality.json").is_file()


@pytest.mark.usefixtures("in_july")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "这里不是代码平台的任务"),
        (("--base", "origin/main"), "这里不是代码平台的任务"),
        (("--base", "x", "--head", "y", "--actor", "z"), "没有“x”这个提交"),
        (("--base", "--help", "--head", "y", "--actor", "z"), "没有“--help”这个提交"),
    ],
)
def test_wrong_calls(served: District, arguments: tuple[str, ...], words: str) -> None:
    done = guatu("ci", "change", *arguments, "--root", served.office)
    assert (done.exit_code, words in done.output) == (2, True), done.output


@pytest.mark.usefixtures("in_july")
def test_a_shallow_clone_is_refused(served: District, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", served.url, "s")
    done = guatu("ci", "change", "--base", "HEAD", "--head", "HEAD", "--actor", "x", "--root", tmp_path / "s")
    assert (done.exit_code, "浅克隆" in done.output) == (2, True)
    assert guatu("ci", "main", "--root", tmp_path / "s").exit_code == 2


def test_what_falls_due_this_week(served: District) -> None:
    """Friday 26 June 2026: reports of both units, the office's lists; the leader has until Sunday."""
    today, later = due_on(served.office, date(2026, 6, 26))
    assert [line.split("：")[0] for line in today.lines] == [
        "2026年6月26日 周协调清单报送（2026-W26，还差1份）",
        "2026年6月26日 周报（2026-W26，还差2份）",
        "2026年6月26日 周新开工报送（2026-W26，还差1份）",
    ]
    assert later.lines == ("2026年6月28日 周协调（2026-W26，还差1份）：李明",)
    assert (today.title, later.title) == ("今天到期（2026年6月26日）：3 项", "本周还将到期：1 项")


def test_a_missing_calendar_is_told_before_the_lists(served: District) -> None:
    unknown, today, later = due_on(served.office, date(2031, 1, 6))
    assert unknown.title == "不知道今天和本周有哪些报送、会议到期：缺少 2031 年的工作日历"
    assert "data/calendar/2031.yml" in unknown.lines[0]
    assert today.title == "今天到期（2031年1月6日，报送和会议除外）：0 项"
    assert later.title.startswith("本周还将到期（报送和会议除外）：")


@pytest.fixture
def district_of_demo(tmp_path: Path) -> Path:
    _, entries = simulate(Size(30, 2, "2026Q1", 1, 60))
    writing.write(tmp_path, entries)
    return tmp_path


def test_promises_and_items_of_the_week_are_listed(district_of_demo: Path) -> None:
    """Over a quarter of Mondays: what is promised for the week and not done is on the list."""
    seen = set()
    for week in range(14, 27):
        monday = date.fromisocalendar(2026, week, 1)
        view = viewed(district_of_demo, "", monday)
        found = deadlines(view)
        assert all(monday <= one.day <= monday + timedelta(days=6) for one in found)
        for story in view.report.facts.projects.values():
            for promise in story.promises:
                due = promise.deadline
                if not story.withdrawn and story.deed(promise) is None and 0 <= (due - monday).days < 7:
                    assert any(one.day == due and one.subject.startswith(story.project.id) for one in found)
                    seen.add("promise")
        for key, item in view.report.facts.items.items():
            if not item.closed and item.due and 0 <= (item.due.day - monday).days < 7:
                assert any(one.day == item.due.day and one.subject == key for one in found)
                seen.add("item")
    assert seen == {"promise", "item"}
