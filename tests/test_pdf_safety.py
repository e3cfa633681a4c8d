"""A .pdf of hostile text, and the same bytes again: only our fonts, only our files, no clock."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_pdf import OURS, TEMPLATES, fonts_of, read, text_of
from papers_by_hand import ISSUED_BRIEF, LETTER, SIGNED
from processes import printed_twice
from rounds import often

from generator.outputs.office.pdf import available
from generator.outputs.papers.sheet import Annex, Column, Heading, Lines, Paper, Para, Table

TESTS = Path(__file__).parent

pytestmark = pytest.mark.skipif(not available(), reason="no Pango on this machine")


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


@settings(deadline=None, max_examples=often(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_is_printed_in_our_fonts_alone(text: str) -> None:
    assert fonts_of(read(hostile(text))) <= OURS


def test_markup_is_text() -> None:
    text = '</p><img src="http://a/x.png"><script>1</script>&lt;{{ 1 + 1 }}<style>*{display:none}</style>'
    assert text in text_of(replace(LETTER, blocks=(Para((text,)),))).replace("\n", "")


def test_what_no_font_has_shows_as_a_gap_and_what_cannot_be_seen_as_nothing() -> None:
    text = text_of(replace(LETTER, blocks=(Para(("甲😀乙\u202e丙\u200b丁\x07戊",)),)))
    assert "甲〓乙丙丁戊" in text


def test_a_worker_leaves_no_fonts_behind(tmp_path: Path) -> None:
    code = (
        "import sys; from concurrent.futures import ProcessPoolExecutor; from pathlib import Path;"
        "sys.path.insert(0, sys.argv[1]); from papers_by_hand import LETTER;"
        "from generator.outputs.office.pdf import pdf\n"
        "with ProcessPoolExecutor(1) as pool:\n"
        "  print(len(pool.submit(pdf, LETTER, Path(sys.argv[2])).result()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(TESTS), str(TEMPLATES)],
        env={"TMPDIR": str(tmp_path), "PATH": "", "PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 10_000
    assert list(tmp_path.glob("weasyprint-*")) == []


def test_only_files_of_the_folder_are_fetched(tmp_path: Path) -> None:
    from generator.outputs.office.pdf.press import Shipped  # noqa: PLC0415 - needs Pango

    (tmp_path / "in").mkdir()
    inside, outside = tmp_path / "in" / "a.css", tmp_path / "b.css"
    inside.write_text("p {}")
    outside.write_text("p {}")
    fetcher = Shipped(tmp_path / "in")
    assert fetcher.fetch(inside.as_uri()).read() == b"p {}"
    for url in (
        outside.as_uri(),
        f"{(tmp_path / 'in').as_uri()}/../b.css",
        "http://localhost/a.css",
        "data:,a",
    ):
        with pytest.raises(PermissionError):
            fetcher.fetch(url)
