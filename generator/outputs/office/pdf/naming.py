"""The commit in a .pdf: glyphs in a stream of its own, exchanged in place for others of the same length.

The template first sets all sixteen digits in a box, so that the file holds the glyphs of every commit; the
box is as wide as most commits need, so that the same lines break for all. It is found by its ink, a black
that nothing else is printed in.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from hashlib import md5, sha256
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGITS = "0123456789abcdef"
TABLE = re.compile(
    rb"xref\n0 \d+\n((?:\d{10} \d{5} [nf]\r\n)+)(trailer\n<</Size )\d+(.*?startxref\n)\d+", re.DOTALL
)
CONTENTS = re.compile(rb"(/Type/Page\b.*?)/Contents (\d+) 0 R", re.DOTALL)
DEFLATED = re.compile(
    rb"\d+ 0 obj\n<</Length \d+/Filter/FlateDecode>>\nstream\n(.*)\nendstream\nendobj\n", re.DOTALL
)
BOX = re.compile(
    rb"cs 0\.0039\d* 0\.0078\d* 0\.0117\d* scn\nBT 0 Tr/f\d+ [\d.]+ Tf 1 0 0 -1 0 0 Tm(.*?)\nET\n", re.DOTALL
)
SHOWN = re.compile(
    rb"/Span<<.*?>>BDC|(?:\((?P<escaped>(?:\\.|[^\\])*?)\)|<(?P<hex>[0-9A-F]+)>)(?=\]|Tj|-?\d)", re.DOTALL
)
"""Glyphs two bytes each, as text or in digits, but for what a span says that they are."""
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN = dict(zip(b"nrtbf", b"\n\r\t\b\f", strict=True))
APART = re.compile(
    rb"(?P<before>%guatu (?P<glyphs>[0-9a-f]{64})\n/Span<</ActualText\()[0-9a-f]+"
    rb"(?P<between>\)>>BDC\n\[<)[0-9a-f]+(?=>\]TJ)"
)
"""A stream of ours: the glyphs of all digits in order, four digits each, and the commit that is shown."""
IDENTIFIER = re.compile(rb"/ID\[\([^)]*\)\(([^)]{24})\)\]")
"""What names a file: the second part tells its content from others of the same first part."""


def shuffled(commit: str) -> str:
    """Give all digits in the order in which a box for a commit holds them."""
    return "".join(sorted(DIGITS, key=lambda digit: sha256(f"{commit}{digit}".encode()).digest()))


def apart(made: bytes, commit: str) -> bytes:
    """Put what the boxes of a commit show into streams of their own, in a file as Typst writes it.

    Raises ValueError for a file without a box, or one that Typst would not write.
    """
    if len(commit) > len(DIGITS):
        raise ValueError(commit)
    table = TABLE.search(made, made.rindex(b"\nxref\n"))
    if table is None:
        raise ValueError(made[-200:])
    starts = [int(line[:10]) for line in table[1].splitlines()][1:]
    ends = dict(pairwise(sorted([*starts, table.start()])))
    objects = [made[start : ends[start]] for start in starts]
    boxes = 0
    for place, page in enumerate(objects):
        if not (contents := CONTENTS.search(page)):
            continue
        first = int(contents[2])
        whole, *others = _parted(objects[first - 1], commit)
        if others:
            numbers = range(len(objects) + 1, len(objects) + 1 + len(others))
            refs = b" ".join(b"%d 0 R" % number for number in (first, *numbers))
            objects[place] = CONTENTS.sub(rb"\1/Contents[%b]" % refs, page)
            objects[first - 1] = _object(first, whole)
            objects += map(_object, numbers, others)
            boxes += len(others) // 2
    if not boxes:
        raise ValueError(commit)
    return _assembled(made[: min(starts)], objects, table)


def _parted(content: bytes, commit: str) -> list[bytes]:
    """Divide a page's content at its boxes: what goes before, a box, what follows, and so on."""
    deflated = DEFLATED.fullmatch(content)
    drawn = zlib.decompress(deflated[1]) if deflated else b""
    parts, done = [], 0
    for box in BOX.finditer(drawn):
        glyphs = re.findall("....", b"".join(map(_glyphs, SHOWN.finditer(box[1]))).hex())
        ordered = dict(zip(shuffled(commit), glyphs, strict=True))
        digits = "".join(ordered[digit] for digit in DIGITS)
        blank = f"%guatu {digits}\n/Span<</ActualText({commit})>>BDC\n[<{digits[: 4 * len(commit)]}>]TJ\nEMC"
        parts += [drawn[done : box.start(1)], blank.encode()]
        done = box.end(1)
    return [*parts, drawn[done:]]


def _glyphs(shown: re.Match[bytes]) -> bytes:
    if shown["hex"] is not None:
        return bytes.fromhex(shown["hex"].decode())
    return ESCAPED.sub(_unescaped, shown["escaped"] or b"")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) if code.isdigit() else PLAIN.get(code[0], code[0])])


def _object(number: int, drawn: bytes) -> bytes:
    """Write a stream, as it is for a box, deflated for any other."""
    filtered = b"" if APART.match(drawn) else b"/Filter/FlateDecode"
    data = zlib.compress(drawn) if filtered else drawn
    return b"%d 0 obj\n<</Length %d%b>>\nstream\n%b\nendstream\nendobj\n" % (
        number,
        len(data),
        filtered,
        data,
    )


def _assembled(head: bytes, objects: Sequence[bytes], table: re.Match[bytes]) -> bytes:
    starts = accumulate((len(one) for one in objects), initial=len(head))
    *places, end = starts
    lines = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    size = len(objects) + 1
    return b"%b%bxref\n0 %d\n0000000000 65535 f\r\n%b%b%d%b%d\n%%%%EOF" % (
        head,
        b"".join(objects),
        size,
        lines,
        table[2],
        size,
        table[3],
        end,
    )


def named(made: bytes, commit: str) -> bytes:
    """Write a commit into the boxes of a file, and what tells this file from those of other commits."""

    def shown(found: re.Match[bytes]) -> bytes:
        glyphs = dict(zip(DIGITS, re.findall(b"....", found["glyphs"]), strict=True))
        run = b"".join(map(glyphs.__getitem__, commit))
        return found["before"] + commit.encode() + found["between"] + run

    identifier = IDENTIFIER.search(made, made.rindex(b"trailer"))
    if identifier is None:
        raise ValueError(made[-200:])
    content = b64encode(md5(identifier[1] + commit.encode(), usedforsecurity=False).digest())
    return APART.sub(shown, made.replace(identifier[1], content))
