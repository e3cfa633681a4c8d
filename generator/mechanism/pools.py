"""储备库、建设库、竣工库, and each project's way through them (三(一)二; O12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from generator.mechanism.timeline import approvals
from generator.records.model.events import Commissioned, Completed, CompletionCertified, ProjectWithdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.construction import ProjectStory
    from generator.mechanism.deeds import Deed
    from generator.records.portfolio import Portfolio

Pool = Literal["储备库", "建设库", "竣工库"]
Movement = Literal["入库", "转库", "出库"]
POOLS: tuple[Pool, ...] = ("储备库", "建设库", "竣工库")
WITHDRAWN = "已退库"
"""What is said instead of a pool once a project has left all three unfinished."""


@dataclass(frozen=True, slots=True)
class Move:
    """A project entering (`source` None), changing or leaving (`target` None) the pools, and why."""

    project: str
    on: date
    movement: Movement
    source: Pool | None
    target: Pool | None
    reason: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fact:
    """A dated fact that puts a project into a pool, or out of all (`target` None)."""

    on: date
    target: Pool | None
    reason: str
    because: tuple[str, ...]


def pool(story: ProjectStory) -> Pool | None:
    """Name a project's pool: 储备库 before the certified start, 建设库 until completion, then 竣工库.

    None once withdrawn. 结转续建 of an approved plan is under construction, its start recorded or not.
    """
    if story.withdrawn:
        return None
    if story.completion:
        return "竣工库"
    carried = any(plan.class_ == "结转续建" for plan, _ in story.plans)
    return "建设库" if story.certified or carried else "储备库"


def listed(story: ProjectStory, as_of: date) -> bool:
    """Tell whether a project was known to the district on a day: signed, planned, or begun by then."""
    signed = story.project.signed
    begun = (story.ceremony, story.certified, story.completion, story.withdrawn)
    return (signed is not None and signed <= as_of) or bool(story.plans) or any(begun)


def moves(known: Portfolio, stories: Mapping[str, ProjectStory], first: date, last: date) -> Sequence[Move]:
    """List the movements between two days, by day and project; one that skips a pool moves directly."""
    opened = min((event.approved_on for event in approvals(known).values()), default=date.min)
    reasons: dict[str, str] = {}
    for event in known.of_type(ProjectWithdrawn):
        reasons.setdefault(event.project, event.reason)
    finished = _finished(known)
    found = [
        move
        for key, story in sorted(stories.items())
        for move in _path(key, _facts(story, opened, reasons.get(key, ""), finished))
        if first <= move.on <= last
    ]
    return sorted(found, key=lambda move: (move.on, move.project))


def _finished(known: Portfolio) -> Mapping[str, _Fact]:
    """Give what brings each project into 竣工库: 完工 or 投产运营, whichever certified deed came first."""
    proofs = {proof.completion: proof for proof in known.of_type(CompletionCertified)}
    found: dict[str, _Fact] = {}
    for done in sorted(
        (*known.of_type(Completed), *known.of_type(Commissioned)), key=lambda e: (e.date, e.id)
    ):
        word = "投产运营" if isinstance(done, Commissioned) else "完工"
        if done.id in proofs:
            cites = (done.at("date"), proofs[done.id].at())
            found.setdefault(done.project, _Fact(done.date, "竣工库", f"{word}并经认定", cites))
    return found


def _facts(story: ProjectStory, opened: date, reason: str, finished: Mapping[str, _Fact]) -> Iterator[_Fact]:
    """Give what moves a project; one the first of all plans carries over was never in 储备库."""
    project = story.project
    carried = next(((plan, on) for plan, on in story.plans if plan.class_ == "结转续建"), None)
    first = carried is not None and carried[0] is story.plans[0][0] and not story.certified
    inherited = first and (project.signed is None or story.plans[0][1] == opened)
    if project.signed and not (inherited and project.signed < opened):
        yield _Fact(project.signed, "储备库", "签约入库", (project.at("signed"),))
    if story.plans and not inherited:
        plan, on = story.plans[0]
        yield _Fact(on, "储备库", "列入年度计划", (plan.at(),))
    if carried:
        plan, on = carried
        yield _Fact(on, "建设库", "列入年度计划结转续建", (plan.at("class"),))
    if story.certified:
        yield _done(story.certified, "建设库", "实质性开工并经认定")
    if story.completion:
        yield finished[project.id]
    if story.withdrawn:
        yield _done(story.withdrawn, None, reason)


def _done(deed: Deed, target: Pool | None, reason: str) -> _Fact:
    return _Fact(deed.date, target, reason, deed.because)


def _path(project: str, facts: Iterator[_Fact]) -> Iterator[Move]:
    """Follow a project forward through the pools; out of them it stays, from wherever it was."""
    now: Pool | None = None
    for fact in sorted(facts, key=lambda fact: (fact.on, _rank(fact.target))):
        if fact.target is None:
            yield Move(project, fact.on, "出库", now or POOLS[0], None, fact.reason, fact.because)
            return
        if now is None or POOLS.index(fact.target) > POOLS.index(now):
            movement: Movement = "转库" if now else "入库"
            yield Move(project, fact.on, movement, now, fact.target, fact.reason, fact.because)
            now = fact.target


def _rank(target: Pool | None) -> int:
    return len(POOLS) if target is None else POOLS.index(target)
