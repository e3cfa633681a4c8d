"""A kind of paper: its letter in MECHANISM §3, how often it is drawn up, for whom, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.outputs.papers.periods import Cadence, Period
    from generator.outputs.papers.sheet import Paper
    from generator.outputs.view import View

Scope = Literal["", "unit", "leader"]
Format = Literal["docx", "xlsx", "pdf"]
Told = Literal["end", "after", "now"]
"""As of its period's end; or also what came after it (更正, a bonus); or always now (notices, cases)."""
TABLES: tuple[Format, ...] = ("xlsx", "docx")
TEXTS: tuple[Format, ...] = ("docx", "pdf")
RECENT = 13
"""A quarter of weeks, or a year of months and the one that stands beside this one."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    `make(view, period, scope)` draws it up as of `view.as_of`, the last day of the period or an earlier one;
    `scope` is the id of a unit or leader, empty for all of them. Gives one paper, or one for each notice.
    """

    letter: str
    name: str
    cadence: Cadence
    scope: Scope
    formats: tuple[Format, ...]
    make: Callable[[View, Period, str], Sequence[Paper]]
    told: Told = "end"
    """As of which day it is drawn up."""
    search: bool = True
    """Whether the page belongs in the full-text search."""
    keep: int = 0
    """How many periods a site carries, the running one included; 0 for all. `guatu export` has any."""

    @property
    def often(self) -> str:
        """Say how often it is drawn up: one for each case, or one in each period."""
        return "逐件" if self.told == "now" else f"每{self.cadence}"

    @property
    def folder(self) -> str:
        """Give the folder of its pages."""
        return f"papers/{self.letter.lower()}"
