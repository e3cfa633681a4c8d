"""Bytes of a data file to text that shows what it holds, before any parser sees it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.records.codes import text as codes
from generator.records.foreign import foreign, place, unreadable
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.source import Code

LIMIT = 64 * 1024
LONGEST_LINE = 4096
BRACKETS = 32
SHOWN = 5
LONGEST = 8
"""Characters that make up one; more are no writing."""
WIDE_STEP = "  "
"""What a full-width space at the beginning of a line is as wide as."""

# Explicit ranges, not Unicode categories: those differ from one Python to the next (P2).
_FAMILIES: tuple[tuple[Code, str], ...] = (
    (codes.TAB, "\t"),
    (codes.HIDDEN_BREAK, "\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"),
    (codes.CONTROL, "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"),
    (codes.DIRECTION, "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"),
    (
        codes.INVISIBLE,
        (
            "\xad\u034f\u0600-\u0605\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065"
            "\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd"
            "\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
        ),
    ),
    (
        codes.PRIVATE,
        "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff"
        + "".join(
            f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15)
        ),
    ),
    (
        codes.COMPATIBILITY,
        (
            "\u2e80-\u2fdf\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff"
            "\U0002f800-\U0002fa1f"
        ),
    ),
    (
        codes.COMBINING,
        "\u302a-\u302f\u3099\u309a\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f",
    ),
    (
        codes.RIGHT_TO_LEFT,
        (
            "\u0590-\u0600\u0606-\u06dc\u06de-\u070e\u0710-\u088f\u0892-\u08e1\u08e3-\u08ff"
            "\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
        ),
    ),
    (codes.STRANGE_SPACE, "\xa0\u1680\u2000-\u200a\u202f\u205f"),
)
_PLAIN_RANGES = ((0x20, 0x7E), (0x2014, 0x201D), (0x3001, 0x3020), (0x4E00, 0x9FFF), (0xFF01, 0xFF5E))
_DROPPED = (
    codes.CONTROL,
    codes.DIRECTION,
    codes.INVISIBLE,
    codes.PRIVATE,
    codes.COMBINING,
    codes.RIGHT_TO_LEFT,
)
_VOICED = "\u3099\u309a"
"""Marks that make one kana with the one before, and nothing with any other."""
_SUSPECT = re.compile("[" + "".join(ranges for _, ranges in _FAMILIES) + "]")
# Characters met and found plain, of the ranges where no neighbour can change them: a set beats any pattern.
_MET: set[str] = set()
_WIDE_INDENT = re.compile(r"^ *(\u3000)", re.MULTILINE)
_INDENT = re.compile(r"^[ \t\u3000]*[\t\u3000]", re.MULTILINE)
_STEP = re.compile(r"[\t\u3000]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_LONG = re.compile(rf"^.{{{LONGEST_LINE + 1},}}$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class Rules:
    """How strictly a file is read: bytes, characters of a value, entries and depth of lists and mappings."""

    size: int = LIMIT
    depth: int = 6
    scalar: int = 2000
    entries: int = 400
    relaxed: bool = False


STRICT = Rules()
RELAXED = Rules(size=1024 * 1024, depth=12, scalar=20_000, entries=10_000, relaxed=True)


def read_text(
    path: str, data: bytes, *, limit: int = LIMIT, step: str | None = None
) -> tuple[str | None, list[Problem]]:
    r"""Decode a file's bytes, at most `limit` of them, and name every character that hides something.

    Gives the text with line ends folded to `\n`. Where a fault can be mended for reading on (a BOM, an
    invisible character) it is the mended text, so that later faults show in the same run; else None. Nobody
    knows how deep a tab was to indent: a text with such lines is given only where `step` stands for one.
    """
    if fault := unreadable(path, data, limit):
        return None, [fault]
    problems: list[Problem] = []
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(problem(Mark(path), codes.BYTE_ORDER_MARK))
    text = folded(data)
    if fault := foreign(path, text):
        return None, [*problems, fault]
    readable = True
    if suspicious(text):
        problems += _few(path, text)
        readable = step is not None or _TAB_INDENT.search(text) is None
        text = mended(text, WIDE_STEP if step is None else step)
    shape = list(_shape(path, text))
    return (None if shape or not readable else text), problems + shape


def folded(data: bytes) -> str:
    r"""Decode a file's bytes, without a byte order mark, every line end as `\n`."""
    return data.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n")


def suspicious(text: str) -> bool:
    """Tell whether a text holds any character that `hidden` would name; all that good files pay for."""
    if _MET.issuperset(text):
        return False
    if _SUSPECT.search(text) is not None or not unicodedata.is_normalized("NFC", text):
        return True
    _MET.update(char for char in set(text) - _MET if _plain(char))
    return "\u3000" in text and _WIDE_INDENT.search(text) is not None


def hidden(text: str) -> Iterator[tuple[int, Code, dict[str, str]]]:
    """Name the faults of single characters: position, code, values."""
    for match in _SUSPECT.finditer(text):
        char = match.group()
        pair = text[max(match.start() - 1, 0) : match.end()]
        if char not in _VOICED or _composed(pair) == len(pair):
            yield match.start(), _family(char), _named(char, unicodedata.normalize("NFKC", char))
    for match in _WIDE_INDENT.finditer(text):
        yield match.start(1), codes.STRANGE_SPACE, _named("\u3000", " ")
    for position, chars in _uncomposed(text):
        yield position, codes.NOT_NFC, _named(chars, unicodedata.normalize("NFC", chars))


def mended(text: str, step: str = WIDE_STEP) -> str:
    """Give the text as it was probably meant, for reading on after its faults were named.

    `step` is written for a tab or a full-width space that indents.
    """
    text = _INDENT.sub(lambda match: _STEP.sub(step, match.group()), text)
    return unicodedata.normalize("NFC", _SUSPECT.sub(_replaced, unicodedata.normalize("NFC", text)))


def origins(line: str, step: str = WIDE_STEP) -> list[int]:
    """Give, for each character of a line as mended, the place from 0 of the one it comes from."""
    found: list[int] = []
    last, indent = "", match.end() if (match := _INDENT.match(line)) else 0
    for at, char in enumerate(line):
        plain = _STEP.sub(step, char) if at < indent else _SUSPECT.sub(_replaced, char)
        made = unicodedata.normalize("NFC", last + plain)
        found += [at] * (len(made) - len(last))
        last = made[-1:]
    return found


def _few(path: str, text: str) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for position, code, values in hidden(text):
        seen[code.id] += 1
        if seen[code.id] <= SHOWN:
            yield problem(Mark(path, *place(text, position)), code, **values)


def _shape(path: str, text: str) -> Iterator[Problem]:
    """Refuse what a parser would choke on: lines without end, brackets without bottom."""
    if match := len(text) > LONGEST_LINE and _LONG.search(text):
        mark = Mark(path, *place(text, match.start()))
        yield problem(mark, codes.LONG_LINE, length=len(match.group()), limit=LONGEST_LINE)
    if text.count("[") + text.count("{") > BRACKETS:
        yield from _nesting(path, text)


def _nesting(path: str, text: str) -> Iterator[Problem]:
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        if depth > BRACKETS:
            yield problem(Mark(path, *place(text, match.start())), codes.TOO_DEEP, limit=BRACKETS)
            return


def _uncomposed(text: str) -> Iterator[tuple[int, str]]:
    """Give the characters, alone or together, that are another way of writing one."""
    if unicodedata.is_normalized("NFC", text):
        return
    start, chars = 0, ""
    for position, char in enumerate(f"{text}\n"):
        joins = unicodedata.combining(char) or _composed(chars + char) <= _composed(chars)
        if chars and joins and len(chars) < LONGEST and (char in _VOICED or not _SUSPECT.match(char)):
            chars += char
            continue
        if chars and not unicodedata.is_normalized("NFC", chars):
            yield start, chars
        start, chars = position, "" if _SUSPECT.match(char) else char


def _composed(chars: str) -> int:
    return len(unicodedata.normalize("NFC", chars))


def _plain(char: str) -> bool:
    return char == "\n" or any(first <= ord(char) <= last for first, last in _PLAIN_RANGES)


@cache
def _family(char: str) -> Code:
    return next(code for code, ranges in _FAMILIES if re.match(f"[{ranges}]", char))


def _named(char: str, better: str) -> dict[str, str]:
    name = "+".join(f"U+{ord(one):04X}" for one in char)
    if len(char) > 1:
        return {"char": name, "name": name, "better": better}
    hidden = _SUSPECT.match(char) and _family(char) in _DROPPED  # some of which Python calls printable
    shown = char.isprintable() and not char.isspace() and not unicodedata.combining(char) and not hidden
    return {"char": char if shown else name, "name": name, "better": better}


def _replaced(match: re.Match[str]) -> str:
    return _meant(match.group())


@cache
def _meant(char: str) -> str:
    if (family := _family(char)) in _DROPPED:
        return "□" if family is codes.RIGHT_TO_LEFT else ""
    better = unicodedata.normalize("NFKC", char)
    return better if better.isprintable() and better.strip() else " "
