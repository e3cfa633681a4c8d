"""Fill the README's part between the marks `examples`: one commented file of every kind, from the demo data.

Run by `make readme`; a test says whether the README is fresh and reads every example as a file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.records.decode import decode
from generator.records.model.events import KINDS

if TYPE_CHECKING:
    from generator.records.model.types import Record

ROOT = Path(__file__).parent.parent
START, END = "<!-- examples -->", "<!-- /examples -->"
SHELVES = {
    "项目": "projects/*/*.yml",
    "年度计划": "plans/2026/*.yml",
    "单位": "register/organisations/*.yml",
    "人员": "register/people/*.yml",
    "分管负责人": "register/leaders/*.yml",
    "12项前期事项的审批部门": "register/steps.yml",
    "工作日历": "calendar/2026.yml",
}
FAMILIES = {
    "Reports": ("weekly_report", "monthly_report", "report_filed"),
    "Problems and coordination": ("coordination", "issue_raised", "issue_escalated", "issue_resolved"),
    "Meetings and items": ("meeting", "decision", "due_changed", "item_closed", "closure_confirmed"),
    "On the ground": (
        "step_done",
        "ceremony",
        "substantive_start",
        "start_certified",
        "milestone_reached",
        "completed",
        "commissioned",
        "completion_certified",
    ),
    "Plans": ("start_plan_confirmed", "plan_approved", "plan_adjusted", "lead_changed", "project_withdrawn"),
    "Cards and what follows": (
        "supervision",
        "card_issued",
        "consent",
        "referral_sent",
        "referral_receipt",
        "rectification_received",
    ),
    "The offices": ("commendation", "bonus_decided", "issued", "bulletin_published", "correction"),
}
UNSEEN = {  # a seal names a commit, which files in a plain folder do not have
    "bulletin_published": (
        "data/events/ZDB/2026/FC-2026Q2.yml",
        (
            "id: FC-2026Q2\nkind: bulletin_published\ndate: 2026-07-09\nwriter: ZDB\nbulletin: 季度考评通报\n"
            "period: 2026Q2\nas_of: 2026-07-09\nnumber: 25\nrevision: 1\n"
            f"commit: {'4b008b17' * 5}\ndata: {'76348cd1' * 8}\nplans: {'742c039e' * 8}\n"
            f"policy: {'29b43a26' * 8}\nreport: {'d0e6582c' * 8}\ntool: 0.2.0\nresults:\n"
            "  - 第1名 数字经济发展中心 104.70分，首位席\n  - 第2名 新能源产业发展中心 102.50分\n"
            f"previous_head: {'5879c258' * 8}\nnew_head: {'ec86a01d' * 8}\n"
        ),
    ),
}


def examples() -> str:
    """Write all examples as Markdown, folded by family."""
    found = _events()
    parts = [_folded("The stable files", [_example(title, *_first(glob)) for title, glob in SHELVES.items()])]
    for family, kinds in FAMILIES.items():
        blocks = [_example(KINDS[kind].title, *found[kind]) for kind in kinds]
        parts.append(_folded(f"Events: {family}", blocks))
    policy = ROOT / "data" / "policy" / "2019-03-11.yml"
    block = f"```yaml\n# {policy.relative_to(ROOT).as_posix()}\n{policy.read_text(encoding='utf-8')}```"
    parts.append(_folded("An edition of the rules", [block]))
    return "\n".join(parts)


def _folded(title: str, blocks: list[str]) -> str:
    return "\n".join([f"<details><summary>{title}</summary>\n", *blocks, "</details>"])


def _first(glob: str) -> tuple[str, str]:
    path = min((ROOT / "data").glob(glob), key=lambda path: (len(path.read_bytes()) < 250, path))  # noqa: PLR2004
    return path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _events() -> dict[str, tuple[str, str]]:
    """Find the longest of the first files of each kind: the one that shows most keys."""
    found = dict(UNSEEN)
    for path in sorted((ROOT / "data" / "events").glob("*/*/*.yml")):
        text = path.read_text(encoding="utf-8")
        kind = re.search(r"^kind: (\w+)$", text, re.MULTILINE)
        if kind and _keys(text) > _keys(found.get(kind[1], ("", ""))[1]):
            found[kind[1]] = (path.relative_to(ROOT).as_posix(), text)
    return found


def _keys(text: str) -> int:
    return len(re.findall(r"^\w+:", text, re.MULTILINE))


def _example(title: str, path: str, text: str) -> str:
    record, problems = decode(path, text.encode())
    if record is None:
        raise SystemExit("\n".join(found.text() for found in problems))
    titles = _titles(type(record))
    lines = [_commented(line, titles) for line in _shortened(text.splitlines())]
    return "\n".join(["```yaml", f"# {path} · {title}", *lines, "```", ""])


def _titles(model: type[Record]) -> dict[str, str]:
    return {field.alias or name: field.title or "" for name, field in model.model_fields.items()}


def _commented(line: str, titles: dict[str, str]) -> str:
    key = line.partition(":")[0]
    return f"{line}  # {titles[key]}" if key in titles else line


def _shortened(lines: list[str]) -> list[str]:
    """Keep two entries of each long list, so that an example stays an example."""
    kept: list[str] = []
    counts: dict[int, int] = {}
    for line in lines:
        text = line.lstrip()
        depth = len(line) - len(text)
        entry = text.startswith("- ")
        counts = {at: count for at, count in counts.items() if at < depth or (entry and at == depth)}
        if entry:
            counts[depth] = counts.get(depth, 0) + 1
        if all(count <= 2 for count in counts.values()):  # noqa: PLR2004 - two entries
            kept.append(line)
    return kept


def main() -> None:
    """Rewrite README.md in place, or with --check say whether it is fresh."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    fresh = f"{before}{START}\n{examples()}\n{END}{after}"
    if "--check" in sys.argv and fresh != text:
        raise SystemExit("README.md is stale: run make readme")
    path.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    main()
