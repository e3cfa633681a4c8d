"""`guatu build`: the site of a day and commit, written whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.check import Language
from generator.commands.rim import (
    DEFAULT_ROOT,
    NO_PDF,
    Reading,
    added,
    computing,
    fail,
    on_day,
    reading,
    revision,
    seals,
    usage,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.outputs.plan import Plan
    from generator.outputs.seals import Seals
    from generator.records.portfolio import Portfolio
    from generator.records.source import Lang, Problem


def build(
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="数据截至哪一天，例如 2026-09-30；缺省为今天")
    ] = "",
    rev: Annotated[str, typer.Option(metavar="COMMIT", help="按哪一次提交的数据生成")] = "",
    site_dir: Annotated[Path | None, typer.Option(metavar="DIR", help="网站写到哪里；缺省为 site")] = None,
    pages_only: Annotated[bool, typer.Option("--pages-only", help="只写 build/docs 里的页面")] = False,
    files: Annotated[
        bool, typer.Option("--files/--no-files", help="各期文件是否写成 Word、Excel、PDF 供下载")
    ] = True,
    lang: Annotated[Language, typer.Option(help="语言")] = Language.zh,
) -> None:
    """生成网站：先写页面，再排版；读不出的数据文件不计入，错误每页注明，排版失败时原来的网站不动。"""
    words: Lang = "zh" if lang is Language.zh else "en"
    made(root, on_day(as_of), rev, site_dir, pages_only=pages_only, files=files, lang=words)


def made(
    root: Path,
    day: date,
    rev: str,
    site_dir: Path | None,
    *,
    pages_only: bool = False,
    files: bool = True,
    lang: Lang = "zh",
) -> Path:
    """Build, telling what was written. Gives the site's folder.

    One faulty file does not stop the site: every page tells of it, and the status is 1. A sealed
    result that cannot be computed again does: nothing is written then.
    """
    from contextlib import nullcontext

    from generator.commands.rooms import refuse_closed
    from generator.outputs.ahead import helping

    site = site_dir or root / "site"
    if root.is_dir():
        refuse_closed(root.resolve() / "build" / "docs", None if pages_only else site)
    with nullcontext() if pages_only else helping():
        portfolio, problems, plan = ready(root, day, rev, site, files=files, lang=lang)
        plan = replace(plan, seals=proven(root, plan.revision.commit, plan.seals))
        written(portfolio, problems, plan, pages_only=pages_only, lang=lang)
    tell_faults(problems, lang)
    return site


def ready(
    root: Path, day: date, rev: str, site_dir: Path, *, files: bool = True, lang: Lang = "zh"
) -> tuple[Portfolio, list[Problem], Plan]:
    """Load and check the data, and say what is to be built of them."""
    portfolio, problems, changes = _loaded(root, rev, day, lang)
    plan = _plan(root, day, rev, site_dir)
    plan = replace(plan, seals=seals(root, portfolio, changes), history=changes, files=files)
    return portfolio, problems, plan


def written(
    portfolio: Portfolio,
    problems: list[Problem],
    plan: Plan,
    *,
    pages_only: bool = False,
    quiet: bool = False,
    lang: Lang = "zh",
) -> None:
    """Write pages and site, telling what was written; stops the command where that cannot be."""
    say = _silence if quiet else typer.echo
    from generator.outputs.builder import BuildError
    from generator.outputs.writing import ForeignFolderError
    from generator.records.source import Refused

    try:
        with computing():
            told = (_pages if pages_only else _site)(portfolio, problems, plan)
        say(_said(lang, *told))
        _tell_unset(plan, lang)
    except ForeignFolderError as error:
        usage(
            _said(
                lang,
                f"{error} 不是本工具生成的文件夹，不敢覆盖：请换一个，或自行移走",
                f"{error} was not made by this tool and is left alone: choose another, or move it away",
            )
        )
    except Refused as refused:
        usage(refused.text(lang))
    except BuildError as error:
        fail(
            _said(
                lang, f"排版没有通过，原来的网站没有动：\n{error}", f"The builder refused the pages:\n{error}"
            )
        )


def _tell_unset(plan: Plan, lang: Lang) -> None:
    from generator.outputs.office.forms import writable

    if plan.files and "pdf" not in writable():
        typer.echo(_said(lang, NO_PDF[0], NO_PDF[1]), err=True)


def tell_faults(problems: Sequence[Problem], lang: Lang = "zh") -> None:
    """Stop with status 1 where the data has faults: what could be written has been."""
    faults = sum(problem.severity == "error" for problem in problems)
    if faults:
        fail(
            _said(
                lang,
                f"数据有 {faults} 处错误：读不出的文件没有计入，其余照现有内容计算；每页都注明了，请尽快改正",
                f"{faults} faults in the data, as every page says; what cannot be read does not count",
            )
        )


def proven(root: Path, commit: str, seals: Seals) -> Seals:
    """Stop where a sealed result is computed otherwise today: seal or tool changed, or data are foreign.

    Gives the seals, those marked that an earlier version of the tool made and a later seal corrects.
    """
    from generator.review.verify import superseded, unlike

    with computing():
        if lost := superseded(seals):
            seals = replace(seals, superseded=lost, views={})
        found = list(unlike(root, commit, seals))
    for line in found:
        typer.echo(line, err=True)
    if found:
        fail(f"封存的结果有 {len(found)} 处重算不出来，不能这样给人看：请用 guatu verify 查清")
    return seals


def _loaded(root: Path, rev: str, day: date, lang: Lang) -> Reading:
    """Load and check, with the history; every fault and warning goes on to the page of data quality."""
    from generator.records.source import Refused

    try:
        portfolio, problems, changes = reading(root, rev, day)
    except Refused as refused:
        usage(refused.text(lang))
    for problem in problems:
        if problem.severity == "error":
            typer.echo(problem.text(lang), err=True)
    return Reading(portfolio, problems, changes)


def _pages(portfolio: Portfolio, problems: list[Problem], plan: Plan) -> tuple[str, str]:
    from generator.outputs.site import write_pages

    count, changed = write_pages(portfolio, problems, plan)
    return (
        f"{count} 个文件，改写 {changed} 个：{plan.docs}",
        f"{count} files, {changed} written: {plan.docs}",
    )


def _site(portfolio: Portfolio, problems: list[Problem], plan: Plan) -> tuple[str, str]:
    from generator.outputs.site import build_site

    count, stamped = build_site(portfolio, problems, plan)
    zh, en = f"网站已生成，共{count}页：{plan.site}", f"The site is ready, {count} pages: {plan.site}"
    if stamped:
        return zh, en
    return (
        f"{zh}\n本区的 mkdocs.yml 使同类页面的外壳各不相同，因此逐页排版，较慢",
        f"{en}\nYour mkdocs.yml gives pages of one kind different shells: each was set by itself, slowly",
    )


def _plan(root: Path, day: date, rev: str, site_dir: Path) -> Plan:
    from generator.outputs.plan import Plan
    from generator.outputs.settled import around
    from generator.records import git

    pages = Plan(root, day).docs.resolve()
    if {pages, root.resolve() / "data"} & {site_dir.resolve(), *site_dir.resolve().parents}:
        usage(f"网站不能写到 {site_dir}：那里是页面或数据的文件夹，请换一个")
    more = () if rev else around(root)
    found = revision(root, rev, more)
    if not found.commit:
        return Plan(root, day, site_dir)
    new, when = added(root, found, more), git.moment(root, found.commit)
    return Plan(root, day, site_dir, found, when, added=new, fixed=bool(rev))


def _silence(_: str) -> None:
    """Say nothing: the site is only a step of what is being done."""


def _said(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
