"""What comes next: each day on which points are lost if nothing is done, or are to be had until then.

Nothing is counted anew: the rules are asked what they would book on a later day, all else as it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from generator.mechanism.ledger import ZERO
from generator.mechanism.policy import governing
from generator.mechanism.rules import apply, gather
from generator.mechanism.rules.chances import STARTS, chances
from generator.mechanism.rules.items import short
from generator.records.calendar import Quarter, quarters
from generator.records.model.policy import OverdueItem

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from decimal import Decimal

    from generator.mechanism.ledger import Entry
    from generator.mechanism.report import Report
    from generator.mechanism.rules import Facts
    from generator.records.model.policy import Policy

Sort = Literal["loss", "chance", "due"]


@dataclass(frozen=True, slots=True)
class Step:
    """One day that matters to one project or item, and the points it means to each of the units.

    A `loss` is booked unless the thing is done by the end of the day; a `chance` is booked if it is done
    by then, here as though on that very day; `due` is a deadline that costs nothing by itself.
    """

    day: date
    sort: Sort
    subject: str
    units: tuple[str, ...]
    clause: str
    category: str
    kind: str
    points: Decimal
    text: str
    because: tuple[str, ...]


def upcoming(report: Report, until: date, subjects: Container[str] | None = None) -> Sequence[Step]:
    """List what comes after the report's day up to another, by day; of some projects and items, or of all.

    Overdue days are counted as far as there are calendars of working days (D17): see `reach`.
    """
    found: list[Step] = []
    for policy in _editions(report, until):
        whole = report.facts if policy is report.policy else gather(report.known, policy, report.as_of)
        facts = whole if subjects is None else _of(whole, subjects)
        found += [step for step in _steps(policy, facts, until) if _governs(report, policy, step.day)]
    return sorted(found, key=lambda step: (step.day, step.subject, step.clause, step.sort, step.points))


def winnable(report: Report, until: date) -> Sequence[Entry]:
    """Give what each deed still ahead would book, done on its best day up to another: its last one.

    Of the days of one project or item the one that brings most counts: a start in time, or a late one of
    which a part is given back after the loss (1.1(3)). No deed that brings nothing; no other deed's losses.
    """
    best: dict[tuple[str, str], list[Entry]] = {}
    for policy in _editions(report, until):
        facts = report.facts if policy is report.policy else gather(report.known, policy, report.as_of)
        for kind, day, subject, done in chances(policy, facts):
            if facts.as_of < day <= until and _governs(report, policy, day):
                kinds = STARTS if kind in STARTS else {kind}
                then = apply(policy, replace(done, as_of=day))
                mine = [e for e in then if e.date > facts.as_of and e.subject == subject and e.kind in kinds]
                deed = subject, "start" if kind in STARTS else kind
                if _sum(mine) > _sum(best.get(deed, ())):
                    best[deed] = mine
    return [entry for _, entries in sorted(best.items()) for entry in entries]


def _sum(entries: Iterable[Entry]) -> Decimal:
    return sum((entry.points for entry in entries), ZERO)


def reach(report: Report, until: date) -> date:
    """Give the last day up to which working days are known, from the report's day on; at most `until`."""
    return _reach(report.facts, until)


def _editions(report: Report, until: date) -> list[Policy]:
    span = quarters(Quarter.of(report.as_of), Quarter.of(until))
    found = (governing(report.known.policies, quarter) for quarter in span)
    return list({policy.effective_from: policy for policy in found}.values())


def _governs(report: Report, policy: Policy, day: date) -> bool:
    return governing(report.known.policies, Quarter.of(day)) is policy


def _of(facts: Facts, subjects: Container[str]) -> Facts:
    return replace(
        facts,
        projects={key: story for key, story in facts.projects.items() if key in subjects},
        items={key: story for key, story in facts.items.items() if key in subjects},
    )


def _reach(facts: Facts, until: date) -> date:
    year = facts.as_of.year
    while not facts.working.natural and year <= until.year:
        if year not in facts.working.years:
            return date(year - 1, 12, 31)
        year += 1
    return until


def _steps(policy: Policy, facts: Facts, until: date) -> Iterator[Step]:
    known = _reach(facts, until)
    yield from _losses(policy, replace(facts, items={}), until)
    yield from _losses(policy, replace(facts, projects={}), known)
    yield from _chances(policy, facts, until)
    yield from _dues(policy, facts, until)


def _losses(policy: Policy, facts: Facts, until: date) -> Iterator[Step]:
    """Ask the rules for the last day; then for each day they name, so that the sentence is that day's."""
    if until <= facts.as_of:
        return
    days: dict[date, set[str]] = defaultdict(set)
    for entry in apply(policy, replace(facts, as_of=until)):
        if entry.date > facts.as_of:
            days[entry.date].add(entry.subject)
    for day, subjects in sorted(days.items()):
        then = apply(policy, replace(_of(facts, subjects), as_of=day))
        yield from _said("loss", [entry for entry in then if entry.date == day])


def _chances(policy: Policy, facts: Facts, until: date) -> Iterator[Step]:
    """Ask the rules what they would book for a deed on the last day that earns it."""
    for kind, day, subject, done in chances(policy, facts):
        if facts.as_of < day <= until:
            then = apply(policy, replace(done, as_of=day))
            mine = [e for e in then if e.kind == kind and e.date == day and e.subject == subject]
            yield from _said("chance", [entry for entry in mine if entry.points > 0])


def _dues(policy: Policy, facts: Facts, until: date) -> Iterator[Step]:
    rule = next((rule for rule in policy.rules if isinstance(rule, OverdueItem)), None)
    for key, story in facts.items.items():
        due = story.due
        if rule and due and not story.closed and facts.as_of <= due.day <= until:
            units = story.units if rule.charge_supporting else story.item.responsible
            text = f"议定事项“{short(story)}”到办结时限"
            yield Step(due.day, "due", key, units, rule.clause, rule.category, "due", ZERO, text, due.because)


def _said(sort: Sort, entries: Sequence[Entry]) -> Iterator[Step]:
    """Put the entries of several units for one thing together."""
    same: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        key = entry.date, entry.subject, entry.clause, entry.kind, entry.points, entry.text, entry.because
        same[key].append(entry)
    for found in same.values():
        one, units = found[0], tuple(entry.unit for entry in found)
        rule = one.clause, one.category, one.kind
        yield Step(one.date, sort, one.subject, units, *rule, one.points, one.text, one.because)
