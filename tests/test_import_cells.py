"""What a cell of a workbook says is what people see in it, or it is refused: months, days, amounts."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from clerk_sheets import HEAD, book, imported, made, respelled, row, told
from hypothesis import given
from hypothesis import strategies as st

from generator.intake import workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WEEK, MONTH, START = "E2", "F2", "G2"


def formatted(cell: str, code: str, **values: Any) -> bytes:
    """Make a list of one project, one cell of which has a format."""

    def edit(sheet: Worksheet) -> None:
        sheet[cell].number_format = code

    return book([row("甲", **values)], edit)


@pytest.mark.parametrize(
    ("value", "code", "month"),
    [
        (2026.1, "0.00", "2026-10"),
        (2026.01, "0.00", "2026-01"),
        (2026.1, "#,##0.00", "2026-10"),
        (2026.2, "General", "2026-02"),
        (2026.11, "General", "2026-11"),
        ("2026.1", "@", "2026-01"),
        ("2026.10", "@", "2026-10"),
    ],
)
def test_a_month_written_as_a_number_is_read_as_shown(value: object, code: str, month: str) -> None:
    outcome = imported(formatted(MONTH, code, month=value))
    assert not outcome.problems
    assert made(outcome, "completion_month") == {"甲": month}


@pytest.mark.parametrize("code", ["General", "0.0", "0.##"])
def test_a_number_that_may_be_january_or_october_is_refused(code: str) -> None:
    (said,) = told(imported(formatted(MONTH, code, month=2026.1)))
    assert said == (
        "2:计划完工(F2): G744 “2026.1”可能是1月，也可能是10月：数字末尾的零存不住"
        " — 写成“2026年1月”或“2026年10月”"
    )


def test_a_csv_has_lost_the_zero_too() -> None:
    head = "序号,项目名称,责任单位,总投资（亿元）,计划开工,计划完工,实际开工\n1,甲,高新园办,1,2026年第38周,"
    assert [said[:21] for said in told(imported(head + "２０２６.1,"))] == ["2:计划完工(F2): G744 “２０２"]
    assert not told(imported(head + "2026.10,"))


MONTHLY = [
    'yyyy"年"m"月"',
    "mmm-yy",
    "mmm\\-yy",
    "yyyy-mm",
    '[$-804]yyyy"年"m"月";@',
    'yyyy"年"m"月"(aaa)',
    "e.m",
]


@pytest.mark.parametrize("code", MONTHLY)
def test_a_date_that_shows_no_day_is_a_month_and_no_day(code: str) -> None:
    first = date(2026, 9, 1)
    for cell, name, header in ((WEEK, "week", "计划开工"), (START, "start", "实际开工")):
        (said,) = told(imported(formatted(cell, code, **{name: first})))
        assert said.startswith(f"2:{header}({cell}): G710 “2026-09”不是对照表所写的日期形式（")
    outcome = imported(formatted(MONTH, code, month=first))
    assert made(outcome, "completion_month") == {"甲": "2026-09"}


@pytest.mark.parametrize(
    "code", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', 'm"月"d"日"', "m/d/yy", "d-mmm", "yyyy/m/d h:mm"]
)
def test_a_date_that_shows_its_day_is_a_day(code: str) -> None:
    outcome = imported(formatted(START, code, start=date(2026, 9, 1)))
    assert not outcome.problems
    assert any("date: 2026-09-01\n" in text for text in outcome.files.values())


@pytest.mark.parametrize(
    ("number", "day"), [(31, "2026-09-01"), (57, "2026-09"), (58, "2026-09-01"), (59, "46266")]
)
def test_dates_that_a_chinese_excel_formats_by_number(number: int, day: str) -> None:
    """Its own formats of dates have a number and nothing else: 46266 is what others see."""
    data = formatted(START, "0.0000", start=(date(2026, 9, 1) - date(1899, 12, 30)).days)
    data = respelled(data, b'numFmtId="164" formatCode', b'numFmtId="165" formatCode', part="xl/styles.xml")
    data = respelled(data, b'"164"', b'"%d"' % number, part="xl/styles.xml")
    assert [f"“{day}”" in one for one in told(imported(data))] == [True] * (len(day) < 9)


NO_AMOUNTS = [
    "30①",
    "1.5²",
    "5,36",
    "12，3亿",
    "1,2,3",
    "1,2345",
    "0,536",
    "1500,000",
    "3⒈",
    "½",
    "㈠",
    ",500",
    "1,,500",
]


@pytest.mark.parametrize("amount", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(amount: str) -> None:
    (said,) = told(imported(book([row("甲", amount=amount)])))
    assert said.startswith(f"2:总投资（亿元）(D2): G712 “{amount}”不是数，")


@pytest.mark.parametrize(
    ("amount", "wan"),
    [
        ("53,600", "536000000"),
        ("1,234,567.5万元", "1234567.5"),
        ("３０，０００万元", "30000"),
        ("１２．５", "125000"),
        ("-3", "-30000"),
        (" 12 亿元 ", "120000"),
    ],
)
def test_amounts_in_groups_of_three_and_full_width(amount: str, wan: str) -> None:
    outcome = imported(book([row("甲", amount=amount)]))
    assert [draft.values["investment"] for draft in outcome.sorting.drafts] == [wan]


@given(st.decimals(0, 10**9, places=2), st.characters().filter(lambda char: not char.isascii()))
def test_no_sign_behind_a_number_becomes_a_digit(amount: object, char: str) -> None:
    """① is 1 to Unicode, and 30① was 301; a full-width digit is a digit."""
    head = ",".join(HEAD)
    outcome = imported(f'{head}\n,甲,高新园办,"{amount}{char}",2026年第38周,2026年12月,')
    if "\uff10" <= char <= "\uff19":
        assert not outcome.faulty
    elif unicodedata.normalize("NFKC", char)[:1].isdecimal():
        assert outcome.faulty


def test_a_week_with_a_circled_digit_is_no_week() -> None:
    for week in ("2026年第3⑧周", "2026年第3周²"):
        (said,) = told(imported(book([row("甲", week=week)])))
        assert said.startswith(f"2:计划开工(E2): G710 “{week}”")


def test_a_unit_that_depends_on_the_size_is_refused() -> None:
    code = '[>=10000]0!.0000"亿";0"万"'
    (said,) = told(imported(formatted("D2", code, amount=12345.6)))
    assert said.startswith(
        f"2:总投资（亿元）(D2): G745 这一格的数字格式按大小换单位（{code}），存的是“12345.6”，"
    )
    for plain in ("[Red][>=1]0.0;0", '[=0]"-";0', '0.0"亿"'):
        assert not imported(formatted("D2", plain, amount=1.5)).problems


def test_cells_of_a_workbook_become_text_deliberately() -> None:
    assert workbook.text("0007") == "0007"
    assert workbook.text(7) == "7"
    assert workbook.text(7, "0000") == "0007"
    assert workbook.text(0.1 + 0.2) == "0.30000000000000004"
    assert workbook.text(1e16) == "10000000000000000"
    assert workbook.text(12000.0) == "12000"
    assert workbook.text(0.85, "0%") == "85%"
    assert workbook.text(0.07125, "0.00%") == "7.125%"
    assert workbook.text(3, '0"%"') == "3%"
    assert workbook.text(12, '0"亿元"') == "12亿元"
    assert workbook.text(datetime(2026, 5, 10)) == "2026-05-10"  # noqa: DTZ001 - as openpyxl gives it
    assert workbook.text(datetime(2026, 5, 10, 8)) == "2026-05-10 08:00:00"  # noqa: DTZ001
    assert workbook.text(date(2026, 5, 10)) == "2026-05-10"
    assert workbook.text(True) == "是"  # noqa: FBT003 - a cell's value
