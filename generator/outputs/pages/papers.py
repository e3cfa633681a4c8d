"""The pages of the papers A–Q: each period's, their lists, and the page of all papers with its downloads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.mechanism.cases import rectification_cases
from generator.mechanism.words import day as said
from generator.outputs.escape import one_line
from generator.outputs.pages import prints
from generator.outputs.pages.amendments import of_plans
from generator.outputs.pages.prints import Filed
from generator.outputs.pages.revisions import NOW, family
from generator.outputs.pages.sheets import Shown, settled
from generator.outputs.papers import (
    annual_plan,
    card_words,
    parts,
    periods,
    ranking,
    rectification,
    referral,
)
from generator.outputs.papers.catalogue import CATALOGUE, periods_of
from generator.outputs.papers.sheet import Name
from generator.outputs.templates import score_path
from generator.records.calendar import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.outputs.page import Page
    from generator.outputs.pages.revisions import Family, Item
    from generator.outputs.papers.kinds import PaperKind
    from generator.outputs.papers.periods import Cadence, Period
    from generator.outputs.press import Press
    from generator.outputs.view import View

INDEX = "papers/index.md"
SHAPES = {"通报": "bulletin", "信函": "letter", "表格": "form"}
OF_TODAY = (ranking.KIND, annual_plan.KIND)
"""Kinds whose pages tell of today beside what their paper tells: reasons of a rank, changes of a plan."""


CADENCES = tuple(dict.fromkeys(kind.cadence for kind in CATALOGUE))


@dataclass(frozen=True, slots=True)
class Latest:
    """What the page of all kinds tells of one paper."""

    page: str
    title: str
    period: Period
    files: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The papers of the kind at a place of the catalogue: their pages, the newest two, and how many."""

    place: int
    pages: Sequence[Page]
    newest: Sequence[Latest]
    count: int

    @property
    def path(self) -> str:
        """Give the path of the list of the kind."""
        return f"{CATALOGUE[self.place].folder}/index.md"

    @property
    def all(self) -> str:
        """Say how many there are."""
        return f"全部 {self.count} 份"


def notices(view: View) -> Mapping[str, frozenset[str]]:
    """Name the letters to single units there are, by folder."""
    found = [card_words.page(card) for card in view.report.cards]
    found += [rectification.page(case) for case in rectification_cases(view.report)]
    found += [referral.page(case) for case in view.report.referrals]
    named: dict[str, set[str]] = {f"papers/{letter}": set() for letter in "hijk"}
    for path in found:
        folder, _, name = path.removesuffix(".md").rpartition("/")
        named[folder].add(name)
    return {folder: frozenset(names) for folder, names in named.items()}


def pages(press: Press) -> Iterator[Page]:
    """Print every paper, the list of each kind, and the page of all kinds."""
    listed = [one for cadence in CADENCES for one in of_cadence(press, cadence)]
    for one in listed:
        yield from one.pages
    yield index(press, listed)


def of_cadence(
    press: Press,
    cadence: Cadence,
    put: Callable[[Page], Page] = lambda page: page,
    beside: Callable[[Period], None] = lambda _: None,
) -> Sequence[Listed]:
    """Print the papers of the kinds that come so often, and their lists; `put` has each page as it is done.

    Period by period, since they look at the same days, of which few are held at a time; `beside` is told of
    a period while its days are.
    """
    places = (place for place, kind in enumerate(CATALOGUE) if kind.cadence == cadence)
    runs = {_Run(press, place, put): set(periods_of(CATALOGUE[place], press.view)) for place in places}
    for period in sorted(set().union(*runs.values()), key=periods.first):
        for run in (run for run, wanted in runs.items() if period in wanted):
            run.print(period)
        beside(period)
    return [run.listed() for run in runs]


@dataclass(eq=False, slots=True)
class _Run:
    """The papers of one kind, printed one period after the other; a page waits to know the one after it."""

    press: Press
    place: int
    put: Callable[[Page], Page]
    waiting: Sequence[Filed] = ()
    before: str = ""
    pages: list[Page] = field(default_factory=list)
    items: list[Filed] = field(default_factory=list)

    @property
    def kind(self) -> PaperKind:
        return CATALOGUE[self.place]

    def print(self, period: Period) -> None:
        for found in _families(self.press, self.kind, period):
            self._finish(_standing(found))
            self.waiting = found

    def _finish(self, after: str) -> None:
        """Have done with the papers that wait."""
        for one in self.waiting:
            page = self.put(_beside(self.press, self.kind, one, self.before, after))
            self.pages.append(page)
            if not one.now:
                self.items.append(replace(one, page=page))
        self.before = _standing(self.waiting)

    def listed(self) -> Listed:
        self._finish("")
        self.pages.append(self.put(_list(self.press, self.kind, self.items[::-1])))
        newest = [Latest(one.page.path, one.page.title, one.period, one.files) for one in self.items[:-3:-1]]
        return Listed(self.place, self.pages, newest, len(self.items))


def _standing(found: Sequence[Filed]) -> str:
    """Give the page that stands for papers that take each other's place; none for none."""
    return next((one.page.path for one in reversed(found) if not one.now), "")


def _families(press: Press, kind: PaperKind, period: Period) -> Sequence[Sequence[Filed]]:
    """Print a period's papers, those that take each other's place together, or find them printed."""
    place = None if kind in OF_TODAY else prints.place_of(press, kind, period)
    if place and (met := prints.met(press, place, period)) is not None:
        return met
    apart = press.apart()
    made = [[_filed(apart, kind, item, found) for item in found.all] for found in family(apart, kind, period)]
    press.take(apart)
    if place:
        prints.keep(apart, place, made)
    return made


def _beside(press: Press, kind: PaperKind, one: Filed, before: str, after: str) -> Page:
    """Let a paper's page lead to its neighbours."""
    to = press.web.links(one.page.path)
    links = (
        to.page(before, "← 上一期") if before else Markup("<i>没有更早的一期</i>"),
        to.page(after, "下一期 →") if after else Markup(),
        to.page(f"{kind.folder}/index.md", "全部"),
    )
    return replace(one.page, body=one.page.body.replace(prints.BESIDE, Markup().join(links)))


def index(press: Press, listed: Sequence[Listed]) -> Page:
    """Print the page of all kinds."""
    return press.page(
        INDEX,
        "文件和报表",
        f"本机制的全部文件：本期、上期、各期和下载。数据截至{said(press.view.as_of)}。",
        template="papers.md.j2",
        kind="papers",
        hide=("navigation", "toc"),
        lists=[(CATALOGUE[one.place], one) for one in sorted(listed, key=lambda one: one.place)],
        short=periods.short,
    )


def _list(press: Press, kind: PaperKind, items: Sequence[Filed]) -> Page:
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


def _explaining(press: Press, kind: PaperKind, item: Item) -> dict[Name, str]:
    """Let each unit's name in a ranking lead to the page that explains its score, as it stands published."""
    quarter = item.period if kind is ranking.KIND and isinstance(item.period, Quarter) else None
    found = press.view.report.quarters.get(quarter) if quarter else None
    if quarter is None or found is None or item.suffix == NOW:
        return {}
    to, view = press.web.links(item.paper.page), item.view
    return {
        name: to.page(score_path(quarter, unit), name.text, title=f"{view.full(unit)}的得分说明")
        for unit in found.results
        if isinstance(name := parts.unit(view, unit), Name)
    }


def _filed(press: Press, kind: PaperKind, item: Item, found: Family) -> Filed:
    now = item is found.now
    page = _page(press, kind, item, found)
    return Filed(page, item.period, item.paper.as_of, item.paper.imprint, item.sealed, item.files, now=now)


def _page(press: Press, kind: PaperKind, item: Item, found: Family) -> Page:
    """Print a paper's page; the links to its neighbours are still to come."""
    paper = item.paper
    page = press.page(
        paper.page,
        paper.title,
        f"{paper.name}，{paper.period}。数据截至{said(paper.as_of)}。",
        template="paper.md.j2",
        kind="paper",
        search=kind.search and item is not found.now,
        hide=("navigation",),
        view=item.view,
        paper=paper,
        form=SHAPES[paper.form],
        shown=Shown(press.web.links(paper.page, item.view.revision), _explaining(press, kind, item)),
        chart_of=partial(press.figure, suffix=item.suffix),
        beside=Markup(prints.BESIDE),  # noqa: S704 - ours
        files=item.files,
        item=item,
        family=found,
        changes=of_plans(press.view, item.period)
        if kind is annual_plan.KIND and isinstance(item.period, int)
        else (),
    )
    return replace(page, body=settled(page.body), entry=() if item is found.now else _entry(item))


def _entry(item: Item) -> tuple[str, str, str]:
    """Let a paper be found by its kind, its period and the numbers it was sent out under or tells of."""
    paper = item.paper
    sent = [paper.imprint.number] if paper.imprint else []
    return paper.name, str(item.period), one_line(" ".join([paper.period, *sent, *paper.keywords]))
