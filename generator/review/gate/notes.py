"""What no rule forbids and a reviewer should look at: who else is scored, what was in force already."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.records.codes import requests as codes
from generator.records.contents import between, content_of
from generator.records.model.events import KINDS, BulletinPublished
from generator.records.model.organisations import Organisation
from generator.records.model.policy import in_force
from generator.records.places import place_of
from generator.records.rights import rights
from generator.records.source import Mark, problem
from generator.review.verify import FEW_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.records.model.authority import EventKind, Right
    from generator.records.model.types import Record
    from generator.records.source import Problem
    from generator.review.proposal import Proposal

AUTHORITY = "data/register/authority.yml"
MARKED = frozenset({"scored", "kind", "group"})
"""What of a unit decides whether and among whom it is scored."""


def notes(found: Proposal) -> Iterator[Problem]:
    """Give all that the reviewer should look at, each as a warning."""
    return chain(_led(found), _retroactive(found), _granted(found), _waited(found))


def _led(found: Proposal) -> Iterator[Problem]:
    """Whoever names other units as lead units of their project has them scored for it."""
    side = found.after
    touched = {touch.path for touch in found.effect}
    for project in side.portfolio.projects.values():
        place = place_of(project.path)
        if project.path not in touched or place is None:
            continue
        before = found.before.portfolio.projects.get(project.id)
        others = set(project.lead_units) - {place.unit} - set(before.lead_units if before else ())
        if others:
            values = {"unit": place.unit, "others": "、".join(sorted(others))}
            yield side.context.say(project, codes.LED_BY_OTHERS, "lead_units", **values)


def _retroactive(found: Proposal) -> Iterator[Problem]:
    """Rules and calendars in force, and who is scored, act back on every period that is not sealed."""
    for old, new in _in_force(found):
        fields = between(content_of(old), content_of(new))
        if isinstance(old, Organisation):
            fields = [field for field in fields if field.name in MARKED]
        if fields:
            listed = "、".join(dict.fromkeys(field.label for field in fields))
            yield found.after.context.say(new, codes.RETROACTIVE, *fields[0].at, fields=listed)


def _waited(found: Proposal) -> Iterator[Problem]:
    """A seal that comes long after its day may have been dated back, so that late facts are left out."""
    touched = {touch.path for touch in found.effect}
    for act in found.after.portfolio.of_type(BulletinPublished):
        days = (found.day - act.date).days
        if act.path in touched and days > FEW_DAYS:
            yield found.after.context.say(act, codes.SEALED_LATE, "date", day=act.date, days=days)


def _granted(found: Proposal) -> Iterator[Problem]:
    """Rights to write and the accounts that have them are for a reviewer to see, whoever may change them."""
    before, after = found.before.portfolio, found.after.portfolio
    said = list(_rights(rights(before), rights(after)))
    if said and after.authority:
        yield found.after.context.say(after.authority, codes.GRANTED, "rights", said="；".join(said))
    elif said:
        yield problem(Mark(AUTHORITY), codes.GRANTED, said="；".join(said))
    for key, unit in sorted(after.organisations.items()):
        old = before.organisations.get(key)
        had = old.accounts if old else ()
        words = [("增加", set(unit.accounts) - set(had)), ("减少", set(had) - set(unit.accounts))]
        moved = "，".join(f"{word} {'、'.join(sorted(names))}" for word, names in words if names)
        if moved:
            yield found.after.context.say(unit, codes.GRANTED, "accounts", said=f"{unit.short}的账号{moved}")


def _rights(before: Mapping[EventKind, Right], after: Mapping[EventKind, Right]) -> Iterator[str]:
    """Say for each kind of event whose writers or limits differ what they were and are."""
    for kind, now in after.items():
        was, title = before[kind], KINDS[kind].title
        if set(was.writers) != set(now.writers):
            yield f"{title}，{_listed(was.writers)} → {_listed(now.writers)}"
        if set(was.limits) != set(now.limits):
            yield f"{title}的限制，{_listed(was.limits)} → {_listed(now.limits)}"


def _listed(words: Iterable[str]) -> str:
    return "、".join(words) or "无"


def _in_force(found: Proposal) -> Iterator[tuple[Record, Record]]:
    """Give what was in force by the day, before and after the change, where the change touches it.

    An edition of the rules that is new and dated back takes the place of the one its days were scored by.
    """
    before, after = found.before.portfolio, found.after.portfolio
    touched = {touch.path for touch in found.effect}
    pairs = [
        *(
            (old, new)
            for day, new in after.policies.items()
            if day <= found.day and (old := in_force(before.policies, day))
        ),
        *(
            (old, after.calendars.get(year))
            for year, old in before.calendars.items()
            if year <= found.day.year
        ),
        *((old, after.organisations.get(key)) for key, old in before.organisations.items()),
    ]
    return ((old, new) for old, new in pairs if new and new.path in touched)
