"""What decides how the builder sets a page, and when nobody can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from generator.outputs import reused
from generator.outputs.plan import Plan
from generator.outputs.reused import fingerprint
from generator.outputs.revision import Revision, named, signed, unnamed

if TYPE_CHECKING:
    from pathlib import Path

OURS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def decided(root: Path, text: str = "") -> str | None:
    if text:
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return fingerprint(Plan(root, date(2026, 6, 30)))


def test_a_name_or_an_address_of_its_own_is_another_site(tmp_path: Path) -> None:
    found = {
        decided(tmp_path),
        decided(tmp_path, OURS.replace("site_name: ", "site_name: 甲")),
        decided(tmp_path, f"{OURS}\nsite_url: https://gua.example/\n"),
        decided(tmp_path, "site_name: 甲\n"),
    }
    assert len(found) == 4
    assert None not in found


@pytest.mark.parametrize(
    "text",
    [
        OURS.replace("plugins:\n", "plugins:\n  - tags\n"),
        OURS.replace("  name: material\n", "  name: material\n  custom_dir: own\n"),
        OURS.replace("  - tables\n", "  - tables\n  - attr_list\n"),
        f"{OURS}\nhooks: [own.py]\n",
        f"INHERIT: other.yml\n{OURS}",
        OURS.replace('source: ""', "source: !ENV SOURCE"),
        OURS.replace("!ENV [OFFLINE, true]", "!ENV [OTHER, true]"),
        f"{OURS}\nrepo_url: https://git.example/o/r\n",
        "hooks: [own.py]\n",
        "copyright: !ENV WHOSE\n",
    ],
)
def test_settings_that_may_do_more_are_told_apart_from_nothing(tmp_path: Path, text: str) -> None:
    assert text != OURS
    assert decided(tmp_path, text) is None


def test_the_use_and_the_surroundings_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = decided(tmp_path)
    assert fingerprint(Plan(tmp_path, date(2026, 6, 30), use="folder")) != site
    monkeypatch.setenv("OFFLINE", "false")
    assert decided(tmp_path) != site


HASHES = ("0123456789abcdef" * 3)[:40], ("fedcba9876543210" * 3)[:40]
FIRST, SECOND = (tuple(Revision(commit, changed=changed) for changed in (False, True)) for commit in HASHES)
PARTS = [
    *HASHES,
    *(commit[:10] for commit in HASHES),
    FIRST[1].short,
    "（有未提交的改动）",
    "0123",
    "f",
    "甲",
    '"',
]
TEXTS = st.lists(st.sampled_from(PARTS)).map("".join)


@given(TEXTS, st.sampled_from([*FIRST, *SECOND, Revision()]))
def test_a_text_gets_its_commit_back(text: str, revision: Revision) -> None:
    assert named(unnamed(text, revision), revision) == text
    assert named(unnamed(text.encode(), revision), revision) == text.encode()


@given(TEXTS, st.sampled_from(FIRST), st.sampled_from(SECOND))
def test_a_text_that_names_another_commit_is_the_same_without_and_no_other_is(
    text: str, first: Revision, second: Revision
) -> None:
    plain = unnamed(text, first)
    later = named(plain, second)
    assert (unnamed(later, second) == plain) == (second.short not in plain and second.commit not in plain)
    assert unnamed(f"{later}甲", second) != plain


def test_signs_of_a_texts_own_are_told() -> None:
    revision = FIRST[0]
    assert not signed(unnamed("", revision).encode())
    assert all(signed(unnamed(f"甲 {name}", revision).encode()) for name in (revision.commit, revision.short))


def test_our_own_code_counts_wherever_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {decided(tmp_path)}
    for number in range(2):
        room = tmp_path / str(number)
        room.mkdir()
        (room / "builder.py").write_text(f"# {number}\n", encoding="utf-8")
        monkeypatch.setattr(reused, "ROOM", room)
        found.add(decided(tmp_path))
    assert len(found) == 3
