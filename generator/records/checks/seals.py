"""A sealed bulletin stays, and each one follows the one before it (TRUST P8, P10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.records import chain
from generator.records.codes import seals as codes
from generator.records.model.events import BulletinPublished, Correction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

FORMS: Final = {"月度通报": "-", "季度考评通报": "Q", "年度考核": ""}


def heads(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A seal says what it said when its head was worked out."""
    for act in chain.ledger(portfolio):
        if (wanted := chain.head(act)) != act.new_head:
            yield context.say(act, codes.HEAD, "new_head", number=act.number, head=wanted)


def links(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Seals are numbered 1, 2, 3 without gap or twin, and each one names the head of the one before."""
    before, name = chain.START, "—"
    for wanted, act in enumerate(chain.ledger(portfolio), 1):
        if act.number != wanted:
            yield context.say(act, codes.GAP, "number", wanted=wanted, number=act.number)
            return  # all later ones would be said to be wrong too
        if act.previous_head != before:
            yield context.say(act, codes.LINK, "previous_head", number=act.number, other=name)
        before, name = act.new_head, act.at("new_head")


def revisions(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The seals of a period are numbered 1, 2, 3; every one after the first says why."""
    for period, acts in chain.revisions(chain.ledger(portfolio)).items():
        for wanted, act in enumerate(acts, 1):
            if act.revision != wanted:
                values = {"period": period, "wanted": wanted, "revision": act.revision}
                yield context.say(act, codes.REVISION, "revision", **values)
            elif wanted > 1 and not act.reason:
                yield context.say(act, codes.REASON, "revision", period=period, revision=wanted)


def periods(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A period is sealed once it is over: a month, quarter or year as its bulletin asks."""
    for act in chain.ledger(portfolio):
        form = "Q" if "Q" in act.period else "-" if "-" in act.period else ""
        if form != FORMS[act.bulletin]:
            yield context.say(act, codes.PERIOD, "period", bulletin=act.bulletin, period=act.period)
        elif act.as_of < (last := chain.last(act.period)):
            yield context.say(act, codes.OPEN, "as_of", period=act.period, last=last, as_of=act.as_of)
        if act.date < act.as_of:
            yield context.say(act, codes.BACKDATED, "date", day=act.date, as_of=act.as_of)


def uncorrected(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A seal is never corrected; another revision is sealed beside it."""
    for correction in portfolio.of_type(Correction):
        event = context.filed.events.get(correction.of)
        if isinstance(event, BulletinPublished):
            yield context.say(correction, codes.CORRECTED, "of", of=event.id, period=event.period)


RULES: Final = (heads, links, revisions, periods, uncorrected)
