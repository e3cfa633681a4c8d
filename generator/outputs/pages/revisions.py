"""当时与现在: a sealed period's paper as each of its seals has it, and as it would be from today's data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.outputs.papers import bulletin
from generator.outputs.papers.catalogue import known_at, revisions
from generator.outputs.papers.differences import Differences, blocks
from generator.outputs.papers.parts import para
from generator.outputs.papers.sheet import Heading
from generator.records import chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.kinds import Format, PaperKind
    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Paper
    from generator.outputs.press import Press
    from generator.outputs.view import View

LABELS: dict[Format, str] = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}
NOW = "-now"
BELOW = "以下是按现有数据重算的全文，供对照，不是公布的结果；公布的以封存的通报和记入的更正为准。"


@dataclass(frozen=True, slots=True)
class Item:
    """One paper with what it may be downloaded as: label, path, name to save it by.

    `suffix` tells the pages of one period apart: `-r2` for a second revision, `-now` for today's data.
    """

    period: Period
    paper: Paper
    view: View
    files: tuple[tuple[str, str, str], ...] = ()
    suffix: str = ""

    @property
    def sealed(self) -> str:
        """Say by which seal this stands: `第3号第1次`; empty for a period that is open."""
        act = self.view.seal
        return f"第{act.number}号第{act.revision}次" if act else ""

    @property
    def label(self) -> str:
        """Say which of a sealed period's papers this is; empty for a period that is open."""
        act = self.view.seal
        return f"当时（第{act.revision}次封存）" if act else "现在" if self.suffix == NOW else ""


@dataclass(frozen=True, slots=True)
class Family:
    """The papers of one period that take each other's place: its revisions, and what it would be now."""

    items: Sequence[Item]
    now: Item | None = None

    @property
    def all(self) -> Sequence[Item]:
        """Give every paper of the period."""
        return [*self.items, self.now] if self.now else self.items

    @property
    def sealed(self) -> bool:
        """Tell whether the period is sealed."""
        return self.items[0].view.seal is not None

    @property
    def unchanged(self) -> str:
        """Say that today's data give what was sealed; nothing where they do not, or it was not compared."""
        last = self.items[-1]
        if self.now or last.view.seal is None or last.view.seal.bulletin != last.paper.name:
            return ""
        how = "各季度按封存的分数计算" if isinstance(last.period, int) else "按现有数据重算"
        return f"现在：{how}，与封存一致"


def family(press: Press, kind: PaperKind, period: Period) -> Iterator[Family]:
    """Give a period's paper with its revisions; each notice of a period that is not sealed by itself."""
    sealed = revisions(press.view, kind, period)
    if not sealed:
        view = known_at(press.view, kind, period)
        for paper in kind.make(view, period, ""):
            yield Family([_filed(press, kind, Item(period, paper, view))])
        return
    found = [
        _filed(press, kind, Item(period, named(paper, suffix), view, (), suffix))
        for view in sealed
        for suffix in [_suffix(view)]
        for paper in kind.make(view, period, "")
    ]
    if found:
        yield Family(found, _now(press, kind, found[-1]))


def _suffix(view: View) -> str:
    return view.seals.suffix(view.seal) if view.seal and view.seals else ""


def named(paper: Paper, suffix: str) -> Paper:
    """Give a paper a page and files of its own."""
    return replace(paper, page=f"{paper.page.removesuffix('.md')}{suffix}.md", stem=f"{paper.stem}{suffix}")


def _filed(press: Press, kind: PaperKind, item: Item) -> Item:
    files = tuple((LABELS[form], path, name) for form, path, name in press.files(item.paper, kind.formats))
    return replace(item, files=files)


def _now(press: Press, kind: PaperKind, item: Item) -> Item | None:
    """Give a sealed bulletin as today's data have it, its differences first; None where nothing differs."""
    then, seals = item.view, press.view.seals
    if then.seal is None or then.seal.bulletin != kind.name or seals is None:
        return None
    found = Differences(then, seals.now(then, press.view), chain.span(then.seal.period), press.view)
    if not found.any:
        return None
    heading = Heading("与封存的通报不同之处")
    told = (heading, *blocks(found, bulletin.figures if kind is bulletin.KIND else None), para(BELOW))
    made = (named(paper, NOW) for paper in kind.make(found.now, item.period, ""))
    for paper in made:
        title = f"{paper.title}（按现有数据重算）"
        shown = replace(paper, title=title, imprint=None, blocks=(*told, *paper.blocks))
        return Item(item.period, shown, found.now, (), NOW)
    return None
