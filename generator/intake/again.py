"""A table brought in again, in sentences: what is here and not in it, what may be one project twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.records.checks.doubts import named
from generator.records.model.projects import Plan, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.intake.standing import Standing
    from generator.records.model.types import Record
    from generator.records.source import Lang

    Key = Callable[[Project], object]

SHOWN = 12
Pair = tuple[Project, Project, tuple[str, str]]


def again(here: Standing, records: Sequence[Record], lang: Lang = "zh") -> Iterator[str]:
    """Tell of projects that the table covers and does not name, and of new ones that are perhaps old ones."""
    old = _unnamed(here, records)
    missing = _covered(here, old, records)
    zh = lang == "zh"
    if missing:
        yield (
            f"数据里有 {len(missing)} 个项目不在这张表里（这张表的单位、年度和性质）：{_listed(missing)}"
            if zh
            else f"{len(missing)} projects here are not in the table (its units, years, classes): "
            + _listed(missing)
        )
        yield (
            "  不再实施的，由区重大项目办写项目退库（project_withdrawn）；还在实施的照原计划考核"
            if zh
            else "  Those given up are withdrawn (project_withdrawn); the others go on as planned"
        )
    pairs = _pairs(here, old, records)
    for was, now, (why, reason) in pairs[:SHOWN]:
        words = f"{_called(was)} → {_called(now)}"
        yield f"疑似同一项目（{why}）：{words}" if zh else f"Perhaps one project ({reason}): {words}"
    if pairs:
        rest = len(pairs) - SHOWN
        more = (f"还有 {rest} 对；" if zh else f"{rest} more. ") if rest > 0 else ""
        yield (
            "  "
            + more
            + (
                "是同一个项目的，删去新编号的文件，沿用旧编号：改名的用代码表对照，换单位的写 lead_changed"
                if zh
                else "If so, delete the new id's files; map a new name to the old, or write lead_changed"
            )
        )


def _unnamed(here: Standing, records: Sequence[Record]) -> list[Project]:
    """Give the projects here that the table does not name and nobody withdrew."""
    ids = {record.id for record in records if isinstance(record, Project)} | here.withdrawn
    return [project for key, project in sorted(here.portfolio.projects.items()) if key not in ids]


def _covered(here: Standing, old: Sequence[Project], records: Sequence[Record]) -> list[Project]:
    """Give those of projects that the table would name: of its units, its years, its classes."""
    units = {unit for record in records if isinstance(record, Project) for unit in record.lead_units}
    kinds = {(record.year, record.class_) for record in records if isinstance(record, Plan)}

    def planned(project: Project) -> bool:
        plans = here.portfolio.plans_of.get(project.id, ())
        return not kinds or any((plan.year, plan.class_) in kinds for plan in plans)

    return [project for project in old if units.intersection(project.lead_units) and planned(project)]


def _pairs(here: Standing, old: Sequence[Project], records: Sequence[Record]) -> list[Pair]:
    """Match new projects with unnamed old ones: one name, or else one total and one plan, where unique."""
    new = [record for record in records if isinstance(record, Project) and here.new(record)]
    plans = {(plan.project, plan.year): plan for plan in records if isinstance(plan, Plan)}
    promised = _promised({**here.portfolio.plans, **plans}, {year for _, year in plans})
    found: list[Pair] = []
    keys: tuple[tuple[Key, tuple[str, str]], ...] = (
        (lambda one: named(one.name), ("同名", "one name")),
        (promised, ("总投资和计划相同", "one total and one plan")),
    )
    for key, why in keys:
        done = {project.id for *pair, _ in found for project in pair}
        was, now = ([one for one in each if one.id not in done] for each in (old, new))
        found += [(*pair, why) for pair in _matched(was, now, key)]
    return found


def _promised(plans: Mapping[tuple[str, int], Plan], years: set[int]) -> Key:
    """Make what tells a project by its total and what is planned for it in the years of the table."""

    def of(project: Project) -> tuple[object, ...] | None:
        mine = [plan for year in sorted(years) if (plan := plans.get((project.id, year)))]
        said = [(one.year, one.class_, one.start_week, one.completion_month, one.invest_wan) for one in mine]
        return (project.investment_total_wan, *said) if said else None

    return of


def _matched(old: Sequence[Project], new: Sequence[Project], key: Key) -> Iterator[tuple[Project, Project]]:
    here: dict[object, list[Project]] = defaultdict(list)
    there: dict[object, list[Project]] = defaultdict(list)
    for found, projects in ((here, old), (there, new)):
        for project in projects:
            if (value := key(project)) is not None:
                found[value].append(project)
    for value, ones in there.items():
        if len(ones) == len(here.get(value, ())) == 1:
            yield here[value][0], ones[0]


def _listed(projects: Sequence[Project]) -> str:
    return "、".join(map(_called, projects[:SHOWN])) + ("……" if len(projects) > SHOWN else "")


def _called(project: Project) -> str:
    return f"{project.id} {project.name}（{project.lead_units[0]}）"
