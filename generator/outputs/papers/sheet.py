"""A paper as the office knows it, before it is a page, a .docx, an .xlsx or a .pdf: title, blocks, annexes.

A paper holds typed values, never markup: each writer prints them in its own way, `printed` in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.mechanism.ledger import exact
from generator.mechanism.words import day
from generator.outputs.rates import Rate
from generator.outputs.templates import ABSENT, AMOUNTS, gap, percent, said, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.calendar import Month, Quarter, Week

Kind = Literal["text", "count", "wan", "yi", "percent", "points", "score", "day", "gap", "change", "shift"]
"""How a column is printed: amounts are given in 万元 (`wan`, `yi`), shares as 0.83 (`percent`, `gap`).

A `change` is how much more (+) or less (−) than before, a `shift` the same in percentage points.
"""
Form = Literal["通报", "信函", "表格"]
"""A bulletin (red head once it is issued), a letter to one unit, or a form of tables."""
Tone = Literal["good", "warn", "bad", "yellow", "red", "mute"]
Size = Literal["A4", "A4横", "A3横"]


@dataclass(frozen=True, slots=True)
class Name:
    """Words that lead to a page of the site, e.g. `projects/P26-001.md`; on paper only the words."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in a word; coloured on the site, where the word alone says it too.

    `value` is the number that the word is, if it is one.
    """

    text: str
    tone: Tone
    value: int | Decimal | None = None


@dataclass(frozen=True, slots=True)
class As:
    """A number printed otherwise than its column, where a column mixes kinds (本期与上期)."""

    value: int | Decimal | Rate | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Lines:
    """Several values in one cell, a line each; `numbered` as `1.`, `2.` (附件2)."""

    lines: tuple[Value, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Files and lines that something rests on, `data/…/E-1.yml:4`."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to be filled by hand; `hint` says with what. The system never fills it."""

    hint: str = ""
    width: int = 4


Value: TypeAlias = (
    "str | int | Decimal | date | Week | Month | Quarter | Name | Mark | Rate | As | Lines | Evidence"
    " | Blank | tuple[Value, ...] | None"
)
"""What a cell or a sentence may hold; a tuple is a list in one line, joined by 、."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in Chinese characters, relative to the others; `group` heads neighbours together.

    One that `stays` is in sight however far a phone moves the table.
    """

    head: str
    kind: Kind = "text"
    width: float = 6
    group: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; an empty one prints `empty` instead.

    `stack` rows make one record: in its first row every column is given, and the columns in `merged` (by
    index) span all of them; the other rows repeat those cells as None. `totals` counts closing rows of sums.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""
    note: str = ""
    empty: str = "没有。"
    stack: int = 1
    merged: frozenset[int] = frozenset()
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 一、 · 2（一）· 3 1. · 4（1）; the number is part of the text."""

    text: str
    level: Literal[1, 2, 3, 4] = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of words, names, rates and blanks, set one after the other; `note` is set small."""

    runs: tuple[Value, ...]
    note: bool = False
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of the site (`kind` is a method of Studio); on paper only `alt`, the same in words.

    `said` tells that the paper says it elsewhere already.
    """

    name: str
    kind: str
    figures: tuple[Sequence[object], ...]
    alt: str
    height: int = 310
    said: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Details of one thing, folded on the site, under a heading on paper; `anchor` is its id on the page."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    aside: str = ""


Block: TypeAlias = Heading | Para | Table | Figure | Fold


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex, on a new page; its number is its place."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an event says of the printed paper: 发文字号, 签发人, 成文日期. Never invented."""

    number: str
    on: date
    signer: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper of one period (and unit or leader).

    `stem` is the name of its files (ASCII), `page` its page of the site; `imprint` is None until an event
    gives number and date, and the paper says 系统生成稿. `to` is 主送, `sign` 发文机关署名, `copies` 抄送.
    `lead` are lines between title and body, such as 附件2's 单位主要负责人. `basis` says what it is drawn
    from, and is the one place that names `commit`, which is empty outside git.
    """

    letter: str
    name: str
    title: str
    stem: str
    page: str
    period: str
    as_of: date
    form: Form
    issuer: str
    blocks: tuple[Block, ...]
    year: int
    size: Size = "A4"
    imprint: Imprint | None = None
    to: str = ""
    sign: str = ""
    lead: tuple[Para, ...] = ()
    annexes: tuple[Annex, ...] = ()
    copies: tuple[str, ...] = ()
    basis: str = ""
    commit: str = ""
    unit: str = ""
    leader: str = ""
    keywords: tuple[str, ...] = field(default=())

    @property
    def number(self) -> str:
        """Give 发文字号, open until an event says it."""
        return self.imprint.number if self.imprint else f"〔{self.year}〕＿＿号"

    @property
    def dated(self) -> str:
        """Give 成文日期, open until an event says it."""
        return day(self.imprint.on) if self.imprint else "＿＿＿＿年＿月＿日"

    @property
    def signatory(self) -> str:
        """Give 发文机关署名; a form has none unless it says one."""
        return self.sign or ("" if self.form == "表格" else self.issuer)

    @property
    def addressed(self) -> str:
        """Give the line of 主送, empty where there is none."""
        return f"{self.to.rstrip('：:')}：" if self.to else ""

    @property
    def copied(self) -> str:
        """Give the names of 抄送 as a sentence, empty where there are none."""
        return f"{'，'.join(self.copies)}。" if self.copies else ""

    @property
    def drawn_from(self) -> str:
        """Say of which day the figures are, and all else of `basis`."""
        return self.basis or f"数据截至{day(self.as_of)}"


def printed(value: Value, kind: Kind = "text") -> str:  # noqa: PLR0911 - one way out for each kind of value
    """Print a value in plain words, as every paper writes it: zero as 0, absent as —."""
    match value:
        case Name() | Mark():
            return value.text
        case Rate():
            return gap(value.share) if kind == "gap" else percent(value.share)
        case As():
            return printed(value.value, value.kind)
        case Lines():
            return "\n".join(_lines(value, kind))
        case Evidence():
            return "\n".join(value.places)
        case Blank():
            return "＿" * value.width
        case tuple():
            return "、".join(printed(one, kind) for one in value) or ABSENT
        case date():
            return short_day(value)
        case int() | Decimal():
            return AMOUNTS.get(kind, exact)(Decimal(value))
    return said(value)


def _lines(value: Lines, kind: Kind) -> Iterator[str]:
    for number, line in enumerate(value.lines, 1):
        yield f"{number}.{printed(line, kind)}" if value.numbered else printed(line, kind)


def annex_label(paper: Paper, number: int) -> str:
    """Name an annex: 附件1, 附件2 …, or 附件 where it is the only one (GB/T 9704)."""
    return f"附件{number}" if len(paper.annexes) > 1 else "附件"


def sentence(para: Para) -> str:
    """Print a paragraph in plain words."""
    return "".join(printed(run) for run in para.runs)
