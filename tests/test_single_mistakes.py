"""One mistake draws one message: each good file, with each mistake a clerk makes at each of its keys."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pytest
from districts import BASE, TODAY, build
from rounds import LONG_RUN

from generator.records.checks import Context, check
from generator.records.load import load
from generator.records.source import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = re.compile(r"(\s*-?\s*)([a-z_0-9]+):( ?)(.*)")
FREE = {
    *(
        "name",
        "short",
        "text",
        "goal",
        "content",
        "investor",
        "responsible_person",
        "post",
        "result",
        "matter",
    ),
    *("image_progress", "convener", "document", "number", "title", "source", "clause", "reading", "office"),
}
"""Keys that hold any text, so that no text in them is a mistake."""
OPTIONAL = {"due", "project", "completion_month", "signed", "head"}
STEP = 1 if LONG_RUN else 2
"""Every second mistake is made in every run; its neighbours are at the same key, or alike at the next."""
WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


class Mistake(NamedTuple):
    """What was done to which key of which kind of file, and the file then."""

    what: str
    key: str
    text: str


def mistakes(text: str) -> Iterator[Mistake]:
    """Make each mistake at each line that has a key."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        match = LINE.fullmatch(line)
        if match:
            for what, new in _written(*match.groups()):
                yield Mistake(what, match[2], "\n".join([*lines[:at], *new, *lines[at + 1 :]]))
    yield Mistake("多一个键", "remark", text.rstrip("\n") + "\nremark: 说明\n")


def _written(indent: str, key: str, space: str, value: str) -> Iterator[tuple[str, list[str]]]:
    line, value = f"{indent}{key}:{space}{value}", value if value.strip(" ")[:1] != "#" else ""
    yield "键写错", [f"{indent}{key[:-1]}x:{space}{value}"]
    yield "键大写", [f"{indent}{key.upper()}:{space}{value}"]
    if value.startswith(("[", "{")):
        yield "列表写成词", [f"{indent}{key}: 甲"]
        return
    if value.strip() and "-" not in indent:
        yield "漏键", []
    if value.strip():
        yield "键重复", [line, line]
        yield "空值", [f"{indent}{key}:"]
        yield "冒号后不空格", [f"{indent}{key}:{value}"]
    yield "全角冒号", [f"{indent}{key}：{value}"]
    yield "制表符", [f"\t{indent}{key}: {value}"]
    yield "多缩进", [f" {line}"]
    yield "词写成列表", [f"{indent}{key}: [{value or '甲'}]"]
    yield "词写成映射", [f"{indent}{key}: {{a: {value or '甲'}}}"]
    if key not in FREE and value:
        yield "无此值", [f"{indent}{key}: 没有这个"]
        yield "大数", [f"{indent}{key}: 12345678901234567890"]
        if value.isascii():
            yield "全角", [f"{indent}{key}: " + "".join(WIDE.get(char, char) for char in value)]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        for other in ("2026-02-30", "2026年5月8日", "2026/5/8"):
            yield f"日期{other}", [f"{indent}{key}: {other}"]
    elif re.fullmatch(r"[A-Z]+[0-9]+", value):
        yield "没有的编号", [f"{indent}{key}: ZZZ99"]


def _cases() -> Iterator[tuple[str, str, str, str]]:
    """Each mistake once for each kind of file: what, key, path, text."""
    seen = set()
    for file in sorted(BASE.rglob("*.yml")):
        text, path = file.read_text(encoding="utf-8"), file.relative_to(BASE).as_posix()
        kind = re.search(r"^kind: (.*)$", text, re.MULTILINE)
        sort = kind[1] if kind else path.split("/")[1]
        for what, key, new in mistakes(text):
            if new != text and (what, key, sort) not in seen:
                seen.add((what, key, sort))
                yield what, key, path, new


def _expected(what: str, key: str, path: str) -> set[int]:
    if what == "漏键" and key in OPTIONAL:
        return {0, 1}
    policy = path.startswith(("data/policy/", "data/register/steps"))
    if policy and (key in {"id", "min_investment_wan"} or what in {"多缩进", "冒号后不空格"}):
        return {0, 1}  # an id of the edition is free; a mapping's only key may stand deeper
    return {0, 1} if what == "漏键" else {1}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("base")
    build(made, BASE)
    return made


def errors(root: Path) -> list[str]:
    portfolio, found = load(root)
    context = Context(today=TODAY, unread=Context.names(found), read=lambda path: (root / path).read_bytes())
    every = tidy([*found, *check(portfolio, context)])
    return [one.text() for one in every if one.severity == "error"]


def test_one_mistake_one_message(root: Path) -> None:
    assert errors(root) == []
    wrong, tried = [], 0
    for what, key, path, text in islice(_cases(), None, None, STEP):
        before = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text, encoding="utf-8")
        said = errors(root)
        (root / path).write_text(before, encoding="utf-8")
        tried += 1
        elsewhere = what in {"漏键", "无此值", "没有的编号"}  # seen by those that refer to the file
        if len(said) not in _expected(what, key, path) or not (
            elsewhere or all(one.startswith(path) for one in said)
        ):
            wrong.append((what, key, path, said))
    assert tried > 2000 // STEP
    assert not wrong, "\n".join(map(str, wrong[:20]))
