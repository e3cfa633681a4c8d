"""What is no text of ours, by a file's bytes or first words: nothing reads it further."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.records.codes import text as codes
from generator.records.source import Mark, Problem, problem

if TYPE_CHECKING:
    from generator.records.source import Code

MANY = 5
"""Control characters beside a NUL of which a text may hold a few."""
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_LFS = re.compile(r"\s*version https://git-lfs")
_WEB = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_SIGNED = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"%PDF-")
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf")
"""How archives begin, and with them the files of Word and Excel."""
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\f\r"))
_MADE = ("data/projects/", "data/plans/", "data/events/")
"""Folders for which `guatu new` makes files."""
_LINK = re.compile(r"\.{0,2}/?[\w.-]+(?:/[\w.-]+)+|[\w.-]+\.ya?ml")


def unreadable(path: str, data: bytes, limit: int) -> Problem | None:
    """Say why bytes are no text that can be read: too many, none, of another kind or encoding."""
    if len(data) > limit:
        return problem(Mark(path), codes.TOO_LARGE, size=len(data), limit=limit)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return problem(Mark(path), empty(path))
    if code := _no_text(data):
        return problem(Mark(path), code)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return _undecoded(path, data, error)
    return None


def _undecoded(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    if b"\0" in data:
        return problem(Mark(path), codes.NOT_TEXT)
    head = data[: error.start].decode()
    mark = Mark(path, *place(head, len(head)))
    if error.reason == "unexpected end of data":
        return problem(mark, codes.TRUNCATED)
    return problem(mark, codes.NOT_UTF8, offset=error.start, byte=f"0x{data[error.start]:02X}")


def _no_text(data: bytes) -> Code | None:
    """Tell pictures, archives and the like, and UTF-16, by their bytes."""
    if data.startswith(_PACKED):
        return codes.PACKED
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return codes.UTF16
    if b"\0" in data[:2] and b"\0" in data[2:]:
        head = data[:400].decode("utf-16-le" if data[0] else "utf-16-be", "replace")
        if "".join(head.split()).isprintable():
            return codes.UTF16
    many = b"\0" in data and len(data) - len(data.translate(None, _CONTROLS)) > MANY
    return codes.NOT_TEXT if many or data.startswith(_SIGNED) else None


def foreign(path: str, text: str) -> Problem | None:
    """Say that a text is no data: a pointer, a page of the web, a path, a merge left open."""
    if _LFS.match(text):
        return problem(Mark(path), codes.LFS_POINTER)
    if _WEB.match(text):
        return problem(Mark(path), codes.WEB_PAGE)
    if "\n" not in (line := text.rstrip("\n")) and _LINK.fullmatch(line):
        return problem(Mark(path), codes.LINK_TEXT, target=line)
    if match := _CONFLICT.search(text):
        return problem(Mark(path, *place(text, match.start())), codes.CONFLICT)
    return None


def place(text: str, position: int) -> tuple[int, int]:
    """Give the line and column, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def empty(path: str) -> Code:
    """Say that a file is empty, and what makes one of its kind."""
    return codes.EMPTY if path.startswith(_MADE) else codes.EMPTY_OTHER
