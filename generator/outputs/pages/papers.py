"""The pages of the papers A–Q: each period's, their lists, and the page of all papers with its downloads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.pages.sheets import Shown, settled
from generator.outputs.papers import periods
from generator.outputs.papers.catalogue import CATALOGUE, known_at, periods_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.kinds import Format, PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Paper
    from generator.outputs.press import Press
    from generator.outputs.view import Page, View

LABELS: dict[Format, str] = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}
INDEX = "papers/index.md"
SHAPES = {"通报": "bulletin", "信函": "letter", "表格": "form"}


@dataclass(frozen=True, slots=True)
class Item:
    """One paper in its list, with what it may be downloaded as: label, path, name to save it by."""

    period: Period
    paper: Paper
    view: View
    files: tuple[tuple[str, str, str], ...]


def pages(press: Press) -> Iterator[Page]:
    """Print every paper, the list of each kind, and the page of all kinds."""
    lists = []
    for kind in CATALOGUE:
        found = [item for period in periods_of(kind, press.view) for item in _items(press, kind, period)]
        for place, item in enumerate(found):
            before = found[place - 1] if place else None
            after = found[place + 1] if place + 1 < len(found) else None
            yield _page(press, kind, item, before, after)
        listing = _list(press, kind, found[::-1])
        lists.append((kind, found[::-1], listing.path, f"全部 {len(found)} 份"))
        yield listing
    yield press.page(
        INDEX,
        "文件和报表",
        f"本机制的全部文件：本期、上期、各期和下载。数据截至{said(press.view.as_of)}。",
        template="papers.md.j2",
        kind="papers",
        hide=("navigation", "toc"),
        lists=lists,
        short=periods.short,
    )


def _list(press: Press, kind: PaperKind, items: Sequence[Item]) -> Page:
    page = press.page(
        f"{kind.folder}/index.md",
        kind.name,
        f"各期{kind.name}，共{len(items)}份。数据截至{said(press.view.as_of)}。",
        template="paper_list.md.j2",
        kind="list",
        search=False,
        hide=("navigation", "toc"),
        sort=kind,
        items=items,
        short=periods.short,
    )
    return replace(page, body=settled(page.body))


def _items(press: Press, kind: PaperKind, period: Period) -> Iterator[Item]:
    view = known_at(press.view, kind, period)
    for paper in kind.make(view, period, ""):
        files = tuple((LABELS[form], path, name) for form, path, name in press.files(paper, kind.formats))
        yield Item(period, paper, view, files)


def _page(press: Press, kind: PaperKind, item: Item, before: Item | None, after: Item | None) -> Page:
    paper = item.paper

    page = press.page(
        paper.page,
        paper.title,
        f"{paper.name}，{paper.period}。数据截至{said(paper.as_of)}。",
        template="paper.md.j2",
        kind="paper",
        search=kind.search,
        hide=("navigation",),
        view=item.view,
        paper=paper,
        form=SHAPES[paper.form],
        shown=Shown(press.web.links(paper.page)),
        chart_of=press.figure,
        before=before.paper.page if before else None,
        after=after.paper.page if after else None,
        listing=f"{kind.folder}/index.md",
        files=item.files,
    )
    return replace(page, body=settled(page.body))
