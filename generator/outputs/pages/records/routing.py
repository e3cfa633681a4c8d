"""Which coordination office a project has, and by which line of 三层五线 or which decision (D27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.ledger import exact
from generator.mechanism.policy import OUT_OF_SCOPE, route
from generator.mechanism.words import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.policy import Policy, RouteTest
    from generator.records.model.projects import Project

WAN_PER_YI = 10_000


@dataclass(frozen=True, slots=True)
class Routing:
    """An office by id where the register has it, its name as written, and the reason in a sentence."""

    office: str | None
    name: str
    why: str


def routing(project: Project, policy: Policy, offices: Mapping[str, str]) -> Routing:
    """Tell a project's office; `offices` gives register ids by id, full name and short name."""
    override = project.coordination_office
    if override is not None:
        why = f"经{day(override.decided_on)}决定调整：{override.reason}"
        return Routing(override.office, override.office, why)
    name = route(project, policy)
    if name is None:
        return Routing(None, "未定", "没有一条线适用，须由区重大项目办明确")
    if name == OUT_OF_SCOPE:
        bound = exact(policy.scope.min_investment_wan / WAN_PER_YI)
        return Routing(None, name, f"总投资不到{bound}亿元")
    line = next(line for line in policy.routing if line.office == name and _why(line.when, project))
    return Routing(offices.get(name), name, f"三层五线：{_why(line.when, project)}")


def _why(test: RouteTest, project: Project) -> str:
    """Say the condition a project meets, nothing where it does not."""
    if test.programme is not None:
        return f"专项属于{test.programme}" if project.programme == test.programme else ""
    if test.investment_wan_at_least is not None:
        bound = test.investment_wan_at_least
        return f"总投资{exact(bound / WAN_PER_YI)}亿元以上" if project.investment_total_wan >= bound else ""
    sectors = "、".join(test.sector_in)
    return f"行业属于{sectors}" if project.sector in test.sector_in else ""
