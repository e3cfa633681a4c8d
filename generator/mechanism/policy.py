"""Editions of the rules: which one governs a quarter, and how its words name offices (D27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.records.calendar import Quarter
    from generator.records.model.policy import Policy, RouteTest
    from generator.records.model.projects import Project

OUT_OF_SCOPE = "不在本机制范围"


class NoPolicyError(LookupError):
    """No edition of the rules is in the data."""


def governing(editions: Mapping[date, Policy], quarter: Quarter) -> Policy:
    """Give the newest edition in force on the quarter's last day, else the oldest. Raises NoPolicyError."""
    if not editions:
        raise NoPolicyError
    in_force = [day for day in editions if day <= quarter.last]
    return editions[max(in_force)] if in_force else editions[min(editions)]


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
