"""Faults of writing hide no other: a file is read past each, and nothing is told that is not there."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from districts import BASE
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import often

from generator.records.decode import decode
from generator.records.mending import MOST, read_through
from generator.records.tree import read_tree

FILES = {
    path: file.read_text(encoding="utf-8")
    for file in sorted(BASE.rglob("*.yml"))
    if (path := file.relative_to(BASE).as_posix()).split("/")[1] in {"events", "projects", "plans"}
}
WEEKLY = "data/events/U01/2026/WR1.yml"
FAULTS = {
    "G202": "{key}:{value}",
    "G203": "{key}：{value}",
    "G205": "{key}: {value}: x",
    "G206": '{key}: "{value}',
    "G206 ": '{key}: "甲" {value}',
    "G207": "{key}: [{value}",
    "G208": "{key} {value}",
    "G209": "{key}: @{value}",
    "G210": '{key}: "\\q"',
    "G221": '{key}: "{value}\n    x"',
    "G223": "{key}:",
    "G227": "{key}: - {value}",
    "G229": "{key}:\u3000{value}",
}
ENTRIES = {
    "G205": "- {value}: 甲: 乙",
    "G206": '- "甲" {value}',
    "G209": "- @{value}",
    "G230": "－ {value}",
}
KEYED = re.compile(r"( *(?:- )?)([a-z_]+): ([^\[{\"'#]+)")
LISTED = re.compile(r"( *)- ([^\[{\"'#:]+)")


class Fault(NamedTuple):
    """A line of a file, from 0, and what it reads then with the code of what is wrong with it."""

    row: int
    line: str
    code: str


def faults_of(text: str) -> list[Fault]:
    """Give the faults that may be seeded into a file."""
    found = []
    for row, line in enumerate(text.split("\n")):
        if match := KEYED.fullmatch(line):
            for code, form in FAULTS.items():
                new = match[1] + form.format(key=match[2], value=match[3])
                found.append(Fault(row, new, code.strip()))
        elif match := LISTED.fullmatch(line):
            for code, form in ENTRIES.items():
                found.append(Fault(row, match[1] + form.format(value=match[2]), code))
    return found


def seeded(text: str, faults: list[Fault]) -> tuple[str, set[tuple[int, str]]]:
    """Give a text with some faults, and the line from 1 and code of each."""
    lines, expected, grown = text.split("\n"), set(), 0
    for fault in sorted(faults):
        lines[fault.row] = fault.line
    for fault in sorted(faults):
        expected.add((fault.row + grown + 1, fault.code))
        grown += fault.line.count("\n")
    return "\n".join(lines), expected


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, str, set[tuple[int, str]]]:
    path = draw(st.sampled_from(sorted(FILES)))
    choice = st.lists(
        st.sampled_from(faults_of(FILES[path])), min_size=1, max_size=MOST, unique_by=lambda fault: fault.row
    )
    faults = draw(choice)
    if any("kind" in fault.line for fault in faults):  # one entry is known to be no list by the kind alone
        faults = [fault for fault in faults if fault.code != "G230"]
    return path, *seeded(FILES[path], faults)


@settings(max_examples=often(600), deadline=None)
@given(spoiled())
def test_every_fault_is_told_and_no_other(file: tuple[str, str, set[tuple[int, str]]]) -> None:
    path, text, expected = file
    record, problems = decode(path, text.encode())
    assert record is None
    assert {(one.mark.line, one.code.id) for one in problems} == expected


@settings(max_examples=often(300), deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_nothing_is_accepted_that_was_refused_at_the_first_fault(path: str, data: st.DataObject) -> None:
    text = FILES[path]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        piece = data.draw(
            st.sampled_from([*": ：　-－[]{}\"'@%&*!#\\\t\n\r\u2028\u200b甲a", "\n  ", "---\n", ""])
        )
        text = text[:at] + piece + text[at + data.draw(st.integers(0, 3)) :]
    tree, problems = read_tree(path, text.encode())
    further, every = read_through(path, text.encode())
    assert bool(problems) == bool(every)
    if not problems:
        assert tree is not None
        assert further is not None
        assert tree.value == further.value
    assert decode(path, text.encode())[0] is None or not problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\nc d\n  - e\nf: @g\n", ["2:1 G208", "4:4 G209"]),
        ("a:\n  - b\nc\n  - d\n  - e\n", ["3:1 G208"]),
        ("甲\na: b\n", ["1:1 G216"]),
        ("id A\nkind b\nc: d\n", ["1:1 G208", "2:1 G208"]),
        ("a: b\rc: d\r", ["1:5 G108", "1:10 G108"]),
        ("a: b\u2028c: d\n", ["1:5 G108"]),
        ("a: b\n\x0cc: d\n", ["2:1 G108"]),
        ("a: b\n%YAML 1.1\nc: @d\n", ["2:1 G214", "3:4 G209"]),
        ("a: 'b\nc: 'd'\ne: @f\n", ["1:4 G206", "3:4 G209"]),
        ("a: b\n  c：d\ne：f\n", ["2:3 G203", "3:1 G203"]),
        ("a:\n  b: c\na:\n  f: g\n  d e\n  h: i\n", ["5:3 G208", "3:1 G217"]),
        ("a:\n  － b\n  － c\n", ["2:3 G230", "3:3 G230"]),
        ("a:\n  - 说明：b\nc: @d\n", ["3:4 G209"]),
        ("a: b\u200bc: d\n", ["1:5 G110", "1:7 G205"]),
        ("a：\u200b@b\n", ["1:3 G110", "1:1 G203", "1:4 G209"]),
        ("a: [b\nc: d\n", ["1:4 G207"]),
        ("a: [b,\n  c\nd: @e\n", ["1:4 G207"]),
    ],
)
def test_what_is_read_past(text: str, expected: list[str]) -> None:
    _, problems = read_through("x", text.encode())
    assert [f"{one.mark.line}:{one.mark.column} {one.code.id}" for one in problems] == expected


def test_of_many_faults_a_few_are_told_and_quickly() -> None:
    text = "".join(f"k{row}：@v\n" for row in range(5000))
    assert len(read_through("x", text.encode())[1]) <= MOST + 1
    text = "a:\n" + "".join(f"  - @{row}\n" for row in range(30))
    assert len(read_through("x", text.encode())[1]) == MOST + 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - 桩", "\t- 桩", ["8:1 G107"]),
        ("week:", "\tweek:", ["6:1 G107"]),
        ("id: WR1", "\tid: WR1", ["1:1 G107"]),
        ("  - 桩", "\t- @桩", ["8:1 G107", "8:4 G209"]),
        ("week: 2026-W19\nprogress:\n  - 桩", "week: 9\nprogress:\n\t- 桩", ["8:1 G107", "6:7 G306"]),
        ("  - 桩", "\u3000\u3000- 桩", ["8:1 G115"]),
        ("project:", "\u3000project:", ["5:1 G115"]),
    ],
)
def test_how_deep_a_tab_indents_is_nobodys_guess(old: str, new: str, expected: list[str]) -> None:
    assert old in FILES[WEEKLY]
    _, problems = decode(WEEKLY, FILES[WEEKLY].replace(old, new).encode())
    assert [f"{one.mark.line}:{one.mark.column} {one.code.id}" for one in problems] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kind: 周报", ["2:7 G327", "3:7 G304", "6:1 G301"]),
        ("kind: 报告", ["2:7 G327", "3:7 G304"]),
        ("Kind: weekly_report", ["3:7 G304", "2:1 G301", "6:1 G301"]),
        ("ｋｉｎｄ: weekly_report", ["3:7 G304", "2:1 G301", "6:1 G301"]),
        ("事件种类: 周报", ["2:7 G327", "3:7 G304", "2:1 G301", "6:1 G301"]),
        ("kimd: weekly_report", ["3:7 G304", "2:1 G301", "6:1 G301"]),
        ("kind: [a]", ["2:7 G324", "3:7 G304"]),
        ("kind:", ["2:6 G223", "3:7 G304"]),
        ("kind: @a", ["2:7 G209", "3:7 G304"]),
        ("kind weekly_report", ["2:1 G208", "3:7 G304"]),
        ("# kind", ["1:1 G303", "3:7 G304"]),
    ],
)
def test_a_fault_of_the_kind_hides_no_other(line: str, expected: list[str]) -> None:
    text = FILES[WEEKLY].replace("kind: weekly_report", line).replace("2026-05-08", "2026/5/8")
    record, problems = decode(WEEKLY, text.replace("week:", "weeks:").encode())
    assert record is None
    assert [f"{one.mark.line}:{one.mark.column} {one.code.id}" for one in problems] == expected
