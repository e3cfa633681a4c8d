"""A workbook's parts, counted while they are unpacked: none is given on that would unfold to a huge one."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO, Self

MOST_BYTES, CHUNK = 64_000_000, 65_536
LONGEST, DEEPEST, WIDEST = 1_000_000, 100, 16_384
"""Bytes of one tag or text, elements within each other, cells of a row: no honest sheet has more."""
RATIO, SLIGHT = 500, 1_000_000
"""How many times its packed size a part may have, unless it is slight."""
NAMES = {
    "row": ("行", "rows"),
    "c": ("格", "cells"),
    "xf": ("单元格格式", "cell formats"),
    "si": ("不同的文字", "different texts"),
    "definedName": ("定义的名称", "defined names"),
    "sheet": ("工作表", "sheets"),
}


class TooMuch(Exception):  # noqa: N818 - not an error of ours
    """What a workbook has too much of, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class TooLarge(Exception):  # noqa: N818 - not an error of ours
    """The size of the parts that are read, in bytes, beyond `MOST_BYTES`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a part may have: bytes, elements (of a sheet those outside of rows), elements of some names."""

    size: int
    elements: int
    named: Mapping[str, int] = field(default_factory=dict)


SHEET = Limits(MOST_BYTES, 150_000, {"row": 250_000, "c": 1_000_000})
TEXTS = Limits(32_000_000, 500_000, {"si": 200_000})
STYLES = Limits(8_000_000, 200_000, {"xf": 65_490})
OTHER = Limits(4_000_000, 50_000, {"definedName": 20_000, "sheet": 1000})
STYLED = "xl/styles.xml"
IN_ROWS, IN_A_ROW = 5_000_000, 100_000
"""Elements in all rows of a sheet, and in one."""


class Parts:
    """A packed workbook as openpyxl reads one: whole parts, or sheets as a stream.

    Raises `TooLarge` and `TooMuch` before the reader has more of a part than it may.
    """

    def __init__(self, data: bytes) -> None:
        self._packed = ZipFile(io.BytesIO(data))
        self._met: set[str] = set()
        self._counted: set[str] = set()
        self._size = 0

    def namelist(self) -> list[str]:
        """Name the parts."""
        return self._packed.namelist()

    def read(self, name: str) -> bytes:
        """Give a whole part."""
        with self.open(name, limits=STYLES if name == STYLED else OTHER) as part:
            return part.read()

    def open(self, name: str, limits: Limits = SHEET) -> Part | IO[bytes]:
        """Open a part for reading; one that was read to its end before is not counted again."""
        info = self._packed.getinfo(name)
        if name not in self._met:
            self._met.add(name)
            self._size += info.file_size
        if self._size > MOST_BYTES:
            raise TooLarge(self._size)
        if info.file_size > limits.size:
            size, limit = info.file_size, limits.size
            raise TooMuch(f"{name} 有 {size} 字节，上限 {limit}", f"{name} has {size} bytes, limit {limit}")
        if info.file_size > max(SLIGHT, RATIO * info.compress_size):
            raise TooMuch(
                f"{name} 展开后大了 {RATIO} 倍以上", f"{name} unfolds to over {RATIO} times its size"
            )
        stream = self._packed.open(name)
        return stream if name in self._counted else Part(stream, name, _Count(limits), self._counted)


class Part:
    """A part being unpacked; what it holds is counted before it is given on."""

    def __init__(self, stream: IO[bytes], name: str, count: _Count, counted: set[str]) -> None:
        self._stream, self._name, self._count, self._whole = stream, name, count, counted
        self._run = 0

    def __enter__(self) -> Self:
        """Open it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def read(self, size: int = -1) -> bytes:
        """Give so many bytes, or all."""
        if size >= 0:
            return self._next(size)
        return b"".join(iter(lambda: self._next(CHUNK), b""))

    def _next(self, size: int) -> bytes:
        chunk = self._stream.read(size)
        first = chunk.find(b"<")
        if self._run + (first if first >= 0 else len(chunk)) > LONGEST:
            raise TooMuch(f"{self._name} 里有一处长过 {LONGEST} 字节", f"a text is over {LONGEST} bytes long")
        self._run = len(chunk) - chunk.rfind(b"<") if first >= 0 else self._run + len(chunk)
        if chunk or size:
            self._count.feed(chunk)
        if size and not chunk:
            self._whole.add(self._name)
        return chunk


class _Count:
    """What was met in a part: elements by name, those outside of rows, how deep the present one lies."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._left = limits, dict(limits.named)
        self._outside, self._inside, self._here, self._cells = limits.elements, IN_ROWS, 0, 0
        self._depth = self._row = 0
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse

    def feed(self, chunk: bytes) -> None:
        """Count what stands in the next piece; an empty one is the end."""
        self._parser.Parse(chunk, not chunk)

    def _start(self, tag: str, _: object) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooMuch(f"内容套叠了 {DEEPEST} 层以上", f"over {DEEPEST} elements lie within each other")
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag in self._left:
            self._left[tag] -= 1
            if self._left[tag] < 0:
                limit, (zh, en) = self._limits.named[tag], NAMES[tag]
                raise TooMuch(f"{zh}多于 {limit}", f"over {limit} {en}")
        if self._row:
            self._within(tag)
        elif tag == "row" and "row" in self._left:
            self._row, self._here, self._cells = self._depth, IN_A_ROW, WIDEST
        else:
            self._outside -= 1
            if self._outside < 0:
                limit = self._limits.elements
                raise TooMuch(f"一个部分里的内容多于 {limit} 项", f"over {limit} elements in a part")

    def _within(self, tag: str) -> None:
        self._here -= 1
        self._inside -= 1
        if tag == "c":
            self._cells -= 1
        if self._cells < 0:
            raise TooMuch(f"一行多于 {WIDEST} 格", f"a row of over {WIDEST} cells")
        if self._here < 0 or self._inside < 0:
            limit = IN_A_ROW if self._here < 0 else IN_ROWS
            raise TooMuch(f"各行的内容多于 {limit} 项", f"over {limit} elements in the rows")

    def _end(self, _: str) -> None:
        if self._depth == self._row:
            self._row = 0
        self._depth -= 1


def _refuse(*_: object) -> None:
    raise ValueError("a DTD, which a workbook has not")
