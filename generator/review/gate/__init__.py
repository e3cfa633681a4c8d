"""The gate: may these accounts make this change, and are the data sound once merged? (TRUST P5, P6, P12).

Register, rights and policy are those of the main branch; data are read as bytes from git, and judged as the
merge would leave them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.checks import Check, authority, check, corrections, discipline, units
from generator.records.codes import fields
from generator.records.codes import requests as codes
from generator.records.load.gather import kept
from generator.records.model.events import BulletinPublished, PlanApproved
from generator.records.places import place_of
from generator.records.source import Mark, problem, tidy, visible
from generator.review.gate.notes import notes
from generator.review.gate.ownership import Actor, actors, entitled, owned, within
from generator.review.verify import Ledger, rebuilt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.outputs.seals import Seals
    from generator.records.changes import History
    from generator.records.portfolio import Portfolio
    from generator.records.source import Code, Problem
    from generator.review.proposal import Proposal, Side

BY_REGISTER = (
    Check(authority.writers),
    Check(authority.limits),
    Check(authority.card_colours),
    Check(units.existing_units),
    Check(discipline.cards),
    Check(discipline.consents),
    Check(discipline.referrals),
    Check(discipline.bonuses),
    Check(corrections.corrections),
)
"""Checks that rest on register, rights or policy; run by those of the main branch as well."""
STRAY = (codes.NOT_DATA, codes.MIXED)
FEW = 3
"""Files of a folder that are told one by one."""
RULED = ("data/register/", "data/policy/")


@dataclass(frozen=True)
class Verdict:
    """What the gate found: the accounts, the problems the change makes, how many errors were there before."""

    actors: Sequence[Actor]
    problems: Sequence[Problem]
    earlier: int

    @property
    def passes(self) -> bool:
        """Tell whether the change may be merged, as far as a program can tell."""
        return all(found.severity != "error" for found in self.problems)


def gate(found: Proposal, accounts: Sequence[str], sealed: Callable[[Portfolio, History], Seals]) -> Verdict:
    """Judge a change; each of the accounts must have the right to all of it.

    `sealed` reads what the seals of some data fixed; it is asked only where the change seals something.
    Raises Refused where the main branch has no data.
    """
    known = actors(found.before.portfolio, accounts)
    errors = sum(one.severity == "error" for one in found.before.problems)
    made = [one for actor in known for one in entitled(found, actor)]
    if _gone(found):
        made.append(problem(Mark("data"), codes.NO_DATA, base=found.base[:12]))
        return Verdict(known, tidy(made), errors)
    made += [one for actor in known for rule in (owned, within) for one in rule(found, actor)]
    foreign = {one.mark.path for one in made}
    after = [one for one in _fresh(found, sealed) if one.mark.path not in foreign]
    made += _conflicts(found)
    told = {one.mark.path for one in (*made, *after) if one.severity == "error"}
    made += [one for one in _kept(found) if one.mark.path not in told]
    return Verdict(known, tidy(_by_folder([*made, *after], found.base)), errors)


def _by_folder(problems: Sequence[Problem], base: str) -> Iterator[Problem]:
    """Tell files that are no data once for their folder, where it is a folder that came along by mistake."""
    strays = {one.mark.path for one in problems if one.code in STRAY}
    counted = Counter(path.partition("/")[0] for path in strays if "/" in path)
    for one in problems:
        top = one.mark.path.partition("/")[0]
        if one.code in STRAY and counted[top] > FEW:
            yield problem(Mark(top), codes.FOLDER, count=counted[top], base=base[:12])
        else:
            yield one


def _gone(found: Proposal) -> bool:
    """Tell whether the data folder would be no folder, or empty."""
    if any(touch.path == "data" for touch in found.touches):
        return True
    return all(kept(blob.path) for blob in git.blobs(found.root, found.tree, "data"))


def _fresh(found: Proposal, sealed: Callable[[Portfolio, History], Seals]) -> list[Problem]:
    """Give the problems of the merged data that the main branch has not.

    A conflict is one by itself; of what lacks a deleted file, the deletion speaks alone.
    """
    side, left = found.after, Counter(map(_same, found.before.problems))
    touched = {visible(touch.path) for touch in found.touches}
    removed = any(code is codes.DELETED for _, code in _undone(found))
    torn = {visible(path) for path in found.conflicts}
    fresh = []
    for one in tidy(
        [*side.problems, *_by_register(found, side), *_seals(found, side, sealed), *notes(found)]
    ):
        if left[_same(one)] > 0:
            left[_same(one)] -= 1
        elif one.mark.path not in torn and (one.mark.path in touched or not removed):
            fresh.append(_blocking(one))
    return fresh


def _blocking(one: Problem) -> Problem:
    """Make a sample left in a file of the change an error: what nobody has written is not to be a fact."""
    return replace(one, code=codes.PLACEHOLDER) if one.code is fields.UNFILLED else one


def _same(one: Problem) -> object:
    """Name a problem whatever the line it stands in."""
    return one.mark.path, one.code.id, one.values


def _by_register(found: Proposal, side: Side) -> Iterator[Problem]:
    """Judge by the main branch's register, rights and policy what a change that touches them brings."""
    if not any(touch.path.startswith(RULED) for touch in found.effect):
        return
    before = found.before.portfolio
    names = ("organisations", "leaders", "steps", "authority", "policies")
    judged = replace(side.portfolio, **{name: getattr(before, name) for name in names})
    touched = {touch.path for touch in found.effect}
    for one in check(judged, side.context, BY_REGISTER):
        if one.mark.path in touched:
            yield one


def _seals(found: Proposal, side: Side, sealed: Callable[[Portfolio, History], Seals]) -> Iterator[Problem]:
    """A seal the change brings is what its own commit gives, computed again, and one to be made by then."""
    touched = {touch.path for touch in found.effect}
    acts = [act for act in side.portfolio.of_type(BulletinPublished) if act.path in touched]
    if not acts:
        return
    held = sealed(side.portfolio, side.history)
    ledger = Ledger(found.root, found.base, side.portfolio, side.history, held)
    for act in acts:
        for said in rebuilt(ledger, act, new=True):
            yield problem(Mark(act.path), codes.FALSE_SEAL, said=said)


def _conflicts(found: Proposal) -> Iterator[Problem]:
    for path in found.conflicts:
        yield problem(Mark(visible(path)), codes.CONFLICT)


def _kept(found: Proposal) -> Iterator[Problem]:
    for path, code in _undone(found):
        yield problem(Mark(visible(path)), code, base=found.base[:12])


def _undone(found: Proposal) -> Iterator[tuple[str, Code]]:
    """What is recorded is not deleted or moved, and an event not written anew (TRUST P6).

    A plan of a year whose plan was never approved is a draft, and may go.
    """
    filed = found.before.portfolio
    sound = {event.path for event in filed.events.values()}
    bound = {str(event.year) for event in filed.of_type(PlanApproved)}
    for touch in found.touches:
        place = place_of(touch.path)
        if touch.status == "D" and place and (place.shelf != "plans" or place.year in bound):
            yield touch.path, codes.DELETED
        elif touch.status == "M" and touch.path in sound:
            yield touch.path, codes.REWRITTEN


__all__ = ["Actor", "Verdict", "gate"]
