"""Trees no git client would write, as heads of requests: a verdict each time, and never a false one."""

from __future__ import annotations

import os
import subprocess
from random import Random
from typing import TYPE_CHECKING

import pytest
from districts import git
from gated import DAY, District, district
from mutations import Corpus
from rounds import LONG_RUN

from generator.records.places import place_of
from generator.records.source import Refused
from generator.review.proposal import proposal

if TYPE_CHECKING:
    from pathlib import Path

NEW = LONG_RUN
SEED = int.from_bytes(os.urandom(4)) if NEW else 1
HEADS = 600 if NEW else 60
ACCOUNTS = ("linhe-clerk", "yunxi", "office", "stranger")
MODES = (b"100644", b"100644", b"100644", b"100755", b"120000", b"160000", b"100664", b"040000", b"40000")
NAMES = (
    *(b"WR2.yml", b"WR1.yml", b"SS1.yml", b"ss1.yml", b"wr2.yaml", b".hidden.yml", b"CON.yml", b"AUX.yml"),
    *(
        "周报.yml".encode(),
        b"A\n::error::x.yml",
        b'A".yml',
        b"A\\B.yml",
        b"\xff\xfe.yml",
        b"\xe2\x80\xae.yml",
    ),
    *(
        b"..",
        b".",
        b".git",
        b".GIT",
        b"git~1",
        b".gitkeep",
        b".gitattributes",
        b"A B.yml",
        b" ",
        b"-rf",
        b"*",
    ),
    *(b"x" * 300 + b".yml", b"WR2.yml ", b"WR2.yml.", b"2026", b"A:B.yml", b"A\x1b[31m.yml", b"\t.yml"),
)
FOLDERS = (b"data", b"events", b"U01", b"2026")


def _stored(root: Path, kind: str, data: bytes) -> bytes:
    """Keep an object whatever git thinks of it."""
    command = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
    return subprocess.run(command, cwd=root, input=data, capture_output=True, check=True).stdout.strip()


def _entries(root: Path, tree: str) -> list[tuple[bytes, bytes, bytes]]:
    shown = subprocess.run(["git", "ls-tree", "-z", tree], cwd=root, capture_output=True, check=True).stdout
    found = []
    for line in shown.split(b"\0")[:-1]:
        head, _, name = line.partition(b"\t")
        mode, _, id_ = head.split()
        found.append((mode, name, id_))
    return found


def _tree(root: Path, entries: list[tuple[bytes, bytes, bytes]]) -> bytes:
    raw = b"".join(
        mode.lstrip(b"0") + b" " + name + b"\0" + bytes.fromhex(id_.decode()) for mode, name, id_ in entries
    )
    return _stored(root, "tree", raw)


def _head(root: Path, corpus: Corpus) -> str:
    """Give a commit on the main branch whose data folder of U01 holds what it likes, out of order too."""
    random = corpus.random
    inner = _entries(root, "origin/main:data/events/U01/2026")
    for path, data in corpus.mutants(random.randint(1, 4)):
        id_ = _stored(root, "blob", data)
        name = random.choice(NAMES) if random.random() < 0.8 else path.rpartition("/")[2].encode()
        inner.insert(random.randint(0, len(inner)), (random.choice(MODES), name, id_))
    made = _tree(root, inner if random.random() < 0.3 else sorted(inner, key=lambda one: one[1]))
    for depth in range(len(FOLDERS) - 1, -1, -1):
        outer = b"/".join(FOLDERS[:depth]).decode()
        entries = [
            (mode, name, made if name == FOLDERS[depth] else id_)
            for mode, name, id_ in _entries(root, f"origin/main:{outer}")
        ]
        made = _tree(root, entries)
    parent = git(root, "rev-parse", "origin/main").strip()
    return git(root, "commit-tree", made.decode(), "-p", parent, "-m", "x").strip()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> District:
    return district(tmp_path_factory.mktemp("served"))


def test_every_tree_gets_a_verdict_and_what_passes_is_the_units_own(served: District) -> None:
    corpus, verdicts = Corpus(Random(SEED)), {True: 0, False: 0}
    for _ in range(HEADS):
        head = _head(served.office, corpus)
        account = corpus.random.choice(ACCOUNTS)
        try:
            found = proposal(served.office, "origin/main", head, DAY)
            verdict = served.verdict(found, account)
        except Refused:  # git itself will have none of it
            verdicts[False] += 1
            continue
        except Exception as error:
            raise AssertionError((SEED, head, account)) from error
        assert all(one.text().isprintable() for one in verdict.problems)
        verdicts[verdict.passes] += 1
        if verdict.passes and found.touches:
            assert account == "linhe-clerk", (SEED, head)
            assert {(one.status, one.mode) for one in found.touches} == {("A", "100644")}, (SEED, head)
            assert all((place := place_of(one.path)) and place.unit == "U01" for one in found.touches)
    assert verdicts[False] > HEADS // 2
