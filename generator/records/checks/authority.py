"""Who may write what, about whom: the authority matrix (二, 三, 五; MECHANISM 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.checks.limits import LIMITS
from generator.records.codes import authority as codes
from generator.records.model.events import KINDS, CardIssued
from generator.records.owners import LOGIN
from generator.records.rights import lifted, rights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.checks.limits import Rule
    from generator.records.model.authority import Right
    from generator.records.model.events.base import Limit
    from generator.records.model.organisations import Kind, Organisation
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

FIRST_LIMITS: frozenset[Limit] = frozenset({"项目有关单位", "事项承办单位"})
LATER_LIMITS: frozenset[Limit] = frozenset(LIMITS) - FIRST_LIMITS
_COLOURS: dict[str, Kind] = {"黄牌": "区重大项目办", "红牌": "督查室"}


def writers(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each kind of event is written by the kinds of unit that have the right, of what is theirs."""
    for kind, right in rights(context.filed).items():
        judged = _judged(right, FIRST_LIMITS)
        for event in portfolio.of_type(KINDS[kind]):
            unit = portfolio.organisations.get(event.writer)
            if unit and unit.kind not in right.writers:
                values = {"unit": unit.id, "kind": unit.kind, "title": event.title}
                yield context.say(
                    event, codes.WRITER_KIND, "writer", allowed="、".join(right.writers), **values
                )
            elif unit:
                for limit in judged:
                    yield from limit(event, portfolio, context)


def limits(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The limits that came with the matrix; what was recorded before it is not judged by them."""
    for kind, right in rights(context.filed).items():
        if judged := _judged(right, LATER_LIMITS):
            for event in portfolio.of_type(KINDS[kind]):
                unit = portfolio.organisations.get(event.writer)
                if unit and unit.kind in right.writers:
                    for limit in judged:
                        yield from limit(event, portfolio, context)


def _judged(right: Right, wanted: frozenset[Limit]) -> list[Rule]:
    """Give the limits of a right that are among those wanted, as rules."""
    return [LIMITS[limit] for limit in right.limits if limit in wanted]


def card_colours(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Yellow cards are issued by 区重大项目办, red cards by 督查室."""
    for event in portfolio.of_type(CardIssued):
        unit = portfolio.organisations.get(event.writer)
        if unit and unit.kind in _COLOURS.values() and unit.kind != _COLOURS[event.colour]:
            yield context.say(event, codes.CARD_COLOUR, "colour", colour=event.colour, kind=unit.kind)


def matrix(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """The register gives each right once, and lifts no limit that the regulation sets."""
    authority = portfolio.authority
    if authority is None:
        return
    seen: set[str] = set()
    for index, right in enumerate(authority.rights):
        if right.kind in seen:
            yield context.say(authority, codes.RIGHT_TWICE, "rights", index, kind=right.kind)
        for limit in lifted(right):
            yield context.say(authority, codes.LIMIT_LIFTED, "rights", index, kind=right.kind, limit=limit)
        seen.add(right.kind)


def accounts(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """An account speaks for one unit only, so that two hands are two; forges tell no capitals apart."""
    first: dict[str, Organisation] = {}
    for _, unit in sorted(portfolio.organisations.items()):
        for index, account in enumerate(unit.accounts):
            if not LOGIN.fullmatch(account):
                yield context.say(unit, codes.ACCOUNT_FORM, "accounts", index, account=account)
            other = first.setdefault(account.casefold(), unit)
            if other is not unit or account.casefold() in map(str.casefold, unit.accounts[:index]):
                values = {"account": account, "other": other.at("accounts")}
                yield context.say(unit, codes.ACCOUNT_TWICE, "accounts", index, **values)
