"""What commands share: the clock, the data folder, and how they stop (1 faults in the data, 2 usage)."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from generator.records.calendar import SHANGHAI, YEARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.outputs.revision import Revision
    from generator.outputs.seals import Seals
    from generator.records.changes import History
    from generator.records.checks import Check, Context
    from generator.records.load import Seen
    from generator.records.model.events import BulletinPublished
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

DEFAULT_ROOT = Path()
MANY = 4000
"""Records; with fewer, a second process costs more than it saves."""
NO_PDF = (
    "本机没有装排版 PDF 的程序库，没有生成 PDF（Word 和 Excel 照常）。请安装：pip install 'guatu[pdf]'",
    "The library for .pdf is missing: none was written (.docx and .xlsx were). Install guatu[pdf]",
)


REASONS = {
    errno.EACCES: "没有权限",
    errno.EADDRINUSE: "已经有程序在用",
    errno.EBUSY: "正在使用，或是挂载点",
    errno.EDQUOT: "超过了磁盘配额",
    errno.EEXIST: "已经有了",
    errno.EFBIG: "文件太大（见 ulimit -f）",
    errno.EISDIR: "是文件夹",
    errno.EMFILE: "打开的文件太多（见 ulimit -n）",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "不在",
    errno.ENOSPC: "磁盘满了",
    errno.ENOTDIR: "上面有一级不是文件夹",
    errno.EPERM: "不允许",
    errno.EROFS: "磁盘是只读的",
}


class Reading(NamedTuple):
    """What was read: the records, every problem in them and between them, and what git tells of the files."""

    portfolio: Portfolio
    problems: list[Problem]
    history: History


def today() -> date:
    """Give the day it is in Shanghai; the only clock there is."""
    return datetime.now(SHANGHAI).date()


def on_day(text: str, latest: date | None = None) -> date:
    """Read `--as-of`; without it the day given, or today if that is earlier."""
    from generator.records.calendar import day

    if not text:
        return min(latest or today(), today())
    try:
        found = day(text)
    except ValueError:
        found = date.max
    if found.year not in YEARS:
        usage(f"日期“{text}”看不懂：请写成 2026-06-30 这样")
    return found


def loaded(root: Path, rev: str = "") -> Portfolio:
    """Load a folder or a revision; problems go to standard error, faults stop the command."""
    from generator.records.load import load, load_revision
    from generator.records.source import Refused

    try:
        portfolio, problems = load_revision(root, rev) if rev else load(root)
    except Refused as refused:
        usage(refused.text())
    for found in problems:
        if found.severity == "error":
            typer.echo(found.text(), err=True)
    if any(found.severity == "error" for found in problems):
        fail("数据有误，先改正上面这些问题（guatu check 可列出全部）")
    return placed(root, rev, portfolio)


def placed(root: Path, rev: str, portfolio: Portfolio) -> Portfolio:
    """Let a portfolio know when its files were recorded, where what its corrections leave rests on that."""
    from generator.records import git
    from generator.records.correction import tied
    from generator.records.history import history

    if portfolio.recorded or not tied(portfolio) or not git.repository(root):
        return portfolio
    return replace(portfolio, recorded=history(root, rev or "HEAD").recorded)


def reading(root: Path, rev: str, day: date) -> Reading:
    """Load a folder or a revision and check it as of its newest fact, so that no clock has a say.

    Raises Refused.
    """
    from generator.records.checks import Context
    from generator.records.history import history
    from generator.records.load import load, load_revision
    from generator.records.source import tidy

    changes = history(root, rev or "HEAD")
    recorded = changes.recorded
    portfolio, problems = (
        load_revision(root, rev, recorded=recorded) if rev else load(root, recorded=recorded)
    )
    context = Context(history=changes, unread=Context.names(problems), read=partial(content, root, rev))
    return Reading(portfolio, tidy([*problems, *between(portfolio, context, day)]), changes)


def content(root: Path, rev: str, path: str) -> bytes:
    """Give a file's bytes as they were read."""
    from generator.records import git

    return git.git(root, "show", f"{rev}:./{path}") if rev else (root / path).read_bytes()


def between(portfolio: Portfolio, context: Context, day: date) -> list[Problem]:
    """Check what one file alone does not show, as of the newest fact, so that no clock has a say."""
    from generator.records.checks import CHECKS

    newest = max((event.date for event in portfolio.events.values()), default=day)
    return checked(portfolio, replace(context, today=max(day, newest)), CHECKS)


def checked(portfolio: Portfolio, context: Context, checks: tuple[Check, ...]) -> list[Problem]:
    """Run checks over the records, half of them in another process where these are many."""
    from generator.records.checks import check

    if portfolio.size < MANY:
        return check(portfolio, context, checks)
    from generator.processes import aside
    from generator.records.source import tidy

    with aside(lambda: check(portfolio, context, checks[1::2])) as others:
        return tidy([*check(portfolio, context, checks[::2]), *others()])


def doubts(root: Path, rev: str, portfolio: Portfolio, changes: History, day: date) -> list[Problem]:
    """Check what was loaded as `reading` does."""
    from generator.records.checks import Context

    context = Context(history=changes, read=partial(content, root, rev))
    return between(replace(portfolio, recorded=changes.recorded), context, day)


def tell_doubt(problems: Iterable[Problem]) -> None:
    """Say where what was computed rests on data with faults."""
    if errors := sum(found.severity == "error" for found in problems):
        typer.echo(
            f"数据有 {errors} 处错误，以上照现有内容计算，改正以前不能作数（guatu check 可列出全部）",
            err=True,
        )


def seals(
    root: Path, portfolio: Portfolio, history: History | None = None, seen: Seen | None = None
) -> Seals:
    """Read the data of each sealed bulletin at the commit it names, and work out what the seals fixed.

    With the history their events know the day they were recorded; `seen` is what was read already. A seal
    whose commit is not in this repository is named on standard error, kept among the missing, and its period
    computed anew; where that is because the clone is shallow, its figures would not be those published.
    Raises Refused then.
    """
    from generator.mechanism.closing import Sealed
    from generator.mechanism.report import closings
    from generator.outputs.seals import Seals
    from generator.records import chain, git
    from generator.records.load import Seen, load_revision
    from generator.records.source import Refused

    found, seen = [], Seen() if seen is None else seen
    missing: list[BulletinPublished] = []
    for act in chain.ledger(portfolio):
        try:
            then, _ = load_revision(root, act.commit, seen=seen)
        except Refused as refused:
            if git.repository(root):
                git.refuse_shallow(root)
            told = f"第{act.number}号封存（{act.period}）无从核对，{act.period} 按现有数据重新计算"
            typer.echo(f"{act.at('commit')}: {refused.text()}：{told}", err=True)
            missing.append(act)
            continue
        if history:
            days = {
                path: history.told(path) for path in history.in_order(e.path for e in then.events.values())
            }
            then = replace(then, recorded={path: day for path, day in days.items() if day})
        then = placed(root, act.commit, then)
        found.append(Sealed(act, then))
    with computing():
        return Seals(found, closings(found), missing=missing)


def revision(root: Path, rev: str = "", more: Sequence[str] = ()) -> Revision:
    """Tell the commit of the data, and whether these, or `more` files, differ from it; empty outside git."""
    from generator.outputs.revision import Revision
    from generator.records import git
    from generator.records.worktree import altered

    if not git.repository(root):
        return Revision()
    return Revision(git.commit_of(root, rev or "HEAD"), not rev and altered(root, "data", *more))


def added(root: Path, found: Revision, more: Sequence[str] = ()) -> Sequence[str] | None:
    """List the files that a revision with unsaved changes has beyond its commit; None where more differs."""
    from generator.records import worktree

    return worktree.added(root, "data", *more) if found.changed else None


def refuse_aside(root: Path, commit: str, act: str) -> str:
    """Stop with status 2 where a commit is no part of the main branch: what is not merged is not for good.

    Gives the branch, empty without any.
    """
    from generator.records import git

    if (main := git.main_branch(root)) and not git.descends(root, main, commit):
        usage(f"当前提交 {commit[:12]} 不在主分支（{main}）上：先合并，切换到主分支的最新提交再{act}")
    return main


@contextmanager
def computing() -> Iterator[None]:
    """Say in the reader's words what the computation lacks, and stop with status 1."""
    from generator.mechanism.policy import NoPolicyError
    from generator.records.calendar import MissingYear

    try:
        yield
    except MissingYear as missing:
        fail(
            f"缺少 {missing.year} 年的工作日历：请新增 data/calendar/{missing.year}.yml"
            "（guatu check 会指出哪里用到它）"
        )
    except NoPolicyError:
        fail("data/policy 里没有计分规则")


def why(error: OSError) -> str:
    """Say why the system refused, in its own words where we have none."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


def fail(message: str) -> NoReturn:
    """Stop with status 1: something in the data stands in the way."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def usage(message: str) -> NoReturn:
    """Stop with status 2: the command was called in a way it does not understand."""
    typer.echo(message, err=True)
    raise typer.Exit(2)
