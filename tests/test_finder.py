"""The finder's index: every record, paper and clause once, in a fixed order, small, safe in a script."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from finder_rows import index_of, made_up, rows_of
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs import finder, indexing
from generator.outputs.page import Page

if TYPE_CHECKING:
    from pathlib import Path

MOST = 300
"""Bytes of a record in the index, on average."""
FOLDERS = ("units", "offices", "leaders", "projects", "items")
"""Of like matches organisations come first, items last."""


def test_every_record_page_is_in_it_once(built: Path) -> None:
    """A coordination office by its page of that name, which leads to its page as a unit."""
    pages = {
        path.relative_to(built).as_posix()
        for folder in FOLDERS
        for path in (built / folder).glob("*.html")
        if path.name != "index.html"
    }
    pages -= {page.replace("offices", "units") for page in pages if page.startswith("offices")}
    found = [address for _, address, *_ in records_of(built)]
    assert len(found) == len(set(found)) > 20
    assert set(found) == pages


def records_of(built: Path) -> list[list[str]]:
    return [row for row in rows_of(index_of(built)) if row[1].split("/")[0] in FOLDERS]


def test_every_paper_is_in_it_once_the_newest_of_a_kind_first(built: Path) -> None:
    """Those beside a sealed one tell what it would be now: whoever looks for a paper wants the sealed one."""
    pages = {
        path.relative_to(built).as_posix()
        for folder in ("papers/?", "bulletins", "rankings")
        for path in built.glob(f"{folder}/*.html")
        if path.name != "index.html" and not path.stem.endswith("-now")
    }
    rows = [row for row in rows_of(index_of(built)) if row[1] in pages]
    assert len(rows) == len(pages) > 20
    for _, group in groupby(rows, key=lambda row: row[0]):
        keys = [row[2] for row in group]
        assert keys == sorted(keys, reverse=True)


def test_every_clause_leads_to_its_place(built: Path) -> None:
    rows = {row[2]: row[1] for row in rows_of(index_of(built)) if row[0] == "条款"}
    assert {"1.1(1)", "1.1(3)", "2.2", "3.1", "3.2", "4.1", "4.2", "4.4"} <= set(rows)
    text = unescape((built / "regulation.html").read_text(encoding="utf-8"))
    for address in rows.values():
        page, _, place = address.partition("#")
        assert page == "regulation.html"
        assert text.count(f'id="{place}"') == 1


def test_a_code_is_found_by_its_id_and_its_words_are_for_its_page_alone(built: Path) -> None:
    """Hundreds of sentences about every field are no answer to a word of the field."""
    rows = {row[2]: row for row in rows_of(index_of(built)) if row[0] == "问题代码"}
    page = (built / "problems.html").read_text(encoding="utf-8")
    places = re.findall(r'<h3 id="(g\d+)"', page)
    assert len(places) > 100
    assert {code.lower() for code in rows} == set(places)
    for code, (_, address, _, name, words) in rows.items():
        assert (address, name, words) == (f"problems.html#{code.lower()}", f"问题代码 {code}", "")
    docs = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert not [one for one in docs if one["location"].startswith("problems.html")]


def test_a_paper_is_found_by_the_numbers_it_went_out_under_and_tells_of(built: Path) -> None:
    rows = [row for row in rows_of(index_of(built)) if row[0] in {"黄牌预警通知书", "红牌警告通知书"}]
    assert rows
    for _, address, *_, words in rows:
        text = unescape((built / address).read_text(encoding="utf-8"))
        numbers = re.findall(r"\S+〔\d{4}〕\S+号", words)
        assert numbers
        assert all(number in text for number in numbers)


def test_organisations_leaders_projects_and_items_follow_each_other_by_id(built: Path) -> None:
    rows = [
        ("units" if path[:7] == "offices" else path.split("/")[0], key)
        for _, path, key, *_ in records_of(built)
    ]
    assert [folder for folder, _ in groupby(folder for folder, _ in rows)] == [
        folder for folder in FOLDERS if folder != "offices"
    ]
    for folder in FOLDERS:
        keys = [key for one, key in rows if one == folder]
        assert keys == sorted(keys)


def test_a_record_takes_few_bytes(built: Path) -> None:
    index = index_of(built)
    assert len(index) <= MOST * len(rows_of(index))
    assert len(made_up(10_000)) <= MOST * 10_000


def test_the_full_text_index_holds_no_record(built: Path) -> None:
    text = (built / "search" / "search_index.json").read_text(encoding="utf-8")
    places = [entry["location"] for entry in json.loads(text)["docs"]]
    assert {"cards.html", "regulation.html", "projects/index.html"} <= set(places)
    assert not [place for place in places if re.match(rf"({'|'.join(FOLDERS)})/(?!index)", place)]


def listing(rows: int, *, search: bool = True) -> Page:
    body = "# 标题\n\n前言\n\n<table class='g'>\n" + "<tr><td>行</td></tr>\n" * rows + "</table>\n"
    return Page("list.md", "标题", "说明", body, "list", search)


def test_long_tables_stay_out_of_the_full_text() -> None:
    short, long = listing(finder.LONG), listing(finder.LONG + 1)
    assert finder.read(short) is short
    made = finder.read(long).body
    assert made.count("data-search-exclude") == 1
    assert made.replace(" data-search-exclude", "") == long.body
    unsearched = listing(finder.LONG + 1, search=False)
    assert finder.read(unsearched) is unsearched


@pytest.mark.parametrize("name", ["bulletins/2026-06", "rankings/2026Q1", "projects/index", "countdown"])
def test_what_is_left_out_is_what_the_theme_would_leave_out(built: Path, name: str) -> None:
    """A table the theme is to pass by is not even handed to it: words around it are read alike."""
    html = (built / f"{name}.html").read_text(encoding="utf-8")
    content = html[html.index("<h1") : html.index("</article>")].replace(
        "<table ", "<table data-search-exclude "
    )
    page = SimpleNamespace(url=f"{name}.html", title="", content=content, toc=[], meta={"search": {}})
    ours, theirs = indexing.index(), indexing.index()
    ours.add_entry_from_context(indexing.searched(page, content))
    theirs.add_entry_from_context(page)
    assert len(indexing.searched(page, content).content) < len(content)
    assert any(entry["text"] for entry in ours.entries)
    assert ours.entries == theirs.entries


@given(st.lists(st.tuples(*[st.text()] * 5)))
def test_any_text_is_read_back_as_it_was_and_never_ends_the_script(rows: list[finder.Row]) -> None:
    written = finder.script("finder.html", rows)
    assert rows_of(written) == [list(row) for row in rows]
    assert not re.search("[<>&\u2028\u2029]", written.decode())
    assert written.count(b"\n") == 1
