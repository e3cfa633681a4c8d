"""What a clerk meant is said: names for ids, traditional characters, other ways to write a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, problems

if TYPE_CHECKING:
    from pathlib import Path

PROJECT, REPORT = "data/projects/U01/P001.yml", "data/events/U01/2026/WR1.yml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("base")
    build(made, BASE)
    return made


@pytest.mark.parametrize(
    ("path", "old", "new", "hint"),
    [
        (PROJECT, "[U01]", "[临河园]", "写 U01（临河园）"),
        (PROJECT, "[U01]", "[臨河園]", "写 U01（临河园）"),
        (PROJECT, "[U01]", "[临河]", "写 S01（临河街） / U01（临河园）"),
        (PROJECT, "[U01]", "[u01]", "例如 U01"),
        (PROJECT, "street: S01", "street: 青石街道", "编号在 data/register/ 里查"),
        (PROJECT, "department: D02", "department: 环保局", "写 D02（环保局）"),
        (PROJECT, "department: D02", "department: D2", "相近的编号：D02"),
        (PROJECT, "leader: L01", "leader: 李明", "写 L01（李明）"),
        (PROJECT, "leader: L01", "leader: L1", "相近的编号：L01"),
        (PROJECT, "leader: L01", "leader: Ｌ０１", "改成半角：L01"),
        (PROJECT, "sector: 工业", "sector: 工業", "只能写：工业、"),
        (PROJECT, "step: 环评", "step: 環評", "只能写：环评、"),
        (PROJECT, "sector:", "行业:", "是不是“sector”（行业）"),
        (PROJECT, "sector:", "Sector:", "是不是“sector”（行业）"),
        (PROJECT, "2025-11-20", "二〇二五年十一月二十日", "写成 2025-11-20 的样子"),
        (PROJECT, "52000", "5.2亿元", "例如 52000"),
        (REPORT, "project: P001", "project: 临河智能装备产业园", "写 P001（临河智能装备产业园）"),
        (REPORT, "project: P001", "project: P01", "相近的编号：P001"),
        (PROJECT, "52000", "５２，０００", "例如 52000"),
        (PROJECT, "52000", "５２_０００", "整数最多十位、小数最多四位，例如 12500.5"),
        (PROJECT, "[U01]", "[U01，U02]", "列表里每行写一个"),
        (PROJECT, "[U01]", "[U01、U02]", "列表里每行写一个"),
        (PROJECT, "[U01]", "[U01和U02]", "列表里每行写一个"),
        (PROJECT, "[U01]", "[U01，]", "改成半角：U01"),
        (PROJECT, "street: S01", "street: S01；S02", "一处只写一个编号"),
        (REPORT, "kind: weekly_report", "kind: 周报", "可写：weekly_report（周报"),
    ],
)
def test_one_message_says_what_was_meant(root: Path, path: str, old: str, new: str, hint: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    found = problems(root)
    (root / path).write_text(text, encoding="utf-8")
    assert len(found) == 1, found
    assert hint in found[0].hint()


def test_nothing_alike_is_not_told_as_a_dash(root: Path) -> None:
    text = (root / PROJECT).read_text(encoding="utf-8")
    (root / PROJECT).write_text(text.replace("department: D02", "department: XQ9"), encoding="utf-8")
    (found,) = problems(root)
    (root / PROJECT).write_text(text, encoding="utf-8")
    assert found.hint() == "核对编号，或先登记"
    assert found.hint("en") == "Check the id, or record it first"
