"""A command called in a way it does not understand: told in Chinese, with status 2."""

from __future__ import annotations

import re
import shlex
import sys

import pytest

from generator.cli import COMMANDS, main

CALLS = (
    ("chek", "没有“chek”这条命令；相近的有 check、schema\n"),
    ("xx", "没有“xx”这条命令\n"),
    ("new foo", "没有“foo”这条命令\n"),
    ("check --formt json", "没有 --formt 这个选项；相近的有 --format、--root\n"),
    ("--foo", "没有 --foo 这个选项\n"),
    ("--", "没有写是哪一条命令\n"),
    ("demo x --events-per-project 500", "--events-per-project 的值不对：Input should be less"),
    ("seal", "缺少 PERIOD\n"),
    ("scenario", "缺少 FILE\n"),
    ("impact", "缺少选项 --base\n"),
    ("build --as-of", "选项 --as-of 后面没有写值\n"),
    ("build --no-files=3", "选项 --no-files 后面不写值\n"),
    ("check --format xml", "--format 不能写“xml”，可以写 text、json、github、gitlab、sarif\n"),
    ("serve --port x", "--port 要写整数\n"),
    ("build --as-of 2026-09-30 ''", "多了“”\n"),
    ("''", "没有“”这条命令\n"),
    ("new ''", "没有“”这条命令\n"),
    ("build extra", "多了“extra”\n"),
)


@pytest.mark.parametrize(("call", "words"), CALLS)
def test_a_call_that_is_not_understood(
    call: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = misused(call, monkeypatch, capsys)
    assert told.startswith(words)
    last = told.splitlines()[-1]
    assert last.startswith("详见 guatu")
    assert last.endswith(" --help")


@pytest.mark.parametrize("call", ["", "new", "import", "ci"])
def test_without_a_command_its_help_is_shown(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert misused(call, monkeypatch, capsys) == ""


def misused(call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["guatu", *shlex.split(call)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    shown = capsys.readouterr()
    assert bool(shown.out) is (not shown.err)
    return shown.err


@pytest.mark.parametrize(
    "call", ["", "new", "import", "ci", *COMMANDS, "new event", "import table", "ci main"]
)
def test_help_is_in_the_readers_language(
    call: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it, but for the names of options, kinds of values and what is English everywhere."""
    monkeypatch.setattr(sys, "argv", ["guatu", *call.split(), "--help"])
    with pytest.raises(SystemExit) as stopped:
        main()
    shown = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "用法：guatu" in shown
    assert "…" not in shown  # cut off at the edge
    assert re.search(r"--help +<bool> +显示这份说明", shown)
    assert not re.search(
        r"usage|show this|exit|default|required|optional|\boptions|arguments|commands\b", shown, re.IGNORECASE
    )
