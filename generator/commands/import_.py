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
    force: Annotated[bool, typer.Option("--force", help="已有而内容不同的文件也改写")] = False,
    lang: Annotated[Language, typer.Option(help="报告的语言")] = Language.zh,
) -> None:
    """按对照表把表格的行读成项目、计划和事件；每个问题都指明是哪一格。有错误就什么也不写。"""
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
    files = {path: text.encode() for path, text in outcome.files.items()} | _copies(map_, made, words)
    _write(root, files, words, dry_run=dry_run, force=force)


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


def _write(root: Path, files: dict[str, bytes], lang: Lang, *, dry_run: bool, force: bool) -> None:
    from generator.intake.files import compare, write

    new, differing = compare(root, files)
    changed = [found.mark.path for found in differing]
    same = len(files) - len(new) - len(changed)
    if differing and not force:
        _tell(differing, lang)
        typer.echo("什么也没有写。" if lang == "zh" else "Nothing was written.", err=True)
        raise typer.Exit(1)
    if not dry_run:
        write(root, {path: files[path] for path in (*new, *changed)})
    if lang == "zh":
        done = "将写" if dry_run else "已写"
        typer.echo(f"{done}新文件 {len(new)} 个，改写 {len(changed)} 个，相同未动 {same} 个（{root}）")
    else:
        done = "To be written" if dry_run else "Written"
        typer.echo(f"{done}: {len(new)} new, {len(changed)} changed; {same} identical left alone ({root})")
