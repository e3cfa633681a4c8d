"""What a dishonest unit tries against the gate beyond the threat list; honest work that looks odd."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from districts import commit, git
from gated import DAY, District, changed, district, event, guatu, write, wrote

from generator.records.history import history
from generator.records.source import Refused
from generator.review.proposal import proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Files = Mapping[str, str | None]

WEEKLY = {"project": "P001", "progress": "[主体到三层]"}
OPEN_ITEM = event(
    "IT2", "decision", "2026-03-10", "XDB", meeting="MT1", text="研究供电方案", responsible="[U01]"
)
TIMED_ITEM = event(
    "IT2", "decision", "2026-03-10", "XDB",
    meeting="MT1", text="道路开通", responsible="[U01]", due="2026-05-15",
)  # fmt: skip


@pytest.fixture
def served(tmp_path: Path) -> District:
    return district(tmp_path)


def correction(id_: str, writer: str, of: str, day: str = "2026-07-01", **fields: str) -> Files:
    return event(id_, "correction", day, writer, of=of, reason="写错", **fields)


def own_meeting(id_: str, day: str, writer: str) -> Files:
    return event(id_, "meeting", day, writer, level="责任单位", convener="陈静", agenda="[IT2]")


def errors(served: District, branch: str, *accounts: str) -> set[str]:
    verdict = served.judged(branch, *accounts)
    return {one.code.id for one in verdict.problems if one.severity == "error"}


class Attempt(NamedTuple):
    """What is on the main branch already, who tries what, and the codes that answer (none: it passes)."""

    account: str
    files: Files
    codes: set[str]
    before: Files | None = None


CERTIFIED = event("SC9", "start_certified", "2026-07-01", "ZDB", start="SS9")
SECOND_START = event("SS9", "substantive_start", "2026-06-20", "U02", project="P002")
ATTEMPTS: dict[str, Attempt] = {
    # A certificate rests on what was certified: its day, its project, its item.
    "认定后把开工日期改早": Attempt(
        "linhe-clerk", correction("GZ1", "U01", "SS1", changes="{date: 2026-04-20}"), {"G574"}
    ),
    "更正写成认定之前的日期": Attempt(
        "linhe-clerk", correction("GZ1", "U01", "SS1", "2026-05-07", changes="{date: 2026-04-20}"), {"G574"}
    ),
    "认定后撤回开工": Attempt("linhe-clerk", correction("GZ1", "U01", "SS1", withdraw="是"), {"G574"}),
    "确认后把办结日期改早": Attempt(
        "linhe-clerk", correction("GZ1", "U01", "CL1", changes="{date: 2026-03-11}"), {"G574"}
    ),
    "确认过的办结挪给另一事项": Attempt(
        "linhe-clerk", correction("GZ1", "U01", "CL1", changes="{item: IT2}"), {"G574"}, TIMED_ITEM
    ),
    "认定后只补依据": Attempt(
        "linhe-clerk", correction("GZ1", "U01", "SS1", changes="{document: 监理日志}"), set()
    ),
    "认定后由办里更正": Attempt(
        "office", correction("GZ1", "ZDB", "SS1", changes="{date: 2026-05-05}"), set()
    ),
    "认定前自己更正": Attempt(
        "yunxi", correction("GZ1", "U02", "SS9", changes="{date: 2026-06-21}"), set(), SECOND_START
    ),
    "更正后再认定": Attempt(
        "office",
        CERTIFIED,
        set(),
        {**SECOND_START, **correction("GZ1", "U02", "SS9", "2026-06-25", changes="{date: 2026-06-21}")},
    ),
    # What the office has put right is not put back.
    "把办里的更正改回去": Attempt(
        "yunxi",
        correction("GZ2", "U02", "MS1", changes="{date: 2026-04-28}"),
        {"G575"},
        correction("GZ1", "ZDB", "MS1", "2026-06-01", changes="{date: 2026-05-12}"),
    ),
    # An approval stands: else the plan would be edited, and approved anew.
    "撤回计划批准": Attempt("office", correction("GZ1", "ZDB", "PA1", withdraw="是"), {"G577"}),
    "计划批准改成别的年度": Attempt(
        "office", correction("GZ1", "ZDB", "PA1", changes='{year: "2027"}'), {"G577"}
    ),
    # A unit's own meeting costs no other unit ten points.
    "用自己的会给别人扣分": Attempt(
        "yunxi",
        {
            path: text
            for month in (4, 5, 6)
            for path, text in own_meeting(f"MT{month}", f"2026-0{month}-10", "U02").items()
        },
        {"G576"},
        OPEN_ITEM,
    ),
    # Nor does it once an old meeting of one's own is corrected so: what is corrected is as new.
    "把旧会更正成研究别人的事": Attempt(
        "yunxi",
        correction("GZ1", "U02", "MT9", changes="{agenda: [IT2]}"),
        {"G576"},
        {**OPEN_ITEM, **event("MT9", "meeting", "2026-06-10", "U02", level="责任单位", convener="陈静")},
    ),
    "更正旧会的备注": Attempt(
        "yunxi",
        correction("GZ1", "U02", "MT9", changes="{note: 补记主持人}"),
        set(),
        {**OPEN_ITEM, **own_meeting("MT9", "2026-06-10", "U02")},
    ),
    "自己的会研究自己的事": Attempt("linhe-clerk", own_meeting("MT9", "2026-06-10", "U01"), set(), OPEN_ITEM),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_attempt_is_answered(served: District, tmp_path: Path, name: str) -> None:
    attempt = ATTEMPTS[name]
    if attempt.before:
        served.merged(tmp_path / "before", wrote(attempt.before))
    assert errors(served, served.submitted(tmp_path / "u", wrote(attempt.files)), attempt.account) == (
        attempt.codes
    )


def test_a_file_taken_away_hides_nothing_elsewhere(served: District, tmp_path: Path) -> None:
    """The empty file goes, and U02, which reported in April, is said to have ended in January."""

    def edit(root: Path) -> None:
        write(root, {"data/.gitkeep": None})
        changed("data/register/organisations/U02.yml", "scored", "to: 2026-01-30\nscored")(root)

    assert errors(served, served.submitted(tmp_path / "o", edit), "office") == {"G518"}


def test_a_tag_that_poses_as_the_main_branch_is_refused(served: District, tmp_path: Path) -> None:
    """Git fetches tags unasked and takes a tag before a branch of the same name: its register would count."""

    def promoted(root: Path) -> None:
        changed("data/register/organisations/ZDB.yml", "[office]", "[office, linhe-clerk-2]")(root)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "名册")
        git(root, "tag", "origin/main")
        git(root, "push", "-q", "origin", "origin/main")
        changed("data/calendar/2026.yml", "2026-05-01", "2026-05-08")(root)

    branch = served.submitted(tmp_path / "u", promoted)
    git(served.office, "fetch", "-q", "origin")
    assert "origin/main" in git(served.office, "tag").split()
    for base in ("origin/main", "origin/main~0", "origin/main^{commit}"):
        with pytest.raises(Refused, match="refs/tags/origin/main"):
            proposal(served.office, base, f"origin/{branch}", DAY)
    found = proposal(served.office, "refs/remotes/origin/main", f"refs/remotes/origin/{branch}", DAY)
    assert found.base == git(served.office, "rev-parse", "refs/remotes/origin/main").strip()
    done = guatu(
        "gate", "--root", served.office, "--base", "origin/main", "--head", "HEAD", "--actor", "office"
    )
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_branches_that_took_in_each_other_are_not_blamed_for_the_other(
    served: District, tmp_path: Path
) -> None:
    """The clerk updates the branch while the office merges it, and goes on with it: two common commits."""
    office, clerk = tmp_path / "o", tmp_path / "u"
    first = served.submitted(
        clerk, wrote(event("WR2", "weekly_report", "2026-06-29", "U01", week="2026-W27", **WEEKLY))
    )
    other = event("CY7", "ceremony", "2026-06-20", "U02", project="P002")
    served.merged(office, wrote(other))
    git(clerk, "fetch", "-q", "origin")
    git(clerk, "merge", "-q", "--no-edit", "origin/main")
    git(office, "fetch", "-q", "origin")
    git(office, "merge", "-q", "--no-edit", "--no-ff", f"origin/{first}")
    git(office, "push", "-q", "origin", "HEAD:main")
    write(clerk, event("WR3", "weekly_report", "2026-06-26", "U01", week="2026-W26", **WEEKLY))
    commit(clerk, "2026-07-02")
    git(clerk, "push", "-q", "origin", first)
    found = served.proposed(first)
    assert len(git(served.office, "merge-base", "--all", found.base, found.head).split()) == 2
    assert [touch.path for touch in found.touches] == ["data/events/U01/2026/WR3.yml"]
    assert errors(served, first, "linhe-clerk") == set()
    changed(next(iter(other)), "2026-06-20", "2026-06-10")(clerk)
    commit(clerk, "2026-07-02")
    git(clerk, "push", "-q", "origin", first)
    assert errors(served, first, "linhe-clerk") == {"G803"}


def made(root: Path, data: bytes) -> str:
    """Put a commit into a repository that no honest git would write."""
    command = ["git", "hash-object", "-w", "-t", "commit", "--stdin", "--literally"]
    return (
        subprocess.run(command, cwd=root, input=data, capture_output=True, check=True).stdout.decode().strip()
    )


@pytest.mark.parametrize(
    "who",
    [
        "a <a> 99999999999999 +0000",
        "a <a> 18446744073709551615 +0000",
        "a <a> -5 +0000",
        "a <a> 明天",
        "a\n <a> 1 +0000",
    ],
)
def test_a_commit_with_a_mad_clock_or_name_breaks_nothing(served: District, who: str) -> None:
    """Where a forge merges without a commit of its own, the unit's comes to the main branch as it is."""
    root = served.office
    tree, parent = (git(root, "rev-parse", name).strip() for name in ("main^{tree}", "main"))
    head = made(root, f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n".encode())
    assert history(root, head).recorded
    assert proposal(root, head, head, DAY).before.portfolio.events


def test_a_clone_that_lacks_an_object_is_said_to_lack_it(served: District) -> None:
    root = served.office
    lost = "12" * 20
    git(root, "update-index", "--add", "--cacheinfo", f"100644,{lost},data/events/U01/2026/WR2.yml")
    whole = git(root, "write-tree", "--missing-ok").strip()
    head = git(root, "commit-tree", whole, "-p", "main", "-m", "x").strip()
    done = guatu("gate", "--root", root, "--base", "main", "--head", head, "--actor", "linhe-clerk")
    assert (done.exit_code, done.stderr) == (2, f"仓库不完整，缺少 {lost[:12]}：请重新克隆\n")


def test_settings_of_the_clone_do_not_merge_what_does_not_fit(served: District, tmp_path: Path) -> None:
    path = "data/projects/U01/P001.yml"
    branch = served.submitted(tmp_path / "u", changed(path, "王强", "李某"))
    served.merged(tmp_path / "o", changed(path, "王强", "赵某"))
    git(served.office, "config", "merge.default", "union")
    assert errors(served, branch, "linhe-clerk") == {"G809"}


def test_data_beside_the_district_are_not_the_districts(served: District) -> None:
    """The root lies in a folder; a folder `data` at the repository's top is another's."""
    root = served.office
    (root / "district").mkdir()
    git(root, "mv", "data", "district/data")
    commit(root, "2026-07-01")
    git(root, "switch", "-q", "-c", "u")
    write(root, {"data/events/U01/2026/WR2.yml": "id: WR2\n"})
    commit(root, "2026-07-02")
    done = guatu(
        "gate", "--root", root / "district", "--base", "main", "--head", "u", "--actor", "linhe-clerk"
    )
    assert (done.exit_code, done.stdout.count("G805")) == (1, 1)


DRAFT = (
    "project: P002\nyear: {}\nclass: 结转续建\ncompletion_month: {}-10\ninvest_wan: 9000\n"
    "invested_before_wan: 100\ngoal: 十月投产\n"
)


def test_a_draft_plan_may_go_an_approved_one_may_not(served: District, tmp_path: Path) -> None:
    drafts: Files = {f"data/plans/{year}/P002.yml": DRAFT.format(year, year) for year in (2027, 2028)}
    served.merged(tmp_path / "a", wrote(drafts))
    served.merged(
        tmp_path / "b",
        wrote(
            event(
                "PA8", "plan_approved", "2026-07-01", "ZDB",
                document="重大项目〔2026〕8号", year="2028", approved_on="2026-07-01",
            )
        ),
    )  # fmt: skip
    for year, codes in ((2027, set()), (2028, {"G615"})):
        gone: Files = {f"data/plans/{year}/P002.yml": None}
        branch = served.submitted(tmp_path / f"o{year}", wrote(gone))
        assert errors(served, branch, "office") == codes
        assert errors(served, branch, "yunxi") >= {"G804"}


def test_an_account_in_look_alike_letters_is_another(served: District, tmp_path: Path) -> None:
    """Unicode folds the long s to s and the Kelvin sign to k."""
    branch = served.submitted(
        tmp_path / "u",
        wrote(event("WR2", "weekly_report", "2026-06-29", "S01", week="2026-W27", **WEEKLY)),
    )
    assert errors(served, branch, "Street-1") == set()
    assert errors(served, branch, "\u017ftreet-1") == {"G801"}


def edition(day: str, id_: str = "new") -> Callable[[Path], None]:
    """Give the edit that adds an edition of the rules, in force since a day."""

    def edit(root: Path) -> None:
        text = (root / "data/policy/2019-03-11.yml").read_text("utf-8")
        text = text.replace("effective_from: 2019-03-11", f"effective_from: {day}")
        write(root, {f"data/policy/{day}.yml": text.replace("id: wuhan-dxh-2019", f"id: {id_}")})

    return edit


FORCE: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "改施行中的扣分": (
        changed("data/policy/2019-03-11.yml", "points: -4\n    recurring", "points: -1\n    recurring"),
        {"G816"},
    ),
    "只改规则的注释": (
        changed("data/policy/2019-03-11.yml", "# 计分规则的一个版本", "# 计分规则的一版"),
        set(),
    ),
    "补今年的假日": (
        changed("data/calendar/2026.yml", "  - 2026-05-05\n", "  - 2026-05-05\n  - 2026-05-06\n"),
        {"G816"},
    ),
    "不再考评一个单位": (
        changed("data/register/organisations/U02.yml", "scored: 是", "scored: 否"),
        {"G816"},
    ),
    "单位改名": (changed("data/register/organisations/U02.yml", "short: 东湖园", "short: 东湖"), set()),
    "明年的规则": (edition("2027-01-01"), set()),
    "倒签的规则": (edition("2026-01-01"), {"G816"}),
    "补在最前的规则": (edition("2018-01-01"), {"G816"}),
    "又一版同号的规则": (edition("2027-01-01", "wuhan-dxh-2019"), {"G421"}),
}


RIGHT = "rights:\n  - {kind: start_certified, writers: [区重大项目办, 责任单位], limits: [由另一单位]}\n"
GRANTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "责任单位也可认定开工": (
        lambda root: write(root, {"data/register/authority.yml": RIGHT}),
        "开工认定，区重大项目办 → 区重大项目办、责任单位",
    ),
    "多一个账号": (
        changed("data/register/organisations/U02.yml", "[yunxi]", "[yunxi, b]"),
        "东湖园的账号增加 b",
    ),
    "换一个账号": (
        changed("data/register/organisations/U02.yml", "[yunxi]", "[b]"),
        "东湖园的账号增加 b，减少 yunxi",
    ),
}


@pytest.mark.parametrize("name", GRANTS)
def test_who_may_write_what_is_shown_to_the_reviewer(served: District, tmp_path: Path, name: str) -> None:
    edit, words = GRANTS[name]
    verdict = served.judged(served.submitted(tmp_path / "o", edit), "office")
    assert verdict.passes
    (told,) = [one for one in verdict.problems if one.code.id == "G817"]
    assert words in told.text()


@pytest.mark.parametrize("name", FORCE)
def test_what_acts_back_is_shown_to_the_reviewer(served: District, tmp_path: Path, name: str) -> None:
    edit, codes = FORCE[name]
    verdict = served.judged(served.submitted(tmp_path / "o", edit), "office")
    assert verdict.passes
    assert {one.code.id for one in verdict.problems} == codes
