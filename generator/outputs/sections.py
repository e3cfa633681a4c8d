"""Where a page belongs: the sections of the site by what people ask, and the way back from each page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.outputs.escape import filled, page_text
from generator.outputs.papers.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.outputs.links import Links, Web
    from generator.outputs.page import Page

HOME = ("总览", "index.md")


@dataclass(frozen=True, slots=True)
class Section:
    """One question people bring: its word, and the pages it opens, the first of them on the word itself."""

    title: str
    pages: Sequence[tuple[str, str]]

    @property
    def first(self) -> str:
        """Give the page the word leads to."""
        return self.pages[0][1]


SECTIONS = (
    Section("挂图", (("挂图", "wall.md"),)),
    Section(
        "通报",
        (
            ("月度通报", "bulletins/index.md"),
            ("最近变动", "recent.md"),
            ("文件和报表", "papers/index.md"),
        ),
    ),
    Section("考评", (("季度考评", "rankings/index.md"),)),
    Section("督办", (("黄牌红牌", "cards.md"), ("工作台账", "papers/o/index.md"))),
    Section(
        "项目",
        (
            ("全部项目", "projects/index.md"),
            ("三库", "papers/n/index.md"),
            ("年度计划", "papers/l/index.md"),
            ("查找", "finder.md"),
        ),
    ),
    Section("单位", (("全部单位", "units/index.md"),)),
    Section(
        "会议",
        (("议定事项", "items/index.md"), ("倒计时", "countdown.md"), ("报送与会议日历", "duties.md")),
    ),
    Section("制度", (("计分口径", "regulation.md"), ("填报权限", "rights.md"))),
    Section(
        "数据",
        (
            ("数据质量", "quality.md"),
            ("数据接口", "data.md"),
            ("订阅", "subscribe.md"),
            ("封存记录", "ledger.md"),
            ("问题代码", "problems.md"),
        ),
    ),
)
"""The tabs of mkdocs.yml, in their order; a test compares the two."""
_LISTED = frozenset(path for one in SECTIONS for _, path in one.pages)
_FOLDERS: Mapping[str, str] = {
    "bulletins": "通报",
    "papers": "通报",
    "rankings": "考评",
    "scores": "考评",
    "projects": "项目",
    "archives": "项目",
    "units": "单位",
    "leaders": "单位",
    "offices": "单位",
    "items": "会议",
}
CRUMBS = (
    '<div class="g-crumbs" data-search-exclude><nav aria-label="所在位置"><ol>{}{}</ol></nav>{}</div>\n\n'
)
_KINDS = {kind.folder: kind.name for kind in CATALOGUE if kind.folder.startswith("papers/")}


def placed(page: Page, web: Web) -> Page:
    """Put the way back above a page."""
    above = way_back(page, web)
    return replace(page, body=above + page.body.lstrip("\n")) if above else page


def way_back(page: Page, web: Web) -> str:
    """Give what stands above a page: home, section, list, and beside it the section's other pages.

    Nothing for a page that belongs to no section.
    """
    if page.path == HOME[1] or (section := section_of(page.path)) is None:
        return ""
    to = web.links(page.path)
    shared = to.folder, page.path if page.path in _LISTED or page.path.endswith("/index.md") else ""
    if shared not in web.crumbs:
        web.crumbs[shared] = _crumbs(page, section, to)
    steps, beside = web.crumbs[shared]
    here = filled('<li aria-current="page">{}</li>', page_text(_here(page, section)))
    return str(filled(CRUMBS, steps, here, beside))


def section_of(path: str) -> Section | None:
    """Give the section a page belongs to; None for one that belongs to none."""
    return _section(path.partition("/")[0], path if path in _LISTED else "")


@cache
def _section(folder: str, path: str) -> Section | None:
    word = _FOLDERS.get(folder)
    listed = (one for one in SECTIONS if path in dict(one.pages).values())
    return next(listed, next((one for one in SECTIONS if one.title == word), None))


def _crumbs(page: Page, section: Section, to: Links) -> tuple[Markup, Markup]:
    """Give the steps back and the section's other pages, which all record pages of a folder have alike."""
    here = _here(page, section)
    trail = [(text, path) for text, path in _trail(page, section) if (text, path) != (here, page.path)]
    shown = (page_text(text) if path == page.path else to.page(path, text) for text, path in trail)
    steps = Markup("").join(filled("<li>{}</li>", one) for one in shown)
    beside = Markup("").join(_beside(page, section, to)) if len(section.pages) > 1 else Markup()
    return steps, beside


def _trail(page: Page, section: Section) -> Iterator[tuple[str, str]]:
    yield HOME
    yield section.title, section.first
    folder = page.path.rpartition("/")[0]
    if folder in _KINDS and f"{folder}/index.md" not in dict(section.pages).values():
        yield "文件和报表", "papers/index.md"
        yield _KINDS[folder], f"{folder}/index.md"


def _here(page: Page, section: Section) -> str:
    """Name the page itself, shortly where the section has a word for it."""
    return next((text for text, path in section.pages if path == page.path), page.title)


def _beside(page: Page, section: Section, to: Links) -> Iterator[Markup]:
    yield filled('<nav aria-label="{}"><ul>', page_text(f"{section.title}的其他页"))
    for text, path in section.pages:
        shown = filled("<b>{}</b>", page_text(text)) if path == page.path else to.page(path, text)
        yield filled("<li>{}</li>", shown)
    yield Markup("</ul></nav>")
