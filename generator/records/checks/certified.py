"""What has been certified or confirmed counts as it was first; a later word moves no day (D13, D16, D20)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.records.checks.order import CERTIFICATES
from generator.records.codes import certified as codes
from generator.records.codes.order import STARTED_TWICE
from generator.records.model.events import (
    ClosureConfirmed,
    Commissioned,
    Completed,
    CompletionCertified,
    ItemClosed,
    StartCertified,
    SubstantiveStart,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from generator.records.checks.context import Context
    from generator.records.model.events import Event
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

Fact = SubstantiveStart | Completed | Commissioned | ItemClosed
Proven = tuple["Event", Fact]
"""A certificate and the fact it makes count."""
FACTS: Mapping[type[Event], tuple[type[Fact], ...]] = {
    StartCertified: (SubstantiveStart,),
    CompletionCertified: (Completed, Commissioned),
    ClosureConfirmed: (ItemClosed,),
}


def started_twice(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project starts once: of two starts certified the one certified later is at fault."""
    for proof, fact, before, one in _twice(portfolio, context, StartCertified):
        values = {"project": _about(fact), "day": one.date, "again": fact.date}
        yield context.say(proof, STARTED_TWICE, "start", other=before.at("start"), **values)


def completed_twice(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """A project is completed once and put into operation once: of two certificates the later is at fault."""
    for proof, fact, before, one in _twice(portfolio, context, CompletionCertified):
        values = {"project": _about(fact), "title": fact.title, "kind": fact.kind}
        days = {"day": one.date, "again": fact.date}
        yield context.say(
            proof, codes.ENDED_TWICE, "completion", other=before.at("completion"), **values, **days
        )


def closed_twice(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An item is closed once: of two confirmations, of whatever closing, the later is at fault."""
    for proof, fact, before, one in _twice(portfolio, context, ClosureConfirmed):
        values = {"item": _about(fact), "day": one.date, "again": fact.date}
        yield context.say(proof, codes.CLOSED_TWICE, "closing", other=before.at("closing"), **values)


def told_again(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """What is told once more after it was certified is accepted and marked: 不再计入."""
    for kind in CERTIFICATES:
        standing = proven(portfolio, context, kind)
        certain, first = {fact.id for _, fact in standing}, firsts(standing)
        for fact in (event for one in FACTS[kind] for event in portfolio.of_type(one)) if first else ():
            proof, one = first.get(subject(fact), (None, None))
            if proof and one and fact.id not in certain and context.after(fact, proof):
                values = {"proof": proof.id, "day": one.date, "again": fact.date}
                if isinstance(fact, ItemClosed):
                    yield context.say(fact, codes.CLOSED_AGAIN, "item", item=fact.item, **values)
                else:
                    words = {"project": fact.project, "title": fact.title, "kind": fact.kind}
                    yield context.say(fact, codes.DONE_AGAIN, "project", **words, **values)


def carried(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The start of a project that no plan has begin, only go on (结转续建), is accepted and marked."""
    started = firsts(proven(portfolio, context, StartCertified))
    for event in portfolio.of_type(SubstantiveStart):
        plans = [plan for plan in portfolio.plans_of.get(event.project, ()) if plan.year <= event.date.year]
        if not plans or {plan.class_ for plan in plans} != {"结转续建"}:
            continue
        _, start = started.get(subject(event), (None, event))
        if start is event:
            values = {"project": event.project, "year": max(plan.year for plan in plans), "day": event.date}
            yield context.say(event, codes.STARTED_BY_PLAN, "project", **values)


def proven(portfolio: Portfolio, context: Context, kind: type[Event]) -> Sequence[Proven]:
    """Give the certificates of a kind that stand and the facts they name, as they were recorded."""
    recorded, key = context.filed.recorded, CERTIFICATES[kind]
    proofs = sorted(portfolio.of_type(kind), key=lambda one: recorded.get(one.path, date.max))
    named = ((proof, portfolio.events.get(getattr(proof, key))) for proof in proofs)
    return [(proof, fact) for proof, fact in named if isinstance(fact, FACTS[kind])]


def firsts(standing: Sequence[Proven]) -> Mapping[Hashable, Proven]:
    """Give of each subject what was certified first."""
    found: dict[Hashable, Proven] = {}
    for proof, fact in standing:
        found.setdefault(subject(fact), (proof, fact))
    return found


def subject(fact: Fact) -> Hashable:
    """Name what is done once: an item's closing, a project's start, completion or 投产."""
    return _about(fact), fact.kind


def _about(fact: Fact) -> str:
    return fact.item if isinstance(fact, ItemClosed) else fact.project


def _twice(
    portfolio: Portfolio, context: Context, kind: type[Event]
) -> Iterator[tuple[Event, Fact, Event, Fact]]:
    """Give each further certificate and its fact, with the first of the same; the same fact's is G540's."""
    standing = proven(portfolio, context, kind)
    first = firsts(standing)
    for proof, fact in standing:
        before, one = first[subject(fact)]
        if one is not fact:
            yield proof, fact, before, one
