"""A map file to a map, or to everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from generator.intake.building import POINTS
from generator.intake.forms import ENOUGH, settles
from generator.intake.model import TableMap
from generator.intake.phrases import columns
from generator.intake.values import narrow
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.places import place_of
from generator.records.source import problem, tidy
from generator.records.tree import read_tree
from generator.records.wording import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.records.source import Problem
    from generator.records.tree import Location, Tree, Value

NO_SIGNS = frozenset("+-.")
"""Signs that belong to a number, and part no groups in it."""
_DATED = ("date", "month", "week")
_ONE = {"date": "一个日期", "month": "一个月", "week": "一周"}
_PLANNED = {"substantive_start": ("date", "week"), "": ("date", "month")}
# Where a map names a column, beside the phrases: the keys of these fields.
_NAMES = frozenset({"key", "phase_column", "earlier", "later", "planned", "actual", "column", "blank"}) | (
    frozenset({"investment", "invest", "invested_before"})
)


def read_map(path: str, data: bytes) -> tuple[TableMap | None, list[Problem]]:
    """Read a map; it is None exactly where there are problems."""
    tree, problems = read_tree(path, data)
    if tree is None:
        return None, tidy(problems)
    try:
        made = TableMap.model_validate(tree.value)
    except ValidationError as error:
        return None, tidy([*problems, *faults(TableMap, tree, error)])
    problems += [found for check in CHECKS for found in check(made, tree)]
    return (None if problems else made), tidy(problems)


def _twice(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """Every name stands for one thing: a column or derived value, a code list, a phase, a point."""
    families: tuple[Sequence[tuple[Location, str]], ...] = (
        [(("columns", index), column.name) for index, column in enumerate(made.columns)]
        + [(("derived", index), value.name) for index, value in enumerate(made.derived)],
        [(("lists", index), entry.name) for index, entry in enumerate(made.lists)],
        [(("group", "phases", index), phase.id) for index, phase in enumerate(made.group.phases)],
        [(("points", index), point.id) for index, point in enumerate(made.points)],
    )
    for family in families:
        seen: set[str] = set()
        for at, name in family:
            if name in seen:
                yield problem(tree.mark(*at), codes.NAME_TWICE, name=name)
            seen.add(name)


def _unknown(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """Every column, code list and phase that is named exists."""
    known = [*(column.name for column in made.columns), *(value.name for value in made.derived)]
    lists = [entry.name for entry in made.lists]
    phases = [phase.id for phase in made.group.phases]
    for at, text in _texts(tree.value, ()):
        field = next(part for part in reversed(at) if isinstance(part, str))
        named = (text,) if field in _NAMES else columns(text)
        for name in named:
            if name not in known and (name, at) != (POINTS, ("plan", "goal")):
                yield problem(
                    tree.mark(*at), codes.NAME_UNKNOWN, what="列", name=name, names="、".join(known)
                )
        if field == "codes" and text not in lists:
            names = "、".join(lists) or "（无）"
            yield problem(tree.mark(*at), codes.NAME_UNKNOWN, what="代码表", name=text, names=names)
        if field == "phase" and text not in phases:
            names = "、".join(phases) or "（无）"
            yield problem(tree.mark(*at), codes.NAME_UNKNOWN, what="阶段", name=text, names=names)


def _texts(value: Value, at: Location) -> Iterator[tuple[Location, str]]:
    """Give every text of the map that may name something; code lists and headers are the table's words."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"lists", "header", "formats", "form", "among", "values"}:
                yield from _texts(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*at, index))


def _early(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """A derived value is taken from what stands above it; rows are left out by what the table says."""
    known = [column.name for column in made.columns]
    every = {*known, *(value.name for value in made.derived)}
    for index, value in enumerate(made.derived):
        for name in columns(value.take):
            if name in every and name not in known:
                mark = tree.mark("derived", index, "take")
                yield problem(mark, codes.NAME_UNKNOWN, what="列", name=name, names="、".join(known))
        known.append(value.name)
    derived = {value.name for value in made.derived}.difference(column.name for column in made.columns)
    for index, condition in enumerate(made.rows.leave_out):
        named: list[tuple[Location, str | None]] = [(("column",), condition.column)]
        named += [(("blank", place), name) for place, name in enumerate(condition.blank)]
        for at, column_name in named:
            if column_name in derived:
                names = "、".join(column.name for column in made.columns)
                mark = tree.mark("rows", "leave_out", index, *at)
                yield problem(mark, codes.NAME_UNKNOWN, what="列", name=column_name, names=names)


def _forms(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """A dated column says how its dates are written; every form settles what the column holds."""
    for index, column in enumerate(made.columns):
        if column.kind in _DATED and not column.formats:
            yield problem(
                tree.mark("columns", index), codes.INCOMPLETE, given=f"kind: {column.kind}", wanted="formats"
            )
        if column.formats and column.kind not in _DATED:
            wanted = "kind: date / month / week"
            yield problem(tree.mark("columns", index), codes.INCOMPLETE, given="formats", wanted=wanted)
        for place, form in enumerate(column.formats):
            if column.kind in _DATED and settles(form) not in ENOUGH[column.kind]:
                mark = tree.mark("columns", index, "formats", place)
                yield problem(mark, codes.BAD_FORM, form=form, kind=column.kind, what=_ONE[column.kind])


def _figures(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """An amount is multiplied or divided by more than nothing; what parts its groups is no sign of it."""
    for index, column in enumerate(made.columns):
        given: list[tuple[Location, object]] = [((key,), getattr(column, key)) for key in ("times", "divide")]
        given += [(("units", place, "times"), unit.times) for place, unit in enumerate(column.units)]
        sign = column.thousands
        wrong: list[tuple[Location, object]] = [(at, value) for at, value in given if value == 0]
        if sign and (len(sign) > 1 or sign.isalnum() or narrow(sign) in NO_SIGNS):
            wrong.append((("thousands",), sign))
        for at, value in wrong:
            mark = tree.mark("columns", index, *at)
            yield problem(mark, sheets.FIGURE, key=at[-1], input=value)


def _kinds(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """Amounts come from numbers, plans and deeds from dates."""
    kinds: dict[str, str] = {value.name: "text" for value in made.derived}
    kinds |= {column.name: column.kind for column in made.columns}
    wanted: list[tuple[Location, str | None, tuple[str, ...]]] = [
        (("project", "investment"), made.project.investment, ("number",))
    ]
    if made.plan:
        wanted += [(("plan", "invest"), made.plan.invest, ("number",))]
        wanted += [(("plan", "invested_before"), made.plan.invested_before, ("number",))]
    for index, point in enumerate(made.points):
        planned = _PLANNED.get(point.becomes, _PLANNED[""])
        wanted += [(("points", index, "planned"), point.planned, planned)]
        wanted += [(("points", index, "actual"), point.actual, ("date",))]
    for index, order in enumerate(made.orders):
        wanted += [(("orders", index, "earlier"), order.earlier, ("date",))]
        wanted += [(("orders", index, "later"), order.later, ("date",))]
    for at, name, allowed in wanted:
        if name in kinds and kinds[name] not in allowed:
            wants = " / ".join(allowed)
            yield problem(tree.mark(*at), codes.WRONG_KIND, name=name, kind=kinds[name], wanted=wants)


def _pairs(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """What goes together: phases and their column, points and phases, a column and what stands in it."""
    if made.group.phases and not made.group.phase_column:
        yield problem(tree.mark("group"), codes.INCOMPLETE, given="phases", wanted="phase_column")
    for index, point in enumerate(made.points):
        if made.group.phases and point.phase is None:
            yield problem(tree.mark("points", index), codes.INCOMPLETE, given="phases", wanted="phase")
    for index, condition in enumerate(made.rows.leave_out):
        mark, either = tree.mark("rows", "leave_out", index), bool(condition.column)
        if either != bool(condition.among):
            given, wanted = ("column", "among") if either else ("among", "column")
            yield problem(mark, codes.INCOMPLETE, given=given, wanted=wanted)
        elif not either and not condition.blank:
            yield problem(mark, codes.INCOMPLETE, given="reason", wanted="blank")


def _promises(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """A plan has one planned start and one planned completion."""
    seen: set[str] = set()
    for index, point in enumerate(made.points):
        what = "completion" if point.becomes in {"completed", "commissioned"} else point.becomes
        if point.planned and what != "milestone_reached" and what in seen:
            yield problem(tree.mark("points", index, "planned"), codes.NAME_TWICE, name=what)
        if point.planned:
            seen.add(what)


def _copies(made: TableMap, tree: Tree) -> Iterator[Problem]:
    """Only policies and calendars go with a map."""
    for index, copy in enumerate(made.copies):
        place = place_of(copy.to)
        if copy.to not in {"data/policy", "data/calendar"} and (
            place is None or place.shelf not in {"policy", "calendar"}
        ):
            yield problem(tree.mark("copies", index, "to"), codes.COPY_PLACE, to=copy.to)


CHECKS = (_twice, _unknown, _early, _forms, _figures, _kinds, _pairs, _promises, _copies)
