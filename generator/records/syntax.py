"""What the YAML parser could not read, said in words that help."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yaml import FlowSequenceEndToken, FlowSequenceStartToken, ScalarToken
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.records.codes import tree as codes
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yaml import YAMLError

    from generator.records.source import Code

KEY = re.compile(r"[a-z][a-z0-9_]*")
_COLONS = "：∶﹕︰"
_WIDE = re.compile(
    rf"\s*(?:- (?=[a-z0-9_]+[{_COLONS}]))?([A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*)([{_COLONS}])\s*(.*)"
)
_TIGHT = re.compile(r"\s*(?:- )?([a-z_][a-z0-9_]*):(?=[^\s/])(.*)")
_KEYED = re.compile(r"[a-z_][a-z0-9_]*:(?: |$)")
_SPACED = re.compile(r"\s*(?:- )?([a-z_][a-z0-9_]*):(\u3000)(.*)")
_WIDE_DASH = re.compile(r"\s*([－–—−])(?![－–—−])\s*(\S.*)")
_TIGHT_DASH = re.compile(r"\s*(-)(?![-\s0-9.])(\S.*)")
_WIDE_HASH = re.compile(r"\s*(＃)\s*(.*)")
_TWICE = re.compile(r"[^#'\"]*: [^#]*: ")
_QUOTED = re.compile(r"""\s*(?:- )?(?:[^\s'"#]+: )?(["'])""")
_ENDS = {'"': re.compile(r'(?<!\\)(?:\\\\)*"'), "'": re.compile("'")}
"""What may close a quotation mark of each sort."""
_UNSPACED = re.compile(r"#[^\s#]")
_BRACKETED = re.compile(r"\s*(?:- )?(?:[^\s'\"#]+: )?([\[{]).*[\]}]\s*[^\s\]},#]")
_OPENED = re.compile(r"[\[\]{}]")
_DASHED = re.compile(r"\s*[a-z_][a-z0-9_]*: +- ")
# The parser's own words, and what they mostly mean.
_WORDS: tuple[tuple[str, Code], ...] = (
    ("directive", codes.DIRECTIVE),
    ("incompatible YAML document", codes.DIRECTIVE),
    ("<document start>", codes.INDENTATION),
    ("escape character", codes.ESCAPE),
    ("escape code", codes.ESCAPE),
    ("hexdecimal", codes.ESCAPE),
    ("quoted scalar", codes.OPEN_QUOTE),
    ("flow ", codes.OPEN_BRACKET),
    ("could not find expected ':'", codes.NO_COLON),
    ("mapping values are not allowed", codes.INDENTATION),
    ("did not find expected key", codes.INDENTATION),
    ("expected '-' indicator", codes.INDENTATION),
    ("sequence entries are not allowed", codes.INDENTATION),
    ("anchor", codes.ANCHOR),
    ("alias", codes.ANCHOR),
    ("tag", codes.TAG),
)
_STARTS = (
    "cannot start any token",
    "mapping keys are not allowed",
    "a block node did not find expected node",
    "scanning a block scalar",
)
"""The parser's words for a sign that begins no value."""


def explain(path: str, text: str, error: YAMLError) -> Problem:
    """Turn a parser's error into the most likely mistake, at the line where it was made."""
    lines = text.split("\n")
    words = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}".strip()
    spot = _spot(error, last=len(lines) - 1)
    for line in _around(spot[0], len(lines)):
        if found := slip(path, line, lines[line]):
            return found
    return _worded(path, lines, spot, words)


def _worded(path: str, lines: list[str], spot: tuple[int, int], words: str) -> Problem:
    """Turn the parser's words, about a place from 0, into the most likely mistake."""
    code = next((code for phrase, code in _WORDS if phrase in words), None)
    if code is codes.OPEN_BRACKET:
        spot = _bracket(lines, spot)
    if code in {codes.INDENTATION, codes.NO_COLON} and (quote := _quote(lines, spot[0])):
        code, spot = codes.OPEN_QUOTE, quote
    here, before = lines[spot[0]], lines[spot[0] - 1]
    mark, char = Mark(path, spot[0] + 1, spot[1] + 1), here[spot[1] : spot[1] + 1]
    if "<document start>" in words and before.startswith("%"):
        return problem(Mark(path, spot[0]), codes.DIRECTIVE)
    if "<document start>" in words and any(line.startswith("...") for line in lines):
        return problem(mark, codes.DOCUMENTS)
    bracketed = _BRACKETED.match(here) if code is codes.INDENTATION else None
    if bracketed or (char and any(phrase in words for phrase in _STARTS)):
        return problem(mark, codes.START, char=bracketed[1] if bracketed else char)
    if code is codes.INDENTATION:
        code = _misaligned(here, before)
    return problem(mark, code) if code else problem(mark, codes.SYNTAX, detail=words or "YAML")


def slips(path: str, lines: list[str], rows: Iterable[int]) -> Problem | None:
    """Find the first slip in some of a text's lines (from 0)."""
    return next(filter(None, (slip(path, row, lines[row]) for row in rows)), None)


def slip(path: str, line: int, text: str) -> Problem | None:
    """Find a full-width sign, or a colon without its space, where YAML has one of its own (lines from 0)."""
    for code, pattern, form, at in (
        (codes.FULL_WIDTH_COLON, _WIDE, "{0}: {2}", 1),
        (codes.NO_SPACE, _TIGHT, "{0}: {1}", 1),
        (codes.WIDE_SPACE, _SPACED, "{0}: {2}", 2),
        (codes.WIDE_DASH, _WIDE_DASH, "- {1}", 1),
        (codes.TIGHT_DASH, _TIGHT_DASH, "- {1}", 1),
        (codes.WIDE_HASH, _WIDE_HASH, "# {1}", 1),
    ):
        if match := pattern.match(text):
            better = form.format(*map(str.strip, match.groups())).strip()
            shown = text[: match.start(2)] if code is codes.WIDE_SPACE else match.group()
            values = {"char": match[2]} if code is codes.FULL_WIDTH_COLON else {}
            mark = Mark(path, line + 1, match.start(at) + 1)
            return problem(mark, code, text=shown.strip(), better=better, **values)
    return None


def headed(lines: list[str]) -> bool:
    """Tell from a line on: it was meant as `key: value`, as it begins with a word and such lines follow."""
    return _KEYED.match(f"{lines[0].split()[0]}:") is not None and any(map(_KEYED.match, lines[1:]))


def strange(event: Any, *, relaxed: bool) -> Code | None:  # noqa: ANN401 - the parser's own events
    """Say what is wrong with how a key is written; None for a plain one."""
    key, span = event.value, event.end_mark.column - event.start_mark.column
    several = event.end_mark.line != event.start_mark.line
    faults = (
        (event.anchor, codes.ANCHOR),
        (event.tag, codes.TAG),
        (key == "<<" and not event.style, codes.MERGE),
        (several or not key.strip(), codes.KEY_NOT_TEXT),
        (event.style and not several and span != len(key) + 2, codes.ESCAPED_KEY),
        (not relaxed and not KEY.fullmatch(key), codes.STRANGE_KEY),
    )
    return next((code for wrong, code in faults if wrong), None)


def blank(rest: str) -> tuple[Code, str]:
    """Tell nothing at all from a text that was lost because it begins with `#`; gives that text too."""
    return (codes.REMARK_ALONE, rest) if _UNSPACED.match(rest := rest.strip()) else (codes.BLANK, "")


def _spot(error: YAMLError, last: int) -> tuple[int, int]:
    """Give the line and column, from 0, where the mistake was probably made."""
    context, words = getattr(error, "context_mark", None), getattr(error, "context", None) or ""
    around = "block" in words and "block scalar" not in words
    mark = context if context and not around else getattr(error, "problem_mark", None)
    return (min(mark.line, last), mark.column) if mark else (0, 0)


def inside(found: Problem, text: str) -> Problem:
    """Move what the parser found behind the end of a text to its last line."""
    lines = text.rstrip().split("\n")
    if found.mark.line <= len(lines):
        return found
    column = len(lines[-1]) - len(lines[-1].lstrip()) + 1
    return replace(found, mark=Mark(found.mark.path, len(lines), column))


def _bracket(lines: list[str], spot: tuple[int, int]) -> tuple[int, int]:
    """Give the place of the bracket around a place that is none: the nearest before it not closed."""
    row, column = spot
    if lines[row][column : column + 1] in {"[", "{"}:
        return spot
    closed = 0
    for line in range(row, -1, -1):
        for match in reversed(list(_OPENED.finditer(lines[line][: column if line == row else None]))):
            closed += 1 if match.group() in "]}" else -1
            if closed < 0:
                return line, match.start()
    return spot


def _quote(lines: list[str], row: int) -> tuple[int, int] | None:
    """Give the place, from 0, of a quotation mark above a line that was closed only in this line."""
    for above in range(row - 1, -1, -1):
        if opened := _QUOTED.match(lines[above]):
            inside = _ENDS[opened[1]]
            shut = any(inside.search(line) for line in lines[above + 1 : row])
            closes = not inside.search(lines[above], opened.end()) and inside.search(lines[row])
            return (above, opened.start(1)) if closes and not shut else None
    return None


def _around(line: int, count: int) -> tuple[int, ...]:
    return tuple(near for near in (line, line - 1, line + 1) if 0 <= near < count)


def _misaligned(line: str, before: str) -> Code:
    if _QUOTED.match(line):
        return codes.OPEN_QUOTE
    if _DASHED.match(line):
        return codes.INLINE_DASH
    if _TWICE.match(line):
        return codes.COLON_IN_VALUE
    return codes.OPEN_QUOTE if _QUOTED.match(before) and before.count('"') % 2 else codes.INDENTATION


def remarks(path: str, text: str) -> Iterator[tuple[Mark, str]]:
    """Give what reads as a remark behind an unquoted value and may be none, as no space follows its `#`.

    The file is one that can be read.
    """
    lines, parser = text.split("\n"), CParser(text)
    while token := parser.get_token():
        if isinstance(token, ScalarToken) and token.plain:
            end = token.end_mark
            rest = lines[end.line][end.column :]
            if _UNSPACED.match(said := rest.lstrip()):
                yield Mark(path, end.line + 1, end.column + len(rest) - len(said) + 1), said


def joined(path: str, text: str) -> Iterator[tuple[Mark, str]]:
    """Give the unquoted entries of lists in brackets that a full-width comma makes one of several, maybe.

    The file is one that can be read.
    """
    depth, parser = 0, CParser(text)
    while token := parser.get_token():
        depth += isinstance(token, FlowSequenceStartToken) - isinstance(token, FlowSequenceEndToken)
        if depth and isinstance(token, ScalarToken) and token.plain and "，" in token.value:
            start = token.start_mark
            yield Mark(path, start.line + 1, start.column + 1), token.value
