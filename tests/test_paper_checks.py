"""Rules about reports handed in, papers sent out and projects withdrawn, beyond the example of each code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, problems

if TYPE_CHECKING:
    from pathlib import Path

MONTHLY = "paper: 月度通报\nperiod: 2026-05\nnumber: 重〔2026〕5号\n"
GONE = "project: P001\nreason: 投资主体放弃投资\napprover: 主任办公会\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, BASE)
    return tmp_path


def event(root: Path, name: str, kind: str, day: str, rest: str) -> None:
    """Write an event; its name is `UNIT/ID`."""
    unit, id_ = name.split("/")
    file = root / "data/events" / unit / day[:4] / f"{id_}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"id: {id_}\nkind: {kind}\ndate: {day}\nwriter: {unit}\n{rest}")


def found(root: Path) -> list[str]:
    return [f"{each.code.id} {each.mark.path.removeprefix('data/events/')}" for each in problems(root)]


@pytest.mark.parametrize(
    ("paper", "good", "bad"),
    [
        ("周新开工情况", "2026-W53", "2026-05"),
        ("重点项目进展情况一览表", "2026-W19", "2026"),
        ("集中开工清单和调度会材料", "2026-W19", "2026Q2"),
        ("台账", "2026-05", "2026-W19"),
        ("三库", "2026-05", "2026"),
        ("季度考评通报", "2026Q1", "2026-03"),
        ("年度考核", "2025", "2025Q4"),
        ("项目开工推进计划表", "2026", "2026-05"),
        ("年度安排计划", "2026", "2026Q1"),
        ("分管领导推进计划", "2026", "2026-W19"),
    ],
)
def test_each_paper_has_its_length_of_period(root: Path, paper: str, good: str, bad: str) -> None:
    text = "paper: {}\nperiod: {}\nnumber: 重〔2026〕1号\n"
    event(root, "ZDB/W1", "issued", "2026-06-03", text.format(paper, good))
    assert found(root) == []
    event(root, "ZDB/W1", "issued", "2026-06-03", text.format(paper, bad))
    assert found(root) == ["G558 ZDB/2026/W1.yml"]


@pytest.mark.parametrize(
    ("report", "period"),
    [
        ("周协调清单", "2025-W53"),  # 2025 has 52 weeks
        ("周新开工情况", "2026-W00"),
        ("月度汇总", "2026-13"),
        ("月度汇总", "2026-W19"),
        ("周协调清单", "2026-05"),
    ],
)
def test_a_report_is_of_a_week_or_month_that_exists(root: Path, report: str, period: str) -> None:
    event(root, "XDB/B1", "report_filed", "2026-06-03", f"report: {report}\nperiod: {period}\n")
    assert found(root) == ["G558 XDB/2026/B1.yml"]


def test_a_report_is_handed_in_from_the_first_day_of_its_period_on(root: Path) -> None:
    text = "report: 月度汇总\nperiod: 2026-06\n"
    event(root, "XDB/B1", "report_filed", "2026-06-01", text)
    assert found(root) == []
    event(root, "XDB/B1", "report_filed", "2026-05-31", text)
    assert found(root) == ["G563 XDB/2026/B1.yml"]


def test_only_a_coordination_office_hands_in_its_report_and_once(root: Path) -> None:
    text = "report: 周新开工情况\nperiod: 2026-W22\n"
    event(root, "XDB/B1", "report_filed", "2026-05-29", text)
    event(root, "XDB/B2", "report_filed", "2026-05-29", text.replace("周新开工情况", "周协调清单"))
    assert found(root) == []
    event(root, "XDB/B3", "report_filed", "2026-05-30", text)
    event(root, "ZDB/B4", "report_filed", "2026-05-29", text)
    event(root, "U01/B5", "report_filed", "2026-05-29", text)
    assert found(root) == ["G515 U01/2026/B5.yml", "G540 XDB/2026/B3.yml", "G515 ZDB/2026/B4.yml"]


def test_reports_count_working_days_and_so_need_the_year(root: Path) -> None:
    event(root, "XDB/B1", "report_filed", "2025-12-26", "report: 周新开工情况\nperiod: 2025-W52\n")
    assert found(root) == ["G555 XDB/2025/B1.yml"]
    [missing] = problems(root)
    for lang in ("zh", "en"):
        lines = re.findall("“([a-z_]+: [^”]+)”", missing.hint(lang))
        (root / "data/calendar/2025.yml").write_text("\n".join([*lines, ""]))
        assert len(lines) == 4
        assert found(root) == []  # what the hint says can be written as it stands


def test_one_number_for_one_notice_to_several_units(root: Path) -> None:
    text = "paper: 整改通知\nperiod: 2026Q1\nnumber: 重〔2026〕3号\nunit: {}\n"
    event(root, "ZDB/W1", "issued", "2026-04-08", text.format("U01"))
    event(root, "ZDB/W2", "issued", "2026-04-08", text.format("U02"))
    assert found(root) == []
    event(root, "ZDB/W3", "issued", "2026-04-09", text.format("U02"))
    assert found(root) == ["G540 ZDB/2026/W3.yml"]


def test_a_paper_is_issued_once_whatever_its_number(root: Path) -> None:
    event(root, "ZDB/W1", "issued", "2026-06-03", MONTHLY)
    event(root, "DCS/W2", "issued", "2026-06-04", MONTHLY.replace("5号", "6号"))
    assert found(root) == ["G540 DCS/2026/W2.yml"]


def test_leaders_have_papers_of_their_own(root: Path) -> None:
    text = "paper: 分管领导推进计划\nperiod: 2026\nnumber: 重〔2026〕{}号\n{}"
    event(root, "ZDB/W1", "issued", "2026-02-03", text.format(1, "leader: L01\n"))
    event(root, "ZDB/W2", "issued", "2026-02-03", text.format(2, ""))
    assert found(root) == []


def test_a_referral_names_its_unit_and_may_be_answered_the_same_day(root: Path) -> None:
    text = "paper: 问责提请\nperiod: 2026\nnumber: 督〔2026〕9号\ndue: 2026-06-03\n"
    event(root, "DCS/W1", "issued", "2026-06-03", text + "unit: U02\n")
    assert found(root) == []
    event(root, "DCS/W1", "issued", "2026-06-03", text)
    assert found(root) == ["G559 DCS/2026/W1.yml"]


def test_a_project_is_withdrawn_once(root: Path) -> None:
    event(root, "ZDB/T1", "project_withdrawn", "2026-06-10", GONE)
    assert found(root) == []
    event(root, "ZDB/T2", "project_withdrawn", "2026-06-11", GONE)
    assert found(root) == ["G540 ZDB/2026/T2.yml"]


def test_only_the_office_withdraws_a_project(root: Path) -> None:
    event(root, "U01/T1", "project_withdrawn", "2026-06-10", GONE)
    assert found(root) == ["G515 U01/2026/T1.yml"]


def test_the_day_of_the_withdrawal_still_counts(root: Path) -> None:
    event(root, "ZDB/T1", "project_withdrawn", "2026-06-10", GONE)
    event(root, "U01/F1", "step_done", "2026-06-10", "project: P001\nstep: 环评\n")
    assert found(root) == []
    event(root, "U01/F2", "issue_raised", "2026-06-11",
          "project: P001\ncategory: 要素\nlevel: 区级\ntext: 用电\nunits: [S01]\n")  # fmt: skip
    event(root, "ZDB/F3", "plan_adjusted", "2026-06-11",
          "project: P001\nyear: 2026\nfield: start_week\nold: 2026-W19\nnew: 2026-W30\n"
          "approved_on: 2026-05-06\napprover: 会\n")  # fmt: skip
    assert found(root) == ["G565 U01/2026/F2.yml", "G565 ZDB/2026/F3.yml"]
    assert {each.severity for each in problems(root)} == {"warning"}


def test_a_withdrawal_taken_back_leaves_no_trace(root: Path) -> None:
    event(root, "ZDB/T1", "project_withdrawn", "2026-05-06", GONE)
    assert found(root) == ["G565 U01/2026/WR1.yml"]
    event(root, "ZDB/C1", "correction", "2026-05-07", "of: T1\nreason: 误报\nwithdraw: 是\n")
    assert found(root) == []


def test_completion_stands_against_withdrawal_once_certified(root: Path) -> None:
    event(root, "U02/WG1", "completed", "2026-06-01", "project: P002\n")
    event(root, "ZDB/T1", "project_withdrawn", "2026-06-10", GONE.replace("P001", "P002"))
    assert found(root) == []
    event(root, "ZDB/R1", "completion_certified", "2026-06-12", "completion: WG1\n")
    assert found(root) == ["G564 ZDB/2026/T1.yml"]


def test_a_plan_approved_after_the_withdrawal_binds_nobody(root: Path) -> None:
    event(root, "ZDB/T1", "project_withdrawn", "2026-01-15", GONE)
    assert not [line for line in found(root) if "plans" in line]
    event(root, "ZDB/T1", "project_withdrawn", "2026-01-14", GONE)
    assert "G565 data/plans/2026/P001.yml" in found(root)
