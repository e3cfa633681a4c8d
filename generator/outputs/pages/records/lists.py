"""全部项目、全部单位、议定事项: one sortable list of each, the way to every record page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.words import span
from generator.outputs.pages.records.book import book_of
from generator.outputs.pages.records.coming import item_state
from generator.outputs.pages.records.standing import Standing, chip, counted
from generator.outputs.tables import Figures, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.mechanism.assessment import Assessment, Result
    from generator.mechanism.docket import ItemLine
    from generator.outputs.page import Page
    from generator.outputs.pages.records.book import Book
    from generator.outputs.pages.records.brief import Brief
    from generator.outputs.press import Press
    from generator.outputs.tables.dockets import ItemFigures
    from generator.records.model.organisations import Leader, Organisation
    from generator.records.model.projects import Project

GRAVITY = {"over": 0, "late": 1, "open": 2, "good": 3, "plain": 4}
NOTHING = Figures()
DAYS = 1_000_000
"""More days than any delay has."""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project of the list, with the year's class."""

    project: Project
    brief: Brief
    office: str | None
    class_: str | None

    @property
    def start(self) -> str:
        """Give the planned week as the plan writes it, `2026-W19`, by which weeks sort."""
        return str(self.brief.start.period) if self.brief.start else ""

    @property
    def week(self) -> tuple[str, str] | None:
        """Say the planned week and its days: 2026年第19周, 5月4日—10日."""
        if self.brief.start is None:
            return None
        number, _, days = span(self.brief.start.period).partition("（")
        return number, days.rstrip("）")

    @property
    def completion(self) -> str | None:
        """Give the planned month, `2026-05`."""
        return str(self.brief.completion.period) if self.brief.completion else None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the list: the year's sums, cards, its newest closed quarter, whether it is silent."""

    unit: Organisation
    figures: Figures
    items: ItemFigures | None
    yellow: int
    red: int
    result: Result | None
    silent: bool


def pages(press: Press) -> Iterator[Page]:
    """Print the three lists."""
    book = book_of(press)
    day = f"数据截至{book.as_of}"
    projects = project_lines(book)
    over = counted(line.brief.state for line in projects)
    yield press.page(
        "projects/index.md",
        "全部项目",
        f"{len(projects)}个项目的计划、开工、完工和状态，其中有超期未完成的{over}。{day}",
        template="records/projects.md.j2",
        kind="projects",
        hide=("navigation", "toc"),
        lines=projects,
        over=over,
        chip=chip,
        grave=_grave,
    )
    units, assessment = unit_lines(book)
    yield press.page(
        "units/index.md",
        "全部单位",
        f"各单位的项目、议定事项、牌和考评，分管负责人和综合协调办。{day}",
        template="records/units.md.j2",
        kind="units",
        hide=("navigation",),
        lines=units,
        assessment=assessment,
        ranking=f"rankings/{assessment.quarter}.md" if assessment else "",
        leaders=leader_lines(book),
        others=[unit for _, unit in sorted(book.known.organisations.items()) if not unit.scored],
    )
    items = item_lines(book)
    yield press.page(
        "items/index.md",
        "议定事项",
        f"今年议定和以前未办结的{len(items)}项。{day}",
        template="records/items.md.j2",
        kind="items",
        hide=("navigation", "toc"),
        lines=items,
        figures=summary(book.view).item_figures,
        chip=chip,
        grave=_grave,
    )


def project_lines(book: Book) -> Sequence[ProjectLine]:
    """Give every project, the gravest state first, in it the longest delay."""
    lines = [
        ProjectLine(project, book.briefs[key], book.view.office_of(project), _class(book, key))
        for key, project in book.known.projects.items()
    ]
    return sorted(lines, key=lambda line: (_grave(line.brief.state), line.project.id))


def unit_lines(book: Book) -> tuple[Sequence[UnitLine], Assessment | None]:
    """Give the assessed units by rank in the newest closed quarter, and that quarter."""
    now = summary(book.view)
    closed = [one for one in book.view.report.quarters.values() if one.closed]
    newest = closed[-1] if closed else None
    cards = Counter((card.unit, card.colour) for card in now.cards_of_year)
    lines = [
        UnitLine(
            unit,
            now.by_unit.get(unit.id, NOTHING),
            now.items_by_unit.get(unit.id),
            cards[unit.id, "黄牌"],
            cards[unit.id, "红牌"],
            newest.results.get(unit.id) if newest else None,
            unit.id in now.silent_units,
        )
        for unit in book.view.scored
    ]
    return sorted(
        lines, key=lambda line: (line.result.rank if line.result else len(lines), line.unit.id)
    ), newest


def leader_lines(book: Book) -> Sequence[tuple[Leader, Figures]]:
    """Give the leaders with the sums of their projects."""
    sums: Mapping[str, Figures] = summary(book.view).by_leader
    return [(leader, sums.get(leader.id, NOTHING)) for leader in book.view.leaders]


def item_lines(book: Book) -> Sequence[tuple[ItemLine, Standing]]:
    """Give the year's items, the longest overdue first, then the open ones by due date, then the closed."""
    rated = [(line, item_state(line, book.as_of)) for line in summary(book.view).items]
    return sorted(
        rated,
        key=lambda pair: (
            not pair[0].open,
            -pair[0].overdue if pair[0].open else 0,
            str(pair[0].story.due.day) if pair[0].story.due and pair[0].open else "9",
            pair[0].story.item.id,
        ),
    )


def _grave(state: Standing) -> int:
    """Rank a state, the gravest least: by tone, then the longest delay first."""
    return GRAVITY[state.tone] * DAYS - state.days


def _class(book: Book, key: str) -> str | None:
    plan = book.view.plan(key)
    return plan.class_ if plan else None
