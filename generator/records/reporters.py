"""Who reports on a project: its lead units, of now or then, and the offices that file for them (三(三)三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.records.model.events.base import ProjectEvent
    from generator.records.portfolio import Portfolio

OFFICES = frozenset({"区重大项目办", "综合协调办"})


def reporters(portfolio: Portfolio) -> Callable[[ProjectEvent], bool]:
    """Make what tells a report that answers for its project from one of a street or department concerned."""
    offices = {unit.id for unit in portfolio.organisations.values() if unit.kind in OFFICES}

    def answers(report: ProjectEvent) -> bool:
        project = portfolio.projects.get(report.project)
        return (
            project is None
            or report.writer in offices
            or report.writer in project.lead_units
            or report.writer in portfolio.handed_to.get(report.project, ())
        )

    return answers
