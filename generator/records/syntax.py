"""What the YAML parser could not read, said in words that help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml import ScalarToken
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.records.codes import tree as codes
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml import YAMLError

    from generator.records.source import Code

_WIDE = re.compile(r"\s*(?:- )?([A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*)：\s*(.*)")
_TIGHT = re.compile(r"\s*(?:- )?([a-z_][a-z0-9_]*):(?=[^\s/])(.*)")
_TWICE = re.compile(r"[^#'\"]*: [^#]*: ")
_QUOTED = re.compile(r"""\s*(?:- )?(?:[^\s'"#]+: )?(["'])""")
_UNSPACED = re.compile(r"#[^\s#]")
_BRACKETED = re.compile(r"\s*(?:- )?(?:[^\s'\"#]+: )?([\[{]).*[\]}]\s*[^\s\]},#]")
_DASHED = re.compile(r"\s*[a-z_][a-z0-9_]*: +- ")
# The parser's own words, and what they mostly mean.
_WORDS: tuple[tuple[str, Code], ...] = (
    ("directive", codes.DIRECTIVE),
    ("<document start>", codes.INDENTATION),
    ("escape character", codes.ESCAPE),
    ("hexadecimal", codes.ESCAPE),
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


def explain(path: str, text: str, error: YAMLError) -> Problem:
    """Turn a parser's error into the most likely mistake, at the line where it was made."""
    lines = text.split("\n")
    words = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}".strip()
    spot = _spot(error, last=len(lines) - 1)
    for line in _around(spot[0], len(lines)):
        if found := colon(path, line, lines[line]):
            return found
    mark = Mark(path, spot[0] + 1, spot[1] + 1)
    code = next((code for phrase, code in _WORDS if phrase in words), None)
    if "cannot start any token" in words:
        return problem(mark, codes.START, char=lines[spot[0]][spot[1] : spot[1] + 1])
    if "<document start>" in words and "\n..." in text:
        return problem(mark, codes.DOCUMENTS)
    if code is codes.INDENTATION:
        here = lines[spot[0]]
        if bracketed := _BRACKETED.match(here):
            return problem(mark, codes.START, char=bracketed[1])
        return problem(mark, _misaligned(here, lines[spot[0] - 1]))
    return problem(mark, code) if code else problem(mark, codes.SYNTAX, detail=words or "YAML")


def colon(path: str, line: int, text: str) -> Problem | None:
    """Find a full-width colon, or one without a space, where a key's colon belongs (lines from 0)."""
    if match := _WIDE.match(text):
        code, shown = codes.FULL_WIDTH_COLON, match.group().strip()
    elif match := _TIGHT.match(text):
        code, shown = codes.NO_SPACE, match.group().strip()
    else:
        return None
    better = f"{match[1]}: {match[2].strip()}".strip()
    return problem(Mark(path, line + 1, match.start(1) + 1), code, text=shown, better=better)


def _spot(error: YAMLError, last: int) -> tuple[int, int]:
    """Give the line and column, from 0, where the mistake was probably made."""
    context, words = getattr(error, "context_mark", None), getattr(error, "context", None) or ""
    mark = context if context and "block" not in words else getattr(error, "problem_mark", None)
    return (min(mark.line, last), mark.column) if mark else (0, 0)


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
