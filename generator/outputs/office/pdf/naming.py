"""The commit in a .pdf: glyphs in a stream of its own, exchanged in place for others of the same length.

Its ten digits are first set as all sixteen, so that the file holds the glyphs of every commit; they stand
in a box as wide as most commits need, so that the same lines break for all.
"""

from __future__ import annotations

import re
from hashlib import md5, sha256
from typing import TYPE_CHECKING, Any

from pydyf import Array, Stream

from generator.outputs.revision import SHORT_HASH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DIGITS = "0123456789abcdef"
SHORTEST = len("[<>] TJ") + 4 * len(DIGITS)
RUN = re.compile(rb"<([0-9a-f]*)>")
"""Glyphs one after the other in a line of words, four digits each."""
APART = re.compile(rb"(%guatu ([0-9a-f]{64})\n\[<)[0-9a-f]+(?=>\] TJ)")
"""A stream of ours: the glyphs of all digits in order, and those that are shown."""
CONTENT = re.compile(rb"\(([0-9a-f]{32})\)\]")
"""The second part of a file's identifier, which tells its content from others of the same first part."""


def boxed(commit: str) -> str:
    """Give the HTML of the box that stands for a commit: all digits, in an order no text has by chance."""
    return f'<span class="commit">{_shuffled(commit)}</span>'


def _shuffled(commit: str) -> str:
    return "".join(sorted(DIGITS, key=lambda digit: sha256(f"{commit}{digit}".encode()).digest()))


def apart(commit: str, document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint ships no types
    """Put what the boxes of a commit show into streams of their own, as WeasyPrint finishes a file."""
    boxes = dict(_boxes(commit, document.fonts.values()))
    streams = {one.reference: one for one in pdf.objects if isinstance(one, Stream)}
    for page in [one for one in pdf.objects if isinstance(one, dict) and one.get("Contents") in streams]:
        whole = streams[page["Contents"]]
        first, *others = _parted(whole.stream, boxes)
        whole.stream = first
        after = [Stream(part, compress=whole.compress and number % 2) for number, part in enumerate(others)]
        for part in after:
            pdf.add_object(part)
        page["Contents"] = Array([whole.reference, *(part.reference for part in after)])


def _boxes(commit: str, fonts: Iterable[Any]) -> Iterator[tuple[bytes, bytes]]:
    """Give the glyphs of a box in each font that has them, and those of the digits in order."""
    for font in fonts:
        glyphs = {text: b"%04x" % glyph for glyph, text in font.to_unicode.items()}
        if glyphs.keys() >= set(DIGITS):
            box, ordered = (b"".join(map(glyphs.__getitem__, text)) for text in (_shuffled(commit), DIGITS))
            yield box, ordered


def _parted(items: Sequence[Any], boxes: Mapping[bytes, bytes]) -> list[list[Any]]:
    """Divide what draws a page at its boxes: what goes before, a box, what follows, and so on."""
    parts: list[list[Any]] = [[]]
    for item in items:
        if item.startswith(b"[<") and len(item) >= SHORTEST and (box := b"".join(RUN.findall(item))) in boxes:
            parts += [[b"%guatu " + boxes[box], b"[<" + boxes[box][: 4 * SHORT_HASH] + b">] TJ"], []]
        else:
            parts[-1].append(item)
    return parts


def named(made: bytes, commit: str) -> bytes:
    """Write a commit into the boxes of a file, and what tells this file from those of other commits."""

    def shown(found: re.Match[bytes]) -> bytes:
        glyphs = dict(zip(DIGITS, re.findall(b"....", found[2]), strict=True))
        return found[1] + b"".join(map(glyphs.__getitem__, commit))

    def told(found: re.Match[bytes]) -> bytes:
        return b"(%b)]" % md5(found[1] + commit.encode(), usedforsecurity=False).hexdigest().encode()

    end = made.rindex(b"/ID [")
    return APART.sub(shown, made[:end]) + CONTENT.sub(told, made[end:], count=1)
