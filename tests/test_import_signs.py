"""Characters of a cell that nobody sees, or that another computer shows otherwise."""

from __future__ import annotations

import pytest
from intake_examples import TABLE
from test_import import imported

from generator.intake.values import clean


def named(text: str) -> tuple[list[str], set[str]]:
    """Import a table with a project so named; give what is said, and the names that were made."""
    outcome = imported(TABLE.replace("乙厂", text))
    names = {
        line.removeprefix("name: ")
        for path, file in outcome.files.items()
        if path.startswith("data/projects")
        for line in file.splitlines()
        if line.startswith("name: ")
    }
    return [found.text() for found in outcome.problems], names - {"甲厂"}


@pytest.mark.parametrize("char", ["\ue000", "\uf8ff", "\U000f0000", "\ufdd0"])
def test_a_character_of_private_use_is_refused(char: str) -> None:
    """The registers of names and places are full of them; without it 王𠅤 is 王."""
    told, names = named(f"王{char}")
    name = f"U+{ord(char):04X}"
    assert [line.split(" — ")[0] for line in told] == [
        f"t.csv:3:名称(B3): G754 “王<{name}>”里有自造的字 {name}，换一台电脑就不知道是什么字"
    ]
    assert names == set()


@pytest.mark.parametrize(
    ("text", "read", "char"),
    [
        ("Cafe\u0301 乙", "Café 乙", "U+0301"),
        ("乙\u2028厂", "乙 厂", "U+2028"),
        ("乙\u2029 厂", "乙 厂", "U+2029"),
        ("乙\x0b厂", "乙 厂", "U+000B"),
        ("乙\x85厂", "乙 厂", "U+0085"),
        ("乙\u200b厂", "乙厂", "U+200B"),
        ("乙\u9fa5\ufa0c", "乙龥兀", "\ufa0c"),
    ],
)
def test_what_is_not_seen_is_told_and_mended(text: str, read: str, char: str) -> None:
    told, names = named(text)
    assert [line.split(" — ")[0] for line in told] == [
        f"t.csv:3:名称(B3): G715 这一格里有看不见或易混的字符 {char}，已按“{read}”读"
    ]
    assert names == {read}


def test_blanks_and_breaks_of_a_table_are_folded_without_a_word() -> None:
    assert clean(" \u2028 甲 \n\t 乙\r\n　丙\u2029\n") == "甲 乙 丙"
    assert named('"乙\n\u3000 厂\u2028"') == ([], {"乙 厂"})
