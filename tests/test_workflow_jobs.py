"""The workflows' jobs, run line by line in clean clones: green for honest changes, red for hostile ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from districts import git
from forge import TOKEN, Forge, Kind, serving
from gated import District, changed, district, event, wrote
from jobs import TOOLS, Runner, equipped, requested, shell
from rounds import LONG_RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jobs import Ran

pytestmark = [pytest.mark.slow]
FORGES = get_args(Kind)
THURSDAY = date(2026, 7, 2)
FRIDAY = date(2026, 7, 3)
WEEKLY = event(
    "WR2", "weekly_report", "2026-06-29", "U01", project="P001", week="2026-W27", progress="[主体到三层]"
)
HOSTILE = {
    **event("SS9", "substantive_start", "2026-06-20", "U02", project="P002"),
    "scripts/bootstrap.sh": "touch PWNED; mkdir -p .venv/bin; ln -sf /bin/true .venv/bin/guatu\n",
    "sitecustomize.py": "open('PWNED', 'w')\n",
    "generator/__init__.py": "open('PWNED', 'w')\n",
    ".gitattributes": "* -diff\n",
    "::add-mask::x.yml": "x: 1\n",
}


@pytest.fixture
def served(tmp_path: Path) -> District:
    made = district(tmp_path)
    made.merged(tmp_path / "equipment", equipped)
    return made


FEW = pytest.mark.parametrize("forge", FORGES if LONG_RUN else ("github", "gitlab"), indirect=True)
"""Forgejo runs the workflows of GitHub, as the first test shows, so that one stands for the other."""


@pytest.fixture(params=FORGES)
def forge(request: pytest.FixtureRequest) -> Iterator[Forge]:
    with serving(request.param) as made:
        yield made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "guatu"


@pytest.fixture
def runner(served: District, forge: Forge, tmp_path: Path, kept: Path) -> Runner:
    place = tmp_path / "runner"
    place.mkdir()
    return Runner(served, forge, place, THURSDAY, kept)


def judged(runner: Runner) -> dict[str, Ran]:
    """Run the jobs of a request."""
    ran = runner.pipeline("gate", "comment") if runner.forge.kind == "gitlab" else runner.workflow("change")
    assert not any((job.room / "PWNED").exists() for job in ran.values())
    assert all(TOKEN not in job.log for job in ran.values())
    return ran


def proposed(runner: Runner, edit: Callable[[Path], None], name: str = "u") -> None:
    """Let a unit propose a change; the runner gets to know of it."""
    branch = runner.district.submitted(runner.place / name, edit)
    runner.head = requested(runner.district, branch)


def test_an_honest_change_is_green_a_hostile_one_red_and_the_comment_follows(runner: Runner) -> None:
    """The request is refused, mended, and its one comment says first the one and then the other."""
    proposed(runner, wrote(HOSTILE), "hostile")
    ran = judged(runner)
    assert (ran["gate"].status, ran["comment"].status) == (1, 0), ran["gate"].log
    assert "提交账号 linhe-clerk：合并请求的作者" in ran["gate"].log
    assert "\n::add-mask" not in ran["gate"].log
    (refused,) = runner.forge.bodies
    assert "不能合并" in refused
    assert "G8" in refused
    proposed(runner, wrote(WEEKLY), "honest")
    ran = judged(runner)
    assert (ran["gate"].status, ran["comment"].status) == (0, 0), ran["gate"].log
    (accepted,) = runner.forge.bodies
    assert "可以合并" in accepted
    assert "影响没有算出来" not in accepted
    assert "不能合并" not in accepted


@FEW
def test_a_rerun_by_the_office_lends_no_authority(runner: Runner) -> None:
    proposed(runner, wrote(event("SS9", "substantive_start", "2026-06-20", "U02", project="P002")))
    runner.more = {
        "GITLAB_USER_LOGIN": "office",
        "GITHUB_ACTOR": "office",
        "GITHUB_TRIGGERING_ACTOR": "office",
    }
    runner.action, runner.sender = "synchronize", "office"
    ran = judged(runner)
    assert ran["gate"].status == 1
    assert "提交账号 office：" in ran["gate"].log
    assert "不增加也不减少作者的权限" in ran["gate"].log


@FEW
def test_the_office_may_bring_a_branch_up_to_date(runner: Runner) -> None:
    proposed(runner, wrote(WEEKLY))
    runner.more = {"GITLAB_USER_LOGIN": "office"}
    runner.action, runner.sender = "synchronize", "office"
    assert judged(runner)["gate"].status == 0


@FEW
def test_commits_another_unit_brought_need_its_right_too(runner: Runner) -> None:
    """A unit that pushes to another's branch does not act with the other's authority."""
    proposed(runner, wrote(WEEKLY))
    runner.more = {"GITLAB_USER_LOGIN": "yunxi"}
    runner.action, runner.sender = "synchronize", "yunxi"
    ran = judged(runner)
    assert ran["gate"].status == 1
    assert "提交账号 yunxi：" in ran["gate"].log
    assert "提交账号 yunxi" in runner.forge.bodies[0]


@pytest.mark.parametrize("forge", ["github", "forgejo"], indirect=True)
@pytest.mark.parametrize("action", ["edited", "reopened"])
def test_no_other_event_makes_a_verdict_better(runner: Runner, action: str) -> None:
    """What another unit pushed stays refused, though the author edits the title or opens it again."""
    proposed(runner, wrote(WEEKLY))
    for runner.action, runner.sender in (("synchronize", "yunxi"), (action, "linhe-clerk")):
        ran = judged(runner)
        assert ran["gate"].status
    assert "不知道最新的提交是谁推送的" in ran["gate"].log
    assert "审查没有做完" in runner.forge.bodies[-1]


@pytest.mark.parametrize("forge", ["gitlab"], indirect=True)
def test_without_its_author_a_request_gets_no_verdict(runner: Runner) -> None:
    """Whoever starts the pipeline again would lend it their own rights."""
    proposed(runner, wrote(WEEKLY))
    runner.forge.author = ""
    runner.more = {"GITLAB_USER_LOGIN": "office"}
    ran = judged(runner)
    assert ran["gate"].status == 2
    assert "没有告诉任务合并请求是谁提出的" in ran["gate"].log


@FEW
def test_a_request_for_another_branch_gets_no_verdict(runner: Runner) -> None:
    """A unit's own branch may hold a register of the unit's own; the same commit is then proposed here."""
    git(runner.district.remote, "branch", "mine", "main")
    proposed(runner, wrote(WEEKLY))
    runner.base = "mine"
    ran = judged(runner)
    assert ran["gate"].status == 2
    assert "不是主分支 main" in ran["gate"].log
    assert "审查没有做完" in runner.forge.bodies[0]


@FEW
def test_a_tool_that_is_the_requests_own_is_refused(runner: Runner) -> None:
    """Whoever checks the request out, against the workflow, gets no verdict."""
    proposed(runner, wrote(HOSTILE), "hostile")
    room = runner.place / "hostile"
    git(room, "fetch", "-q", "origin")
    done = shell([f"{TOOLS}/guatu", "ci", "change"], room, runner.around())
    assert done.returncode == 2
    assert "检出的不是主分支" in done.stdout


def published(served: District) -> set[str]:
    """List the top of the published branch; empty where nothing has been published."""
    if "gh-pages" not in git(served.remote, "branch", "--list", "gh-pages"):
        return set()
    return set(git(served.remote, "ls-tree", "--name-only", "gh-pages").split())


def merged(runner: Runner, name: str, stage: str) -> Ran:
    if runner.forge.kind == "gitlab":
        return runner.pipeline("pages", stage=stage)["pages"]
    return runner.workflow(name)["publish"]


@pytest.mark.parametrize("forge", ["github", "gitlab"], indirect=True)
def test_what_is_merged_is_published_and_stands_on_friday_and_what_is_faulty_is_not(runner: Runner) -> None:
    broken = changed("data/projects/U01/P001.yml", "leader: L01", "leader: L99")
    runner.district.merged(runner.place / "broken", broken)
    ran = merged(runner, "site", "main")
    assert ran.status == 1
    assert "没有发布：读者看到的还是原来的网站" in ran.log
    assert published(runner.district) == set()
    runner.district.merged(runner.place / "mended", changed("data/projects/U01/P001.yml", "L99", "L01"))
    ran = merged(runner, "site", "main")
    assert ran.status == 0, ran.log
    assert "current" in published(runner.district)
    if runner.forge.kind == "gitlab":
        assert (ran.room / "public" / "current" / "index.html").is_file()
    a_friday_morning(runner)


def a_friday_morning(runner: Runner) -> None:
    """The next morning, over what the last job has kept."""
    runner.day = FRIDAY
    before = git(runner.district.remote, "rev-parse", "gh-pages")
    ran = merged(runner, "scheduled", "scheduled")
    assert ran.status == 0, ran.log
    assert "今天到期（2026年7月3日）：" in ran.log
    assert "2026-07-03 起草的文件：4 种" in ran.log
    drafts = ran.room / "build" / "drafts" / "2026-07-03"
    assert {folder.name for folder in drafts.iterdir()} == set("BCDQ")
    assert list((drafts / "D").glob("*.docx"))
    assert git(runner.district.remote, "rev-parse", "gh-pages") != before
