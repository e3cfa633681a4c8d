"""Whatever comes in gets a verdict: mutated files by the thousand through loader, checks and formats.

A run tries the same mutants each time; `make fuzz` tries ten times as many new ones.
"""

from __future__ import annotations

import json
import os
import tracemalloc
from random import Random
from typing import TYPE_CHECKING

import pytest
from districts import BASE, TODAY, build, commit, git
from mutations import Corpus
from rounds import LONG_RUN
from typer.testing import CliRunner

from generator.cli import app
from generator.commands.formats import FORMATS
from generator.records import emit
from generator.records.checks import Context, check
from generator.records.decode import decode
from generator.records.load import load, load_revision
from generator.records.source import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.records.model.types import Record
    from generator.records.source import Problem

NEW = LONG_RUN
SEED = int.from_bytes(os.urandom(4)) if NEW else 1
TIMES = 10 if NEW else 1
FILES, DISTRICTS, COMMANDS = 10_000 * TIMES, 120 * TIMES, 25 * TIMES
MEMORY = 20_000_000


def sound(problems: Sequence[Problem], data: bytes | None = None) -> None:
    """Each problem says where, what and what to do, on one line of readable text."""
    assert len(set(problems)) == len(problems)
    lines = len((data or b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
    for one in problems:
        assert one.mark.path
        assert one.mark.line >= 1
        assert one.mark.column >= 1
        assert data is None or one.mark.line <= lines + 1, one
        for lang in ("zh", "en"):
            assert one.text(lang).isprintable(), one
            assert one.message(lang)
            assert one.hint(lang)


def again(record: Record) -> None:
    """What is accepted is written as a clerk would, and read as the same."""
    said = record.model_dump(by_alias=True, exclude_none=True)
    text = emit.text(type(record), {key: value for key, value in said.items() if not key.startswith("@")})
    other, problems = decode(record.path, text.encode())
    assert problems == [], (text, [one.text() for one in problems])
    assert other == record.model_copy(update={"marks": other.marks if other else {}})


def test_every_mutant_gets_a_verdict() -> None:
    corpus, accepted, refused = Corpus(Random(SEED)), 0, 0
    for path, data in corpus.mutants(FILES):
        try:
            record, problems = decode(path, data)
            assert (record, problems) == decode(path, data)
            assert (record is None) == bool(problems)
            sound(tidy(problems), data)
            if record is not None:
                again(record)
        except Exception as error:
            raise AssertionError((SEED, path, data)) from error
        accepted, refused = accepted + (record is not None), refused + (record is None)
    assert accepted > FILES // 100
    assert refused > FILES // 2


def test_no_mutant_costs_much_memory() -> None:
    corpus = Corpus(Random(SEED + 1))
    tracemalloc.start()
    for path, data in corpus.mutants(300 * TIMES):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        decode(path, data)
        assert tracemalloc.get_traced_memory()[1] - before < MEMORY, (SEED, path, data)
    tracemalloc.stop()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("district")
    build(made, BASE)
    return made


def _spoiled(root: Path, corpus: Corpus) -> dict[Path, bytes | None]:
    """Put a few mutants into a district; gives what was there."""
    before: dict[Path, bytes | None] = {}
    for path, data in corpus.mutants(corpus.random.randint(1, 4)):
        file = root / path
        before.setdefault(file, file.read_bytes() if file.is_file() else None)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return before


def _mended(before: dict[Path, bytes | None]) -> None:
    for file, data in before.items():
        file.write_bytes(data) if data is not None else file.unlink()


def verdict(root: Path) -> list[Problem]:
    portfolio, found = load(root)
    context = Context(today=TODAY, unread=Context.names(found), read=lambda path: (root / path).read_bytes())
    return tidy([*found, *check(portfolio, context)])


def test_every_spoiled_district_gets_a_verdict_in_every_format(root: Path) -> None:
    corpus = Corpus(Random(SEED + 2))
    for _ in range(DISTRICTS):
        before = _spoiled(root, corpus)
        try:
            found = verdict(root)
            assert (
                found == verdict(root) == sorted(found, key=lambda one: (one.mark, one.code.id, one.values))
            )
            sound(found)
            for name, write in FORMATS.items():
                text = write(found, "zh")
                assert not set(text) & {"\x1b", "\x00", "\u202e", "\u2028"}, name
                if name in {"json", "gitlab", "sarif"}:
                    json.loads(text)
            assert FORMATS["github"](found, "zh").count("\n") == len(found)
        except Exception as error:
            raise AssertionError((SEED, {str(file): file.read_bytes() for file in before})) from error
        _mended(before)
    assert [one for one in verdict(root) if one.severity == "error"] == []


def test_a_spoiled_commit_is_read_as_its_folder_is(tmp_path: Path) -> None:
    build(tmp_path, BASE)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-06-30")
    corpus = Corpus(Random(SEED + 3))
    for _ in range(6 * TIMES):
        _spoiled(tmp_path, corpus)
        git(tmp_path, "-c", "core.autocrlf=false", "add", "-A")
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
        assert load_revision(tmp_path, "HEAD") == load(tmp_path), SEED


def test_the_commands_never_blame_themselves(root: Path) -> None:
    """`check`, `score` and `new` end with 0, 1 or 2, whatever lies there."""
    corpus = Corpus(Random(SEED + 4))
    for _ in range(COMMANDS):
        before = _spoiled(root, corpus)
        for words in (
            ["check", "--format", "github"],
            ["score", "--period", "2026Q2", "--as-of", "2026-06-30"],
            ["new", "event", "weekly_report", "--unit", "U01", "--date", "2026-06-30"],
        ):
            done = CliRunner().invoke(app, [*words, "--root", str(root)])
            assert done.exit_code in {0, 1, 2}, (SEED, words, done.output, done.exception)
            assert done.exception is None or isinstance(done.exception, SystemExit), (
                SEED,
                words,
                done.exception,
            )
        _mended(before)
