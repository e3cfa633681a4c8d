"""Figures of a map that would make every amount another one, and how a faulty amount is told."""

from __future__ import annotations

import pytest
from intake_examples import MAP, TABLE
from test_import import imported, mapped

from generator.intake.mapping import read_map

DIVIDE = "divide: 10000"
COMMA = 'thousands: ","'


def refused(old: str, new: str) -> list[str]:
    assert old in MAP
    made, problems = read_map("m.yml", MAP.replace(old, new, 1).encode())
    assert made is None
    assert all(found.text("en") for found in problems)
    return [found.message() for found in problems]


@pytest.mark.parametrize("zero", ["0", "0.0", "0.0000"])
def test_no_amount_is_multiplied_or_divided_by_nothing(zero: str) -> None:
    told = [f"{key} 写成“{zero}”，这一列的数都会读错" for key in ("times", "divide")]
    assert refused(DIVIDE, f"times: {zero}") == told[:1]
    assert refused(DIVIDE, f"divide: {zero}") == told[1:]
    assert refused(DIVIDE, f"units: [{{suffix: 亿, times: {zero}}}]") == told[:1]


@pytest.mark.parametrize("sign", ["5", "５", ".", "．", "-", "+", "万", ",,", "a"])
def test_thousands_are_parted_by_one_sign_that_is_no_figure(sign: str) -> None:
    assert refused(COMMA, f'thousands: "{sign}"') == [f"thousands 写成“{sign}”，这一列的数都会读错"]


@pytest.mark.parametrize("sign", [",", "，", "'", "’", "_", "、"])
def test_other_signs_part_thousands(sign: str) -> None:
    made = mapped(MAP.replace(COMMA, f'thousands: "{sign}"'))
    assert made.columns[3].thousands == sign


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("columns:\n", "header_row: 0\ncolumns:\n", "表头在第几行（header_row）“0”不是 1 到 9999 的整数"),
        ("columns:\n", "header_rows: 0\ncolumns:\n", "表头有几行（header_rows）“0”不是 1 到 9999 的整数"),
        ("hash: 8", "hash: 0", "取散列（hash）“0”不是 1 到 9999 的整数"),
    ],
)
def test_rows_and_lengths_are_at_least_one(old: str, new: str, said: str) -> None:
    assert refused(old, new) == [said]


def test_a_faulty_amount_is_told_as_its_cell_has_it() -> None:
    outcome = imported(TABLE.replace('"120,000,000.00"', '"-30,000"'))
    told = [found.message() for found in outcome.problems if found.code.id == "G312"]
    assert "总投资（万元）（investment_total_wan）“-30,000（= -3）”不是金额的写法" in told, told
    assert all("“-30,000（= -3）”" in one for one in told)


def test_a_blank_cell_that_is_merged_is_told_of_fill_down() -> None:
    (found,) = imported(TABLE.replace("乙厂", "")).problems
    assert found.code.id == "G713"
    assert "合并单元格，给这一列写 fill_down" in found.hint()
