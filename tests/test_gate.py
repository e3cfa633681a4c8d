"""Honest changes pass the gate, and every attack of the threat list is refused with its own message."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from districts import git
from gated import District, changed, district, event, write, wrote

from generator.records.load import load
from generator.records.owners import FILES, codeowners

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Edit = Callable[[Path], None]

PROJECT = "data/projects/U01/P001.yml"
PLAN = "data/plans/2026/P001.yml"
OFFICE = "data/register/organisations/ZDB.yml"
WEEKLY = event(
    "WR2", "weekly_report", "2026-06-29", "U01", project="P001", week="2026-W27", progress="[主体到三层]"
)
START = event("SS2", "substantive_start", "2026-06-20", "U02", project="P002")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> District:
    return district(tmp_path_factory.mktemp("served"))


def both(*edits: Edit) -> Edit:
    def edit(root: Path) -> None:
        for one in edits:
            one(root)

    return edit


def registered(root: Path) -> None:
    """The office adds a clerk's account, and CODEOWNERS with it."""
    changed("data/register/organisations/U02.yml", "[yunxi]", "[yunxi, yunxi-2]")(root)
    portfolio, _ = load(root)
    write(root, {path: codeowners(portfolio, forge) for forge, path in FILES.items()})


def behind(root: Path) -> None:
    """The unit's branch takes in the main branch before it is pushed, as forges offer by a button."""
    write(root, WEEKLY)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "周报")
    git(root, "merge", "-q", "--no-edit", "--allow-unrelated-histories", "origin/main")


HONEST: dict[str, tuple[str, Edit]] = {
    "周报": ("linhe-clerk", wrote(WEEKLY)),
    "账号不分大小写": ("LinHe-Clerk", wrote(WEEKLY)),
    "开工": ("yunxi", wrote(START)),
    "项目信息": ("linhe-clerk", changed(PROJECT, "responsible_person: 王强", "responsible_person: 李某")),
    "新项目": (
        "yunxi",
        wrote(
            {
                "data/projects/U02/P009.yml": "id: P009\nname: 云溪冷链\ncontent: 冷库三座\n"
                "investor: 云溪公司\n"
                "sector: 食品\ninvestment_total_wan: 12000\nstreet: S01\nlead_units: [U02]\n"
                "responsible_person: 张某\nleader: L01\nsigned: 2026-06-01\n"
            }
        ),
    ),
    "更正自己的事件": (
        "linhe-clerk",
        wrote(event("GZ1", "correction", "2026-06-30", "U01", of="WR1", withdraw="是", reason="重复填报")),
    ),
    "办里记开工仪式": (
        "office",
        wrote(event("SC1B", "ceremony", "2026-05-05", "ZDB", project="P001")),
    ),
    "审批部门办结": (
        "d01",
        wrote(event("SD9", "step_done", "2026-06-18", "D01", project="P001", step="环评")),
    ),
    "街道提问题": (
        "street-1",
        wrote(
            event(
                "IS9",
                "issue_raised",
                "2026-06-18",
                "S01",
                project="P001",
                category="征拆",
                level="区级",
                text="三户未签约",
                units="[S01]",
            )
        ),
    ),
    "办里改别的单位的项目": ("office", changed(PROJECT, "王强", "赵某")),
    "名册和审核人名单": ("office", registered),
    "新一年计划": (
        "office",
        wrote(
            {
                "data/plans/2027/P002.yml": "project: P002\nyear: 2027\nclass: 结转续建\n"
                "completion_month: 2027-10\ninvest_wan: 9000\ninvested_before_wan: 100\n"
                "goal: 十月投产\n"
            }
        ),
    ),
    "先合入主分支再提交": ("linhe-clerk", behind),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_changes_pass(served: District, tmp_path: Path, name: str) -> None:
    account, edit = HONEST[name]
    verdict = served.judged(served.submitted(tmp_path / f"honest-{list(HONEST).index(name)}", edit), account)
    assert [one.text() for one in verdict.problems if one.severity == "error"] == []
    assert verdict.passes


class Attack(NamedTuple):
    """An account, what it tries, the codes that answer it, and words the answer has."""

    account: str
    edit: Edit
    codes: set[str]
    said: str = ""


def linked(path: str, target: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return edit


def indexed(mode: str, path: str, text: str = "id: X\n") -> Edit:
    """Put an entry of any mode and path into the index, whatever this machine's disk can hold."""

    def edit(root: Path) -> None:
        made = subprocess.run(
            ["git", "hash-object", "-w", "--stdin"],
            cwd=root,
            input=text.encode(),
            capture_output=True,
            check=True,
        ).stdout.decode()
        blob = git(root, "rev-parse", "HEAD").strip() if mode == "160000" else made.strip()
        subprocess.run(
            ["git", "-c", "core.protectNTFS=false", "update-index", "--add", "-z", "--index-info"],
            cwd=root, input=f"{mode} {blob}\t{path}\0".encode(), check=True,
        )  # fmt: skip
        git(root, "commit", "-qm", "x")
        git(root, "reset", "-q", "--hard")

    return edit


def moved(old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        git(root, "mv", old, new)

    return edit


def evil(root: Path) -> None:
    """A merge of the main branch that drops one of its events, hidden among what the merge brought."""
    write(root, WEEKLY)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "周报")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    git(
        root,
        "merge",
        "-q",
        "--no-ff",
        "--no-commit",
        "-s",
        "ours",
        "origin/main",
        "--allow-unrelated-histories",
    )
    git(root, "rm", "-q", "data/events/ZDB/2026/SV1.yml")


def no_diff(root: Path) -> None:
    """The event is edited, and git is told to show no difference."""
    (root / ".git/info/attributes").write_text("data/** -diff binary\n", encoding="utf-8")
    changed("data/events/U01/2026/SS1.yml", "2026-05-06", "2026-05-04")(root)


def data_link(root: Path) -> None:
    shutil.move(root / "data", root / "elsewhere")
    (root / "data").symlink_to("elsewhere")


WIDER = "rights:\n  - kind: referral_sent\n    writers: [督查室, 区重大项目办]\n    limits: [不涉及本单位]\n"
SUPERVISED = {"unit": "U01", "number": "督〔2026〕9号", "matter": "施工滞后"}
CARD = {
    "unit": "U02",
    "colour": "黄牌",
    "year": "2026",
    "ordinal": "1",
    "number": "黄〔2026〕1号",
    "issued_on": "2026-06-30",
}
ATTACKS: dict[str, Attack] = {
    # Paths and modes.
    "改名藏删除": Attack(
        "linhe-clerk", moved("data/events/U01/2026/SS1.yml", "data/events/U01/2026/SS7.yml"), {"G604", "G412"}
    ),
    "中文文件名": Attack("linhe-clerk", wrote({"data/events/U01/2026/周报.yml": "x\n"}), {"G401"}),
    "换行和引号的文件名": Attack(
        "linhe-clerk", indexed("100644", 'data/events/U01/2026/A"\n::error::B.yml'), {"G401"}
    ),
    "反向文字的文件名": Attack(
        "linhe-clerk", indexed("100644", "data/events/U01/2026/\u202elmy.1A"), {"G401"}
    ),
    "符号链接": Attack("linhe-clerk", linked("data/events/U01/2026/L1.yml", "/etc/passwd"), {"G407"}),
    "数据文件夹换成链接": Attack("linhe-clerk", data_link, {"G811"}),
    "子模块": Attack("linhe-clerk", indexed("160000", "data/events/U01/2026/M1.yml"), {"G409"}),
    "可执行": Attack("linhe-clerk", indexed("100755", "data/events/U01/2026/E1.yml"), {"G408"}),
    "大文件指针": Attack(
        "linhe-clerk",
        wrote(
            {
                "data/events/U01/2026/P1.yml": "version https://git-lfs.github.com/spec/v1\noid sha256:"
                + "0" * 64
                + "\nsize 3\n"
            }
        ),
        {"G117"},
    ),
    "留空文件其实是子模块": Attack("office", indexed("160000", "data/events/U01/2026/.gitkeep"), {"G409"}),
    "留空文件其实是链接": Attack("office", linked("data/plans/.gitkeep", "/etc/passwd"), {"G407"}),
    "大小写相撞": Attack("linhe-clerk", indexed("100644", "data/events/U01/2026/ss1.yml"), {"G404", "G410"}),
    "yaml 结尾": Attack("linhe-clerk", wrote({"data/events/U01/2026/WR2.yaml": "x\n"}), {"G402"}),
    "隐藏文件": Attack("linhe-clerk", wrote({"data/events/U01/2026/.WR2.yml.swp": "x\n"}), {"G403"}),
    "保留名": Attack(
        "linhe-clerk", wrote(event("COM1", "ceremony", "2026-06-20", "U01", project="P001")), {"G405"}
    ),
    "另一个数据文件夹": Attack("linhe-clerk", wrote({"Data/events/U01/2026/WR2.yml": "x\n"}), {"G810"}),
    "撑大留空文件": Attack("linhe-clerk", wrote({"data/.gitkeep": "x"}), {"G804"}),
    "太大的文件": Attack("linhe-clerk", wrote({"data/events/U01/2026/WR2.yml": "x" * 300_000}), {"G101"}),
    # What a change may bring.
    "夹带程序": Attack(
        "linhe-clerk", both(wrote(WEEKLY), wrote({"generator/tool.py": "import os\n"})), {"G805"}
    ),
    "夹带模板": Attack("linhe-clerk", wrote({"site_templates/x.html": "<script>"}), {"G805"}),
    "夹带设置": Attack("linhe-clerk", changed("mkdocs.yml", "x", "y"), {"G805"}),
    "夹带测试": Attack(
        "linhe-clerk", wrote({"conftest.py": "import os\n", "sitecustomize.py": "import os\n"}), {"G805"}
    ),
    "夹带属性": Attack(
        "linhe-clerk", wrote({".gitattributes": "data/** merge=union\n", ".mailmap": "a <b> <c>\n"}), {"G805"}
    ),
    "夹带流程": Attack(
        "linhe-clerk", wrote({".github/workflows/x.yml": "on: push\n", ".gitlab-ci.yml": "x: 1\n"}), {"G805"}
    ),
    "改审核人名单": Attack("linhe-clerk", wrote({".github/CODEOWNERS": "* @linhe-clerk\n"}), {"G805"}),
    "办里数据程序混提": Attack(
        "office", both(changed("mkdocs.yml", "x", "y"), changed(PROJECT, "王强", "赵某")), {"G806"}
    ),
    "办里借名册夹带审核人": Attack(
        "office",
        both(
            changed(OFFICE, "[office]", "[office, office-2]"),
            wrote({".github/CODEOWNERS": "* @linhe-clerk\n"}),
        ),
        {"G806"},
    ),
    # Who may write where.
    "没登记的账号": Attack("stranger", wrote(WEEKLY), {"G801"}),
    "写别的单位的事件": Attack("yunxi", wrote(WEEKLY), {"G803"}, "归 U01"),
    "写别的单位的项目": Attack("yunxi", changed(PROJECT, "52000", "12000"), {"G803"}),
    "办里替单位填报": Attack("office", wrote(WEEKLY), {"G803"}),
    "单位改计划": Attack("linhe-clerk", changed(PLAN, "2026-W19", "2026-W40"), {"G804"}, "年度计划"),
    "单位改规则": Attack(
        "linhe-clerk", changed("data/policy/2019-03-11.yml", "-4", "-1"), {"G804"}, "计分规则"
    ),
    "单位改日历": Attack(
        "linhe-clerk", changed("data/calendar/2026.yml", "2026-05-01", "2026-05-08"), {"G804"}, "工作日历"
    ),
    "给自己加权": Attack("linhe-clerk", changed(OFFICE, "[office]", "[office, linhe-2]"), {"G804"}, "名册"),
    "改名册当场用": Attack(
        "linhe-clerk",
        both(
            changed(OFFICE, "[office]", "[office, linhe-3]"),
            wrote(event("SC9", "supervision", "2026-06-30", "ZDB", **SUPERVISED)),
        ),
        {"G804", "G803"},
    ),
    "放宽权限当场用": Attack(
        "office",
        both(
            wrote({"data/register/authority.yml": WIDER}),
            wrote(event("RF1", "referral_sent", "2026-07-01", "ZDB", unit="U02")),
        ),
        {"G515", "G547"},
    ),
    "冒名提交": Attack(
        "yunxi", wrote(event("SV9", "supervision", "2026-06-30", "ZDB", **SUPERVISED)), {"G803"}
    ),
    # Facts.
    "无权发牌": Attack(
        "linhe-clerk", wrote(event("FP1", "card_issued", "2026-06-30", "U01", **CARD)), {"G515"}
    ),
    "自己撤牌": Attack(
        "yunxi",
        wrote(event("GZ7", "correction", "2026-06-30", "U02", of="SV1", withdraw="是", reason="已整改")),
        {"G552"},
    ),
    "认定后改日期": Attack(
        "linhe-clerk",
        wrote(
            event(
                "GZ8",
                "correction",
                "2026-06-30",
                "U01",
                of="SS1",
                changes="{date: 2026-05-01}",
                reason="笔误",
            )
        ),
        {"G574"},
    ),
    "拿别人的事项上自己的会": Attack(
        "yunxi",
        wrote(
            event("HY8", "meeting", "2026-06-30", "U02", level="责任单位", convener="张某", agenda="[IT1]")
        ),
        {"G576"},
    ),
    "督办两次": Attack(
        "office",
        wrote(
            event(
                "SV2",
                "supervision",
                "2026-04-20",
                "ZDB",
                unit="U02",
                number="督〔2026〕2号",
                matter="周报连续两周未报",
            )
        ),
        {"G544"},
    ),
    "改事件日期": Attack(
        "linhe-clerk",
        changed("data/events/U01/2026/SS1.yml", "2026-05-06", "2026-05-04"),
        {"G603"},
        "2026-05-04",
    ),
    "改事件写法": Attack(
        "linhe-clerk", changed("data/events/U01/2026/SS1.yml", "kind: ", "kind:  "), {"G808"}
    ),
    "不显示差别": Attack("linhe-clerk", no_diff, {"G603"}),
    "删事件": Attack("yunxi", wrote({"data/events/U02/2026/MR1.yml": None}), {"G604"}),
    "删项目": Attack("linhe-clerk", wrote({PROJECT: None}), {"G807"}),
    "恶意合并": Attack("linhe-clerk", evil, {"G803"}),
    "批准后改计划": Attack("office", changed(PLAN, "2026-W19", "2026-W40"), {"G605"}),
    "以后的日期": Attack(
        "linhe-clerk", wrote(event("CY9", "ceremony", "2026-12-20", "U01", project="P001")), {"G601"}
    ),
    "一人两手": Attack(
        "office",
        wrote(
            event("SS9", "substantive_start", "2026-06-20", "ZDB", project="P002")
            | event("SC9", "start_certified", "2026-06-21", "ZDB", start="SS9")
        ),
        {"G566"},
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_are_refused(served: District, tmp_path: Path, name: str) -> None:
    attack = ATTACKS[name]
    branch = served.submitted(tmp_path / f"attack-{list(ATTACKS).index(name)}", attack.edit, "重大办主任")
    verdict = served.judged(branch, attack.account)
    said = [one.text() for one in verdict.problems]
    assert {one.code.id for one in verdict.problems if one.severity == "error"} == attack.codes, said
    assert not verdict.passes
    assert attack.said in " ".join(said)
    assert all(line.isprintable() for line in said), said
