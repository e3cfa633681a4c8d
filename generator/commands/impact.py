"""`guatu impact`: what merging a change means in points, ranks, cards and papers, before it is merged."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.rim import DEFAULT_ROOT, computing, on_day, seals, today, usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.outputs.seals import Seals
    from generator.records.portfolio import Portfolio
    from generator.review.impact import Impact
    from generator.review.proposal import Proposal

FEW, LONGEST = 5, 80


class Format(StrEnum):
    """How the preview is printed."""

    markdown = "markdown"
    json = "json"
    text = "text"


def impact(
    base: Annotated[str, typer.Option(metavar="REV", help="要合并到的分支或提交，通常是主分支")],
    head: Annotated[str, typer.Option(metavar="REV", help="要合并的分支或提交")],
    as_of: Annotated[
        str,
        typer.Option(metavar="DAY", help="按哪一天看，例如 2026-06-30；缺省为今天，或主分支最新事实的那天"),
    ] = "",
    output: Annotated[Format, typer.Option("--format", help="输出格式")] = Format.text,
    root: Annotated[Path, typer.Option(metavar="DIR", help="data 文件夹所在的文件夹")] = DEFAULT_ROOT,
) -> None:
    """预览一次合并的影响：各单位得分和名次的变化、黄牌红牌、接下来的时限、计划基准、补报和文件；只换写法的没有输出。"""
    from generator.records.source import Refused
    from generator.review.proposal import proposal

    day = on_day(as_of) if as_of else today()
    try:
        change = proposal(root, base, head, day)
        found = _found(root, change, "" if not as_of else str(day))
    except Refused as refused:
        usage(refused.text())
    typer.echo(_printed(found, output), nl=False)


def _found(root: Path, change: Proposal, fixed: str) -> Impact:
    """Compute the preview, on the day asked for or the usual one."""
    from generator.records import chain
    from generator.review.impact import State
    from generator.review.impact import impact as made

    before, notes = _before(change)
    after = _standing(change, before)
    day = change.day if fixed else _usual(change.day, before)
    was = seals(root, before, seen=change.seen)
    same = chain.ledger(before) == chain.ledger(after)
    now = was if same else seals(root, after, seen=change.seen)
    with computing():
        said = [*notes, *_notes(change), *_unknown(now)]
        return made(State(before, day, was), State(after, day, now), said)


def _unknown(found: Seals) -> Iterator[str]:
    """Say which seals fix nothing here, for want of the commits they name."""
    if found.missing:
        numbers = "、".join(str(act.number) for act in found.missing)
        yield f"第{numbers}号封存依据的提交不在这个仓库里，它们的期间按现有数据重新计算"


def _standing(change: Proposal, before: Portfolio) -> Portfolio:
    """Give the records after merging; of a file that cannot be read then, what the main branch says."""
    from generator.records.portfolio import Portfolio

    after, lost = change.after.portfolio, frozenset(change.unread)
    kept = [record for record in before.records if record.path in lost] if lost else []
    if not kept:
        return after
    days = {path: day for path, day in before.recorded.items() if path in lost}
    return Portfolio.of([*after.records, *kept], {**after.recorded, **days}, after.contents)


def _before(change: Proposal) -> tuple[Portfolio, list[str]]:
    """Give the records of the main branch; none where it has no data yet."""
    from generator.records.portfolio import Portfolio
    from generator.records.source import Refused

    try:
        return change.before.portfolio, []
    except Refused:
        return Portfolio(), ["主分支还没有数据，全部作为新增"]


def _usual(day: date, before: Portfolio) -> date:
    """Give today; the newest fact's day where the main branch already knows of a later one."""
    return max([day, *(event.date for event in before.events.values())])


def _notes(change: Proposal) -> Iterator[str]:
    """Say in a line each what could not be read or merged."""
    if change.conflicts:
        yield f"与主分支有冲突，{len(change.conflicts)}个文件没有计入：{_listed(change.conflicts)}"
    if change.unread:
        yield f"本次改动的{len(change.unread)}个文件读不出，没有计入，原有的照旧：{_listed(change.unread)}"
    if any(found.severity == "error" for found in change.after.problems):
        yield "合并后的数据有错误（见检查结果）；读得出的文件都已计入"


def _listed(paths: Sequence[str]) -> str:
    from generator.outputs.templates import cut

    return "、".join(cut(path, LONGEST) for path in paths[:FEW]) + ("……" if len(paths) > FEW else "")


def _printed(found: Impact, output: Format) -> str:
    from generator.outputs.comment import log_json
    from generator.outputs.documents import dumps
    from generator.review.impact.markdown import markdown
    from generator.review.impact.plain import document
    from generator.review.impact.text import text

    if output is Format.json:
        return log_json(dumps(document(found)))
    return markdown(found) if output is Format.markdown else text(found)
