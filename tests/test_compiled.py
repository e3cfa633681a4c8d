"""Templates compiled once: found again for the same text, and by nobody's leave but our own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment

from generator.outputs.compiled import Compiled, own
from generator.outputs.templates import environment

if TYPE_CHECKING:
    from pathlib import Path

NAME = "a.md.j2"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every text that is compiled."""
    noted: list[str] = []
    compile_ = Environment.compile

    def noting(self: Environment, source: str, *details: object) -> object:
        noted.append(source)
        return compile_(self, source, *details)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noting)
    return noted


def shown(folder: Path, text: str) -> str:
    """Write a template and print it with what was kept of it."""
    (folder / NAME).write_text(text, encoding="utf-8")
    return environment(folder, Compiled(folder / "kept")).get_template(NAME).render(x="<b>")


def files(folder: Path) -> list[Path]:
    """Give what is kept."""
    return sorted((folder / "kept").glob("[!.]*"))


def test_the_same_text_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    first = shown(tmp_path, "甲{{ x }}")
    assert shown(tmp_path, "甲{{ x }}") == first == "甲&#60;b&#62;"
    assert compiled == ["甲{{ x }}"]


def test_another_text_takes_the_place_of_the_first(tmp_path: Path, compiled: list[str]) -> None:
    assert [shown(tmp_path, text) for text in ("甲", "乙", "乙")] == ["甲", "乙", "乙"]
    assert compiled == ["甲", "乙"]
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("spoil", ["cut", "others may write"])
def test_what_is_not_whole_or_not_ours_is_as_good_as_none(
    tmp_path: Path, compiled: list[str], spoil: str
) -> None:
    shown(tmp_path, "甲")
    (file,) = files(tmp_path)
    if spoil == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    else:
        file.chmod(0o666)
    assert shown(tmp_path, "甲") == "甲"
    assert compiled == ["甲", "甲"]


def test_where_nothing_can_be_kept_it_is_compiled_each_time(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    assert shown(tmp_path, "甲") == shown(tmp_path, "甲") == "甲"
    assert compiled == ["甲", "甲"]


@pytest.mark.parametrize("place", ["~/.cache/guatu", os.devnull])
def test_a_user_without_a_folder_of_their_own_has_all_made_each_time(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda _: place)
    (tmp_path / NAME).write_text("甲", encoding="utf-8")
    own.cache_clear()
    for _ in range(2):
        assert environment(tmp_path, Compiled()).get_template(NAME).render() == "甲"
    own.cache_clear()
    assert compiled == ["甲", "甲"]
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("place", ["own", "/dev/null/none"])
def test_words_are_read_from_a_folder_of_ones_own_where_there_is_one(tmp_path: Path, place: str) -> None:
    code = (
        "from generator.outputs.indexing import language; words, total = language(); print(len(words), total)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / place), "TMPDIR": str(tmp_path)},
            check=True, capture_output=True, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [one.stderr for one in told] == ["", ""]
    assert len({one.stdout for one in told}) == 1
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == (
        {"own/guatu/.gitignore", "own/guatu/words"} if place == "own" else set()
    )
