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
from generator.outputs.revision import joined, parted

if TYPE_CHECKING:
    from pathlib import Path

OURS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def named(root: Path, text: str = "") -> str | None:
    if text:
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return fingerprint(Plan(root, date(2026, 6, 30)))


def test_a_name_or_an_address_of_its_own_is_another_site(tmp_path: Path) -> None:
    found = {
        named(tmp_path),
        named(tmp_path, OURS.replace("site_name: ", "site_name: 甲")),
        named(tmp_path, f"{OURS}\nsite_url: https://gua.example/\n"),
    }
    assert len(found) == 3
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
        OURS.replace("!ENV [OFFLINE, false]", "!ENV [OTHER, false]"),
        f"{OURS}\nrepo_url: https://git.example/o/r\n",
    ],
)
def test_settings_that_may_do_more_are_told_apart_from_nothing(tmp_path: Path, text: str) -> None:
    assert text != OURS
    assert named(tmp_path, text) is None


def test_the_use_and_the_surroundings_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = named(tmp_path)
    assert fingerprint(Plan(tmp_path, date(2026, 6, 30), use="folder")) != site
    monkeypatch.setenv("OFFLINE", "true")
    assert named(tmp_path) != site


HASHES = ("0123456789abcdef" * 3)[:40], ("fedcba9876543210" * 3)[:40]
TEXTS = st.lists(st.sampled_from([*HASHES, *(commit[:10] for commit in HASHES), "0123", "f", "甲", '"'])).map(
    "".join
)


@given(TEXTS)
def test_a_text_is_joined_as_it_was_parted(text: str) -> None:
    assert all(joined(parted(text, commit), commit) == text for commit in (*HASHES, ""))


@given(TEXTS)
def test_a_text_that_names_another_commit_has_the_same_parts_and_no_other_has(text: str) -> None:
    first, second = HASHES
    later = joined(parted(text, first), second)
    assert (parted(later, second) == parted(text, first)) == (second[:10] not in text)
    assert parted(f"{later}甲", second) != parted(text, first)


def test_our_own_code_counts_wherever_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {named(tmp_path)}
    for number in range(2):
        room = tmp_path / str(number)
        room.mkdir()
        (room / "builder.py").write_text(f"# {number}\n", encoding="utf-8")
        monkeypatch.setattr(reused, "ROOM", room)
        found.add(named(tmp_path))
    assert len(found) == 3
