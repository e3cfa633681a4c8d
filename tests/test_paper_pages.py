"""The papers on the site: two clicks from home, with their period switch and downloads that open."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import papers_by_hand as by_hand
import pytest
from test_export import opened

from generator.bundle import bundle
from generator.outputs.papers.catalogue import CATALOGUE
from generator.outputs.press import Kept, parcel, written
from generator.outputs.shelf import Papers
from generator.outputs.shelf import kept as keep

if TYPE_CHECKING:
    from generator.outputs.papers.kinds import PaperKind


class Addresses(HTMLParser):
    """Every address of a page's own links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.folder, self.found = path.parent, set[Path]()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address and "://" not in address:
            target = (self.folder / unquote(address.partition("#")[0])).resolve()
            self.found.add(target)


@cache
def addresses(page: Path) -> frozenset[Path]:
    """Give every address of a page's own links; pages of a site that nobody changes are read once."""
    return frozenset(Addresses(page).found)


@cache
def papers_of(kind: PaperKind, site: Path) -> frozenset[Path]:
    """Give the pages of a kind: those its list leads to that show a paper's number line."""
    listed = addresses(site / kind.folder / "index.html")
    return frozenset(
        path for path in listed if path.suffix == ".html" and "paper-number" in path.read_text("utf-8")
    )


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.letter)
def test_every_kind_is_two_clicks_from_home(built: Path, kind: PaperKind) -> None:
    first = addresses(built / "index.html")
    second = set[Path]().union(*(addresses(p) for p in first if p.suffix == ".html" and p.is_file()))
    pages = papers_of(kind, built)
    if not pages:  # a small district may have no notice; then its list is
        assert kind.told == "now"
        pages = frozenset({(built / kind.folder / "index.html").resolve()})
    assert pages & (first | second)


def test_a_letter_to_a_unit_is_drawn_up_case_by_case(built: Path) -> None:
    text = html.unescape((built / "papers" / "index.html").read_text(encoding="utf-8"))
    assert {kind.often for kind in CATALOGUE if kind.letter in "HIJK"} == {"逐件"}
    for kind in CATALOGUE:
        row = text.partition(f'<td data-label="代号" class="g-k">{kind.letter}</td>')[2].partition("</tr>")[0]
        assert f">{kind.often}</td>" in row, kind.letter


@pytest.mark.parametrize(
    "kind", [kind for kind in CATALOGUE if kind.letter not in "HIJK"], ids=lambda kind: kind.letter
)
def test_a_paper_leads_to_its_neighbours_and_its_list(built: Path, kind: PaperKind) -> None:
    pages = sorted(papers_of(kind, built))
    assert len(pages) >= {"年": 1, "季": 2, "月": 6, "周": 13}[kind.cadence]
    for page in pages:
        assert (built / kind.folder / "index.html").resolve() in addresses(page)
    for before, page in pairwise(pages):
        assert before.resolve() in addresses(page)
        assert page.resolve() in addresses(before)


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.letter)
def test_downloads_open(filed: Path, kind: PaperKind) -> None:
    pages = sorted(papers_of(kind, filed))
    assert pages or kind.told == "now"
    for page in pages[-1:]:
        files = [path for path in addresses(page) if path.parent.name == "files"]
        assert {path.suffix.removeprefix(".") for path in files} == set(kind.formats)
        for path in files:
            assert "2026" in opened(path).replace(" ", "")


def test_a_draft_says_so_and_an_issued_paper_gives_its_number(built: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (built / "bulletins").glob("2026-*.html")]
    drafts = [text for text in texts if 'class="g-draft"' in text]
    issued = [text for text in texts if 'class="paper-head"' in text]
    assert drafts
    assert issued
    assert len(drafts) + len(issued) == len(texts)
    assert all(re.search(r"〔2026〕<span class=\"g-blank\">＿＿</span>号", text) for text in drafts)
    assert all(re.search(r"paper-number[^\n]*〔2026〕示例", text) for text in issued)


def test_headings_are_headings(built: Path) -> None:
    for kind in CATALOGUE:
        for page in papers_of(kind, built):
            text = page.read_text(encoding="utf-8")
            assert not re.search(r">\s*#+ ", text), page
            assert text.count("<h1") == 1, page


def test_a_rate_tells_what_it_is_made_of(built: Path) -> None:
    text = (built / "bulletins" / "2026-06.html").read_text(encoding="utf-8")
    title = re.search(r'title="(年度开工率[^"]+)"', text)
    assert title
    assert "÷" in title[1]


def test_a_rebuild_reads_back_what_was_written_and_clears_the_rest(filed: Path) -> None:
    shelf = filed.parent / "build" / "papers"
    kept = {path.name: path.stat().st_mtime_ns for path in shelf.iterdir()}
    assert len(kept) >= len(list((filed / "papers" / "files").iterdir()))
    stray, broken = shelf / "0000.docx", shelf / "0000.pdf.new"
    stray.write_bytes(b"old")
    broken.write_bytes(b"half")
    folder = bundle() / "site_templates"
    paper = replace(by_hand.BULLETIN, title="重写一次")
    place = Papers(shelf, print_folder=folder / "print").of(repr(paper), "docx")
    first = written(folder, Kept(place), parcel(paper), "docx")
    keep(place, b"read back")
    assert written(folder, Kept(place), parcel(paper), "docx") == b"read back"
    assert first != b"read back"
    place.write_bytes(b"broken")
    assert written(folder, Kept(place), parcel(paper), "docx") == first
    Papers(shelf, set(kept)).tidy()
    assert {path.name: path.stat().st_mtime_ns for path in shelf.iterdir()} == kept
