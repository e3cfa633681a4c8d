"""YAML as text with marks: what is read, what is refused, where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.source import Mark
from generator.records.text import STRICT
from generator.records.tree import ENOUGH, read_tree

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
        ("a: b\n%YAML 3.0\n", ["G214"]),
        ("a: b: c\n", ["G205"]),
        ("a: 'b\nc: d\n", ["G206"]),
        ("a: 'it's'\n", ["G206"]),
        ('a: "b" c\n', ["G206"]),
        ("a: [b, c\nd: e\n", ["G207"]),
        ("a: {b: c\n", ["G207"]),
        ("a: b\nfoo\n", ["G208"]),
        ("a: @b\n", ["G209"]),
        ("a: %b\n", ["G209"]),
        ("a: ? b\n", ["G209"]),
        ("a: ]b\n", ["G209"]),
        ("a: >30 亩\n", ["G209"]),
        ('a: "\\q"\n', ["G210"]),
        ('a: "\\ud800"\n', ["G210"]),
        ('a: "\\xzz"\n', ["G210"]),
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
        ("a: #b\n", ["G228"]),
        ("a:   # 投资主体\n", ["G223"]),
        ("a:\n  - #b\n  - c\n", ["G228"]),
        ("a: #b", ["G228"]),
        ("a: b\nc:\u3000d\n", ["G229"]),
        ("c:\u3000d\na: b\n", ["G229"]),
        ("a: b\nc:\u3000d", ["G229"]),
        ("a:\n－ b\n", ["G230"]),
        ("a:\n  - b\n  — c\n", ["G230"]),
        ("a:\n  － b\n  － c\n", ["G230"]),
        ("a:\n  -b\n  -c\n", ["G239"]),
        ("a:\n  - b\n  -c\n", ["G239"]),
        ("a:\n  -4\n", []),
        ("＃ b\na: b\n", ["G231"]),
        ("a: b\n＃ b\n", ["G231"]),
        ("a: b\n  ＃ b\n", ["G231"]),
        ("a: 'b '\n", ["G224"]),
        ("a: \u3000b\n", ["G240"]),
        ("a: b\u3000\n", ["G240"]),
        ("---\na: b\n", []),
        ("a: b # 说明\n", []),
        ("a: http://b/c:d\n", []),
        ("a: 'b: c'\n", []),
        ("a : b\n", []),
    ],
)
def test_writing(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("id: [\n", Mark("x", 1, 5)),
        ("a: b\nid: [{c: d},\n  e\n", Mark("x", 2, 5)),
        ("a: {b: [c], d: [\n", Mark("x", 1, 16)),
        ("a: b\ncategory:\u3000c\n", Mark("x", 2, 10)),
        ("a:\n  - b\n  －c\n", Mark("x", 3, 3)),
        ("a: b\n?", Mark("x", 2, 2)),
        ("a: {b", Mark("x", 1, 1)),
        ("\n# a\n", Mark("x", 2, 1)),
    ],
)
def test_place_of_what_the_parser_meets_later(text: str, mark: Mark) -> None:
    _, [found, *_] = read_tree("x", text.encode())
    assert found.mark == mark


def test_what_to_write_instead() -> None:
    _, [lost] = read_tree("x", "text: #3地块\n".encode())
    assert "“#3地块”以“#”开头" in lost.message()
    assert "双引号" in lost.hint()
    _, [space] = read_tree("x", "a: b\ncategory:\u3000审批\n".encode())
    assert "“category:”后面是全角空格" in space.message()
    assert "写成“category: 审批”" in space.hint()
    _, [dash] = read_tree("x", "a:\n－ XSJ\n".encode())
    assert "写成“- XSJ”" in dash.hint()
    _, [unread] = read_tree("x", b"a: {b:]\n")
    assert unread.code.id == "G201"
    assert "found" not in unread.text()
    assert "found" in unread.text("en")


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
        assert all(found.mark.line <= text.rstrip().count("\n") + 1 for found in problems), problems


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    tree, problems = read_tree("x", data)
    assert tree is not None or problems
