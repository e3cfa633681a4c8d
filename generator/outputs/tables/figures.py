"""Sums over projects: starts, construction, investment; of a district, or by leader, unit, office, street."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from generator.mechanism.ledger import ZERO
from generator.outputs.rates import Rate
from generator.outputs.tables.projects import STARTED
from generator.outputs.tables.sums import added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.outputs.tables.projects import ProjectRow


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of projects and amounts of 万元; each rate has no share where there is nothing to divide by.

    All are of the year's plan but `missed_before` and `behind_before`, which count what earlier plans asked
    of projects out of it, and what is still not done. `early` and `late` go by this year's weeks, as sealed
    months have them; `relisted_early` and `relisted_in_time` count those of them that an earlier plan's week
    makes late: what is told is `early_told` and `late_told`.
    """

    projects: int = 0
    planned: int = 0
    due: int = 0
    started: int = 0
    early: int = 0
    late: int = 0
    missed: int = 0
    preliminary: int = 0
    preliminary_started: int = 0
    empty_ceremonies: int = 0
    building: int = 0
    behind: int = 0
    slow: int = 0
    completed: int = 0
    completed_early: int = 0
    completion_planned: int = 0
    entered: int = 0
    silent: int = 0
    invest: Decimal = ZERO
    invested: Decimal = ZERO
    scheduled: Decimal = ZERO
    missed_before: int = 0
    behind_before: int = 0
    relisted_early: int = 0
    relisted_in_time: int = 0

    @property
    def early_told(self) -> int:
        """Count the early starts but those of projects listed anew when they were late already (§2)."""
        return self.early - self.relisted_early

    @property
    def late_told(self) -> int:
        """Count the late starts with those of projects listed anew when they were late already (§2)."""
        return self.late + self.relisted

    @property
    def relisted(self) -> int:
        """Count the starts in time or early by this year's plan that missed a week of an earlier one."""
        return self.relisted_early + self.relisted_in_time

    @property
    def missed_ever(self) -> int:
        """Count 应开工未开工 by this year's plan and by earlier ones."""
        return self.missed + self.missed_before

    @property
    def behind_ever(self) -> int:
        """Count 在建滞后 by this year's plan and by earlier ones."""
        return self.behind + self.behind_before

    @property
    def year_rate(self) -> Rate:
        """Give 年度开工率 = 已开工 / 年度计划开工."""
        return Rate("年度开工率", "已开工", self.started, "年度计划开工", self.planned, "个")

    @property
    def due_rate(self) -> Rate:
        """Give 到期开工率 = 已开工 / 到期应开工."""
        return Rate("到期开工率", "已开工", self.started, "到期应开工", self.due, "个")

    @property
    def investment_rate(self) -> Rate:
        """Give 投资完成率 = 累计完成 / 年度计划."""
        return Rate("投资完成率", "累计完成", self.invested, "年度计划", self.invest, "万元")

    @property
    def pace(self) -> Rate:
        """Give 快（+）慢（−）于序时进度, the difference of the two rates."""
        ahead = self.invested - self.scheduled
        return Rate("较序时进度", "累计完成减序时应完成", ahead, "年度计划", self.invest, "万元")

    @property
    def gap(self) -> Decimal | None:
        """Give 快（+）慢（−）于序时进度, as a share of the year's plan."""
        return self.pace.share

    @property
    def completion_rate(self) -> Rate:
        """Give 竣工率 = 已竣工 / 年度计划竣工."""
        return Rate("竣工率", "已竣工", self.completed, "年度计划竣工", self.completion_planned, "个")

    @property
    def entered_rate(self) -> Rate:
        """Give 纳统率 = 已入库 / 已开工."""
        return Rate("纳统率", "已入库", self.entered, "已开工", self.started, "个")


NAMES = tuple(each.name for each in fields(Figures))
TOLD = frozenset({"relisted_early", "relisted_in_time"})
"""Figures of what is told besides what a month is sealed with."""


def figures(projects: Iterable[ProjectRow]) -> Figures:
    """Sum the projects in the year's plan, and those behind an earlier one."""
    return Figures(*added(map(_counted, projects)))  # type: ignore[arg-type]


def by(
    projects: Iterable[ProjectRow], keys: Callable[[ProjectRow], Sequence[str | None]]
) -> Mapping[str, Figures]:
    """Sum by a key each project has one or several of (D21: each lead unit in full), by key."""
    found: dict[str, list[tuple[int | Decimal, ...]]] = defaultdict(list)
    for row in projects:
        counted = _counted(row)
        if any(counted):
            for key in keys(row):
                if key is not None:
                    found[key].append(counted)
    return {key: Figures(*added(rows)) for key, rows in sorted(found.items())}  # type: ignore[arg-type]


def _counted(row: ProjectRow) -> tuple[int | Decimal, ...]:
    """Give the figures of one project, in the order of their names."""
    plan, missed = row.plan, int(row.start_state == "应开工未开工")
    behind = int(row.pool == "建设库" and row.behind)
    if plan is None:
        return (*([0] * (len(NAMES) - 4)), missed, behind, 0, 0)
    year = plan.year
    planned, preliminary = row.class_ == "计划新开工", row.class_ == "开展前期"
    building = row.pool == "建设库"
    finished = row.completed is not None and row.completed.year == year
    promised = row.completion is not None and row.completion.year == year
    early = bool(row.completed and row.completion and row.completed < row.completion.first)
    return (
        1,  # projects
        int(planned),  # planned
        int(planned and row.due),  # due
        int(planned and row.start_state in STARTED),  # started
        int(row.start_state == "提前开工"),  # early
        int(row.start_state == "延期开工"),  # late
        missed,
        int(preliminary),  # preliminary
        int(preliminary and row.started is not None),  # preliminary_started
        int(row.empty_ceremony),  # empty_ceremonies
        int(building),  # building
        behind,
        int(building and row.gap is not None and row.gap < 0),  # slow
        int(finished and promised),  # completed
        int(finished and promised and early),  # completed_early
        int(promised),  # completion_planned
        int(planned and row.started is not None and row.entered),  # entered
        int(not row.reported and row.pool == "建设库"),  # silent
        plan.invest_wan,
        row.invested,
        row.scheduled,
        0,  # missed_before
        0,  # behind_before
        int(row.missed is not None and row.start_state == "提前开工"),  # relisted_early
        int(row.missed is not None and row.start_state == "按期开工"),  # relisted_in_time
    )
