"""What another process does beside this one is what this one would have done."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from districts import BASE, PROBLEMS, build

from generator import processes
from generator.commands import rim
from generator.records.checks import CHECKS, Context
from generator.records.load import load
from generator.records.source import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.source import Problem

FAULTY = ("G501", "G532", "G541", "G588", "G592")


def refuse() -> None:
    raise Refused("没有", "none")


def test_another_process_tells_and_this_one_goes_on() -> None:
    """It knows all that was known here as it began, and nothing since; one may be within another."""
    known = ["一"]
    with processes.aside(lambda: (os.getpid(), [*known])) as told:
        known.append("二")
        with processes.aside(lambda: (os.getpid(), [*known])) as within:
            (first, before), (second, after) = told(), within()
    assert (before, after) == (["一"], ["一", "二"])
    assert len({os.getpid(), first, second}) == 3


def test_what_fails_there_fails_where_it_is_asked_for() -> None:
    with processes.aside(refuse) as told, pytest.raises(Refused, match="none"):
        told()


def test_where_no_process_can_be_split_off_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SPLIT", None)
    with processes.aside(os.getpid) as told:
        assert told() == os.getpid()


def faults(root: Path) -> list[Problem]:
    portfolio, problems = load(root)
    context = Context(unread=Context.names(problems), read=lambda path: (root / path).read_bytes())
    return rim.checked(portfolio, context, CHECKS)


def test_many_records_are_checked_by_two_as_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set[str]()
    for code in FAULTY:
        root = tmp_path / code
        build(root, BASE)
        shutil.copytree(PROBLEMS / code / "bad", root, dirs_exist_ok=True)
        by_one = faults(root)
        with monkeypatch.context() as many:
            many.setattr(rim, "MANY", 0)
            assert faults(root) == by_one
        found |= {one.code.id for one in by_one}
    assert found >= set(FAULTY)
