"""What can hardly be meant: sums out of reason, one name twice, numbers of persons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from districts import BASE, build, example, problems

from generator.records.checks import Check, Context, check
from generator.records.checks.doubts import same_names
from generator.records.checks.personal import private
from generator.records.decode import DIGITS, decode
from generator.records.load import load

if TYPE_CHECKING:
    from pathlib import Path

PROJECT, PLAN = "data/projects/U02/P002.yml", "data/plans/2026/P002.yml"


def lines(root: Path) -> list[str]:
    return [found.text() for found in problems(root) if "G592" <= found.code.id <= "G598"]


def replaced(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "G592",
            "data/plans/2026/P001.yml:5:13: G592 本年计划投资 200000000 万元，比项目总投资 52000 万元还多 — ",
        ),
        (
            "G593",
            "data/plans/2026/P001.yml:6:22: G593 至上年底累计完成投资 520000000 万元，比项目总投资 52000 ",
        ),
        (
            "G594",
            "data/plans/2026/P001.yml:5:19: G594 计划完工投产 2026-03，早于计划开工 2026-W48（2026-11-23 起",
        ),
        ("G595", "data/plans/2026/P002.yml:3:8: G595 列为 2026 年计划新开工，可是 2025-04-10 已经实质性开工"),
        (
            "G596",
            "data/projects/U02/P002.yml:2:7: G596 与 U01 的项目 P001（data/projects/U01/P001.yml:2）同名",
        ),
        (
            "G597",
            "data/projects/U02/P002.yml:6:23: G597 总投资 1200000000 万元，就是 120000 亿元，超过1000亿元",
        ),
        (
            "G598",
            "data/projects/U02/P002.yml:9:21: G598 责任人（responsible_person）里有手机号 139…11：",
        ),
    ],
)
def test_a_doubt_is_told_at_its_place_and_refuses_nothing(tmp_path: Path, code: str, told: str) -> None:
    found = [each for each in example(tmp_path, code, "bad") if each.code.id == code]
    assert [each.text()[: len(told)] for each in found] == [told]
    assert found[0].severity == "warning"


def test_a_sum_is_compared_with_what_the_others_of_its_year_cost(tmp_path: Path) -> None:
    """Ten projects of 亿元 and one of 120亿 beside them; of nine nobody can tell what is usual."""
    build(tmp_path, BASE)
    project, plan = ((tmp_path / path).read_text("utf-8") for path in (PROJECT, PLAN))
    for number in range(10, 18):
        more = project.replace("P002", f"P0{number}").replace("东湖", f"东湖{number}号")
        (tmp_path / f"data/projects/U02/P0{number}.yml").write_text(more.replace("120000", "11000"), "utf-8")
        (tmp_path / f"data/plans/2026/P0{number}.yml").write_text(
            plan.replace("P002", f"P0{number}").replace("40000", "4000").replace("60000", "6000"), "utf-8"
        )
    replaced(tmp_path, PROJECT, ("120000", "1200000"))
    assert next(line for line in lines(tmp_path) if PROJECT in line).split(" — ")[0] == (
        "data/projects/U02/P002.yml:6:23: G597 总投资 1200000 万元，就是 120 亿元，"
        "是 2026 年计划各项目中位数（11000 万元）的 109 倍"
    )
    (tmp_path / "data/plans/2026/P017.yml").unlink()
    assert lines(tmp_path) == []


def test_one_name_twice_is_asked_of_the_later_and_not_of_what_was_withdrawn(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    replaced(tmp_path, PROJECT, ("东湖数据中心", "临河智能装备 产业园"))
    (one,) = lines(tmp_path)
    assert one.startswith("data/projects/U02/P002.yml:2:7: G596 ")
    days = {"data/projects/U01/P001.yml": date(2026, 6, 2), PROJECT: date(2026, 6, 1)}
    portfolio, _ = load(tmp_path, recorded=days)
    found = check(portfolio, Context(today=date(2026, 7, 2)), (Check(same_names),))
    assert [each.mark.path for each in found] == ["data/projects/U01/P001.yml"]
    folder = tmp_path / "data/events/ZDB/2026"
    folder.joinpath("TK1.yml").write_text(
        "id: TK1\nkind: project_withdrawn\ndate: 2026-06-30\nwriter: ZDB\nproject: P002\n"
        "reason: 与 P001 是同一个项目\napprover: 区政府\n",
        "utf-8",
    )
    assert lines(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人王强13900001111", "139…11"),
        ("电话：139 0000 1111", "139…11"),
        ("电话 139-0000-1111。", "139…11"),
        ("+8613900001111", "139…11"),
        ("１３９００００１１１１", "139…11"),
        ("身份证11010519491231002X", "110…2X"),
        ("身份证440524188001010014", None),  # born before anybody alive
        ("身份证11010519491231002x，", "110…2x"),
        ("身份证110105194912310021", None),  # its last digit is wrong
        ("身份证110105194913310025", None),  # no such month
        ("总投资15000000000元", None),
        ("面积13900001111平方米", None),
        ("备案号2026-420112-70-03-012345", None),
        ("统一社会信用代码91420100MA4KQY1X2B", None),
        ("合同 HT13900001111", None),
        ("电话027-87654321", None),
        ("139000011112", None),
    ],
)
def test_numbers_of_persons(text: str, shown: str | None) -> None:
    """A file is looked at only where its digits are marked as it is read, so all of these must be."""
    found = private(text)
    assert (found[2] if found else None) == shown
    path = "data/projects/U02/P002.yml"
    file = (BASE / path).read_text("utf-8").replace("responsible_person: ", f"responsible_person: {text}")
    record, _ = decode(path, file.encode())
    assert not found or (record and DIGITS in record.marks)


def test_a_number_is_told_once_a_field_and_its_middle_is_not_repeated(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    report = "data/events/U01/2026/WR1.yml"
    replaced(tmp_path, report, ("  - 桩基施工完成三成", "  - 找王强13900001111\n  - 或找李明13900002222"))
    (one,) = problems(tmp_path)
    assert one.text().startswith(f"{report}:8:5: G598 最新工作进展（progress）里有手机号 139…11")
    assert "139000" not in one.text() + one.text("en")
