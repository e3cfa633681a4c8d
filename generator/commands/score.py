"""`guatu score`: a quarter's or a year's scores, as a table, JSON or CSV, and one unit explained."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import (
    DEFAULT_ROOT,
    computing,
    doubts,
    fail,
    loaded,
    on_day,
    seals,
    tell_doubt,
    usage,
)

if TYPE_CHECKING:
    from generator.mechanism.report import Report
    from generator.records.calendar import Quarter
    from generator.records.changes import History


class Format(StrEnum):
    """How scores are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def score(
    period: Annotated[str, typer.Option(help="考评期间：2026Q2，或一年 2026")],
    root: Annotated[Path, typer.Option(help="数据所在的文件夹")] = DEFAULT_ROOT,
    as_of: Annotated[
        str,
        typer.Option(help="数据截至哪一天，例如 2026-06-30；缺省为期末（已封存的为封存日）或今天"),
    ] = "",
    rev: Annotated[str, typer.Option(help="按哪一次提交的数据计算")] = "",
    output: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.table,
    explain: Annotated[str, typer.Option(help="逐项说明这个单位的得分（编号、全称或简称）")] = "",
) -> None:
    """计算一个季度或一年的考评得分，每一分都列出条款、事实和依据的文件。"""
    from generator.mechanism.report import report
    from generator.processes import aside

    wanted = _period(period)
    if explain and output is not Format.table:
        usage(
            f"--explain 只有文字，不能写成 {output}；要逐项得分的数据，用 --format json，其中的 entries 就是"
        )
    portfolio = loaded(root, rev)
    known = seals(root, portfolio)
    day = on_day(
        as_of, max([_last(wanted), *(one.act.date for one in known.sealed if one.act.period == period)])
    )
    with aside(lambda: doubts(root, rev, portfolio, _past(root, rev), day)) as doubt:
        with computing():
            made = report(portfolio, day, known.closed)
        if wanted not in made.years and wanted not in made.quarters:
            fail(f"截至{day}的数据里没有 {period} 这个期间")
        typer.echo(_text(made, wanted, output, explain), nl=False)
        tell_doubt(doubt())


def _past(root: Path, rev: str) -> History:
    """Read the history; a clone cut short tells nothing of it."""
    from generator.records import git
    from generator.records.changes import History
    from generator.records.history import history
    from generator.records.source import Refused

    if not git.repository(root):
        return History()
    try:
        return history(root, rev or "HEAD")
    except Refused:
        return History()


def _period(text: str) -> Quarter | int:
    from generator.records.calendar import YEARS, Quarter

    try:
        found = int(text) if re.fullmatch("[0-9]{4}", text) else Quarter.parse(text)
    except ValueError:
        found = 0
    if (found if isinstance(found, int) else found.year) not in YEARS:
        usage(f"期间“{text}”看不懂：季度写成 2026Q2，年度写成 2026")
    return found


def _last(period: Quarter | int) -> date:
    return date(period, 12, 31) if isinstance(period, int) else period.last


def _text(made: Report, period: Quarter | int, output: Format, explain: str) -> str | bytes:
    from generator.outputs.documents import dumps, score_document
    from generator.outputs.feeds import score_csv
    from generator.outputs.plain import explanation, table

    if explain:
        unit = _unit(made, explain)
        return explanation(made, period, unit)
    if output is Format.json:
        return dumps(score_document(made, period))
    return score_csv(made, period) if output is Format.csv else table(score_document(made, period))


def _unit(made: Report, name: str) -> str:
    for key, unit in made.known.organisations.items():
        if name in {key, unit.name, unit.short}:
            return key
    return usage(f"没有“{name}”这个单位：请写登记的编号、全称或简称")
