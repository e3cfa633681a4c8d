"""What stands ready beside a build: begun once, ended with it, and able to do what it is begun for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.bundle import bundle
from generator.outputs import ahead
from generator.outputs.compiled import own

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's folder without anything in it."""
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda _: str(tmp_path / "own"))
    own.cache_clear()
    yield tmp_path / "own"
    own.cache_clear()


def test_who_began_it_ends_it() -> None:
    with ahead.helping() as first:
        with ahead.helping() as second:
            assert second is first
        assert first.submit(os.getpid).result() != os.getpid()
    with pytest.raises(RuntimeError, match="shutdown"):
        first.submit(os.getpid)
    with ahead.helping() as third:
        assert third is not first


def test_every_template_of_a_page_is_compiled_and_the_words_are_read(room: Path) -> None:
    ahead._templates()
    ahead._words()
    templates = [path for path in (bundle() / "site_templates").rglob("*.j2") if path.is_file()]
    pages = [path for path in templates if {"pages", "parts"} & set(path.parts)]
    assert len(list((room / "templates").glob("[!.]*"))) == len(pages) > 50
