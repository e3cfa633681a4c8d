"""Where a thing stands in a file, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Lang = Literal["zh", "en"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: path below the root (POSIX), line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Write the place as editors read it, `path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: a stable number and its words in two languages.

    `zh` and `en` are (message, hint) templates for `str.format`, one sentence each.
    """

    id: str
    zh: tuple[str, str]
    en: tuple[str, str]
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place; the values fill the templates of its code."""

    mark: Mark
    code: Code
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Tell an error (the file is refused) from a warning."""
        return self.code.severity

    def message(self, lang: Lang = "zh") -> str:
        """Say what is wrong, as one sentence without a line break."""
        return self._fill(0, lang)

    def hint(self, lang: Lang = "zh") -> str:
        """Say what to write instead."""
        return self._fill(1, lang)

    def text(self, lang: Lang = "zh") -> str:
        """Write the whole line, `path:line:column: code message — hint`."""
        return f"{self.mark}: {self.code.id} {self.message(lang)} — {self.hint(lang)}"

    def _fill(self, part: int, lang: Lang) -> str:
        template = (self.code.zh if lang == "zh" else self.code.en)[part]
        return template.format_map({key: visible(value) for key, value in self.values})


class Refused(Exception):  # noqa: N818 - not an error of ours: what was asked cannot be done
    """A request that cannot be met (no such folder, no such commit), in both languages; exit status 2."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en

    def text(self, lang: Lang = "zh") -> str:
        """Say why, on one line."""
        return visible(self.zh if lang == "zh" else self.en)


def problem(mark: Mark, code: Code, **values: object) -> Problem:
    """Make a problem; values are turned to text here so that problems stay comparable."""
    return Problem(mark, code, tuple((key, str(value)) for key, value in values.items()))


def visible(text: str, limit: int = 600) -> str:
    """Show submitted text in a message: unprintable characters named, long text cut."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in cut)


def counted(number: int, noun: str) -> str:
    """Count in English, `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tidy(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and code, each problem once."""
    unique = {
        (one.mark.path, one.mark.line, one.mark.column, one.code.id, one.values): one for one in problems
    }
    return [unique[place] for place in sorted(unique)]
