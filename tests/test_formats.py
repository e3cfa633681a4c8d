"""A workbook's number as people see it in its cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.formats import shown

AMOUNTS = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [
        ("12", '0"万元"', "12万元"),
        ("12", "0万", "12万"),
        ("12", '[Red]#,##0.00\\ "亿元"', "12亿元"),
        ("12", 'General"亿元"', "12亿元"),
        ("12", 'G/通用格式"天"', "12天"),
        ("12345", '0!.0,"万"', "1.2345万"),
        ("12345", "0\\.0,", "1.2345"),
        ("1234567", '0.0,,"百万"', "1.234567百万"),
        ("1234", "#,##0,", "1.234"),
        ("0.85", "0.0%", "85%"),
        ("85", '0"%"', "85%"),
        ("7", "000", "007"),
        ("12", '"P"000', "P012"),
        ("-5", '0"万";(0"万")', "-5万"),
        ("0", '0"万";-0"万";"无"', "0"),
        ("12345", '0"."0,"万元"', "1.2345万元"),
        ("12345", '0"."0000"万元"', "1.2345万元"),
        ("12345", '0.0,"千元"', "12.345千元"),
        ("12345", '0,.0"千元"', "12.345千元"),
        ("-7", "000", "-007"),
        ("0.85", "%0", "85%"),
        ("26", '"P26-"000', "P26-026"),
        ("26", '"2026-"000', "2026-026"),
        ("100", '0"m²"', "100m²"),
        ("100", '"US$"0', "100"),
    ],
)
def test_a_number_is_read_as_shown(amount: str, code: str, text: str) -> None:
    assert shown(Decimal(amount), code) == text


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("123456", '0"万"0000"元"'),
        ("20260101", '0000"年"00"月"00"日"'),
        ("5000", '[<1000]0"元";0.0,"千元"'),
        ("0.5", '[>=1]0"亿元";0.0"万元"'),
        ("12", '[<1]0%;0"亿元"'),
        ("12", '"约"'),
    ],
)
def test_what_takes_a_number_apart_or_asks_for_its_size_gives_the_number(amount: str, code: str) -> None:
    assert shown(Decimal(amount), code) == amount


@pytest.mark.parametrize(
    "code",
    [
        *("General", "0", "0.00", "#,##0", "#,##0.00", "@", "¥#,##0.00", "[$¥-804]#,##0.00"),
        *('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00E+00", "#,##0_);[Red](#,##0)"),
    ],
)
@given(amount=AMOUNTS)
def test_what_only_rounds_or_parts_a_number_leaves_it(code: str, amount: Decimal) -> None:
    assert Decimal(shown(amount, code)) == amount


@given(AMOUNTS, st.text())
def test_no_format_stops_the_reading(amount: Decimal, code: str) -> None:
    assert shown(amount, code)
