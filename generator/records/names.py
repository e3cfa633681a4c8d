"""A name written where an id is wanted: the register knows whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.codes import fields as codes
from generator.records.guesses import nearest
from generator.records.references import SHELVES, TARGETS
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

ALIKE = 0.75
NESTED = ("department", "departments", "office")
"""Keys below the top of a file that hold a unit's id."""


def named(problems: Sequence[Problem], portfolio: Portfolio) -> list[Problem]:
    """Tell the id of each unit, person, leader or project that a faulty file calls by its name."""
    known: dict[str, Mapping[str, str]] = {}
    return [_named(one, portfolio, known) if one.code is codes.ID else one for one in problems]


def _named(one: Problem, portfolio: Portfolio, known: dict[str, Mapping[str, str]]) -> Problem:
    values = dict(one.values)
    key = values["key"]
    shelf = "organisations" if key in NESTED else TARGETS.get(key, "")
    if shelf not in known:
        known[shelf] = dict(_names(portfolio, shelf))
    told = {key: values[key] for key in ("title", "key", "input")}
    if found := nearest(values["input"], known[shelf], ALIKE):
        alike = {known[shelf][name]: name for name in reversed(found)}
        better = " / ".join(f"{key}（{alike[key]}）" for key in reversed(alike))
        return problem(one.mark, codes.NAME_FOR_ID, **told, better=better)
    if shelf in SHELVES and not values["input"].isascii():
        folder = "data/projects/" if shelf == "projects" else "data/register/"
        return problem(one.mark, codes.NAME_UNKNOWN, **told, folder=folder)
    return one


def _names(portfolio: Portfolio, shelf: str) -> Iterator[tuple[str, str]]:
    match shelf:
        case "organisations":
            for key, unit in portfolio.organisations.items():
                yield from ((unit.name, key), (unit.short, key))
        case "people":
            yield from ((person.name, key) for key, person in portfolio.people.items())
        case "projects":
            yield from ((project.name, key) for key, project in portfolio.projects.items())
        case "leaders":
            for key, leader in portfolio.leaders.items():
                if person := portfolio.people.get(leader.person):
                    yield person.name, key
