"""Who may write which file: judged by path, by the register of the main branch (TRUST P5; MECHANISM 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records import git
from generator.records.codes import requests as codes
from generator.records.model.organisations import in_place
from generator.records.owners import FILES, codeowners
from generator.records.places import place_of
from generator.records.source import Mark, problem, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.merging import Touch
    from generator.records.model.organisations import Organisation
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem
    from generator.review.proposal import Proposal

OFFICE = "区重大项目办"
_SHELVES = {"plans": "年度计划", "policy": "计分规则", "calendar": "工作日历"}


@dataclass(frozen=True)
class Actor:
    """An account, and the unit it speaks for by the register of the main branch; None where it is unknown."""

    account: str
    unit: Organisation | None

    @property
    def office(self) -> bool:
        """Tell whether the account is one of 区重大项目办."""
        return self.unit is not None and self.unit.kind == OFFICE


def actors(portfolio: Portfolio, accounts: Sequence[str]) -> list[Actor]:
    """Look accounts up in a register; forges tell no capitals apart, and a look-alike letter is another."""
    known = {account.lower(): unit for _, unit in sorted(portfolio.organisations.items())
             for account in unit.accounts}  # fmt: skip
    return [
        Actor(account, known.get(account.lower()) if account.isascii() else None)
        for account in dict.fromkeys(accounts)
    ]


def entitled(found: Proposal, actor: Actor) -> Iterator[Problem]:
    """Each account is in the register, and its unit exists on the day."""
    first = Mark(visible(min((touch.path for touch in found.touches), default="data")))
    account, unit = actor.account, actor.unit
    if unit is None:
        yield problem(first, codes.UNKNOWN_ACCOUNT, account=account)
    elif not in_place(unit, found.day):
        yield problem(first, codes.UNIT_OVER, account=account, unit=unit.id, day=found.day)


def owned(found: Proposal, actor: Actor) -> Iterator[Problem]:
    """A unit writes its own events and projects; 区重大项目办 also every project and all else in `data`."""
    unit = actor.unit
    for touch in found.touches if unit else ():
        place = place_of(touch.path)
        if unit is None or not touch.path.startswith("data/") or _loose(touch, actor):
            continue
        owner = place.unit if place else ""
        if owner == unit.id or (actor.office and (place is None or place.shelf != "events")):
            continue
        values = {"account": actor.account, "unit": unit.id}
        if owner:
            yield problem(Mark(visible(touch.path)), codes.NOT_YOURS, owner=owner, **values)
        else:
            what = _SHELVES.get(place.shelf, "名册") if place else "这类文件"
            yield problem(Mark(visible(touch.path)), codes.OFFICE_ONLY, what=what, **values)


def within(found: Proposal, actor: Actor) -> Iterator[Problem]:
    """A change of data touches nothing but data; code is the office's, in a request of its own."""
    strays = [touch for touch in found.touches if not touch.path.startswith("data/")]
    here = {touch.path for touch in strays if not _generated(found, touch)}
    paths = sorted(here | {touch.path for touch in found.outside if not _generated(found, touch)})
    data = any(touch.path.startswith("data/") for touch in found.touches)
    for path in paths:
        mark = Mark(visible(path))
        if path in here and path != "data" and f"{path}/".casefold().startswith("data/"):
            yield problem(mark, codes.TWIN, better=visible("data" + path[len("data") :]))
        elif not actor.office:
            yield problem(mark, codes.NOT_DATA, base=found.base[:12])
        elif data:
            yield problem(mark, codes.MIXED)
        elif path == paths[0]:
            yield problem(mark, codes.CODE_CHANGE)


def _loose(touch: Touch, actor: Actor) -> bool:
    """Tell what is no record and has its own message, or is cleared away by the office."""
    kept = touch.path.rpartition("/")[2] == ".gitkeep"
    return place_of(touch.path) is None and not kept and (touch.status != "D" or actor.office)


def _generated(found: Proposal, touch: Touch) -> bool:
    """Tell a CODEOWNERS file that says what the register will: it comes with the register."""
    forge = next((forge for forge, path in FILES.items() if path == touch.path), None)
    if forge is None or touch.status == "D" or touch in (found.touches if found.prefix else ()):
        return False
    wanted = codeowners(found.after.portfolio, forge, found.prefix)
    return touch.mode == git.PLAIN and touch.after == git.blob_id(found.root, wanted.encode())
