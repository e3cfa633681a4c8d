"""`guatu new project|plan|event`: a valid file with every key explained, in the right place."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.commands import meant
from generator.commands.rim import DEFAULT_ROOT, on_day, today, usage, why
from generator.commands.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.types import Record
    from generator.records.portfolio import Portfolio

OF_PROJECTS = ("start", "completion", "closing", "item", "issue")
"""Fields that name an event of a project."""
app = typer.Typer(name="new", help="新建一个文件：项目、年度计划或事件，带中文说明。", no_args_is_help=True)

Root = Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")]
Unit = Annotated[str, typer.Option(metavar="ID", help="单位编号，或名称、名称的一部分")]
Id = Annotated[str, typer.Option("--id", metavar="ID", help="编号；不写就取下一个空号")]
Day = Annotated[str, typer.Option("--date", metavar="DAY", help="日期，例如 2026-05-08；不写就是今天")]


@app.command(cls=Told)
def project(unit: Unit = "", root: Root = DEFAULT_ROOT, id_: Id = "", day: Day = "") -> None:
    """新建项目文件。"""
    from generator.commands import suggestions
    from generator.records.model.projects import Project

    known, when = _known(root), on_day(day)
    named, units = meant.unit(known, unit), known.organisations.values()
    unit = named or next(iter(sorted(one.id for one in units if one.kind == "责任单位")), "")
    if not unit:
        usage("名册里还没有责任单位：请用 --unit 写单位编号")
    id_ = id_ or suggestions.number(known, f"P{when.year}")
    values = suggestions.project(known, unit, id_)
    _create(root, f"data/projects/{unit}/{id_}.yml", Project, "项目", "project", values, when)
    if not named:
        _taken(known, unit)
    lacking = "、".join(word for word in ("street", "leader") if values[word] == suggestions.NOBODY)
    if lacking:
        typer.echo(
            f"{lacking} 写的 {suggestions.NOBODY} 是样例：名册里还没有街道或分管负责人，先登记", err=True
        )


@app.command(cls=Told)
def plan(
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="项目编号；不写就取还没有计划的项目")] = "",
    year: Annotated[int, typer.Option(metavar="YEAR", help="计划年度；不写就是今年")] = 0,
    root: Root = DEFAULT_ROOT,
    day: Day = "",
) -> None:
    """新建一个项目的年度计划文件。"""
    from generator.commands import suggestions
    from generator.records.model.projects import Plan

    known, when = _known(root), on_day(day)
    year = year or when.year
    id_ = id_ or next((one for one in sorted(known.projects) if (one, year) not in known.plans), "")
    if not id_:
        usage(f"每个项目在 {year} 年都有计划了：请用 --id 写项目编号")
    values = suggestions.plan(id_, year, when)
    _create(root, f"data/plans/{year}/{id_}.yml", Plan, "年度计划", "plan", values, when)
    if id_ not in known.projects:
        typer.echo(f"还没有项目 {id_}：先建项目文件（guatu new project --id {id_}）。", err=True)


@app.command(cls=Told)
def event(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="事件种类，英文或中文，例如 weekly_report 或 周报")
    ],
    unit: Unit = "",
    project_: Annotated[
        str,
        typer.Option(
            "--project", metavar="ID", help="项目编号，或名称、名称的一部分；不写就取本单位还没有写过的"
        ),
    ] = "",
    root: Root = DEFAULT_ROOT,
    id_: Id = "",
    day: Day = "",
) -> None:
    """新建事件文件。"""
    from generator.commands import suggestions
    from generator.commands.trial import tried
    from generator.records.model.events import KINDS
    from generator.records.model.events.base import ProjectEvent

    kind = meant.kind(kind)
    if kind == "bulletin_published":
        usage("通报封存不手写：用 guatu seal 期间，例如 guatu seal 2026-09")
    known, when = _known(root), on_day(day)
    wish = suggestions.Wish(_entitled(known, kind, meant.unit(known, unit)), _project(known, kind, project_))
    if (taken := known.events.get(id_)) is not None:
        usage(f"编号 {id_} 已经有了：{taken.path}；请另写一个")
    values, faults = tried(known, kind, when, wish, id_)
    path = f"data/events/{values['writer']}/{when.year}/{values['id']}.yml"
    _create(root, path, KINDS[kind], KINDS[kind].title, f"event-{kind}", values, when)
    if not unit:
        _taken(known, values["writer"])
    if "project" not in values and issubclass(KINDS[kind], ProjectEvent):
        _unsuited(KINDS[kind].title)
        return
    for fault in faults:
        typer.echo(f"照现在的样子还过不了检查：{fault.code.id} {fault.message()} — {fault.hint()}", err=True)


def _unsuited(title: str) -> None:
    """Say that no project is as far as the event speaks of, so that its id is a sample."""
    from generator.commands.suggestions import NOBODY

    typer.echo(
        f"没有一个项目正待填报“{title}”：project 写的 {NOBODY} 是样例；要写的，用 --project 写明", err=True
    )


def _taken(known: Portfolio, unit: str) -> None:
    """Say which unit was taken for want of another word."""
    found = known.organisations.get(unit)
    name = f"{unit}（{found.short}）" if found else unit
    typer.echo(f"没有写 --unit，填报单位取了 {name}；不对的，删去文件，用 --unit 写明再来", err=True)


def _entitled(known: Portfolio, kind: str, unit: str) -> str:
    """Give a unit back that may write a kind; refuse another, and say who may."""
    from generator.records.model.events import KINDS
    from generator.records.rights import rights

    found, writers = known.organisations.get(unit), rights(known)[kind].writers
    if found and found.kind not in writers:
        title = f"{kind}（{KINDS[kind].title}）"
        usage(f"{unit}（{found.short}）是{found.kind}，不能填报 {title}；由{'、'.join(writers)}填报")
    return unit


def _project(known: Portfolio, kind: str, written: str) -> str:
    """Read the project an event is to be about."""
    from generator.records.model.events import KINDS

    if not written:
        return ""
    if not {"project", *OF_PROJECTS} & KINDS[kind].model_fields.keys():
        usage(f"{KINDS[kind].title}不分项目，不写 --project")
    return meant.project(known, written)


def _known(root: Path) -> Portfolio:
    """Read what is there; faults in it are no matter of a new file."""
    from generator.records.load import load
    from generator.records.source import Refused

    try:
        return load(root)[0]
    except Refused as refused:
        usage(refused.text())


def _create(
    root: Path, path: str, model: type[Record], title: str, schema: str, values: Mapping[str, Any], day: date
) -> None:
    from generator.records.blank import blank
    from generator.records.places import misplaced, place_of

    if place_of(path) is None:
        usage("编号或单位不能这样写：只用大写字母、数字和中间的短横线，例如 P26-001")
    if fault := misplaced(path):
        usage(fault.text())
    link = f"{'../' * path.count('/')}schema/{schema}.json"
    text = blank(model, title, link, values, day)
    file = root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        usage(f"{path} 已经有了，没有改动；请用 --id 另写一个编号")
    except OSError as error:
        usage(f"写不进 {path}：{why(error)}")
    where = "" if root == DEFAULT_ROOT else f" --root {shlex.quote(str(root))}"
    typer.echo(f"已写好 {path}：请改成实际内容，再执行 guatu check {shlex.quote(str(file))}{where}")
    if day > today():
        typer.echo("日期在今天以后：事情发生以后再提交。", err=True)
