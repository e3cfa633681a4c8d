"""Sums over projects: starts, construction, investment; of a district, or by leader, unit, office, street."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import pandas as pd

from generator.mechanism.ledger import ZERO
from generator.outputs.rates import Rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.outputs.tables.projects import ProjectRow


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of projects and amounts of 万元; each rate has no share where there is nothing to divide by."""

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
    def schedule_rate(self) -> Rate:
        """Give 序时进度 as a share of the year's plan."""
        return Rate("序时进度", "序时应完成", self.scheduled, "年度计划", self.invest, "万元")

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


def figures(projects: Iterable[ProjectRow]) -> Figures:
    """Sum the projects in the year's plan."""
    frame = _frame((row, [""]) for row in projects)
    return Figures(*frame[list(NAMES)].sum()) if len(frame) else Figures()


def by(
    projects: Iterable[ProjectRow], keys: Callable[[ProjectRow], Sequence[str | None]]
) -> Mapping[str, Figures]:
    """Sum by a key each project has one or several of (D21: each lead unit in full), by key."""
    frame = _frame((row, keys(row)) for row in projects)
    if not len(frame):
        return {}
    sums = frame.groupby("key", sort=True)[list(NAMES)].sum()
    return {str(key): Figures(*row) for key, *row in sums.itertuples()}


def _frame(keyed: Iterable[tuple[ProjectRow, Sequence[str | None]]]) -> pd.DataFrame:
    """Set planned projects as a table of their figures, a line for each key that is not None."""
    lines = [
        (key, *counted)
        for row, keys in keyed
        if row.plan
        for counted in [_counted(row)]
        for key in keys
        if key is not None
    ]
    return pd.DataFrame(lines, columns=["key", *NAMES], dtype=object)


def _counted(row: ProjectRow) -> tuple[int | Decimal, ...]:
    one = _one(row)
    return tuple(getattr(one, name) for name in NAMES)


def _one(row: ProjectRow) -> Figures:
    plan = row.plan
    year = plan.year if plan else 0
    planned, preliminary = row.class_ == "计划新开工", row.class_ == "开展前期"
    building = row.pool == "建设库"
    finished = row.completed is not None and row.completed.year == year
    promised = row.completion is not None and row.completion.year == year
    early = bool(row.completed and row.completion and row.completed < row.completion.first)
    return Figures(
        projects=1,
        planned=int(planned),
        due=int(planned and row.due),
        started=int(planned and row.start_state in {"提前开工", "按期开工", "延期开工"}),
        early=int(row.start_state == "提前开工"),
        late=int(row.start_state == "延期开工"),
        missed=int(row.start_state == "应开工未开工"),
        preliminary=int(preliminary),
        preliminary_started=int(preliminary and row.started is not None),
        empty_ceremonies=int(row.empty_ceremony),
        building=int(building),
        behind=int(building and row.behind),
        slow=int(building and row.gap is not None and row.gap < 0),
        completed=int(finished and promised),
        completed_early=int(finished and early),
        completion_planned=int(promised),
        entered=int(planned and row.started is not None and row.entered),
        silent=int(not row.reported and row.pool == "建设库"),
        invest=plan.invest_wan if plan else ZERO,
        invested=row.invested,
        scheduled=row.scheduled,
    )
