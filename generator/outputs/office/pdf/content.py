"""A paper as plain words and sizes, which its template sets: nothing that is said is ever read as markup."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from generator.outputs.office.pdf.cells import table
from generator.outputs.office.pdf.layout import annex_size, head_size, sections, title_lines
from generator.outputs.office.pdf.measure import parted
from generator.outputs.papers.sheet import Fold, Heading, Para, Table, annex_label, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.outputs.office.pdf.cells import Item
    from generator.outputs.papers.sheet import Block, Paper, Size

FORMS = {"通报": "bulletin", "信函": "letter", "表格": "form"}
SHEETS = {"A4": "upright", "A4横": "turned", "A3横": "large"}
FEW = 9
"""As many annexes are listed on one page, that of the signature."""
SHORT = 180
"""Points of a table that goes with the signature, rather than leave it alone on a page."""
LEADING_IN = 54
"""Characters of a paragraph that is kept with the table after it: two lines."""
LONG = 400
"""Characters of names to be sent copies, more than the foot of a page holds."""
Placed = tuple["Size", "Item"]


def content(paper: Paper, shown: Callable[[str], str], basis: Sequence[str]) -> Item:
    """Give all that the template asks for: `shown` makes a text printable, `basis` comes in parts."""
    sent, form = paper.imprint, FORMS[paper.form]
    bulletin = form == "bulletin"
    copies = "" if form == "form" else paper.copied
    told: Item = {
        "lines": title_lines(paper.title, paper.size).split("\n"),
        "form": form,
        "draft": sent is None,
        "number": paper.number,
        "on": paper.dated,
        "signer": sent.signer if sent and bulletin else "",
        "under": form == "form" and sent is not None,
        "office": paper.issuer,
        "lead": [sentence(line) for line in paper.lead],
        "to": paper.addressed,
        "sign": (paper.signatory, paper.dated) if paper.signatory else (),
        "annexes": [annex.title for annex in paper.annexes],
        "few": len(paper.annexes) <= FEW,
        "copies": copies,
        "aside": len(copies) > LONG,
        "printed": (paper.issuer, f"{paper.dated}印发") if bulletin else (),
        "basis": basis,
        "runs": [{"size": SHEETS[size], "items": items} for size, items in _runs(paper)],
    }
    return {
        "title": shown(paper.title),
        "day": (paper.as_of.year, paper.as_of.month, paper.as_of.day),
        "office-size": float(head_size(paper.issuer)),
        **_each(told, shown),
    }


def _each(value: Any, shown: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Make every text printable, and let its long words be broken."""
    if isinstance(value, str):
        return shown(parted(value))
    if isinstance(value, dict):
        return {key: _each(one, shown) for key, one in value.items()}
    return [_each(one, shown) for one in value] if isinstance(value, list | tuple) else value


def _runs(paper: Paper) -> list[tuple[Size, list[Item]]]:
    """Give what follows on pages of one size, time after time; an annex begins a page."""
    body: list[Placed] = [(paper.size, {"kind": "opening"}), *_placed(paper.blocks, paper.size)]
    if paper.annexes or paper.signatory:
        body += _closing(body[-1], paper)
    runs = _grouped(body)
    for number, annex in enumerate(paper.annexes, 1):
        size = annex_size(annex, paper.size)
        lines = title_lines(annex.title, size).split("\n")
        top = {"kind": "annex", "label": annex_label(paper, number), "lines": lines}
        runs += _grouped([(size, top), *_placed(annex.blocks, size)])
    if paper.form == "通报" or (paper.form == "信函" and paper.copies):
        runs[-1][1].append({"kind": "imprint"})
    return runs


def _closing(last: Placed, paper: Paper) -> Iterator[Placed]:
    """Give the list of annexes and the signature, which end the last paragraph or follow a short table."""
    size, item = last
    if size == paper.size and item["kind"] == "para" and len(paper.annexes) <= FEW:
        item["closed"] = True
        return
    if item["kind"] == "table":
        item["kept"] = item["height"] <= SHORT
    yield paper.size, {"kind": "closing"}


def _placed(blocks: Iterable[Block], size: Size) -> Iterator[Placed]:
    """Give blocks on pages of their sizes; a line or two that lead to a table are kept with it."""
    for part in sections(blocks, size):
        items = list(_items(part.blocks, part.size))
        for item, after in pairwise(items):
            if item["kind"] == "para" and after["kind"] == "table":
                item["kept"] = len(item["text"]) <= LEADING_IN
        for item in items:
            yield part.size, item


def _grouped(items: Iterable[Placed]) -> list[tuple[Size, list[Item]]]:
    return [(size, [item for _, item in some]) for size, some in groupby(items, key=itemgetter(0))]


def _items(blocks: Iterable[Block], size: Size) -> Iterator[Item]:
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block.level, block.text)
            case Para():
                yield _para(sentence(block), "note" if block.note else "" if block.indent else "flush")
            case Fold():
                yield _heading(3, block.title, fold=True, aside=block.aside)
                yield from _items(block.blocks, size)
            case Table():
                yield table(block, size)
            case _:
                yield _para(block.alt)


def _heading(level: int, text: str, *, fold: bool = False, aside: str = "") -> Item:
    return {"kind": "heading", "level": level, "text": text, "fold": fold, "aside": aside}


def _para(text: str, look: str = "") -> Item:
    return {"kind": "para", "text": text, "look": look, "closed": False, "kept": False}
