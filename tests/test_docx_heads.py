"""What stands above and below the body of a .docx: red heads, numbers, titles, signatures, 版记."""

from __future__ import annotations

from dataclasses import replace

import papers_by_hand as by_hand
from docx.oxml.ns import qn
from docx.shared import Pt
from docx_reading import found, grid, inner, opened, texts, xml
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.office.docx.titles import best, broken


def test_a_bulletin_has_its_red_head_and_rule_only_once_issued() -> None:
    issued, made = opened(by_hand.ISSUED_BULLETIN), opened(by_hand.BULLETIN)
    office = found(issued, by_hand.OFFICE)
    assert office.style is not None
    assert office.style.name == "发文机关标志"
    assert str(office.runs[0].font.color.rgb) == "FF0000"
    assert texts(issued)[:3] == [by_hand.OFFICE, "澄重办〔2026〕12号", by_hand.BULLETIN.title]
    rules = issued.element.body.findall(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert [rule.get(qn("w:color")) for rule in rules] == ["FF0000"]
    assert "系统生成稿" not in "".join(texts(issued))
    assert texts(made)[:3] == ["〔2026〕＿＿号", by_hand.BULLETIN.title, "（系统生成稿）"]
    assert "FF0000" not in xml(made)
    assert not made.element.body.findall(f".//{qn('w:pBdr')}")
    assert not texts(made, "发文机关标志")


def test_with_a_signer_the_number_goes_left_and_the_name_right_in_kai() -> None:
    line = opened(by_hand.SIGNED_BULLETIN).paragraphs[1]
    assert line.text == "　澄重办〔2026〕12号\t签发人：张某　"
    name = next(run for run in line.runs if run.text == "张某")
    assert inner(name._r, "rFonts").get(qn("w:eastAsia")) == "楷体_GB2312"


def test_the_title_stands_two_lines_below_the_rule() -> None:
    document = opened(by_hand.ISSUED_BULLETIN)
    title = found(document, by_hand.BULLETIN.title)
    assert title.paragraph_format.space_before == Pt(58)


def test_a_letter_is_red_and_ruled_twice_only_once_issued() -> None:
    issued, made = opened(by_hand.ISSUED_NOTICE), opened(by_hand.NOTICE)
    assert str(found(issued, by_hand.OFFICE).runs[0].font.color.rgb) == "FF0000"
    assert str(found(made, by_hand.OFFICE).runs[0].font.color.rgb) == "000000"
    lines = [
        rule.get(qn("w:val")) for rule in issued.element.body.iter(qn("w:bottom")) if rule.get(qn("w:color"))
    ]
    assert lines == ["thickThinSmallGap"]
    foot = issued.sections[0].first_page_footer
    assert [rule.get(qn("w:val")) for rule in foot._element.iter(qn("w:bottom"))] == ["thinThickSmallGap"]
    assert "FF0000" not in xml(made)
    assert "pBdr" not in xml(made)
    assert "pBdr" not in made.sections[0].first_page_footer._element.xml
    assert found(issued, "澄重办函〔2026〕3号").alignment == 2
    assert "〔2026〕＿＿号" in texts(made)


def test_the_addressee_stands_flush_with_a_full_width_colon() -> None:
    for to in ("各街道、区直有关部门", "各街道、区直有关部门：", "各街道、区直有关部门:"):
        line = found(opened(replace(by_hand.BULLETIN, to=to)), "各街道、区直有关部门：")
        assert line.style is not None
        assert line.style.name == "Normal"
        assert inner(line._p, "ind") is None


def test_a_long_title_is_indented_until_its_lines_end_between_words() -> None:
    title = found(opened(by_hand.ISSUED_BULLETIN), by_hand.BULLETIN.title)
    indent = inner(title._p, "ind")
    # 13.5 characters and digits at half each, four places where a quarter is left: 15.5 of 440 twips.
    assert int(indent.get(qn("w:left"))) == int(indent.get(qn("w:right"))) == (8845 - 6820) // 2
    assert inner(found(opened(by_hand.NOTICE), by_hand.NOTICE.title)._p, "ind") is None


def test_a_title_breaks_between_words_into_lines_of_like_length() -> None:
    title = by_hand.BULLETIN.title
    assert broken(title, best(title, 20)) == ["关于2026年9月全区重大产业项目", "推进情况的通报"]
    assert best("黄牌预警通知书", 20) == 40


@given(st.text("关于年月全区重大项目的通报（）2026A 、", min_size=1, max_size=90))
def test_breaking_a_title_loses_nothing_and_needs_no_more_lines(words: str) -> None:
    length = best(words, 20)
    assert "".join(broken(words, length)) == words
    assert len(broken(words, length)) == len(broken(words, 40))
    assert length <= 40


def test_annexes_are_listed_without_full_stops_one_below_the_other() -> None:
    document = opened(by_hand.BULLETIN)
    first, second, third = (
        found(document, text)
        for text in (
            "附件：1. 项目开工推进计划表",
            "2. 各单位月度投资完成情况明细",
            "3. 督办、黄牌、红牌情况",
        )
    )
    starts = []
    for line in (first, second, third):
        indent = inner(line._p, "ind")
        starts.append(int(indent.get(qn("w:leftChars"))) - int(indent.get(qn("w:hangingChars"))))
    assert starts == [200, 500, 500]


def test_a_single_annex_has_no_number() -> None:
    document = opened(by_hand.SIGNED_BULLETIN)
    assert "附件：项目开工推进计划表" in texts(document)
    assert texts(document, "附件序号") == ["附件"]


def test_each_annex_begins_a_page() -> None:
    document = opened(
        replace(by_hand.BULLETIN, annexes=(by_hand.BULLETIN.annexes[0], by_hand.BULLETIN.annexes[2]))
    )
    assert len(document.sections) == 1
    labels = [own for own in document.paragraphs if own.style is not None and own.style.name == "附件序号"]
    assert [label.text for label in labels] == ["附件1", "附件2"]
    assert all(label.paragraph_format.page_break_before for label in labels)
    assert texts(document, "附件标题") == ["项目开工推进计划表", "督办、黄牌、红牌情况"]


def test_the_date_has_no_leading_zeros_and_stays_open_until_issued() -> None:
    issued = opened(by_hand.ISSUED_BULLETIN)
    assert texts(issued, "Date") == ["2026年10月9日"]
    assert issued.styles["Date"].element.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"
    assert texts(issued, "Signature") == [by_hand.OFFICE]
    made = opened(by_hand.BULLETIN)
    assert texts(made, "Date") == ["＿＿＿＿年＿月＿日"]
    assert "2026年10月9日" not in xml(made)


def test_the_signature_stands_over_the_middle_of_the_date() -> None:
    document = opened(by_hand.ISSUED_BULLETIN)
    line = next(own for own in document.paragraphs if own.style is not None and own.style.name == "Signature")
    assert line.text == "澄湖区重大项目建设办公室"
    # 12 characters over 2026年10月9日: digits at half, a quarter at five meetings, 7.75 in all, ending 4 in.
    middle = 400 + 775 / 2
    assert abs(int(inner(line._p, "ind").get(qn("w:rightChars"))) + 1200 / 2 - middle) <= 1


def test_the_imprint_closes_a_bulletin_and_a_letter_but_no_form() -> None:
    issued = opened(by_hand.ISSUED_BULLETIN)
    copies = "抄送：各分管负责人，区委、区政府督查室，区纪委（监察委），区委组织部。"
    assert grid(issued.tables[-1]) == [[copies, copies], [by_hand.OFFICE, "2026年10月9日印发"]]
    borders = issued.tables[-1]._tbl.tblPr.find(qn("w:tblBorders"))
    assert [(one.tag.rpartition("}")[2], one.get(qn("w:sz"))) for one in borders] == [
        ("top", "8"),
        ("bottom", "8"),
        ("insideH", "6"),
    ]
    assert grid(opened(by_hand.BULLETIN).tables[-1])[1] == [by_hand.OFFICE, "＿＿＿＿年＿月＿日印发"]
    assert not opened(by_hand.ISSUED_NOTICE).tables
    assert texts(opened(by_hand.ISSUED_NOTICE), "版记") == [copies]
    assert "印发" not in xml(opened(replace(by_hand.LARGE_FORM, copies=("甲",))))


def test_a_data_day_stands_on_every_paper() -> None:
    for paper in by_hand.ALL:
        assert "数据截至2026年9月30日" in "".join(texts(opened(paper)))
        assert "数据截至2026年9月30日" in "".join(texts(opened(replace(paper, basis=""))))
