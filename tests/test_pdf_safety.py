"""A .pdf of hostile text, and the same bytes again: only our fonts, only our files, no clock."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_pdf import MM, OURS, TEMPLATES, fonts_of, placed, read, right, text_of
from papers_by_hand import ISSUED_BRIEF, LETTER, SIGNED
from processes import printed_twice
from rounds import often

from generator.outputs.papers.sheet import Annex, Column, Heading, Lines, Paper, Para, Table

if TYPE_CHECKING:
    from pypdf import PdfReader

TESTS = Path(__file__).parent


def test_the_same_paper_gives_the_same_bytes_in_two_processes_and_after_other_papers() -> None:
    code = (
        "import hashlib, sys; from pathlib import Path;"
        "from papers_by_hand import ISSUED_BRIEF, PLAN; from generator.outputs.office.pdf import pdf;"
        "folder = Path(sys.argv[2]); other = sys.argv[1] == '2' and pdf(PLAN, folder);"
        "print(hashlib.sha256(pdf(ISSUED_BRIEF, folder)).hexdigest())"
    )
    first, second = printed_twice(code, str(TEMPLATES))
    assert first == second


def hostile(text: str) -> Paper:
    table = Table((Column(text), Column("数", "count", group=text)), ((Lines((text, text)), 1),), text, text)
    return replace(
        ISSUED_BRIEF,
        title=text,
        to=text,
        sign=text,
        issuer=text,
        copies=(text,),
        basis=text,
        lead=(Para((text,)),),
        blocks=(Heading(text), Para((text,)), table),
        annexes=(Annex(text, (table,)),),
        imprint=replace(SIGNED, number=text, signer=text),
    )


def assert_on_paper(reader: PdfReader) -> None:
    """Nothing is begun off its page, or below its text but the page's number."""
    for page in reader.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        for one in placed(page):
            assert 0 < one.x < width - 20, one
            assert 0 < one.y < height - (0 if one.text.startswith("—") else 26 * MM - 1), one


@settings(deadline=None, max_examples=often(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_is_printed_in_our_fonts_alone_and_on_its_page(text: str) -> None:
    reader = read(hostile(text))
    assert fonts_of(reader) <= OURS
    assert_on_paper(reader)


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd") #import "@preview/a:0.1.0": * #panic() #{1 + 1} #sys.inputs',
        "*b* _i_ `c` $x^2$ @ref <label> = h - l + e / t: d --- ... ~ \\u{1f600} // /* c */",
        '</p><img src="http://a/x.png"><script>1</script>&lt;{{ 1 + 1 }}<style>*{display:none}</style>',
    ],
)
def test_markup_is_text(text: str) -> None:
    paper = replace(LETTER, title=text, blocks=(Para((text,)), Heading(text)), sign=text, copies=(text,))
    shown = "".join(text_of(paper).split())
    assert shown.count("".join(text.split())) == 5  # the copies' list is one more


def test_what_no_font_has_shows_as_a_gap_and_what_cannot_be_seen_as_nothing() -> None:
    text = text_of(replace(LETTER, blocks=(Para(("甲😀乙\u202e丙\u200b丁\x07戊",)),)))
    assert "甲〓乙丙丁戊" in text


def test_nothing_is_left_behind_by_a_worker(tmp_path: Path) -> None:
    code = (
        "import sys; from concurrent.futures import ProcessPoolExecutor; from pathlib import Path;"
        "sys.path.insert(0, sys.argv[1]); from papers_by_hand import LETTER;"
        "from generator.outputs.office.pdf import pdf\n"
        "with ProcessPoolExecutor(1) as pool:\n"
        "  print(len(pool.submit(pdf, LETTER, Path(sys.argv[2])).result()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(TESTS), str(TEMPLATES)],
        env={"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": "", "PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 10_000
    assert list(tmp_path.iterdir()) == []


def test_a_row_taller_than_a_page_is_torn_rather_than_cut() -> None:
    words = [f"第{number}句话。" for number in range(900)]
    table = Table((Column("序号", "count", 3), Column("内容", width=6)), ((1, "".join(words)), (2, "末行")))
    pages = read(replace(LETTER, blocks=(table,))).pages
    whole = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert sum(word not in whole for word in words) < len(pages)  # but for words that go on overleaf
    assert len(pages) > 5
    assert words[-1] in whole
    assert "末行" in whole


def test_a_word_longer_than_its_cell_stays_within_it() -> None:
    word = "data/events/" + "X" * 120 + ".yml"
    columns = (Column("依据", width=4), Column("项目", width=8), Column("说明", width=4))
    page = read(replace(LETTER, blocks=(Table(columns, ((word, "甲项目", "无"),)), Para((word,))))).pages[0]
    assert word in "".join(page.extract_text().replace("\u200b", "").split())
    pieces = [one for one in placed(page) if set(one.text) & set(word)]
    assert len({round(one.y) for one in pieces if one.size < 16}) > 4
    assert max(len(one.text) for one in pieces if one.size < 16) * 12 * 0.9 < (210 - 54) * MM


NAMES = tuple(f"甲乙丙丁戊己庚辛壬癸{number}" for number in range(400))
LETTERS = ("W" * 60, "é" * 100, "…" * 60, "（" * 60, "b\u00a0" * 60, "ABCDEFGHIJKLM NOPQRSTUVW " * 22)
TALL = Table(
    (Column("序号", "count", 3), Column("项目", width=10), Column("进展", width=10)), ((1, "甲", "乙"),)
)


@pytest.mark.parametrize(
    "paper",
    [
        *(replace(LETTER, blocks=(Heading(word), Para((word,)), TALL), to=word) for word in LETTERS),
        *(
            replace(LETTER, blocks=(replace(TALL, rows=((1, "甲", word), (2, "a", "b"))),))
            for word in LETTERS
        ),
        replace(
            LETTER, blocks=(Table((Column("Q" * 120), Column("c", "day")), ((1, "1" * 300),), "c" * 90),)
        ),
        replace(LETTER, blocks=(Table((Column("甲", width=0), Column("乙", width=0)), (("1", "2"),)),)),
        replace(ISSUED_BRIEF, annexes=tuple(Annex(name, (Para(("文",)),)) for name in NAMES[:60])),
        replace(ISSUED_BRIEF, copies=NAMES, annexes=()),
        replace(ISSUED_BRIEF, basis="数据版本 1a2b3c4d5e　链头 " + "8f3a" * 16, commit="1a2b3c4d5e"),
    ],
)
def test_nothing_runs_off_its_page_or_over_the_margin(paper: Paper) -> None:
    reader = read(paper)
    assert_on_paper(reader)
    for page in reader.pages:
        margin = 26 if page.mediabox.width < page.mediabox.height else 37
        words = [one for one in placed(page) if not one.text.startswith("—")]
        assert all(right(one) < float(page.mediabox.width) - margin * MM + 1 for one in words)


def test_every_annex_and_every_copy_is_named() -> None:
    annexes = tuple(Annex(name, (Para(("文",)),)) for name in NAMES[:60])
    for paper, names in (
        (replace(ISSUED_BRIEF, annexes=annexes), NAMES[:60]),
        (replace(ISSUED_BRIEF, copies=NAMES, annexes=()), NAMES),
    ):
        pages = read(paper).pages
        text = "".join(page.extract_text() for page in pages).replace("\n", "")
        assert sum(name not in text for name in names) < len(pages)  # but for names that go on overleaf
