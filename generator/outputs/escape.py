"""The one door for submitted text: whatever a file says, a page shows it and obeys none of it (TRUST.md)."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import yaml
from markupsafe import Markup
from markupsafe import escape as markup_escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_PLAIN = re.compile(r"[0-9A-Za-z ]")
_BARE = re.compile("[一-鿿]([一-鿿0-9A-Za-z.（）、，。；：“”《》—…·,;& -]*[一-鿿0-9A-Za-z.）。；”》…;])?")
"""Text that begins with a Chinese character and holds no sign that YAML would quote it for."""
LINE_BREAK = Markup("&#10;")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """Collapse spaces and line breaks to single spaces; other characters stay as they are."""
    return _SPACES.sub(" ", text).strip(" ")


@lru_cache(maxsize=1 << 15)
def page_text(text: str) -> Markup:
    """Write text for a Markdown page or an HTML body, on one line.

    Every ASCII character that is no letter, digit or space becomes `&#N;`, so no sign of Markdown or
    HTML is left; what cannot be printed becomes `&#N;` too, control and noncharacters U+FFFD.
    """
    return Markup("".join(map(_written, one_line(text))))  # noqa: S704 - this is the escape


def filled(shape: str, *parts: object) -> Markup:
    """Put parts into markup of ours, as `Markup.format` does in ten times the time.

    What is no markup is escaped for HTML, so it may hold no submitted text: that goes through `page_text`.
    """
    safe = (part if isinstance(part, Markup) else markup_escape(part) for part in parts)
    return Markup(str.format(shape, *safe))  # noqa: S704 - shapes are ours, parts are escaped


def page_lines(text: str) -> Markup:
    """Write text of several lines; each break is `&#10;`, shown by `white-space: pre-line`."""
    lines = (one_line(line) for line in text.strip().splitlines())
    return LINE_BREAK.join(map(page_text, lines))


class _Written(dict[str, str]):
    """Each character's form on a page, worked out once."""

    def __missing__(self, char: str) -> str:
        self[char] = form = _form(char)
        return form


def _form(char: str) -> str:
    if _PLAIN.match(char) or (ord(char) > 0x7F and char.isprintable()):  # noqa: PLR2004 - the end of ASCII
        return char
    if unicodedata.category(char) in {"Cc", "Cs"} or _never(ord(char)):
        return REPLACEMENT
    return f"&#{ord(char)};"


def _never(point: int) -> bool:
    """Tell a noncharacter, which HTML forbids even as a number."""
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the code points themselves


_written = _Written().__getitem__


def front_matter(title: str, description: str, more: Mapping[str, object] | None = None) -> str:
    """Write a page's YAML head; the theme prints title and description as they are, so both are HTML here.

    `more` holds our own words only.
    """
    head: dict[str, object] = {"title": in_head(title), "description": in_head(description), **(more or {})}
    return f"---\n{''.join(_entry(key, value) for key, value in head.items())}---\n"


def _entry(key: str, value: object) -> str:
    """Write one entry of a head; a text that YAML leaves bare needs no dumper."""
    if isinstance(value, str):
        return f"{key}: {value}\n" if _BARE.fullmatch(value) else _dumped({key: value})
    return _structure(key, json.dumps(value))


@lru_cache
def _structure(key: str, value: str) -> str:
    """Write an entry that is no text, given as JSON; pages share a few of these."""
    return _dumped({key: json.loads(value)})


def _dumped(head: Mapping[str, object]) -> str:
    return yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10**6)


def in_head(text: str) -> str:
    """Write text for the theme's title and description, which it prints as they are."""
    return html.escape(bare(text), quote=True)


def bare(text: str) -> str:
    """Give text for a library that escapes by itself: on one line, without what no XML or page may hold."""
    if (line := one_line(text)).isprintable():
        return line
    return "".join(
        REPLACEMENT if unicodedata.category(char) in {"Cc", "Cs"} or _never(ord(char)) else char
        for char in line
    )


def in_script(text: str) -> str:
    """Make JSON safe inside a script element or a .js file."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
