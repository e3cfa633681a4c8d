"""Check the seals: walk the chain, take older heads, compute sealed periods again and compare (TRUST P10)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import generator
from generator.records import chain, git
from generator.records.changes import EVENTS
from generator.records.checks import Check, Context, check, seals
from generator.records.history import shanghai
from generator.records.history.line import entries_between
from generator.records.history.line import line as main_line
from generator.records.source import Refused
from generator.review.digests import digests
from generator.review.seal import outcome, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.mechanism.closing import Sealed
    from generator.outputs.seals import Seals
    from generator.records.changes import Change, History, Life
    from generator.records.model.events import BulletinPublished
    from generator.records.portfolio import Portfolio

SHORTEST = 12
FEW_DAYS = 7
"""How many days a seal may wait to be merged without a word."""
PARTS = {"data": "全部数据", "plans": "年度计划", "policy": "计分规则"}
KIND = b"kind: bulletin_published"


@dataclass(frozen=True)
class Ledger:
    """The seals of a revision with all that is needed to check them."""

    root: Path
    commit: str
    portfolio: Portfolio
    history: History
    seals: Seals
    blobs: dict[str, str] = field(default_factory=dict)

    @cached_property
    def superseded(self) -> Mapping[int, int]:
        """Number the seals an earlier version of the tool made, each with the one that corrects it."""
        return superseded(self.seals)

    def waited(self, act: BulletinPublished) -> int:
        """Count the days from a seal's date to its recording; 0 where they are but a few."""
        first = next(iter(self.history.life(EVENTS, act.id)), None)
        days = (first.day - act.date).days if first else 0
        return days if days > FEW_DAYS else 0

    @property
    def acts(self) -> Sequence[BulletinPublished]:
        """Give every seal, those whose commit is not here included."""
        return chain.ledger(self.portfolio)


def chained(ledger: Ledger, head: str = "") -> Iterator[str]:
    """Say what is wrong with the chain: seals edited, deleted, out of order, an older head not in it."""
    for problem in check(ledger.portfolio, Context(), tuple(map(Check, seals.RULES))):
        yield f"{problem.mark.path}：{problem.message()}"
    for life in _amended(ledger):
        first, last = life[0], life[-1]
        if last.blob != first.blob:
            what = "改动" if last.blob else "删除"
            yield f"{last.path}：封存于 {last.day} 被{what}（{last.author}，提交 {last.short}）"
    if head and not _known(ledger.acts, head):
        yield f"链头 {head} 不在现有的封存记录里：有封存被删去，或者整条链被重做过"


def _amended(ledger: Ledger) -> Iterator[Life]:
    """Give the lives of records that are or were seals and did not stay as they came."""
    lives = [life for (shelf, _), life in sorted(ledger.history.lives.items()) if shelf == EVENTS]
    lives = [life for life in lives if len(life) > 1]
    ledger.history.prepare(change for life in lives for change in life)
    yield from (life for life in lives if any(KIND in ledger.history.data(change) for change in life))


def _known(acts: Sequence[BulletinPublished], head: str) -> bool:
    return len(head) >= SHORTEST and any(act.new_head.startswith(head) for act in acts)


def rebuilt(ledger: Ledger, act: BulletinPublished, *, new: bool = False) -> Iterator[str]:
    """Say how one seal differs from its commit: where that stands, its files, its figures computed again.

    What another version of the tool sealed is compared in its results: other versions tell details otherwise.
    A new one, which a change would add, is judged more strictly: `guatu seal` must not have refused it, and
    its figures are today's, whatever version it says it was made with and whatever corrects it.
    """
    found = next((one for one in ledger.seals.sealed if one.act is act), None)
    if found is None:
        yield f"提交 {act.commit[:12]} 不在这个仓库里，无法重算"
        return
    yield from _placed(ledger, act)
    if new:
        yield from _newly(ledger, found)
    for name, value in digests(ledger.root, act.commit, ledger.blobs)._asdict().items():
        if value != getattr(act, name):
            yield f"{PARTS[name]}的摘要不符：封存写 {getattr(act, name)}，提交里是 {value}"
    try:
        made = outcome(ledger.seals.view(found), found.period)
    except Refused as refused:
        yield refused.text()
        return
    if not new and act.number in ledger.superseded:
        return
    yield from _differences(act.results, made.results)
    if made.digest != act.report and (new or act.tool == generator.__version__):
        yield f"计算结果的摘要不符：封存写 {act.report}，重算得 {made.digest}"


def unlike(root: Path, commit: str, seals: Seals) -> Iterator[str]:
    """Say which sealed results are computed otherwise today, or from data that are not, or never were, there.

    `commit` is the one that is built; what it says is never shown for what was sealed. Of a seal that is
    superseded nothing is shown.
    """
    for act in seals.missing:
        yield f"第{act.number}号封存（{act.period}）依据的提交 {act.commit[:12]} 不在这个仓库里，无法重算"
    for one in seals.sealed:
        if not git.descends(root, commit, one.act.commit):
            yield f"第{one.act.number}号封存（{one.act.period}）依据的提交 {one.act.commit[:12]} 不在主线上"
        if one.act.number not in seals.superseded:
            for found in _recounted(one, seals):
                yield f"第{one.act.number}号封存（{one.act.period}）{found}{_tools(one.act)}"


def superseded(seals: Seals) -> Mapping[int, int]:
    """Number the seals that an earlier version of the tool computed otherwise, each with what corrects it.

    That is the last seal of the same period, if what it says is computed today as well. Raises Refused.
    """
    found: dict[int, int] = {}
    for revisions in seals.by_period.values():
        *earlier, last = revisions
        lost = [
            one for one in earlier if one.act.tool != generator.__version__ and any(_recounted(one, seals))
        ]
        if lost and not any(_recounted(last, seals)):
            found |= {one.act.number: last.act.number for one in lost}
    return found


def _recounted(one: Sealed, seals: Seals) -> Iterator[str]:
    yield from _differences(one.act.results, outcome(seals.view(one), one.period).results)


def _placed(ledger: Ledger, act: BulletinPublished) -> Iterator[str]:
    """A seal names the newest commit of the main line on its day, which is between that and its recording."""
    if not git.descends(ledger.root, ledger.commit, act.commit):
        yield f"提交 {act.commit[:12]} 不在主线上"
    made = shanghai(git.moment(ledger.root, act.commit))
    if act.date < made:
        yield f"封存日期 {act.date} 早于它依据的提交（{made}）：日期被提前过"
    for first in ledger.history.life(EVENTS, act.id)[:1]:
        if act.date > first.day:
            yield f"封存日期 {act.date} 晚于入库日期 {first.day}"
        if not git.descends(ledger.root, first.commit, act.commit):
            yield f"封存入库的提交 {first.short} 里没有它依据的提交 {act.commit[:12]}"
        yield from _left_out(ledger, act, first)
    earlier = [one.act for one in ledger.seals.sealed if one.act.number < act.number]
    if earlier and not git.descends(ledger.root, act.commit, earlier[-1].commit):
        yield (
            f"依据的提交 {act.commit[:12]} 不在第{earlier[-1].number}号封存依据的提交"
            f" {earlier[-1].commit[:12]} 之后：封存只能一号比一号新"
        )


def _left_out(ledger: Ledger, act: BulletinPublished, first: Change) -> Iterator[str]:
    """What the main line was told on days before a seal's date is in the commit the seal names.

    What came on its day or later, while the seal waited to be merged, need not be.
    """
    merged = git.descends(ledger.root, ledger.commit, first.commit)
    until = f"{first.commit}^" if merged else ledger.commit
    if act.commit == first.commit or not git.descends(ledger.root, until, act.commit):
        return  # said already
    came = [(one, shanghai(one.moment)) for one in entries_between(ledger.root, act.commit, until)]
    if missed := [(one, day) for one, day in came if day < act.date]:
        one, day = missed[0]
        yield (
            f"封存日期 {act.date} 以前已经入库的 {len(missed)} 次改动不在它依据的提交 {act.commit[:12]} 里"
            f"（第一次是 {day} 的 {one.commit[:12]}）：应依据当天主分支的最新提交"
        )


def _newly(ledger: Ledger, one: Sealed) -> Iterator[str]:
    """A new seal names what was once the main branch's newest commit, and is one that `guatu seal` makes."""
    if one.act.commit not in main_line(ledger.root, ledger.commit):
        yield f"提交 {one.act.commit[:12]} 没有当过主分支的最新提交"
    if why := refusal(one.act, one.portfolio, [act for act in ledger.acts if act.number < one.act.number]):
        yield why


def _differences(sealed: Sequence[str], made: Sequence[str]) -> Iterator[str]:
    """Name the results that differ, sealed and computed again."""
    for line in [line for line in sealed if line not in made]:
        yield f"封存有、重算没有：{line}"
    for line in [line for line in made if line not in sealed]:
        yield f"重算有、封存没有：{line}"


def _tools(act: BulletinPublished) -> str:
    if act.tool == generator.__version__:
        return ""
    return (
        f"（封存用的是 guatu {act.tool}，现在是 {generator.__version__}：请用原来的版本再核对；"
        f"是原来算错、现已改正的，用 guatu seal {act.period} --correct 再封存一次）"
    )


def verdicts(ledger: Ledger, period: str = "") -> Mapping[str, Sequence[str]]:
    """Give, for each seal (of a period, or all), what does not agree; nothing where it holds."""
    return {act.id: list(rebuilt(ledger, act)) for act in ledger.acts if not period or act.period == period}
