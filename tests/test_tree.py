"""YAML as text with marks: what is read, what is refused, where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.source import Mark
from generator.records.tree import ENOUGH, STRICT, read_tree

ROOT = Path(__file__).parent.parent


def ids(text: str) -> list[str]:
    return [found.code.id for found in read_tree("x", text.encode())[1]]


def test_scalars_stay_text() -> None:
    tree, problems = read_tree(
        "x", b"a: NO\nb: 0123\nc: 12:30\nd: 1.10\ne: .nan\nf: 2026-02-30\ng: [1, {h: yes}]\n"
    )
    assert not problems
    assert tree is not None
    assert tree.value == {
        "a": "NO",
        "b": "0123",
        "c": "12:30",
        "d": "1.10",
        "e": ".nan",
        "f": "2026-02-30",
        "g": ["1", {"h": "yes"}],
    }


def test_marks_of_values_and_keys() -> None:
    tree, _ = read_tree("x", "甲乙: x\nlist:\n  - {k: v}\n".encode())
    assert tree is not None
    assert tree.mark("list", 0, "k") == Mark("x", 3, 9)
    assert tree.key("list", 0, "k") == Mark("x", 3, 6)
    assert tree.key("list") == Mark("x", 2, 1)
    assert tree.mark("list", 7, "nothing") == Mark("x", 3, 3)
    assert tree.mark("nothing") == Mark("x", 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:b\n", ["G202"]),
        ("id: A\nname:b\nc: d\n", ["G202"]),
        ("name：b\n", ["G203"]),
        ("id: A\nname：b\nc: d\n", ["G203"]),
        ("id: A\n  name：b\nc: d\n", ["G203"]),
        ("a: b\n  c: d\n", ["G204"]),
        (" a: b\nc: d\n", ["G204"]),
        ("a: b: c\n", ["G205"]),
        ("a: 'b\nc: d\n", ["G206"]),
        ("a: 'it's'\n", ["G206"]),
        ('a: "b" c\n', ["G206"]),
        ("a: [b, c\nd: e\n", ["G207"]),
        ("a: {b: c\n", ["G207"]),
        ("a: b\nfoo\n", ["G208"]),
        ("a: @b\n", ["G209"]),
        ("a: %b\n", ["G209"]),
        ('a: "\\q"\n', ["G210"]),
        ("a: &x b\n", ["G211"]),
        ("a: &x\n", ["G211", "G223"]),
        ("a: ! b\n", ["G213"]),
        ("a: b\n---\nc: d\n", ["G215"]),
        ("a: b\n...\njunk: x\n", ["G215"]),
        ("a: b\na: c\n", ["G217"]),
        ("a: {b: c, b: d}\n", ["G217"]),
        ("名称: b\n", ["G219"]),
        ("Name: b\n", ["G219"]),
        ("a: b\n  c\n", ["G221"]),
        ("a: >\n  b\n", ["G222"]),
        ("a:\n", ["G223"]),
        ("a: {b}\n", ["G223"]),
        ("a: 'b '\n", ["G224"]),
        ("a: \u3000b\n", ["G224"]),
        ("---\na: b\n", []),
        ("a: b # 说明\n", []),
        ("a: http://b/c:d\n", []),
        ("a: 'b: c'\n", []),
        ("a : b\n", []),
    ],
)
def test_writing(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_both_lines_of_a_duplicate_are_named() -> None:
    _, [found] = read_tree("x", b"a: 1\nb: 2\na: 3\n")
    assert found.mark == Mark("x", 3, 1)
    assert "第 1 行和第 3 行" in found.message()


def test_all_problems_at_once() -> None:
    text = "id: 'A '\nname: 一\n  二\nnote: !x y\nid: B\nwhat:\n"
    assert ids(text) == ["G224", "G221", "G213", "G217", "G223"]


def test_depth() -> None:
    fits = "a: " + "[" * (STRICT.depth - 1) + "x" + "]" * (STRICT.depth - 1)
    assert ids(fits) == []
    assert ids(fits.replace("[", "[[").replace("]", "]]")) == ["G121"]


def test_enough_is_enough() -> None:
    assert len(ids("a: [" + "!x y, " * 399 + "z]\n")) == ENOUGH


def test_relaxed_reads_cases() -> None:
    text = "甲-1: null\ntext: |\n  一\n  二\nlong: 一\n  二\nempty:\nquoted: ''\n2026Q1: {甲: 1}\n"
    tree, problems = read_tree("x", text.encode(), relaxed=True)
    assert not problems
    assert tree is not None
    assert tree.value == {
        "甲-1": None,
        "text": "一\n二\n",
        "long": "一 二",
        "empty": None,
        "quoted": "",
        "2026Q1": {"甲": "1"},
    }


@pytest.mark.parametrize("text", ["a: &x b\n", "a: !x b\n", "<<: {a: b}\n", "a: b\na: c\n"])
def test_relaxed_is_not_careless(text: str) -> None:
    assert read_tree("x", text.encode(), relaxed=True)[1]


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tests" / "scenarios").rglob("*.y*ml"))[:40], ids=lambda file: file.name
)
def test_relaxed_reads_the_cases_of_the_repository(file: Path) -> None:
    assert read_tree(file.name, file.read_bytes(), relaxed=True)[1] == []


_LINE = st.text(alphabet="ab：: -[]{}'\"#&*!|>%@`\\\n\t,.?~<=一\u200b\u2028", max_size=60)


@given(_LINE)
def test_any_text(text: str) -> None:
    for relaxed in (False, True):
        tree, problems = read_tree("x", text.encode(), relaxed=relaxed)
        assert tree is not None or problems
        assert all(found.text(lang).isprintable() for found in problems for lang in ("zh", "en"))


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    tree, problems = read_tree("x", data)
    assert tree is not None or problems
