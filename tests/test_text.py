"""Bytes to text: good files pass untouched, every suspicious character is named where it stands."""

from __future__ import annotations

import gzip
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.foreign import place
from generator.records.source import Mark
from generator.records.text import LIMIT, SHOWN, hidden, mended, origins, read_text, suspicious
from generator.records.tree import read_tree

GOOD = "id: A-1\nname: 某某项目（一期）：“智能制造”——第1标段，1.2万㎡\n"


def ids(data: bytes) -> list[str]:
    return [found.code.id for found in read_text("x", data)[1]]


def test_good_text_passes() -> None:
    assert read_text("x", GOOD.encode()) == (GOOD, [])


def test_line_ends_are_folded() -> None:
    assert read_text("x", b"a: b\r\nc: d\r\n") == ("a: b\nc: d\n", [])


def test_byte_order_mark_is_named_and_reading_goes_on() -> None:
    text, problems = read_text("x", b"\xef\xbb\xbfa: b\n")
    assert text == "a: b\n"
    assert [found.code.id for found in problems] == ["G104"]


@pytest.mark.parametrize(
    ("data", "mark"), [(b"a: \xff", Mark("x", 1, 4)), (b"a: b\nc: \xc4\xe3", Mark("x", 2, 4))]
)
def test_bad_utf8_has_its_place(data: bytes, mark: Mark) -> None:
    text, [found] = read_text("x", data)
    assert text is None
    assert (found.code.id, found.mark) == ("G105", mark)
    assert dict(found.values)["offset"] == str(data.index(max(data)) if mark.line == 1 else 8)


def test_a_file_that_breaks_off_is_no_gbk() -> None:
    _, [found] = read_text("x", "a: b\nc: 开工".encode()[:-1])
    assert (found.code.id, found.mark) == ("G140", Mark("x", 2, 5))
    _, [found] = read_text("x", "c: 开工".encode("gbk"))
    assert found.code.id == "G105"


def test_place_counts_characters() -> None:
    text = "某某\n项目: \u200b"
    assert place(text, text.index("\u200b")) == (2, 5)
    _, [found] = read_text("x", text.encode())
    assert found.mark == Mark("x", 2, 5)


def test_few_of_many() -> None:
    assert ids(("\u200b" * 100).encode()) == ["G110"] * SHOWN


@pytest.mark.parametrize("char", ["\U000e0100", "\ufe0f", "\u180b", "\u200b", "\u3164"])
def test_what_cannot_be_seen_is_named_and_not_printed(char: str) -> None:
    """Python calls variation selectors printable, and so they stood in the message as themselves."""
    _, (found,) = read_text("x", f"a: 葛{char}\n".encode())
    assert found.code.id == "G110"
    for lang in ("zh", "en"):
        assert char not in found.text(lang)
        assert f"U+{ord(char):04X}" in found.text(lang)


def test_too_large_is_not_looked_at() -> None:
    assert ids(b"\xff" * (LIMIT + 1)) == ["G101"]


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (PNG, "G122"),
        (gzip.compress(b"id: A\n", mtime=0), "G122"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "G122"),
        (bytes(range(256)), "G122"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", "G122"),
        (b"\0\x01\x02\x03" * 20, "G122"),
        (b"id: A\n" + b"\0" * 100, "G122"),
        (b"PK\x03\x04\x14\0\x06\0", "G123"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16, "G123"),
        ("id: A\n".encode("utf-16"), "G103"),
        ("id: 项目\n".encode("utf-16-le"), "G103"),
        ("id: 项目\n".encode("utf-16-be"), "G103"),
        ("id: 项目\n".encode("gbk"), "G105"),
        (b"id: A\0\n", "G106"),
        (b"\0id: A\n", "G106"),
    ],
)
def test_what_is_no_text_is_told_once(data: bytes, code: str) -> None:
    assert ids(data) == [code]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("data/events/U01/2026/A1.yml", "guatu new"),
        ("data/plans/2026/P1.yml", "guatu new"),
        ("data/policy/2026-01-01.yml", "guatu demo"),
        ("data/register/steps.yml", "guatu demo"),
    ],
)
def test_an_empty_file_is_answered_with_what_makes_its_kind(path: str, hint: str) -> None:
    for data in (b"", b"\n", b"# a\n", b"---\n"):
        _, [found] = read_tree(path, data)
        assert found.message() == "文件是空的"
        assert hint in found.hint()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("か\u3099", ["1:1 G113 が"]),
        ("汉か\u3099は\u309a", ["1:2 G113 が", "1:4 G113 ぱ"]),
        ("\u1112\u1161\u11ab국", ["1:1 G113 한"]),
        ("न\u093c", ["1:1 G113 \u0929"]),
        ("\u212b", ["1:1 G113 \u00c5"]),
        ("汉\u3099", ["1:2 G114"]),
        ("汉\u302a", ["1:2 G114"]),
        ("e\u0301", ["1:2 G114"]),
        ("3 \u05d0 5", ["1:3 G142"]),
        ("12\u0645", ["1:3 G142"]),
        ("\u0661", ["1:1 G142"]),
        ("がぱ한国é", []),
    ],
)
def test_what_is_written_otherwise_than_it_looks(text: str, expected: list[str]) -> None:
    """か with a mark of its own passed and was turned into が without a word."""
    _, problems = read_text("x", text.encode())
    said = [f"{one.mark.line}:{one.mark.column} {one.code.id}" for one in problems]
    better = [f" {dict(one.values)['better']}" if one.code.id == "G113" else "" for one in problems]
    assert [one + word for one, word in zip(said, better, strict=True)] == expected
    if problems:
        assert suspicious(text)
        assert not suspicious(mended(text))


@given(
    st.text(alphabet="aかは\u3099\u309a\u1112\u1161\u11ab汉न\u093c\u0301\u05d0\u200b\u3000\n", max_size=30)
)
def test_no_text_is_changed_without_a_word(text: str) -> None:
    assert bool(list(hidden(text))) == suspicious(text) == (mended(text) != text)
    lines = mended(text).split("\n")
    assert [len(origins(line)) for line in text.split("\n")] == [len(line) for line in lines]


def test_wide_space_is_allowed_inside_but_not_in_front() -> None:
    assert ids("a: 一\u3000二\n".encode()) == []
    assert ids("\u3000a: 一\n".encode()) == ["G115"]


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    text, problems = read_text("x", data)
    assert (text is None) <= bool(problems)
    for found in problems:
        assert found.text("zh").isprintable()
        assert found.text("en").isprintable()


@given(st.text(max_size=200))
def test_what_is_not_suspicious_hides_nothing(text: str) -> None:
    if suspicious(text):
        assert list(hidden(text)) or not unicodedata.is_normalized("NFC", text)
    else:
        assert not list(hidden(text))
        assert unicodedata.is_normalized("NFC", text)


@given(st.text(max_size=200))
def test_mended_text_is_not_suspicious(text: str) -> None:
    assert not suspicious(mended(mended(text)))


def test_every_control_and_format_character_is_suspicious() -> None:
    allowed = {"\n"}
    for point in (*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000)):
        char = chr(point)
        if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} and char not in allowed:
            assert suspicious(char), hex(point)
