"""The records of a case in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.records.model.events import KINDS
from generator.records.model.projects import Plan, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.types import Level, Record

Fact = dict[str, Any]
OFFICE = "OFFICE"
LARGE = "1000000"


def listed(value: object) -> list[str]:
    """Give names, of which one may stand without a list."""
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


@dataclass
class Draft:
    """The records of a case in the making; `subjects` maps record ids back to the case's fact ids.

    `levels` says which level of meetings stands for each that the case names.
    """

    units: dict[str, str]
    levels: Mapping[str, Level] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    subjects: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def unit(self, name: str) -> str:
        """Give the id of a unit, registering a name that appears only in facts."""
        return self.units.setdefault(name, f"U{len(self.units) + 1}")

    def event(self, kind: str, on: str, **values: object) -> str:
        """Add an event of the office and give its id."""
        self.count += 1
        key = f"E{self.count:06}"  # so that what happened on one day stays in the order of the case
        given = {name: value for name, value in values.items() if value not in (None, (), "")}
        base = {"id": key, "kind": kind, "date": on, "writer": OFFICE}
        self.records.append(KINDS[kind].model_validate(base | given))
        return key

    def project(self, fact: Fact, **values: object) -> str:
        """Add the project of a fact and give its id."""
        self.count += 1
        key = f"P{self.count}"
        self.subjects[key] = fact["id"]
        leads = [self.unit(name) for name in listed(fact.get("lead"))] or [OFFICE]
        base = {
            "id": key,
            "name": fact["id"],
            "content": fact.get("words", fact["id"]),
            "investor": "某公司",
            "sector": "工业",
            "investment_total_wan": LARGE,
            "street": OFFICE,
            "lead_units": leads,
            "responsible_person": "张某",
            "leader": "LEADER",
        }
        given = {name: value for name, value in values.items() if value is not None}
        self.records.append(Project.model_validate(base | given))
        return key

    def plan(self, project: str, year: int, class_: str, **values: object) -> None:
        """Add the plan entry of a project."""
        base = {"project": project, "year": str(year), "class": class_, "goal": "按计划推进"}
        base |= {"invest_wan": "0", "invested_before_wan": "0"}
        given = {name: value for name, value in values.items() if value is not None}
        self.records.append(Plan.model_validate(base | given))
