"""`guatu import table`: rows of a CSV or a workbook into files, by a map."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import DEFAULT_ROOT, usage
from generator.commands.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.intake.model import TableMap
    from generator.intake.run import Outcome
    from generator.intake.settling import Settled
    from generator.records.source import Lang, Problem

MOST = 200

app = typer.Typer(name="import", help="从别处的表格读入数据。", no_args_is_help=True)


class Language(StrEnum):
    """The language of the report."""

    zh = "zh"
    en = "en"


@app.callback()
def _group() -> None:
    """从别处的表格读入数据。"""


@app.command(cls=Told)
def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="表格，.csv 或 .xlsx")],
    map_: Annotated[Path, typer.Option("--map", metavar="MAP.yml", help="对照表")],
    root: Annotated[Path, typer.Option(metavar="DIR", help="数据写到哪个文件夹")] = DEFAULT_ROOT,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查和报告，不写文件")] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="已有而内容不同的文件也改写；表里没有的项、入库的事件和批准的计划不动"),
    ] = False,
    lang: Annotated[Language, typer.Option(help="报告的语言")] = Language.zh,
) -> None:
    """按对照表把表格的行读成项目、计划和事件；每个问题都指明是哪一格。有错误就什么也不写；已有的文件不动。"""
    words: Lang = "zh" if lang is Language.zh else "en"
    for path in (file, map_):
        if not path.is_file():
            usage(f"找不到文件：{path}" if words == "zh" else f"There is no file {path}")
    made, outcome = _outcome(file, map_, words)
    _tell(outcome.problems, words)
    for line in _summary(made, outcome, words):
        typer.echo(line)
    if outcome.faulty:
        typer.echo(
            "有错误，什么也没有写。" if words == "zh" else "There are errors; nothing was written.", err=True
        )
        raise typer.Exit(1)
    settled = _settled(root, outcome, made, _copies(map_, made, words), words, force=force)
    _write(root, settled, words, dry_run=dry_run)


def _outcome(file: Path, map_: Path, lang: Lang) -> tuple[TableMap, Outcome]:
    from generator.intake.mapping import read_map
    from generator.intake.run import import_table

    made, problems = read_map(map_.as_posix(), map_.read_bytes())
    if made is None:
        _tell(problems, lang)
        raise typer.Exit(1)
    try:
        return made, import_table(file.as_posix(), file.read_bytes(), made)
    except ModuleNotFoundError as missing:
        if missing.name != "openpyxl":
            raise
        usage(
            "读 .xlsx 需要 openpyxl；也可以另存为 CSV 再读"
            if lang == "zh"
            else "Reading .xlsx needs openpyxl"
        )


def _summary(made: TableMap, outcome: Outcome, lang: Lang) -> Iterable[str]:
    from generator.intake.summary import summary

    return summary(made, outcome, lang)


def _tell(problems: Iterable[Problem], lang: Lang) -> None:
    """Print problems, so many at most; a wrong map makes one for each row."""
    found = list(problems)
    for each in found[:MOST]:
        typer.echo(each.text(lang), err=True)
    if (rest := len(found) - MOST) > 0:
        typer.echo(f"…… 还有 {rest} 个问题" if lang == "zh" else f"… and {rest} more problems", err=True)


def _copies(map_: Path, made: TableMap, lang: Lang) -> dict[str, bytes]:
    """Read what goes with the map: a file to its place, or every file of a folder."""
    from generator.intake.files import copied
    from generator.records.codes import intake as codes
    from generator.records.source import Mark, problem

    missing = [copy.file for copy in made.copies if not (map_.parent / copy.file).exists()]
    if missing:
        _tell([problem(Mark(map_.as_posix()), codes.COPY_MISSING, file=name) for name in missing], lang)
        raise typer.Exit(1)
    return {
        path: content for copy in made.copies for path, content in copied(map_.parent / copy.file, copy.to)
    }


def _settled(
    root: Path, outcome: Outcome, made: TableMap, copies: dict[str, bytes], lang: Lang, *, force: bool
) -> Settled:
    """Compare what was made with what is there; tell what stays, and which projects come and go."""
    from generator.intake.again import again
    from generator.intake.settling import settle
    from generator.intake.standing import Standing
    from generator.records.source import Refused

    try:
        here = Standing.of(root)
    except Refused as refused:
        usage(refused.text(lang))
    found = settle(here, made, outcome.records, copies, force=force)
    _tell(found.problems, lang)
    if found.shifted:
        typer.echo(
            "有的编号换了项目，什么也没有写。"
            if lang == "zh"
            else "Ids stand for other projects than before; nothing was written.",
            err=True,
        )
        raise typer.Exit(1)
    for line in again(here, outcome.records, lang):
        typer.echo(line)
    return found


def _write(root: Path, found: Settled, lang: Lang, *, dry_run: bool) -> None:
    from generator.intake.files import write

    if not dry_run:
        write(root, found.new | found.changed)
    new, changed, left = len(found.new), len(found.changed), len(found.left)
    if lang == "zh":
        done, stay = "将写" if dry_run else "已写", f"，没有写 {left} 个（原因见上）" if left else ""
        typer.echo(f"{done}新文件 {new} 个，改写 {changed} 个{stay}，相同未动 {found.same} 个（{root}）")
    else:
        done, stay = (
            "To be written" if dry_run else "Written",
            f", {left} not, as told above" if left else "",
        )
        typer.echo(f"{done}: {new} new, {changed} changed{stay}; {found.same} identical left alone ({root})")
    if left:
        raise typer.Exit(1)
