"""Write the templates of pull and merge requests, one for each kind of change and one for all.

Run by `make templates`; a test says whether they are fresh. Gitea and Forgejo take GitHub's template for all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ALL = (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md")
EACH = (".github/PULL_REQUEST_TEMPLATE", ".gitlab/merge_request_templates")
CHECKED = "提交后几分钟内自动检查；要改什么、得分和名次会怎样变化，写在本页的一条评论里。"


class Kind(NamedTuple):
    """A kind of change: its name, what it is about, what to attach, what is looked at, what falls due."""

    name: str
    about: str
    attach: tuple[str, ...]
    gate: tuple[str, ...]
    due: tuple[str, ...]


KINDS = (
    Kind(
        "周报月报",
        "单位、第几周或几月、几个项目",
        ("每个项目一份周报或月报文件（guatu new event 周报）", "提出的问题和需求已另写成问题事件"),
        ("文件在本单位的文件夹里，编号就是文件名", "同一项目同一期以先报的为准"),
        ("周报：每周五前，遇休息日为本周最后一个工作日", "月报：每月25日前，遇休息日顺延到下一个工作日"),
    ),
    Kind(
        "开工、完工、办结",
        "哪个项目或事项、什么事、哪一天",
        (
            "开工：施工许可和现场照片；完工投产：验收或投产证明；办结：书面结果",
            "日期是事情发生的那一天，不是填写的日子",
        ),
        ("与计划相比提前或延期几天，得几分或扣几分", "区重大项目办认定或确认以后才计入，按发生的那一天算"),
        (
            "开工：计划周的星期日；完工投产：计划月的最后一天",
            "议定事项：会上定的时限，超期按工作日逐档扣分",
        ),
    ),
    Kind(
        "项目信息",
        "哪个项目、改什么、为什么",
        ("新项目：签约或备案文件，附件1的12项前期事项", "改动：依据（文号或会议）"),
        (
            "只能改本单位是责任单位的项目",
            "年度计划批准以后，已列入计划的内容改了会提醒审核员",
            "把别的单位列为责任单位，要先与它核实",
        ),
        ("附件1报区重大项目办确认后生效，各项时限从那时起算",),
    ),
    Kind(
        "更正",
        "更正哪个事件（编号）、错在哪里",
        ("新写一个更正事件（guatu new event 更正），写明原因", "更正的依据"),
        ("原来的文件一个字也没有动，也没有删", "只能更正本单位写的事件"),
        ("没有时限，越早越好；已封存的期间不变，差额记在下一个未封存的季度",),
    ),
    Kind(
        "计划与名册（办内）",
        "哪一年的计划、哪个单位或账号、日历或计分规则的哪一版",
        ("批准或调整的文号、会议", "账号有变动：已执行 guatu codeowners，一起提交"),
        (
            "只有区重大项目办的账号能改",
            "计划在原时限以前批准调整才有效，以后的算延期",
            "封存的结果由 guatu seal 写出，没有手改",
        ),
        ("计划调整：原时限之前批准", "下一年的工作日历：国务院通知公布后即补"),
    ),
    Kind(
        "代码",
        "改什么、为什么",
        ("make test 通过", "没有数据文件（数据另提一个请求）"),
        ("本检查不看代码写了什么：由区重大项目办的第二个人逐行看过再合并",),
        ("没有",),
    ),
)


def template(kind: Kind) -> str:
    """Write one kind's template."""
    parts = [
        f"**{kind.about}**：",
        _part("要附上", kind.attach, "- [ ] "),
        _part("会检查", kind.gate, "- "),
        _part("时限", kind.due, "- "),
        CHECKED,
    ]
    return "\n\n".join(parts) + "\n"


def default() -> str:
    """Write the template for all kinds."""
    lines = [f"- **{kind.name}**：写明{kind.about}；{'；'.join(kind.attach)}。" for kind in KINDS]
    return "\n\n".join([
        "**改了什么、为什么**：",
        "**是哪一种**（留下这一行，删去其余；数据和代码分两个请求）",
        "\n".join(lines),
        CHECKED,
    ]) + "\n"  # fmt: skip


def _part(title: str, lines: tuple[str, ...], mark: str) -> str:
    return "\n".join([f"**{title}**", "", *(f"{mark}{line}" for line in lines)])


def files() -> dict[str, str]:
    """Give every template by its path."""
    found = dict.fromkeys(ALL, default())
    return found | {f"{folder}/{kind.name}.md": template(kind) for folder in EACH for kind in KINDS}


def main() -> None:
    """Write the files, or with --check say whether they are fresh."""
    for path, text in files().items():
        file = ROOT / path
        if "--check" in sys.argv:
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                raise SystemExit(f"{path} is stale: run make templates")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
