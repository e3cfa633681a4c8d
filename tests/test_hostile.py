"""Every file of tests/hostile is refused with the codes in its name, quickly and in words of one line."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from generator.commands.formats import FORMATS
from generator.records.decode import decode

HOSTILE = sorted((Path(__file__).parent / "hostile").iterdir())
PLACE = "data/events/U01/2026/A1.yml"


@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.name)
def test_refused(file: Path) -> None:
    expected = set(file.name.split(".")[1:-1])
    started = time.process_time()
    record, problems = decode(PLACE, file.read_bytes())
    assert time.process_time() - started < 0.5
    assert record is None
    assert {found.code.id for found in problems} == expected, [found.text() for found in problems]
    for lang in ("zh", "en"):
        lines = [found.text(lang) for found in problems]
        assert all(line.isprintable() for line in lines), lines
        for write in FORMATS.values():
            assert "\x1b" not in write(problems, lang)
        assert FORMATS["github"](problems, lang).count("\n") == len(problems)


@pytest.mark.parametrize(
    "name", ["merge-key-bomb.G211.G212.G303.yml", "brackets.G120.G121.yml", "too-many-keys.G226.yml"]
)
def test_memory(name: str) -> None:
    data = (HOSTILE[0].parent / name).read_bytes()
    tracemalloc.start()
    decode(PLACE, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
