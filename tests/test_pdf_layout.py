"""How a paper is divided into pages and its tables and titles are sized."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.office.pdf.layout import (
    annex_size,
    head_size,
    sections,
    shares,
    title_lines,
    type_size,
)
from generator.outputs.office.pdf.measure import BREAK, SMALL, WIDEST, parted, wrapped
from generator.outputs.papers.sheet import Annex, Block, Column, Heading, Para, Size, Table


def table(*widths: float, rows: int = 1) -> Table:
    return Table(tuple(Column("列", width=width) for width in widths), (("",) * len(widths),) * rows)


NARROW, WIDE = table(30, 30), table(31, 30)
TEXT = Para(("文",))
FIRST, SECOND = Heading("一、"), Heading("（一）", 2)


LONG = Para(("文" * 300,))


def divided(*blocks: Block) -> list[tuple[str, tuple[Block, ...]]]:
    return [(section.size, section.blocks) for section in sections(blocks, "A4")]


def test_headings_go_with_the_wide_table_below_them() -> None:
    assert divided(TEXT, FIRST, SECOND, WIDE, TEXT) == [
        ("A4", (TEXT,)),
        ("A4横", (FIRST, SECOND, WIDE)),
        ("A4", (TEXT,)),
    ]


def test_a_few_lines_between_wide_tables_do_not_turn_the_page_back() -> None:
    assert divided(WIDE, TEXT, SECOND, WIDE) == [("A4横", (WIDE, TEXT, SECOND, WIDE))]
    assert [size for size, _ in divided(WIDE, LONG, WIDE)] == ["A4横", "A4", "A4横"]
    assert [size for size, _ in divided(WIDE, NARROW, WIDE)] == ["A4横", "A4", "A4横"]


def test_wide_tables_one_after_the_other_share_their_pages() -> None:
    assert divided(WIDE, WIDE) == [("A4横", (WIDE, WIDE))]


def test_a_table_that_fits_or_is_empty_stays_upright() -> None:
    empty = table(40, 40, rows=0)
    assert divided(FIRST, NARROW, empty) == [("A4", (FIRST, NARROW, empty))]


def test_a_landscape_paper_is_not_divided() -> None:
    assert [one.size for one in sections((TEXT, WIDE, TEXT), "A3横")] == ["A3横"]


@given(st.lists(st.sampled_from([TEXT, LONG, FIRST, NARROW, WIDE])))
def test_no_block_is_lost_or_moved(blocks: list[Block]) -> None:
    found = sections(tuple(blocks), "A4")
    assert [block for one in found for block in one.blocks] == blocks
    assert all((one.size == "A4横") == (WIDE in one.blocks) for one in found)
    assert all(one.size != other.size for one, other in pairwise(found))


def test_an_annex_is_turned_as_a_whole() -> None:
    assert annex_size(Annex("表", (TEXT, WIDE)), "A4") == "A4横"
    assert annex_size(Annex("表", (TEXT, NARROW)), "A4") == "A4"
    assert annex_size(Annex("表", (WIDE,)), "A3横") == "A3横"


@pytest.mark.parametrize(
    ("widths", "size", "points"),
    [
        ((10, 20), "A4", "12"),  # (442 - 12) / 30 = 14.3
        ((20, 20), "A4", "12"),  # 430 / 40 = 10.75, a quarter more before it is made smaller: 13.4
        ((4,) * 12, "A4", "9"),  # (442 - 72) / 48 = 7.7, a quarter more 9.6
        ((4,) * 12, "A4横", "12"),  # (637 - 72) / 48 = 11.8, a quarter more 14.7
        ((4,) * 100, "A3横", "7"),  # never smaller
    ],
)
def test_the_more_characters_the_smaller_the_type(widths: tuple[float, ...], size: Size, points: str) -> None:
    assert type_size(table(*widths).columns, size) == points


def test_a_day_is_never_broken() -> None:
    columns = (Column("项目", width=48), Column("日期", "day", 6), Column("备注", width=6))
    # A day has 442 * 6 / 60 - 6 = 38.2 points and takes 5.3 characters: 7.2 at most.
    assert type_size(columns, "A4") == "7"
    assert type_size((columns[0], replace(columns[1], width=9), columns[2]), "A4") == "8"


def test_columns_share_the_width() -> None:
    assert shares(table(1, 3).columns) == (Decimal("25.000"), Decimal("75.000"))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("黄牌预警通知书", "黄牌预警通知书"),
        ("关于2026年9月全区重大产业项目推进情况的通报", "关于2026年9月全区\n重大产业项目推进情况的通报"),
        ("街道、审批部门和责任单位议定事项办理情况", "街道、审批部门和责任\n单位议定事项办理情况"),
        ("第12345678901234567890号项目推进情况一览", "第12345678901234567890\n号项目推进情况一览"),
    ],
)
def test_a_long_title_breaks_between_words(title: str, lines: str) -> None:
    assert title_lines(title) == lines


def test_a_title_has_more_room_on_a_turned_page() -> None:
    title = "街道、审批部门和责任单位议定事项办理情况"
    assert title_lines(title, "A4横") == title


@given(st.text(alphabet="的月目重大ab1、", max_size=60))
def test_a_title_keeps_its_text(title: str) -> None:
    assert title_lines(title).replace("\n", "") == title


def test_a_red_head_fills_one_line_at_most() -> None:
    assert head_size("区发改局") == "48.0"
    assert float(head_size("澄江区重大项目办公室")) * 10 < 442
    assert head_size("很" * 100) == "22.0"


@given(st.text(alphabet="重大ab1W…、（） \n", max_size=80), st.floats(1, 40))
def test_only_what_may_be_too_long_is_parted(text: str, room: float) -> None:
    parts = parted(text, room)
    assert parts.replace(BREAK, "") == text
    assert (BREAK in parts) <= (WIDEST * len(text) > room)
    words = re.split(f"[ \n\u4e00-\u9fff{BREAK}]", parts)
    assert all(len(word) * SMALL <= room for word in words if word[1:])


@pytest.mark.parametrize(
    ("line", "room", "lines"),
    [
        ("重大产业", 2, 2),
        ("重大产业", 4, 1),
        ("重大产业", 3.9, 2),
        ("ABCD EFGH", 4, 3),  # A to D 3.44, the blank .67
        ("甲，乙，丙，丁，", 4, 2),
        ("甲，乙，丙，丁，", 3, 4),  # a comma goes with what it follows
        ("", 4, 1),
    ],
)
def test_lines_are_counted_at_the_widest(line: str, room: float, lines: int) -> None:
    assert wrapped(line, room) == lines


def test_columns_without_a_width_share_alike() -> None:
    assert shares(table(0, 0).columns) == (Decimal("50.000"), Decimal("50.000"))
