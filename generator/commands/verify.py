"""`guatu verify`: are the sealed bulletins still what they were? 0 yes, 1 no, with every difference."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import generator
from generator.commands.rim import DEFAULT_ROOT, computing, fail, seals, today, usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.commands.editions import Making
    from generator.records.model.events import BulletinPublished
    from generator.review.release import Release
    from generator.review.shown import Place
    from generator.review.verify import Ledger

PLACE = 0
"""Where a number of a seal is asked for: what is wrong beside the sealed versions."""
HEAD = re.compile(r"[0-9a-f]{12,64}")


def verify(
    period: Annotated[
        str, typer.Argument(metavar="[PERIOD]", help="只核对这一期：2026-09、2026Q3、2026")
    ] = "",
    all_: Annotated[bool, typer.Option("--all", help="核对全部（不写期间时就是全部）")] = False,
    head: Annotated[
        str, typer.Option(metavar="HASH", help="以前某期通报上印的链头（至少前12位），核对它还在不在")
    ] = "",
    root: Annotated[Path, typer.Option(metavar="DIR", help="数据所在的文件夹")] = DEFAULT_ROOT,
    rev: Annotated[str, typer.Option(metavar="COMMIT", help="核对哪一次提交；缺省为当前提交")] = "HEAD",
    published: Annotated[
        str,
        typer.Option(metavar="PLACE", help="同时把网站重新生成，与发布在这里（文件夹或仓库）的逐个比对"),
    ] = "",
    branch: Annotated[str, typer.Option(metavar="B", help="发布在 git 仓库的哪个分支")] = "gh-pages",
    files: Annotated[
        bool, typer.Option("--files/--no-files", help="发布时是否写了 Word、Excel、PDF（与 publish 相同）")
    ] = True,
) -> None:
    """核对封存的通报：链有没有断、被改、被删，按原提交重算的每个数字是不是还一样。"""
    from generator.review.verify import chained, verdicts

    if period and all_:
        usage("期间和 --all 只写一个")
    if head and not HEAD.fullmatch(head):
        usage("链头是通报末尾印的64位数字和字母，至少写前12位")
    ledger = _ledger(root, rev)
    if period and not any(act.period == period for act in ledger.acts):
        usage(f"{period} 没有封存过")
    wrong = list(chained(ledger, head))
    with computing():
        found = verdicts(ledger, period)
    shown = _published(ledger, published, branch, period, files=files) if published else {}
    wrong += shown.get(PLACE, ())
    told = [(act, [*found[act.id], *shown.get(act.number, ())]) for act in ledger.acts if act.id in found]
    for act, faults in told:
        typer.echo(_line(act, ledger, fails=bool(faults)))
        for fault in faults:
            typer.echo(f"  {fault}")
    for line in wrong:
        typer.echo(line)
    if count := len(wrong) + sum(len(faults) for _, faults in told):
        fail(f"核对了 {len(told)} 次封存，有 {count} 处不符")
    newest = ledger.acts[-1].new_head if ledger.acts else ""
    typer.echo(f"核对了 {len(told)} 次封存，全部相符；链头 {newest}" if told else "还没有封存")


def _line(act: BulletinPublished, ledger: Ledger, *, fails: bool) -> str:
    """Say of one seal whether it holds, and how late it came."""
    late = f"（封存日期比入库早 {days} 天）" if (days := ledger.waited(act)) else ""
    head = f"第{act.number}号 {act.period} 第{act.revision}次 链头 {act.new_head[:16]}…{late}"
    return f"{head} {'不一致：' if fails else _state(act, ledger.superseded.get(act.number))}"


def _state(act: BulletinPublished, by: int | None) -> str:
    if by is None and act.tool != generator.__version__:
        return f"结果与封存时一致（封存用的是 guatu {act.tool}，明细请用那个版本核对）"
    if by is None:
        return "与封存时一致"
    return f"封存用的是 guatu {act.tool}，现在的版本算得不同，已由第{by}号更正"


def _ledger(root: Path, rev: str) -> Ledger:
    from generator.records import git
    from generator.records.history import history
    from generator.records.load import load_revision
    from generator.records.source import Refused
    from generator.review.verify import Ledger

    try:
        commit = git.commit_of(root, rev)
        portfolio, _ = load_revision(root, commit)
        changes = history(root, commit)
    except Refused as refused:
        usage(refused.text())
    return Ledger(root, commit, portfolio, changes, seals(root, portfolio, changes))


def _published(
    ledger: Ledger, to: str, branch: str, period: str, *, files: bool
) -> Mapping[int, Sequence[str]]:
    """Build sites anew and compare them with the published ones: faults by seal, those of the place by PLACE.

    The working site is built anew where no period is asked for alone.
    """
    from generator.commands.editions import Making, editions
    from generator.commands.publish import place_of, rooms
    from generator.outputs.ahead import helping
    from generator.records.source import Refused
    from generator.review.compared import beside, compared
    from generator.review.folders import RELEASES
    from generator.review.lock import workroom

    folder = Path(to) if (Path(to) / RELEASES).is_dir() else None
    above = Path(to).absolute().parent
    if folder is None and Path(to).is_dir() and (above / RELEASES).is_dir():
        usage(f"{to} 只是现在的一版，核对要它的上一级：写 --published {above}")
    found: dict[int, list[str]] = defaultdict(list)
    root, making = ledger.root, Making(today(), Path(), "version", files)
    try:
        with workroom(rooms(root)) as room, helping():
            making = replace(making, room=room)
            place = place_of(root, "" if folder else to, branch, folder)
            shown = place.shown()
            made = editions(root, making, ledger.commit, strict=False)
            numbers = [act.number for act in ledger.acts if period in {"", act.period}]
            for edition in [one for one in made.sealed if one.number in numbers]:
                found[edition.number] += compared(place, shown, edition, room)
            titles = {one.name: one.title for one in (made.current, *made.sealed)}
            found[PLACE] += beside(place, shown, titles)
            if not period and (last := shown.get(made.current.name)):
                found[PLACE] += _working(ledger, place, last, making)
    except Refused as refused:
        usage(refused.text())
    return found


def _working(ledger: Ledger, place: Place, last: Release, making: Making) -> Iterator[str]:
    """Build the working site anew, of the commit and day its record names. Raises Refused."""
    from generator.commands.editions import editions
    from generator.records import git
    from generator.records.calendar import day
    from generator.review.compared import compared

    if not git.descends(ledger.root, ledger.commit, last.commit):
        yield f"current 出自提交 {last.commit[:12]}，不在主线上"
        return
    try:
        then = replace(making, day=day(last.as_of))
    except ValueError:
        yield "current 的记录里，数据截至的日期看不懂"
        return
    made = editions(ledger.root, then, last.commit, strict=False).current
    yield from (f"current：{line}" for line in compared(place, {made.name: last}, made, making.room))
