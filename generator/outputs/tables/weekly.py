"""附件2: who owes a weekly report for which project, what came, and how many (三(三)三; O28)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from generator.outputs.rates import Rate
from generator.outputs.tables.derived import once, owed
from generator.outputs.tables.duties import Counts
from generator.outputs.tables.sums import added, added_by
from generator.records.model.events import WeeklyReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.mechanism.obligations import Obligation
    from generator.outputs.view import View
    from generator.records.calendar import Week
    from generator.records.model.projects import Project


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A unit's project in a week: what it owes (None: nothing, e.g. not in the plan), what it gave."""

    unit: str
    project: Project
    owed: Obligation | None
    report: WeeklyReport | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFigures(Counts):
    """Counts of a week's project reports; `asking` are projects with 推进需求."""

    asking: int = 0

    @property
    def rate(self) -> Rate:
        """Give 报送率 = 已报 / 应报, of what has fallen due."""
        whole = "到期应报" if self.pending else "应报"
        return Rate("报送率", "已报", self.given, whole, self.fallen_due, "份")

    @property
    def timely(self) -> Rate:
        """Give 按时率 = 按时 / 到期应报, as for every duty."""
        return Rate("按时率", "按时", self.in_time, "到期应报", self.fallen_due, "份")


NAMES = tuple(each.name for each in fields(ReportFigures))


def report_lines(view: View, week: Week) -> Sequence[ReportLine]:
    """List, by unit and project, what is owed for a week or was given without being owed."""
    return once(view, f"_weekly_{week}", lambda: _report_lines(view, week))


def _report_lines(view: View, week: Week) -> Sequence[ReportLine]:
    due = {
        (one.party, one.subject): one
        for one in owed(view, week.first, week.last) or ()
        if one.duty == "周报" and one.period == week
    }
    given: dict[str, list[WeeklyReport]] = defaultdict(list)
    for report in view.known.of_type(WeeklyReport):
        if report.week == week:
            given[report.project].append(report)
    told = {(unit, key) for key in given for unit in _units(view, key)}
    return [
        ReportLine(unit, project, due.get((unit, key)), _newest(given.get(key, ()), unit))
        for unit, key in sorted(due.keys() | told)
        if (project := view.project(key))
    ]


def _units(view: View, key: str) -> tuple[str, ...]:
    project = view.project(key)
    return view.lead_units(project) if project else ()


def _newest(reports: Sequence[WeeklyReport], unit: str) -> WeeklyReport | None:
    """Give the unit's own newest report of a project and week, else another's."""
    own = [report for report in reports if report.writer == unit]
    return next(reversed(own or reports), None)


def report_figures(lines: Iterable[ReportLine]) -> ReportFigures:
    """Sum all lines; a project of two units owes two reports, but asks once."""
    listed = list(lines)
    asking = {line.project.id for line in listed if _asks(line)}
    return replace(_figures(added(map(_counted, listed))), asking=len(asking))


def reports_by_unit(lines: Iterable[ReportLine]) -> Mapping[str, ReportFigures]:
    """Sum by unit, each in full (D21)."""
    found = added_by((line.unit, _counted(line)) for line in lines)
    return {unit: _figures(counts) for unit, counts in found.items()}


def _figures(counts: Sequence[int]) -> ReportFigures:
    return ReportFigures(**dict(zip(NAMES, counts, strict=True))) if counts else ReportFigures()


def _counted(line: ReportLine) -> tuple[int, ...]:
    state = line.owed.state if line.owed else None
    states = (state is not None, state == "按时", state == "迟报", state == "未报", state == "未到期")
    return (*map(int, states), int(_asks(line)))


def _asks(line: ReportLine) -> bool:
    return line.report is not None and bool(line.report.needs)
