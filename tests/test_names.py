"""Test files are modules of one name space: two of one name hide each other from those that import them."""

from __future__ import annotations

from collections import Counter

from order import LONG
from places import ROOT


def test_no_two_files_share_a_name() -> None:
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py"))
    assert len(names) > 100
    assert [name for name, count in names.items() if count > 1] == []


def test_the_files_that_come_first_are_there() -> None:
    names = {path.stem for path in (ROOT / "tests").rglob("*.py")}
    assert set(LONG) <= names
