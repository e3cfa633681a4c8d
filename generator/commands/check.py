"""`guatu check`: every fault in the data at once; 0 none, 1 some, 2 the call itself was wrong."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generator.commands.owners import stale
from generator.commands.rim import DEFAULT_ROOT, checked, today, usage
from generator.records.source import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.records.changes import History
    from generator.records.portfolio import Portfolio
    from generator.records.source import Lang, Problem

    Recorded = Mapping[str, date]
    Looked = tuple[list[Problem], Recorded]

BASELINES = ("data/plans/", "data/projects/")
"""What a change of these may do only their history tells."""
Scope = Literal["few", "loose", "all", "whole"]
"""A few files, in a repository or outside of one; all files; the whole district with what it lacks."""
FEW = 50  # files named; beyond it reading everything is quicker than probing


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"
    gitlab = "gitlab"
    sarif = "sarif"


class Language(StrEnum):
    """The language of messages."""

    zh = "zh"
    en = "en"


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="只检查这些文件或文件夹；不写就检查全部")
    ] = None,
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    format_: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.text,
    lang: Annotated[Language, typer.Option(help="语言")] = Language.zh,
) -> None:
    """检查数据：一次列出全部问题，每个都指明文件、行、列和怎样改。"""
    from generator.commands.formats import FORMATS
    from generator.records.source import Refused

    words: Lang = "zh" if lang is Language.zh else "en"
    try:
        named = [_below(root, path) for path in paths or ()]
        problems, recorded = _some(root, named) if _few(root, named) else _all(root, named)
    except Refused as refused:
        usage(refused.text(words))
    listed, told = (
        (problems, "") if named or format_ is not Format.text else _brief(problems, recorded, words)
    )
    write(FORMATS[format_](listed, words) + told)
    errors = sum(found.severity == "error" for found in problems)
    if format_ is Format.text:
        write(_summary(errors, len(problems) - errors, words))
    raise typer.Exit(1 if errors else 0)


def _below(root: Path, path: Path) -> str:
    """Give a path as seen from the root; it may be absolute, or relative to the root or to where we are."""
    from generator.records.source import Refused

    top = Path(os.path.abspath(root))  # noqa: PTH100 - without following links, as git names files
    for base in (Path.cwd(), top):
        full = Path(os.path.abspath(base / path))  # noqa: PTH100
        if os.path.lexists(full) and full.is_relative_to(top / "data"):
            return full.relative_to(top).as_posix()
    exists = any(os.path.lexists(base / path) for base in (Path.cwd(), top))
    raise Refused(
        f"{path} 不在 {root}/data 里" if exists else f"没有这个文件：{path}",
        f"{path} is not below {root}/data" if exists else f"There is no such file: {path}",
    )


def _few(root: Path, named: Sequence[str]) -> bool:
    return 0 < len(named) <= FEW and not any((root / path).is_dir() for path in named)


def _brief(problems: list[Problem], recorded: Recorded, lang: Lang) -> tuple[list[Problem], str]:
    """Count the reminders of facts long merged that are told as corrections: nothing is to be done."""
    from generator.records.codes.times import PERIOD_CLOSED

    def merged(found: Problem) -> bool:
        day = recorded.get(found.mark.path)
        return found.code == PERIOD_CLOSED and day is not None and day < today()

    rest = [found for found in problems if not merged(found)]
    if not (count := len(problems) - len(rest)):
        return rest, ""
    if lang == "zh":
        return (
            rest,
            f"另有 {count} 件早已合入的事实按更正处理（G607），不用再改；guatu check data 可逐件列出。\n",
        )
    facts = counted(count, "fact")
    return (
        rest,
        f"{facts} merged before today will be told as corrections (G607): guatu check data lists them.\n",
    )


def _some(root: Path, named: Sequence[str]) -> Looked:
    """Check named files with what they refer to; where that shows a fault, make sure with everything."""
    from generator.records.changes import History
    from generator.records.codes import fields, places
    from generator.records.history import touched
    from generator.records.load import load_some
    from generator.records.source import Refused

    portfolio, problems = load_some(root, named)
    scope: Scope = "few"
    try:
        changes = History(touched=touched(root, *named))
    except Refused:
        changes, scope = History(), "loose"  # no repository, or nothing committed yet
    wide = (places.TWICE, fields.NAME_UNKNOWN)  # who came later, and who is called so, only all files tell
    if any(found.code in wide for found in problems) or any(
        path.startswith(BASELINES) for path in changes.touched
    ):
        return _all(root, named)
    found = [*problems, *_checked(root, portfolio, problems, changes, scope)]
    mine = _only(found, named)
    return (mine, {}) if mine == _only(problems, named) else _all(root, named)


def _all(root: Path, named: Sequence[str]) -> Looked:
    from generator.records.history import history
    from generator.records.load import load
    from generator.records.source import tidy

    changes = history(root)
    portfolio, problems = load(root, recorded=changes.recorded)
    made = _checked(root, portfolio, problems, changes, "all" if named else "whole")
    found = [*problems, *made, *stale(root, portfolio)]
    return _only(tidy(found), named), changes.recorded


def _checked(
    root: Path, portfolio: Portfolio, problems: Sequence[Problem], changes: History, scope: Scope
) -> list[Problem]:
    """Run the checks of a few files, of all, or of the whole district with what it lacks."""
    from generator.records.checks import ALONE, CHECKS, SETUP, Context

    def read(path: str) -> bytes:
        return (root / path).read_bytes()

    checks = {"few": ALONE, "loose": ALONE, "all": CHECKS, "whole": (*CHECKS, *SETUP)}[scope]
    unread, new = Context.names(problems), scope == "few" or bool(portfolio.recorded)
    context = Context(history=changes, today=today(), unread=unread, read=read, new=new)
    return checked(portfolio, context, checks)


def _only(problems: Sequence[Problem], named: Sequence[str]) -> list[Problem]:
    def wanted(path: str) -> bool:
        return not named or any(path == name or path.startswith(f"{name}/") for name in named)

    return [found for found in problems if wanted(found.mark.path)]


def _summary(errors: int, warnings: int, lang: Lang) -> str:
    if lang == "zh":
        return f"{errors} 个错误，{warnings} 个提醒。\n" if errors or warnings else "没有发现问题。\n"
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}.\n"
    return found if errors or warnings else "No problems found.\n"


def write(text: str) -> None:
    """Print as it stands, without asking what the terminal is."""
    sys.stdout.write(text)
