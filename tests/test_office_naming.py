"""A paper's file made without its commit, which is written in afterwards, is the one made with it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, cast
from zipfile import ZipFile

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_pdf import TEMPLATES
from openpyxl import load_workbook
from papers_by_hand import BRIEF, ISSUED_BRIEF, LETTER, PLAN
from pypdf import PdfReader

from generator.outputs.office.forms import made, write
from generator.outputs.office.naming import named, unnamed
from generator.outputs.papers.sheet import Para

if TYPE_CHECKING:
    from pypdf.generic import ArrayObject

    from generator.outputs.papers.kinds import Format
    from generator.outputs.papers.sheet import Paper

FORMS: tuple[Format, ...] = ("docx", "xlsx", "pdf")
COMMITS = st.text("0123456789abcdef", min_size=10, max_size=10)


def drawn_from(paper: Paper, commit: str, more: str = "") -> Paper:
    return replace(paper, basis=f"数据截至2026年9月30日　数据版本 {commit}{more}　计分规则 r1", commit=commit)


def said(file: bytes, form: Format) -> str:
    """What a reader of the file finds in it, without blanks."""
    if form == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file), strict=True).pages)
    elif form == "docx":
        document = word.Document(io.BytesIO(file))
        heads = [
            line
            for one in document.sections
            for line in (*one.header.paragraphs, *one.first_page_header.paragraphs)
        ]
        text = "".join(line.text for line in (*document.paragraphs, *heads))
    else:
        cells = (cell for sheet in load_workbook(io.BytesIO(file)) for row in sheet.values for cell in row)
        text = "".join(map(str, cells))
    return "".join(text.split())


@pytest.mark.parametrize("paper", [BRIEF, ISSUED_BRIEF, LETTER, PLAN], ids=lambda paper: paper.stem)
@pytest.mark.parametrize("form", FORMS)
def test_a_file_made_once_is_named_as_if_made_anew(form: Format, paper: Paper) -> None:
    old, new = (drawn_from(paper, commit) for commit in ("0123456789", "fedcba9876"))
    assert unnamed(old) == unnamed(new)
    kept = made(unnamed(old), form, TEMPLATES)
    file = named(kept, form, unnamed(old).commit, new.commit)
    assert file == write(new, form, TEMPLATES)
    assert file != write(old, form, TEMPLATES)
    assert f"数据版本{new.commit}" in said(file, form)
    assert unnamed(old).commit not in said(file, form)


@given(COMMITS)
@settings(max_examples=25, deadline=None)
def test_every_commit_can_be_read(commit: str) -> None:
    bare = unnamed(drawn_from(BRIEF, commit))
    file = named(made(bare, "pdf", TEMPLATES), "pdf", bare.commit, commit)
    pages = PdfReader(io.BytesIO(file), strict=True).pages
    assert len(pages) > 1
    assert all(f"数据版本 {commit}" in page.extract_text() for page in pages)


def test_a_file_of_another_commit_is_as_long_and_tells_itself_apart() -> None:
    files = [write(drawn_from(BRIEF, commit), "pdf", TEMPLATES) for commit in ("1111111111", "dddddddddd")]
    assert len({len(file) for file in files}) == 1
    first, second = (list(cast("ArrayObject", PdfReader(io.BytesIO(file)).trailer["/ID"])) for file in files)
    assert first[0] == second[0]
    assert first[1] != second[1]


@pytest.mark.parametrize("form", FORMS)
def test_what_a_paper_says_of_a_commit_elsewhere_stays(form: Format) -> None:
    own, other = "a5bc7894c8", "bd23fab86f"
    told = replace(LETTER, blocks=(Para((f"见提交{own}和{other}。",)),))
    bare = unnamed(drawn_from(told, own))
    assert bare == unnamed(drawn_from(told, other))
    file = named(made(bare, form, TEMPLATES), form, bare.commit, other)
    assert f"见提交{own}和{other}。" in said(file, form)
    assert f"数据版本{other}计分" in said(file, form)


@pytest.mark.parametrize("form", FORMS)
def test_unsaved_changes_are_told_beside_it(form: Format) -> None:
    file = write(drawn_from(BRIEF, "a5bc7894c8", "（有未提交的改动）"), form, TEMPLATES)
    assert "数据版本a5bc7894c8（有未提交的改动）计分规则r1" in said(file, form)


@pytest.mark.parametrize("form", FORMS)
def test_outside_git_there_is_none_to_write(form: Format) -> None:
    paper = replace(BRIEF, basis="数据截至2026年9月30日　数据版本 未入库　计分规则 r1")
    assert unnamed(paper) == paper
    assert write(paper, form, TEMPLATES) == made(paper, form, TEMPLATES)
    assert "数据版本未入库" in said(write(paper, form, TEMPLATES), form)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_package_names_no_moment_but_that_of_its_data(form: Format) -> None:
    with ZipFile(io.BytesIO(write(drawn_from(BRIEF, "a5bc7894c8"), form, TEMPLATES))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None
