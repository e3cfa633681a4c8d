"""Templates: autoescape everywhere, undefined names refused, and only our own markup trusted.

`{{ value }}` prints any record value rightly by itself: text through the one door, None as —, a day, week,
month or quarter in Chinese, an amount in full. Filters choose another form.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined
from jinja2.compiler import CodeGenerator
from jinja2.filters import FILTERS
from markupsafe import Markup

from generator.mechanism import ledger, words
from generator.outputs import escape
from generator.outputs.rates import Rate
from generator.records.calendar import Month, Quarter, Week

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2 import BytecodeCache, Template
    from jinja2.compiler import Frame
    from jinja2.nodes import Expr

ABSENT = "—"
SAME, POINTS_UNIT = "持平", "个百分点"
WAN_PER_YI = 10_000
Amount = Decimal | int | None
FINALIZE = "environment.finalize("
RATE = '<span class="g-rate" title="{}">{}</span>'

# Filters that join or rewrite text would mix our markup with theirs; these do not.
SAFE_FILTERS = (
    *("abs", "batch", "default", "first", "groupby", "items", "last", "length", "list", "map", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "slice", "sort", "sum", "tojson", "unique"),
)


class Writer(CodeGenerator):
    """Writes out what `finalize` gives as it is: markup already, and pages are mostly made of such pieces."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - of theirs
        if finalize.src != FINALIZE:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write(f"str({FINALIZE}")


class Templates(Environment):
    """Our templates; each is looked up by its name once and then at hand, as a page includes dozens."""

    code_generator_class = Writer

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(**settings)
        self.known: dict[object, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002, ANN401
    ) -> Template:
        """Give a template by name. Raises TemplateNotFound."""
        if globals is not None:
            return super().get_template(name, parent, globals)
        if name not in self.known:
            self.known[name] = super().get_template(name, parent)
        return self.known[name]


def environment(folder: Path, compiled: BytecodeCache | None = None) -> Environment:
    """Make the environment for a folder of templates; `compiled` keeps what is made of them."""
    made = Templates(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    made.filters = {name: FILTERS[name] for name in SAFE_FILTERS} | OWN_FILTERS
    return made


def finalize(value: object) -> Markup | Undefined:
    """Turn whatever an expression gives into page text. Raises TypeError for a kind that has no words."""
    if type(value) is str:
        return escape.page_text(value)
    if isinstance(value, (Markup, Undefined)):
        return value
    return escape.page_text(said(value))


def said(value: object) -> str:  # noqa: PLR0911 - one way out for each kind
    """Say a value of a record in Chinese, as plain text. Raises TypeError for a kind that has no words."""
    match value:
        case None:
            return ABSENT
        case str():
            return value
        case bool():
            return "是" if value else "否"
        case int():
            return str(value)
        case Decimal():
            return ledger.exact(value)
        case date():
            return words.day(value)
        case Week() | Month():
            return words.span(value)
        case Quarter():
            return words.quarter(value)
    raise TypeError(type(value))


def rounded(amount: Amount, places: int = 2) -> str:
    """Print an amount half up with fixed places: `96.16`, `0.00`; — where absent."""
    return ABSENT if amount is None else ledger.rounded(Decimal(amount), places)


def exact(amount: Amount) -> str:
    """Print an amount in full without trailing zeros: `3.2`, `0`."""
    return ABSENT if amount is None else ledger.exact(Decimal(amount))


def points(amount: Amount) -> str:
    """Print points with their sign: `+3.2`, `−4`, `0`."""
    if amount is None:
        return ABSENT
    text = ledger.exact(abs(Decimal(amount)))
    return text if not amount else f"{'+' if amount > 0 else '−'}{text}"


def wan(amount: Amount, places: int = 0) -> str:
    """Print an amount of 万元 with thousands apart, without the unit: `12 500`."""
    if amount is None:
        return ABSENT
    whole, _, rest = ledger.rounded(Decimal(amount), places).partition(".")
    text = f"{int(whole):,}".replace(",", "\N{THIN SPACE}")
    return f"{text}.{rest}" if rest else text


def yi(amount: Amount, places: int = 2) -> str:
    """Print an amount of 万元 as 亿元, without the unit: `1.25`."""
    return ABSENT if amount is None else ledger.rounded(Decimal(amount) / WAN_PER_YI, places)


def percent(share: Decimal | Rate | None, places: int = 1) -> str:
    """Print a share as a percentage: `83.3%`; — where there is nothing to divide by."""
    if isinstance(share, Rate):
        share = share.share
    return ABSENT if share is None else f"{ledger.rounded(share * 100, places)}%"


def gap(share: Decimal | None) -> str:
    """Say how far ahead of (快) or behind (慢) 序时进度, in percentage points: `慢28.9`."""
    if share is None:
        return ABSENT
    return f"{'慢' if share < 0 else '快'}{ledger.rounded(abs(share) * 100, 1)}"


def hover(share: Decimal | Rate | None, places: int = 1) -> Markup:
    """Print a share as a percentage; hovering shows what a rate is made of (MECHANISM §4)."""
    text = escape.page_text(percent(share, places))
    if not isinstance(share, Rate):
        return text
    basis = escape.page_text(f"{share.name} = {share.basis}")
    return escape.filled(RATE, basis, text)


def change(amount: Decimal, unit: str = "") -> str:
    """Print how much more or less, with the places it is given with: `+2`, `−0.50`, `持平`."""
    return f"{'+' if amount > 0 else '−'}{abs(amount)}{unit}" if amount else SAME


def shift(amount: Decimal) -> str:
    """Print how many percentage points more or less: `+2.9个百分点`, `持平`."""
    return change(amount, POINTS_UNIT)


AMOUNTS: dict[str, Callable[[Decimal], str]] = {
    "wan": wan,
    "yi": yi,
    "percent": percent,
    "gap": gap,
    "points": points,
    "score": rounded,
    "change": change,
    "shift": shift,
}
"""How a number is printed in each kind of a paper's columns; any other prints it in full."""


def short_day(moment: date | None) -> str:
    """Print a day for tables: `2026-05-10`."""
    return ABSENT if moment is None else moment.isoformat()


def short_week(week: Week | None) -> str:
    """Print a week for tables: `2026第19周`."""
    return ABSENT if week is None else f"{week.year}年第{week.number}周"


def joined(values: Any, mark: str = "、") -> Markup:  # noqa: ANN401 - any iterable of printable values
    """Join values by a Chinese mark, each through the door; — where there are none."""
    made = [finalize(value) for value in values]
    return escape.page_text(mark).join(made) if made else escape.page_text(ABSENT)


def cut(text: str, limit: int = 40) -> str:
    """Give the beginning of a long text."""
    line = escape.one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def month_path(month: Month) -> str:
    """Give the path of a month's bulletin."""
    return f"bulletins/{month}.md"


def ranking_path(period: Quarter | int) -> str:
    """Give the path of a quarter's or year's ranking."""
    return f"rankings/{period}.md"


def score_path(quarter: Quarter, unit: str) -> str:
    """Give the path of the page that explains a unit's quarter."""
    return f"scores/{quarter}-{unit}.md"


def year_words(year: int) -> str:
    """Say a year: `2026年度`."""
    return f"{year}年度"


OWN_FILTERS: dict[str, Any] = {
    "rounded": rounded,
    "exact": exact,
    "points": points,
    "wan": wan,
    "yi": yi,
    "percent": hover,
    "gap": gap,
    "day": said,
    "short_day": short_day,
    "short_week": short_week,
    "joined": joined,
    "month_path": month_path,
    "quarter_path": ranking_path,
    "year_path": ranking_path,
    "score_path": score_path,
    "year_words": year_words,
    "cut": cut,
    "lines": escape.page_lines,
}
