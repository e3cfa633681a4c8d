"""The page 数据接口: its query for Excel is whole, and makes numbers of what the document has as amounts."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from generator.outputs.api import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STEP = re.compile(r"^(\w+) = ", re.MULTILINE)


@pytest.fixture(scope="module")
def query(built: Path) -> str:
    """The first block of code of the page, as somebody copies it."""
    page = (built / "data.html").read_text(encoding="utf-8")
    found = re.search(r"<pre.*?<code>(.*?)</code>", page, re.DOTALL)
    assert found
    return unescape(re.sub("<[^>]*>", "", found[1])).strip()


def test_the_query_stands_alone_and_gives_its_last_step(query: str) -> None:
    body, _, result = query.partition("\nin\n")
    assert body.startswith("let\n")
    steps = STEP.findall(body)
    assert result.strip() == steps[-1]
    parts = re.split(STEP, body)[2::2]
    for before, part in zip(steps, parts[1:], strict=False):
        assert before in part
    assert [part.rstrip().endswith(",") for part in parts] == [True] * (len(parts) - 1) + [False]
    assert all(query.count(left) == query.count(right) for left, right in ("()", "[]", "{}"))


def test_all_amounts_and_days_of_the_document_are_typed(query: str, built: Path) -> None:
    rows = json.loads((built / ROOT / "projects.json").read_text(encoding="utf-8"))["rows"]
    typed = dict(re.findall(r'\{"(\w+)", type (\w+)\}', query))
    assert set(typed) <= set(rows[0])
    for key in rows[0]:
        told = [row[key] for row in rows if row[key] is not None]
        if told and all(isinstance(one, str) for one in told):
            number = all(re.fullmatch(r"-?\d+(\.\d+)?", one) for one in told)
            day = all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", one) for one in told)
            assert typed.get(key) == ("number" if number else "date" if day else None), key
        elif told and isinstance(told[0], list):
            assert f'"{key}"' in query, "a cell of a sheet holds no list"
