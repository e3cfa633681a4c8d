"""`guatu verify`: are the sealed bulletins still what they were? 0 yes, 1 no, with every difference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import DEFAULT_ROOT, computing, fail, seals, usage

if TYPE_CHECKING:
    from generator.review.verify import Ledger

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
    for act in ledger.acts:
        if act.id in found:
            faults = found[act.id]
            state = "与封存时一致" if not faults else "不一致："
            typer.echo(f"第{act.number}号 {act.period} 第{act.revision}次 链头 {act.new_head[:16]}… {state}")
            for fault in faults:
                typer.echo(f"  {fault}")
    for line in wrong:
        typer.echo(line)
    count = len(wrong) + sum(map(len, found.values()))
    if count:
        fail(f"核对了 {len(found)} 次封存，有 {count} 处不符")
    newest = ledger.acts[-1].new_head if ledger.acts else ""
    typer.echo(f"核对了 {len(found)} 次封存，全部相符；链头 {newest}" if found else "还没有封存")


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
