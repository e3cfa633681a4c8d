"""What the gate rests on: whole history, git's objects, the main branch's register, both changes' sum."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from districts import commit, git
from gated import DAY, District, changed, district, event, guatu, wrote
from request_examples import REQUESTS, edit, told
from sealed_repository import committed, made, seals_of

from generator.records import chain, emit
from generator.records.codes import CODES
from generator.records.decode import decode
from generator.records.load import load
from generator.records.model.events import BulletinPublished
from generator.records.owners import FILES, FORGES, codeowners
from generator.records.source import Refused
from generator.review.proposal import proposal

if TYPE_CHECKING:
    from pathlib import Path

MONTHLY = {"project": "P002", "month": "2026-06", "invested_ytd_wan": "9000", "image_progress": "主体封顶"}
ORGANISATION = "data/register/organisations/{}.yml"


@pytest.fixture
def served(tmp_path: Path) -> District:
    return district(tmp_path)


def _codes(served: District, branch: str, *accounts: str) -> set[str]:
    verdict = served.judged(branch, *accounts)
    return {one.code.id for one in verdict.problems if one.severity == "error"}


def test_two_changes_valid_alone_are_caught_together(served: District, tmp_path: Path) -> None:
    """The same month's report, by two clerks under two ids; whoever comes second is told."""
    first = served.submitted(
        tmp_path / "one", wrote(event("MR7", "monthly_report", "2026-06-30", "U02", **MONTHLY))
    )
    second = served.submitted(
        tmp_path / "two", wrote(event("MR8", "monthly_report", "2026-06-30", "U02", **MONTHLY))
    )
    assert _codes(served, first, "yunxi") == _codes(served, second, "yunxi") == set()
    git(served.office, "push", "-q", "origin", f"origin/{first}:main")
    assert _codes(served, second, "yunxi") == {"G540"}


def test_one_id_used_by_two_changes_is_a_conflict(served: District, tmp_path: Path) -> None:
    one = event("CY7", "ceremony", "2026-06-20", "U02", project="P002")
    other = event("CY7", "ceremony", "2026-06-21", "U02", project="P002")
    second = served.submitted(tmp_path / "two", wrote(other))
    served.merged(tmp_path / "one", wrote(one))
    assert _codes(served, second, "yunxi") == {"G809"}


def test_what_the_main_branch_did_meanwhile_is_not_blamed_on_the_change(
    served: District, tmp_path: Path
) -> None:
    branch = served.submitted(
        tmp_path / "u", wrote(event("CY7", "ceremony", "2026-06-20", "U02", project="P002"))
    )
    served.merged(tmp_path / "o", changed("generator/tool.py", "tool", "better tool"))
    assert _codes(served, branch, "yunxi") == set()


def test_faults_the_main_branch_has_already_stop_nobody(served: District, tmp_path: Path) -> None:
    served.merged(tmp_path / "o", wrote(event("CY1", "ceremony", "2026-06-20", "ZZB", project="P002")))
    branch = served.submitted(
        tmp_path / "u", wrote(event("CY7", "ceremony", "2026-06-20", "U02", project="P002"))
    )
    verdict = served.judged(branch, "yunxi")
    assert (verdict.passes, verdict.earlier) == (True, 1)


def test_a_shallow_clone_is_refused(served: District, tmp_path: Path) -> None:
    served.merged(tmp_path / "o", wrote({"README": "x\n"}))
    git(tmp_path, "clone", "-q", "--depth", "1", served.url, "shallow")
    with pytest.raises(Refused, match="shallow"):
        proposal(tmp_path / "shallow", "HEAD", "HEAD", DAY)


def test_replaced_objects_and_grafts_have_no_say(served: District, tmp_path: Path) -> None:
    """The reviewer's clone was taught to see another blob and another parent; the gate sees what is there."""
    branch = served.submitted(
        tmp_path / "u", changed("data/events/U01/2026/SS1.yml", "2026-05-06", "2026-05-04")
    )
    git(served.office, "fetch", "-q", "origin")
    new = git(served.office, "rev-parse", f"origin/{branch}:data/events/U01/2026/SS1.yml").strip()
    old = git(served.office, "rev-parse", "origin/main:data/events/U01/2026/SS1.yml").strip()
    git(served.office, "replace", new, old)
    head = git(served.office, "rev-parse", f"origin/{branch}").strip()
    (served.office / ".git/info").mkdir(exist_ok=True)
    (served.office / ".git/info/grafts").write_text(f"{head}\n", encoding="utf-8")
    assert _codes(served, branch, "linhe-clerk") == {"G603"}


def test_every_account_named_must_have_the_right(served: District, tmp_path: Path) -> None:
    """Whoever opened the request and whoever pushed last may be two."""
    branch = served.submitted(
        tmp_path / "u", wrote(event("CY7", "ceremony", "2026-06-20", "U02", project="P002"))
    )
    assert _codes(served, branch, "yunxi", "YUNXI") == set()
    assert _codes(served, branch, "yunxi", "linhe-clerk") == {"G803"}


def test_a_unit_that_is_no_more_submits_nothing(served: District, tmp_path: Path) -> None:
    served.merged(tmp_path / "o", changed(ORGANISATION.format("U02"), "scored", "to: 2026-06-30\nscored"))
    branch = served.submitted(
        tmp_path / "u", wrote(event("CY7", "ceremony", "2026-06-20", "U02", project="P002"))
    )
    assert _codes(served, branch, "yunxi") == {"G802"}


def test_code_goes_another_way_and_is_not_judged_here(served: District, tmp_path: Path) -> None:
    branch = served.submitted(tmp_path / "o", wrote({"generator/tool.py": "1\n", "generator/b.py": "2\n"}))
    verdict = served.judged(branch, "office")
    assert [(one.code.id, one.severity) for one in verdict.problems] == [("G812", "warning")]
    assert verdict.passes


def test_naming_others_as_lead_units_is_shown_to_the_reviewer(served: District, tmp_path: Path) -> None:
    text = (served.office / "data/projects/U02/P002.yml").read_text(encoding="utf-8")
    joint = text.replace("id: P002", "id: P009").replace("东湖", "南湖").replace("[U02]", "[U02, U01]")
    branch = served.submitted(tmp_path / "u", wrote({"data/projects/U02/P009.yml": joint}))
    found = served.judged(branch, "yunxi").problems
    assert [(one.code.id, one.severity) for one in found] == [("G813", "warning")]
    assert "U01" in found[0].message()


def test_a_seal_must_be_what_its_commit_gives(tmp_path: Path) -> None:
    """The office's own seal passes; the same with one figure changed and its head computed anew does not."""
    root = made(tmp_path / "district")
    last = seals_of(root)[-1]
    text = last.read_text(encoding="utf-8")
    path = last.relative_to(root).as_posix()
    sealed = git(root, "log", "-1", "--format=%H", "--", path).strip()
    git(root, "switch", "-q", "-c", "honest", sealed)
    git(root, "branch", "-f", "main", "HEAD~1")
    git(root, "switch", "-q", "-c", "forged", "main")
    committed(root, {path: _forged(path, text)})
    for branch, wanted in (("honest", 0), ("forged", 1)):
        done = guatu("gate", "--root", root, "--base", "main", "--head", branch, "--actor", "zdb-clerk")
        assert done.exit_code == wanted, done.stdout + done.stderr
    assert "G814" in done.stdout


def _forged(path: str, text: str) -> str:
    act, _ = decode(path, text.encode())
    assert isinstance(act, BulletinPublished)
    other = act.model_copy(update={"report": "0" * 64})
    other = other.model_copy(update={"new_head": chain.head(other)})
    return emit.text(BulletinPublished, other.model_dump(by_alias=True, exclude_none=True))


def test_the_command_says_who_and_what(served: District, tmp_path: Path) -> None:
    branch = served.submitted(
        tmp_path / "u", wrote(event("CY7", "ceremony", "2026-06-20", "U02", project="P002"))
    )
    git(served.office, "fetch", "-q", "origin")
    where = ("--root", served.office, "--base", "origin/main", "--head", f"origin/{branch}")
    good = guatu("gate", *where, "--actor", "yunxi")
    assert (good.exit_code, good.stderr) == (0, "")
    assert "提交人 yunxi（" in good.stdout
    assert "可以合并" in good.stdout
    bad = guatu("gate", *where, "--actor", "linhe-clerk", "--format", "json")
    assert bad.exit_code == 1
    assert [one["code"] for one in json.loads(bad.stdout)["problems"]] == ["G803"]
    assert guatu("gate", *where, "--actor", "nobody", "--format", "github").stdout.startswith("::error file=")
    lost = guatu(
        "gate", "--root", served.office, "--base", "origin/main", "--head", "none", "--actor", "yunxi"
    )
    assert (lost.exit_code, lost.stderr) == (2, "没有“none”这个提交\n")


def test_owners_are_written_for_each_forge_and_named_when_stale(served: District) -> None:
    root = served.office
    assert "G815" not in guatu("check", "--root", root).stdout
    changed(ORGANISATION.format("U02"), "[yunxi]", "[yunxi, yunxi-2]")(root)
    stale = guatu("check", "--root", root)
    assert stale.exit_code == 1
    assert [line.split(":")[0] for line in stale.stdout.splitlines() if "G815" in line] == sorted(
        FILES.values()
    )
    done = guatu("codeowners", "--root", root, "--forge", "gitlab")
    assert done.stdout == "已写：.gitlab/CODEOWNERS\n"
    assert guatu("codeowners", "--root", root).exit_code == 0
    assert "G815" not in guatu("check", "--root", root).stdout
    assert guatu("codeowners", "--root", root, "--forge", "svn").exit_code == 2


def test_owners_of_a_district_in_a_folder_of_the_repository(served: District) -> None:
    root = served.office
    (root / "district").mkdir()
    git(root, "mv", "data", "district/data")
    commit(root, "2026-07-01")
    assert guatu("codeowners", "--root", root / "district").exit_code == 0
    text = (root / FILES["github"]).read_text(encoding="utf-8")
    assert "/district/data/events/U02/ @yunxi @office\n" in text
    assert not (root / "district/.github").exists()


def test_the_words_of_each_forge(served: District) -> None:
    """GitHub and GitLab heed the last match; Gitea every one, each a pattern of the whole path."""
    portfolio, _ = load(served.office)
    for forge in ("github", "gitlab"):
        lines = codeowners(portfolio, forge).splitlines()[2:]
        assert lines[0] == "* @office"
        assert "/data/projects/U01/ @linhe-clerk @office" in lines
    lines = codeowners(portfolio, "forgejo").splitlines()[2:]
    assert lines[:2] == ["!data/(events|projects)/.* @office", "data/(events|projects)/.* @office"]
    assert "data/events/U01/.* @linhe-clerk" in lines


def test_every_unit_with_an_account_answers_for_its_folders(served: District) -> None:
    portfolio, _ = load(served.office)
    for forge in FORGES:
        text = codeowners(portfolio, forge)
        for unit in portfolio.organisations.values():
            named = any(f"@{account}" in text for account in unit.accounts)
            assert named == bool(unit.accounts)


@pytest.mark.parametrize("code", sorted(code for code in CODES if code.startswith("G8")))
@pytest.mark.parametrize("side", ["bad", "good"])
def test_each_code_has_an_example_that_shows_it_and_one_that_mends_it(
    served: District, tmp_path: Path, code: str, side: str
) -> None:
    request = told((REQUESTS / code / side / "改动.txt").read_text(encoding="utf-8"))
    branch = served.submitted(tmp_path / "unit", edit(request.steps))
    if request.meanwhile:
        served.merged(tmp_path / "main", edit(request.meanwhile))
    found = served.judged(branch, request.account)
    if code == "G815":
        git(served.office, "checkout", "-q", f"origin/{branch}")
        codes = {"G815"} if "G815" in guatu("check", "--root", served.office).stdout else set()
    else:
        codes = {one.code.id for one in found.problems}
    assert (code in codes) == (side == "bad"), [one.text() for one in found.problems]
    assert side == "bad" or found.passes


def test_a_change_that_leaves_no_data_says_just_that(served: District, tmp_path: Path) -> None:
    branch = served.submitted(tmp_path / "u", lambda root: shutil.rmtree(root / "data"))
    assert [one.code.id for one in served.judged(branch, "office").problems] == ["G811"]


LIMITED = {
    "旁人了结问题": (
        "d01",
        event("IR9", "issue_resolved", "2026-06-20", "D01", issue="IS1", result="已解决"),
        set[str](),
    ),
    "外单位了结问题": (
        "yunxi",
        event("IR9", "issue_resolved", "2026-06-20", "U02", issue="IS1", result="x"),
        {"G516"},
    ),
    "单位开分管负责人会": (
        "linhe-clerk",
        event("HY9", "meeting", "2026-06-20", "U01", level="分管负责人", convener="张某"),
        {"G569"},
    ),
    "承办单位改自己的时限": (
        "xdb-clerk",
        event(
            "IT9",
            "decision",
            "2026-06-01",
            "XDB",
            meeting="MT1",
            text="协调用电",
            responsible="[XDB]",
            due="2026-06-30",
        )
        | event(
            "SX9", "due_changed", "2026-06-20", "XDB", item="IT9", due="2026-07-31", decided_on="2026-06-20"
        ),
        {"G567"},
    ),
    "承办单位撤自己的事项": (
        "xdb-clerk",
        event(
            "IT9",
            "decision",
            "2026-06-01",
            "XDB",
            meeting="MT1",
            text="协调用电",
            responsible="[XDB]",
            due="2026-06-30",
        )
        | event("GZ9", "correction", "2026-06-20", "XDB", of="IT9", withdraw="是", reason="不办了"),
        {"G567"},
    ),
}


@pytest.mark.parametrize("name", LIMITED)
def test_limits_of_the_matrix(served: District, tmp_path: Path, name: str) -> None:
    account, files, codes = LIMITED[name]
    assert _codes(served, served.submitted(tmp_path / "u", wrote(files)), account) == codes
