"""What the rows of the wall chart are grouped and filtered by: leader, office, unit, street, line, class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.pages.wall.lines import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.wall.lines import WallLine

NONE = "none"
"""Stands for what a project lacks, as an office or a class of the year."""
BY_DECISION = "经决定调整"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to group: key in addresses, word, the values that occur with their names, those of each row."""

    key: str
    word: str
    names: Mapping[str, str]
    of: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one leader: the id, the name, the lines, how many of them are late."""

    key: str
    name: str
    lines: Sequence[WallLine]
    late: int


def facets(book: Book, lines: Sequence[WallLine]) -> Sequence[Facet]:
    """Give the six groupings, values in the order of their ids; a project of several units is in each."""
    view = book.view
    routes = {line.id: _route(book, line.id) for line in lines}
    numbers = {why: f"r{place}" for place, why in enumerate(dict.fromkeys(sorted(routes.values())), 1)}
    whys = {number: why for why, number in numbers.items()}

    def facet(key: str, word: str, name: Callable[[str], str], of: Callable[[WallLine], object]) -> Facet:
        found = {line.id: _keys(of(line)) for line in lines}
        values = sorted({value for keys in found.values() for value in keys})
        named = {value: "未定" if value == NONE else name(value) for value in values}
        return Facet(key, word, named, found)

    return (
        facet("leader", "分管负责人", view.leader_name, lambda line: line.listed.project.leader),
        facet("office", "综合协调办", view.short, lambda line: line.listed.office),
        facet("unit", "责任单位", view.short, lambda line: line.listed.brief.units),
        facet("street", "街道", view.short, lambda line: line.listed.project.street),
        facet("line", "三层五线", lambda key: whys[key], lambda line: numbers[routes[line.id]]),
        facet("class", "性质", str, lambda line: line.listed.class_),
    )


def state_facet(lines: Sequence[WallLine]) -> Facet:
    """Give the states that occur, in their order."""
    found = {line.id: line.states for line in lines}
    seen = {state for states in found.values() for state in states}
    return Facet("state", "状态", {key: word for key, word in STATES.items() if key in seen}, found)


def grouped(lines: Sequence[WallLine], by: Facet) -> Sequence[Group]:
    """Group rows by the first value of a facet, so that each stands on the chart once; late groups first."""
    found: dict[str, list[WallLine]] = {key: [] for key in by.names}
    for line in lines:
        found[by.of[line.id][0]].append(line)
    groups = [
        Group(key, by.names[key], rows, sum(line.late for line in rows))
        for key, rows in found.items()
        if rows
    ]
    return sorted(groups, key=lambda group: not group.late)


def _keys(value: object) -> Sequence[str]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else (NONE,)


def _route(book: Book, key: str) -> str:
    """Say by which line a project has its office; all decisions are one group."""
    if book.known.projects[key].coordination_office:
        return BY_DECISION
    return book.routings[key].why.removeprefix("三层五线：")
