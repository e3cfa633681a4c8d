"""Seal a period: compute it at a commit and write down what it was, after the seal before (TRUST P8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain as chain_
from itertools import count
from typing import TYPE_CHECKING, Any

import generator
from generator.mechanism.closing import Sealed
from generator.outputs.documents import document
from generator.outputs.papers.bulletin import figures
from generator.outputs.papers.sheet import printed
from generator.records import chain
from generator.records.calendar import Month, Quarter
from generator.records.model.events import BulletinPublished
from generator.records.rights import rights
from generator.records.source import Refused

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from generator.outputs.documents import Document
    from generator.outputs.seals import Seals
    from generator.outputs.view import View
    from generator.records.portfolio import Portfolio
    from generator.review.digests import Digests

Period = Month | Quarter | int
BULLETINS = {Month: "月度通报", Quarter: "季度考评通报", int: "年度考核"}
SEATS = {"first": "，首位席", "last": "，末位席"}
WIDEST = 200


@dataclass(frozen=True)
class Wish:
    """What is to be sealed: period, cut-off, the day of the act, the commit, by whom and why again."""

    period: Period
    as_of: date
    on: date
    commit: str
    writer: str
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a seal is about: the computed document, its digest, and the results in words."""

    document: Document
    results: Sequence[str]
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", chain.digest(self.document))


def seal(wish: Wish, portfolio: Portfolio, digests: Digests, seals: Seals) -> dict[str, object]:
    """Make the event that seals a period; `portfolio` is the commit's, `seals` are those in it.

    Gives the event's fields in the order of its file. Raises Refused where the period cannot be sealed.
    """
    acts = seals.acts
    earlier = chain.revisions(acts).get(str(wish.period), ())
    refuse(wish, portfolio, acts, len(earlier))
    said: dict[str, Any] = {
        "id": _id(wish.period, len(earlier) + 1, portfolio.events),
        "kind": "bulletin_published",
        "date": str(wish.on),
        "writer": wish.writer,
        "bulletin": BULLETINS[type(wish.period)],
        "period": str(wish.period),
        "as_of": str(wish.as_of),
        "number": str(len(acts) + 1),
        "revision": str(len(earlier) + 1),
        "reason": wish.reason or None,
        "commit": wish.commit,
        **digests._asdict(),
        "report": chain.START,
        "tool": generator.__version__,
        "results": ("—",),
        "previous_head": acts[-1].new_head if acts else chain.START,
        "new_head": chain.START,
    }
    draft = Sealed(BulletinPublished.model_validate(said), portfolio)
    made = outcome(seals.draft(draft), draft.period)
    said |= {"report": made.digest, "results": tuple(made.results)}
    return said | {"new_head": chain.head(BulletinPublished.model_validate(said))}


def outcome(view: View, period: Period) -> Outcome:
    """Compute what a seal records of its period. Raises Refused where the data do not reach it."""
    try:
        made = document(view, period)
    except LookupError:
        raise Refused(f"数据里没有 {period} 这个期间", f"The data do not reach {period}") from None
    return Outcome(made, [line[:WIDEST] for line in _words(view, period)])


def refusal(act: BulletinPublished, portfolio: Portfolio, before: Sequence[BulletinPublished]) -> str:
    """Say why `guatu seal` would not have made a seal after those before it; empty where it would."""
    wish = Wish(chain.span(act.period), act.as_of, act.date, act.commit, act.writer, act.reason or "")
    try:
        refuse(wish, portfolio, before, sum(one.period == act.period for one in before))
    except Refused as refused:
        return refused.text()
    return ""


def _words(view: View, period: Period) -> list[str]:
    """Say a period's results: a unit a line by rank; a month's figures by name."""
    if isinstance(period, Month):
        return [f"{one.name}：{printed(one.value, one.kind)}" for one in figures(view)]
    units = document(view, period)["units"]
    lines = [f"第{u['rank']}名 {u['name']} {u['total']}分{SEATS.get(u.get('seat'), '')}" for u in units]
    return lines or ["没有参加考评的单位"]


def _id(period: Period, revision: int, taken: Container[str]) -> str:
    """Give the id of a period's seal, or the next free one: who takes it first stops no sealing."""
    first = f"FC-{period}" + (f"-R{revision}" if revision > 1 else "")
    others = (f"{first}-{number}" for number in count(1))
    return next(found for found in chain_([first], others) if found not in taken)


def refuse(wish: Wish, portfolio: Portfolio, acts: Sequence[BulletinPublished], earlier: int) -> None:
    """Refuse a period that is not over, is sealed already, or would leave one out. Raises Refused."""
    period, last = wish.period, chain.last(str(wish.period))
    if wish.as_of < last <= wish.on:
        raise Refused(
            f"数据截至 {wish.as_of} 早于 {period} 的最后一天 {last}：把 --as-of 写成这一天或以后",
            f"{wish.as_of} is before the last day of {period}, {last}: write that day or a later one",
        )
    if wish.on < last:
        raise Refused(f"{period} 到 {last} 才结束，不能封存", f"{period} ends on {last} and cannot be sealed")
    if wish.as_of > wish.on:
        raise Refused(f"数据截至日 {wish.as_of} 还没有到", f"The cut-off {wish.as_of} has not come yet")
    if earlier and not wish.reason:
        raise Refused(
            f"{period} 已经封存（第{earlier}次）；要更正的，写 --correct --reason 理由",
            f"{period} has been sealed (revision {earlier}); to correct it, give --correct --reason …",
        )
    if wish.reason and not earlier:
        raise Refused(
            f"{period} 还没有封存过，去掉 --correct", f"{period} is not sealed: leave out --correct"
        )
    quarters = [act.period for act in acts if "Q" in act.period]
    if isinstance(period, int) and (last_quarter := f"{period}Q4") not in quarters:
        raise Refused(
            f"年度考核取四个季度的平均：先封存 {last_quarter}",
            f"A year is the mean of its quarters: seal {last_quarter} first",
        )
    if isinstance(period, Quarter) and quarters and not earlier:
        before = str(period.shift(-1))
        if before not in quarters and str(period) > min(quarters):
            raise Refused(f"先封存上一季度 {before}", f"Seal the quarter before, {before}, first")
        if str(period) < max(quarters):
            raise Refused(
                f"{max(quarters)} 已经封存，不能再封存更早的 {period}",
                f"{max(quarters)} is sealed; {period}, which is before it, cannot be any more",
            )
    _refuse_lack(wish, portfolio, last)


def _refuse_lack(wish: Wish, portfolio: Portfolio, last: date) -> None:
    """Refuse a period before all facts, and a writer nobody registered."""
    if not any(event.date <= last for event in portfolio.events.values()):
        raise Refused(f"到 {last} 为止数据里还没有事实", f"The data tell of no fact until {last}")
    writer = portfolio.organisations.get(wish.writer)
    if writer is None:
        raise Refused(f"没有“{wish.writer}”这个单位", f"There is no unit {wish.writer}")
    if writer.kind not in (may := rights(portfolio)["bulletin_published"].writers):
        told = "、".join(may)
        raise Refused(
            f"{writer.name}（{writer.kind}）不能封存：能封存的是{told}",
            f"{writer.id} cannot seal; {told} can",
        )
