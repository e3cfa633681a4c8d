"""Every code has an example that shows it and one that mends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from districts import PROBLEMS, example

from generator.records.codes import CODES, FAMILIES
from generator.records.source import Code

if TYPE_CHECKING:
    from pathlib import Path

# G7 is about the tables of `guatu import`, G8 about change requests (test_gate.py).
DATA = sorted(code for code in CODES if code < "G7")
SINGLE = tuple(code for code in sorted(CODES) if code < "G5")


def test_each_code_has_an_example_and_each_example_a_code() -> None:
    assert {folder.name for folder in PROBLEMS.iterdir()} == {*DATA, "base"}


@pytest.mark.parametrize("code", DATA)
def test_bad_shows_the_code(tmp_path: Path, code: str) -> None:
    found = example(tmp_path, code, "bad")
    assert code in {each.code.id for each in found}, [each.text() for each in found]
    if code in SINGLE:
        beside = {"G404"} if code == "G410" else set()  # only a path in the wrong case can collide
        assert {each.code.id for each in found} - beside == {code}, [each.text() for each in found]
    for each in found:
        for lang in ("zh", "en"):
            line = each.text(lang)
            assert line.isprintable(), line
            assert "{" not in line or each.code.id in {"G121", "G207", "G325"}, line


@pytest.mark.parametrize("code", DATA)
def test_good_shows_nothing(tmp_path: Path, code: str) -> None:
    assert [each.text() for each in example(tmp_path, code, "good")] == []


def test_numbers_are_of_their_family_and_used_once() -> None:
    numbers = [code.id for *_, family in FAMILIES for code in vars(family).values() if isinstance(code, Code)]
    assert len(numbers) == len(set(numbers)) == len(CODES)
    for letter, _, _, family in FAMILIES:
        for code in vars(family).values():
            if isinstance(code, Code):
                assert re.fullmatch(rf"{letter}\d\d", code.id)


@pytest.mark.parametrize("code", sorted(CODES))
def test_words_are_sentences_in_both_languages(code: str) -> None:
    for words in (CODES[code].zh, CODES[code].en):
        for sentence in words:
            assert sentence
            assert "\n" not in sentence
            assert not sentence.endswith(("。", "."))
            assert set(re.findall(r"{(\w+)}", " ".join(CODES[code].en))) <= _values(code)


def _values(code: str) -> set[str]:
    """The English words use no value that the Chinese ones lack, but for a few that replace Chinese words."""
    chinese = re.findall(r"{(\w+)}", " ".join(CODES[code].zh))
    return {*chinese, "detail", "kind", "limit", "pattern", "said", "similar"}
