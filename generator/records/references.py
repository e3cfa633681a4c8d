"""Which other records a record names, and where it names them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.records.model.organisations import Steps
from generator.records.model.projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.records.model.types import Record
    from generator.records.tree import Location

# What a field names: a shelf of the portfolio, or the kinds of event it may be.
TARGETS: dict[str, str] = {
    "writer": "organisations",
    "organisation": "organisations",
    "offices": "organisations",
    "street": "organisations",
    "lead_units": "organisations",
    "unit": "organisations",
    "units": "organisations",
    "responsible": "organisations",
    "supporting": "organisations",
    "head": "people",
    "person": "people",
    "leader": "leaders",
    "project": "projects",
    "meeting": "meeting",
    "agenda": "decision",
    "item": "decision",
    "issue": "issue_raised",
    "issues": "issue_raised",
    "closing": "item_closed",
    "start": "substantive_start",
    "completion": "completed commissioned",
    "of": "",
}


class Reference(NamedTuple):
    """One id named at a place of a record; `target` is a shelf, or kinds of event (empty: any)."""

    location: Location
    target: str
    id: str


SHELVES = frozenset({"organisations", "people", "leaders", "projects"})


def references(record: Record) -> Iterator[Reference]:
    """List what a record names, in the order of its fields."""
    for name, target in named_by(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            yield Reference((name,), target, value)
        elif value:
            for index, entry in enumerate(value):
                yield Reference((name, index), target, entry)
    if isinstance(record, Project):
        yield from _of_project(record)
    elif isinstance(record, Steps):
        for index, step in enumerate(record.steps):
            for place, unit in enumerate(step.departments):
                yield Reference(("steps", index, "departments", place), "organisations", unit)


def _of_project(project: Project) -> Iterator[Reference]:
    if project.coordination_office:
        yield Reference(
            ("coordination_office", "office"), "organisations", project.coordination_office.office
        )
    for index, step in enumerate(project.start_plan.steps if project.start_plan else ()):
        yield Reference(("start_plan", "steps", index, "department"), "organisations", step.department)


def units_inside(record: Record) -> Iterable[str]:
    """Give the units a record names below its top."""
    if isinstance(record, Project):
        yield from (step.department for step in (record.start_plan.steps if record.start_plan else ()))
        if record.coordination_office:
            yield record.coordination_office.office
    elif isinstance(record, Steps):
        yield from (unit for step in record.steps for unit in step.departments)


@cache
def named_by(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Give the fields of a model that name others, each with what it names."""
    return tuple((name, TARGETS[name]) for name in model.model_fields if name in TARGETS)
