"""The page of codes shows every code with both examples, and nothing in it acts."""

from __future__ import annotations

import re

from districts import PROBLEMS
from intake_examples import TABLES
from request_examples import REQUESTS

from generator.outputs.problem_pages import examples, markdown, shown
from generator.records.codes import CODES

FILES = {
    file.relative_to(folder).as_posix(): file.read_bytes()
    for folder in (PROBLEMS, TABLES, REQUESTS)
    for file in folder.rglob("*")
    if file.is_file()
}


def test_every_code_has_both_sides() -> None:
    known = examples(FILES)
    assert set(known) == set(CODES)
    assert all(example.bad and example.good for example in known.values())


def test_nothing_in_it_acts() -> None:
    text = markdown(examples(FILES))
    assert set(re.findall(r"</?(\w+)", text)) == {"h3", "p", "code", "pre", "div"}
    assert all(line.isprintable() for line in text.split("\n"))
    for code in CODES:
        assert f'<h3 id="{code.lower()}">' in text


def test_hostile_bytes_are_shown() -> None:
    assert shown("a\u202eb\r\nc\x00".encode() + b"\xff") == "a<U+202E>b\nc<U+0000>\\xff"
    assert shown(b"x\n" * 100).endswith("…（还有 88 行）")


def test_what_a_checkout_cannot_hold_is_told() -> None:
    known = examples(FILES)
    assert known["G407"].bad["data/events/U01/2026/SS2.yml"].startswith("（链接，指向下面的路径）")
    assert known["G402"].bad["data/events/U01/2026/SS1.yml"] == "（没有这个文件）"
