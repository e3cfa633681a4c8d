"""Editions of the rules: which one governs a day or quarter, and how its words name offices (D27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.model.policy import in_force

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.calendar import Quarter
    from generator.records.model.policy import Policy, RouteTest
    from generator.records.model.projects import Project

OUT_OF_SCOPE = "不在本机制范围"


class NoPolicyError(LookupError):
    """No edition of the rules is in the data."""


def edition_on(editions: Mapping[date, Policy], day: date) -> Policy:
    """Give the edition in force on a day, the oldest before all of them. Raises NoPolicyError without any."""
    found = in_force(editions, day)
    if found is None:
        raise NoPolicyError
    return found


def governing(editions: Mapping[date, Policy], quarter: Quarter) -> Policy:
    """Give the edition a quarter is scored by: that in force on its last day. Raises NoPolicyError."""
    return edition_on(editions, quarter.last)


def in_scope(project: Project, policy: Policy) -> bool:
    """Tell whether a project is 亿元以上 (O2; the bound itself included)."""
    return project.investment_total_wan >= policy.scope.min_investment_wan


def route(project: Project, policy: Policy) -> str | None:
    """Name the coordination office of a project by 三层五线: the first line that fits (D27).

    Gives the office as the policy writes it, `OUT_OF_SCOPE` below 亿元, None where no line fits.
    """
    if not in_scope(project, policy):
        return OUT_OF_SCOPE
    return next((line.office for line in policy.routing if _fits(project, line.when)), None)


def _fits(project: Project, test: RouteTest) -> bool:
    if test.programme is not None:
        return project.programme == test.programme
    if test.investment_wan_at_least is not None:
        return project.investment_total_wan >= test.investment_wan_at_least
    return project.sector in test.sector_in
