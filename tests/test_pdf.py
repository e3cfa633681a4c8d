"""A paper as .pdf: read again with another library, by the place, font and size of its words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import pytest
from office_pdf import MM, OURS, SANS, SONG, TITLE, fonts_in, fonts_of, placed, read, size_of, text_of, the
from papers_by_hand import AS_OF, BRIEF, COMPARED, ISSUED_BRIEF, LETTER, OFFICE, PLAN, SIGNED
from tables_by_hand import KINDS

from generator.outputs.papers.sheet import Annex, Block, Column, Paper, Para, Table

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

RED = b"0.8156863 0.007843138 0.10588235"
LEFT, RIGHT, TOP = 28 * MM, (210 - 26) * MM, 37 * MM


def red(page: PageObject) -> bool:
    content = page.get_contents()
    return content is not None and RED in content.get_data()


def long_paper() -> Paper:
    return replace(LETTER, form="通报", blocks=(Para(("重" * 28 * 60,)),), copies=())


def test_a_full_page_has_22_lines_of_28_characters_at_29_points() -> None:
    page = read(long_paper()).pages[1]
    lines = [one for one in placed(page) if one.text.startswith("重")]
    assert [len(one.text) for one in lines] == [28] * 22
    assert {(one.font, one.size) for one in lines} == {(SONG, 16.0)}
    steps = {round(lower.y - upper.y, 1) for upper, lower in pairwise(lines)}
    assert all(28.9 <= step <= 29 for step in steps)
    assert lines[0].x == pytest.approx(LEFT, abs=0.1)
    assert TOP < lines[0].y < TOP + 29
    assert 297 * MM - 35 * MM - 29 < lines[-1].y < 297 * MM - 35 * MM


def test_the_first_line_is_indented_by_two_characters() -> None:
    first, second = [one for one in placed(read(long_paper()).pages[0]) if one.text.startswith("重")][:2]
    assert first.x - second.x == pytest.approx(2 * (16 - 0.215), abs=0.5)
    assert len(first.text) == 26


def test_page_numbers_stand_outside_odd_right_even_left_seven_millimetres_below() -> None:
    pages = read(long_paper()).pages
    numbers = [the(placed(page), "—") for page in pages]
    assert [one.text for one in numbers] == [f"— {number} —" for number in range(1, len(pages) + 1)]
    assert all(one.size == 14 for one in numbers)
    assert all(0 < one.y - (297 - 35 + 7) * MM < 14 for one in numbers)
    assert all(RIGHT - 60 < one.x < RIGHT - 14 for one in numbers[::2])
    assert all(one.x == pytest.approx(LEFT + 14, abs=1) for one in numbers[1::2])


def test_headings_have_the_fonts_of_their_levels() -> None:
    words = [one for page in read(BRIEF).pages for one in placed(page)]
    wanted = {
        "关于2026年9月全区": (TITLE, 22.0),
        "一、总体情况": (SANS, 16.0),
        "（一）新开工项目": (SONG, 16.0),
        "1.按期开工": (SONG, 16.0),
        "甲街道": (TITLE, 16.0),
        "附件1": (SANS, 16.0),
        "新开工项目一览表": (TITLE, 22.0),
    }
    found = {text: {(one.font, one.size) for one in words if one.text.startswith(text)} for text in wanted}
    assert all(look in found[text] for text, look in wanted.items())


@pytest.mark.parametrize("paper", [BRIEF, ISSUED_BRIEF, LETTER, PLAN, COMPARED], ids=lambda paper: paper.form)
def test_only_the_fonts_of_the_tool_are_embedded(paper: Paper) -> None:
    reader = read(paper)
    assert fonts_of(reader) <= OURS
    for font in fonts_in(reader):
        below = cast("list[DictionaryObject]", font["/DescendantFonts"])[0].get_object()
        described = cast("DictionaryObject", cast("DictionaryObject", below)["/FontDescriptor"].get_object())
        assert "/FontFile3" in described


def test_a_bulletin_has_its_red_head_only_once_it_is_issued() -> None:
    draft, issued = read(BRIEF).pages, read(ISSUED_BRIEF).pages
    assert red(issued[0])
    assert not any(red(page) for page in [*draft, *issued[1:]])
    words = placed(issued[0])
    head, number, title = (the(words, text) for text in (OFFICE, "澄重办〔", "关于"))
    assert head.size > 30
    assert head.y > TOP + 35 * MM
    assert head.y < number.y < title.y
    assert SIGNED.number in issued[0].extract_text()
    assert "签发人：张某" in issued[0].extract_text()
    assert "系统生成稿" not in text_of(ISSUED_BRIEF)
    first = draft[0].extract_text()
    assert "〔2026〕＿＿号" in first
    assert SIGNED.number not in first
    assert OFFICE not in first


def test_a_draft_says_so_on_every_page_with_the_day_of_its_data() -> None:
    for page in read(BRIEF).pages:
        assert "系统生成稿" in page.extract_text()
        assert "数据截至2026年9月30日" in page.extract_text()


def test_the_signature_has_a_date_once_it_is_issued() -> None:
    issued, draft = text_of(ISSUED_BRIEF), text_of(BRIEF)
    assert "2026年10月9日\n" in issued
    assert "2026年10月9日印发" in issued
    assert "＿＿＿＿年＿月＿日" not in issued
    assert "＿＿＿＿年＿月＿日印发" in draft
    assert "2026年10月9日" not in draft


def test_a_letter_has_two_red_lines_once_it_is_issued_and_no_number_on_its_first_page() -> None:
    draft, issued = read(LETTER), read(replace(LETTER, imprint=SIGNED))
    assert not red(draft.pages[0])
    assert red(issued.pages[0])
    for reader in (draft, issued):
        assert len(reader.pages) == 1
        assert "— 1 —" not in reader.pages[0].extract_text()
    assert the(placed(draft.pages[0]), "〔2026〕").x > RIGHT - 120  # flush right
    assert "印发" not in issued.pages[0].extract_text()
    assert the(placed(issued.pages[0]), "抄送：").y > 240 * MM


def test_a_long_letter_numbers_its_second_page() -> None:
    pages = read(replace(LETTER, blocks=(Para(("重" * 28 * 30,)),))).pages
    assert "— 2 —" in pages[1].extract_text()


def test_a_large_form_lies_on_a3_and_a_wide_one_on_a4() -> None:
    assert [size_of(page) for page in read(PLAN).pages] == [(420, 297)]
    assert [size_of(page) for page in read(COMPARED).pages] == [(297, 210)]


def test_a_wide_table_is_turned_with_its_heading_and_the_text_goes_on_upright() -> None:
    pages = read(replace(BRIEF, annexes=())).pages
    assert [size_of(page) for page in pages] == [(210, 297), (297, 210), (210, 297)]
    assert "各类数字" in pages[1].extract_text()
    assert "下步要求" in pages[2].extract_text()


def test_each_annex_begins_a_page_and_a_wide_one_is_turned_as_a_whole() -> None:
    pages = [page for page in read(BRIEF).pages if page.extract_text().count("附件")]
    listed, first, second = [page.extract_text() for page in pages]
    assert "附件：1. 新开工项目一览表" in listed.replace("\xa0", " ")
    assert "附件1\n新开工项目一览表" in first
    assert "附件2\n全部指标" in second
    assert size_of(pages[1]) == (210, 297)
    assert size_of(pages[2]) == (297, 210)


def test_one_annex_alone_has_no_number() -> None:
    text = text_of(replace(BRIEF, annexes=BRIEF.annexes[:1]))
    assert "附件：新开工项目一览表" in text
    assert "附件\n新开工项目一览表" in text
    assert "附件1" not in text


def test_the_heads_of_a_long_table_repeat_and_every_row_is_there() -> None:
    table = Table(
        (Column("序号", "count", 3), Column("项目")), tuple((n, f"项目{n}号") for n in range(1, 101))
    )
    pages = read(replace(BRIEF, blocks=(table,), annexes=())).pages
    with_rows = [
        page.extract_text()
        for page in pages
        if "项目" in page.extract_text() and "号\n" in page.extract_text()
    ]
    assert len(with_rows) > 2
    assert all("序号" in text for text in with_rows)
    whole = "\n".join(with_rows)
    assert all(f"项目{n}号" in whole for n in range(1, 101))


def test_a_stacked_record_is_not_torn() -> None:
    rows = tuple((n if part == 0 else None, f"{n}之{part}") for n in range(40) for part in range(5))
    table = Table((Column("序号", "count", 3), Column("项")), rows, stack=5, merged=frozenset({0}))
    for page in read(replace(BRIEF, blocks=(table,), annexes=(), copies=())).pages:
        text = page.extract_text()
        assert text.count("之0") == text.count("之4")


def test_values_are_printed_as_every_paper_prints_them() -> None:
    text = text_of(BRIEF).replace("\xa0", " ")
    for words in (
        "12.50",
        "12 500",
        "80.0%",
        "慢28.9",
        "+3.2",
        "−4",
        "96.16",
        "2026-05-10",
        "2026年5月",
        "=1+1",
    ):
        assert words in text
    assert "1.按计划开工" in text
    assert "开工进度：全年计划12个，已开工9个。" in text
    assert "没有应开工未开工项目。" in text
    assert "注：投资以报送数为准。" in text


def test_it_is_dated_by_its_data_and_named_by_its_title() -> None:
    found = read(BRIEF).metadata
    assert found is not None
    assert {str(found["/CreationDate"]), str(found["/ModDate"])} == {f"D:{AS_OF:%Y%m%d}000000Z"}
    assert found.title == BRIEF.title


def test_columns_that_fit_are_set_larger() -> None:
    few = replace(PLAN, size="A4", lead=(), blocks=(Table(KINDS.columns[:2], (("1", "甲项目"),)),))
    many = replace(few, size="A4横", blocks=(replace(KINDS, totals=0, note=""),))
    for paper, text, size in ((few, "甲项目", 12), (many, "示范项目一期", 9)):
        assert the(placed(read(paper).pages[0]), text).size == size


ENDS: list[tuple[Block, ...]] = [
    (),
    (Table((Column("项目"),), (("甲",), ("乙",)), note="注：此表。"),),
    (Table((Column("项目"),), (), empty="没有项目。"),),
    (Para(("说明" * 8,), note=True),),
]


@pytest.mark.parametrize("annexes", [(), BRIEF.annexes], ids=len)
@pytest.mark.parametrize("end", ENDS)
def test_the_signature_never_stands_alone_on_a_page(
    end: tuple[Block, ...], annexes: tuple[Annex, ...]
) -> None:
    for lines in range(8, 27):
        blocks = (Para(("重" * 28 * lines,)), *end)
        paper = replace(LETTER, form="通报", blocks=blocks, annexes=annexes, copies=())
        signed = next(page for page in read(paper).pages if f"{OFFICE}\n＿＿" in page.extract_text())
        text = signed.extract_text()
        assert any(word in text for word in ("重重", "甲", "没有项目", "说明说明")), lines
        assert ("附件：" in text) == bool(annexes)


def test_the_commit_of_an_issued_form_has_its_own_place() -> None:
    commit = "b" * 10
    basis = f"数据截至2026年9月30日　数据版本 {commit}　规则 r1"
    words = placed(read(replace(PLAN, imprint=SIGNED, basis=basis, commit=commit)).pages[0])
    before, shown, after = (the(words, text) for text in (f"（{SIGNED.number}", commit, "规则"))
    assert before.text.endswith("数据版本")
    assert before.y == shown.y == after.y
    assert after.x - shown.x == pytest.approx(10.5 * 5.8, abs=0.1)  # its box, from where that begins


def test_a_line_that_leads_to_a_table_is_not_left_behind() -> None:
    table = Table(
        (Column("项目"),), tuple((f"表内{number}",) for number in range(9)), stack=9, merged=frozenset()
    )
    for lines in range(1, 24):
        blocks = (Para(("重" * 28 * lines,)), Para(("引出下表：",)), table)
        for page in read(replace(LETTER, form="通报", blocks=blocks, copies=())).pages:
            text = page.extract_text()
            assert ("引出下表" in text) == ("表内0" in text), lines
