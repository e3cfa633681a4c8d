"""Bad input by the thousand: files good and bad, their bytes, lines and keys mutated; one seed, one order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from places import ROOT

from generator.records.places import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

TOKENS = (
    *(b"\x00", b"\x1b[31m", b"\x7f", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(
        "\u202e",
        "\u2028",
        "\u0085",
        "\u200b",
        "\ufeff",
        "\u00a0",
        "\u3000",
        "：",
        "－",
        "１２",
        "e\u0301",
        "豈",
    ),
    *(
        "\r",
        "\r\n",
        "\t",
        "\n---\n",
        "\n...\n",
        "%YAML 1.1\n",
        "&a ",
        "*a",
        "<<: *a\n",
        "!!python/object:os ",
        "!x ",
    ),
    *(
        "{",
        "[",
        "[[[[[[[[",
        "{a: {a: {a: {a: {a: {a: 1}}}}}}",
        "|",
        ">",
        "'",
        '"',
        "\\",
        "#",
        "- ",
        ": ",
        "? ",
    ),
    *("null", "~", "yes", "0x1F", "1_000", "1e9", ".nan", "12:30", "2026-02-30", "9" * 400, "-0", "+1", "∞"),
    *("<script>", "=cmd|'/c calc'!A0", "@everyone", "::error::x", "{{ 7*7 }}", "${HOME}", "../../etc/passwd"),
    *("<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "kind: ", "id: ", "date: 2026-13-45", "x" * 5000),
)
SPLICES = 4
KEYS = re.compile(rb"^(\s*-?\s*)([a-z_0-9]+):", re.MULTILINE)


@dataclass
class Corpus:
    """Every file the mutations begin with: good and bad examples, hostile ones, some of the demo's."""

    random: Random
    files: list[tuple[str, bytes]] = field(default_factory=lambda: list(corpus()))

    @cached_property
    def keys(self) -> list[bytes]:
        """Give every key that some file has."""
        return sorted({match[2] for _, data in self.files for match in KEYS.finditer(data)})

    def mutants(self, count: int) -> Iterator[tuple[str, bytes]]:
        """Give some mutants, each with the path of the file it was made from."""
        for _ in range(count):
            path, data = self.random.choice(self.files)
            for _ in range(self.random.randint(1, SPLICES)):
                data = self.random.choice(_WAYS)(self, data)
            yield path, data

    def token(self) -> bytes:
        """Choose a hostile piece."""
        piece = self.random.choice(TOKENS)
        return piece if isinstance(piece, bytes) else piece.encode(errors="surrogatepass")

    def other(self) -> bytes:
        """Choose another file's content."""
        return self.random.choice(self.files)[1]


def corpus() -> Iterator[tuple[str, bytes]]:
    """Give the files with a path where such a file may lie."""
    tests = Path(__file__).parent
    for file in sorted((tests / "problems").rglob("*.yml")):
        path = "data" + file.as_posix().partition("/data")[2]
        if place_of(path):
            yield path, file.read_bytes()
    for file in sorted((tests / "hostile").iterdir()):
        if file.stat().st_size < 20_000:  # the big ones are tried as they are
            yield "data/events/U01/2026/A1.yml", file.read_bytes()
    for file in sorted((ROOT / "data").rglob("*.yml"))[::40]:
        yield file.relative_to(ROOT).as_posix(), file.read_bytes()


def _inserted(made: Corpus, data: bytes) -> bytes:
    at = made.random.randint(0, len(data))
    return data[:at] + made.token() + data[at:]


def _flipped(made: Corpus, data: bytes) -> bytes:
    if not data:
        return made.token()
    at = made.random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << made.random.randrange(8))]) + data[at + 1 :]


def _cut(made: Corpus, data: bytes) -> bytes:
    first, last = sorted(made.random.randint(0, len(data)) for _ in range(2))
    return data[:first] + data[last:]


def _doubled(made: Corpus, data: bytes) -> bytes:
    first, last = sorted(made.random.randint(0, len(data)) for _ in range(2))
    return data[:last] + data[first:]


def _spliced(made: Corpus, data: bytes) -> bytes:
    other = made.other()
    return data[: made.random.randint(0, len(data))] + other[made.random.randint(0, len(other)) :]


def _lines(change: Callable[[Random, list[bytes]], None]) -> Callable[[Corpus, bytes], bytes]:
    def made(corpus: Corpus, data: bytes) -> bytes:
        lines = data.split(b"\n")
        change(corpus.random, lines)
        return b"\n".join(lines)

    return made


def _swap(random: Random, lines: list[bytes]) -> None:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _drop(random: Random, lines: list[bytes]) -> None:
    del lines[random.randrange(len(lines))]


def _repeat(random: Random, lines: list[bytes]) -> None:
    lines.insert(random.randint(0, len(lines)), random.choice(lines))


def _indent(random: Random, lines: list[bytes]) -> None:
    at = random.randrange(len(lines))
    lines[at] = random.choice((b" ", b"  ", b"\t", b"- ")) + lines[at]


def _dedent(random: Random, lines: list[bytes]) -> None:
    at = random.randrange(len(lines))
    lines[at] = lines[at].lstrip()


def _renamed(made: Corpus, data: bytes) -> bytes:
    """Give a key another key's name."""
    found = list(KEYS.finditer(data))
    if not found or not made.keys:
        return data
    match = made.random.choice(found)
    return data[: match.start(2)] + made.random.choice(made.keys) + data[match.end(2) :]


def _revalued(made: Corpus, data: bytes) -> bytes:
    """Put something else, or another file's line, behind a key."""
    found = list(KEYS.finditer(data))
    if not found:
        return data
    match = made.random.choice(found)
    end = data.find(b"\n", match.end())
    other = made.random.choice(made.other().split(b"\n")).partition(b":")[2]
    value = made.random.choice((b" " + made.token(), other, b""))
    return data[: match.end()] + value + (data[end:] if end >= 0 else b"")


_WAYS: tuple[Callable[[Corpus, bytes], bytes], ...] = (
    *(_inserted, _flipped, _cut, _doubled, _spliced, _renamed, _revalued, _revalued),
    *map(_lines, (_swap, _drop, _repeat, _indent, _dedent)),
)
