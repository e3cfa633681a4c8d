"""The tabs, the way back above each page, and the three lists that lead to every record page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from places import ROOT

from generator.outputs.sections import HOME, SECTIONS, section_of

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["总览", "挂图", "通报", "考评", "督办", "项目", "单位", "会议", "制度", "数据"]


def _nav() -> list[dict[str, object]]:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    found: list[dict[str, object]] = yaml.safe_load("nav:" + text.partition("\nnav:")[2])["nav"]
    return found


def test_the_tabs_are_the_sections() -> None:
    home, *rest = _nav()
    assert home == {HOME[0]: HOME[1]}
    said = [{one.title: [{text: path} for text, path in one.pages]} for one in SECTIONS]
    assert rest == said
    assert [HOME[0], *(one.title for one in SECTIONS)] == WORDS


FIRSTS = {one.first for one in SECTIONS if one.pages[0][0] != one.title}
"""Pages a tab leads to, on which its word leads nowhere else."""


def _crumbs(page: Path) -> tuple[list[str], list[str]]:
    text = page.read_text(encoding="utf-8")
    trail = text.partition('aria-label="所在位置"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"', trail), re.findall(r">([^<>]+)</(?:a|li)>", trail)


def test_every_page_but_home_says_where_it_is_and_leads_back(built: Path) -> None:
    pages = [
        path for path in built.rglob("*.html") if path.name != "404.html" and path != built / "index.html"
    ]
    assert len(pages) > 100
    for page in pages:
        links, words = _crumbs(page)
        assert words[0] == "总览", page
        firsts = page.relative_to(built).with_suffix(".md").as_posix() in FIRSTS
        assert len(words) == len(links) + 1 + firsts, page
        assert all((page.parent / link).resolve().is_file() for link in links), page
    links, words = _crumbs(built / "projects" / "index.html")
    assert words == ["总览", "项目", "全部项目"]
    assert _crumbs(built / "wall.html")[1] == ["总览", "挂图"]
    assert _crumbs(built / "papers" / "o" / "index.html")[1] == ["总览", "督办", "工作台账"]
    project = next(path for path in built.glob("projects/P*.html"))
    assert _crumbs(project)[1][:2] == ["总览", "项目"]
    weekly = next(path for path in built.glob("papers/b/2*.html"))
    assert _crumbs(weekly)[1][:4] == ["总览", "通报", "文件和报表", "重点项目进展情况一览表"]


def test_each_page_has_one_section() -> None:
    assert section_of("leaders/L1.md") == section_of("units/index.md")
    assert section_of("papers/o/2026-09.md") == section_of("papers/index.md")
    assert section_of("elsewhere.md") is None


def test_the_lists_lead_to_every_record(built: Path) -> None:
    for folder in ("projects", "units", "items"):
        text = (built / folder / "index.html").read_text(encoding="utf-8")
        body = text.partition("<article")[2].partition("</article")[0]
        linked = set(re.findall(r'href="([A-Z0-9][^"/]*\.html)"', body))
        there = {path.name for path in (built / folder).glob("*.html") if path.name != "index.html"}
        assert linked - {"index.html"} == there or folder == "items"
        assert linked <= there
