"""Projects to be, made into records of ours: project, plans, events; each one valid or named by its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError

from generator.intake.cells import Cell
from generator.intake.drafts import total
from generator.intake.phrases import columns, fill
from generator.records.calendar import Month, Week, day
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.model.events import KINDS
from generator.records.model.projects import Plan, Project
from generator.records.source import Problem, problem
from generator.records.tree import Tree
from generator.records.wording import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from generator.intake.drafts import Draft
    from generator.intake.model import Plans, Point, TableMap
    from generator.intake.rows import Row, Source
    from generator.records.model.types import Record

R = TypeVar("R", bound="Record")
POINTS = "points"
NOTHING_DUE = "（本年没有到期的节点）"
Made = tuple["Record | None", list[Problem]]
CERTIFICATES = {
    "substantive_start": ("start_certified", "start"),
    "completed": ("completion_certified", "completion"),
    "commissioned": ("completion_certified", "completion"),
}
_PERIODS: dict[str, type[Week | Month]] = {"start_week": Week, "completion_month": Month, "milestone": Month}
Promise = tuple["Point", "Row", Week | Month]


def build(source: Source, made: TableMap, drafts: Iterable[Draft]) -> tuple[list[Record], list[Problem]]:
    """Make every record of every project; a faulty one is named by its project's first cell."""
    records: list[Record] = []
    problems: list[Problem] = []
    origins = _origins(made)
    amounts = {source.places[column.name] for column in made.columns if column.kind == "number"}
    for draft in drafts:
        row = draft.rows[0]
        where, cells = source.cell(row), {key: source.cell(row, name) for key, name in origins.items()}
        lacking = _lacking(source, made, draft)
        promises = _promises(made, draft)
        entries: list[tuple[type[Record], Mapping[str, Any]]] = [(Project, _project(made, draft))]
        if made.plan:
            entries += [(Plan, facts) for facts in _plans(made.plan, draft, promises)]
        made_here = [valid(model, facts, where, cells, lacking) for model, facts in entries]
        made_here += _deeds(source, made, draft, {point.id for point, *_ in promises})
        records += [record for record, _ in made_here if record is not None]
        told = [found for _, faulty in made_here for found in faulty]
        problems += [_as_written(source, found, amounts) for found in told] if len(draft.rows) == 1 else told
    return records, problems


def _origins(made: TableMap) -> dict[str, str]:
    """Name the first column each field of a project and its plans is filled from."""
    names = {key: named[0] for key, named in _phrased(made) if named[0] != POINTS}
    names["investment_total_wan"] = made.project.investment
    if made.plan:
        names["invest_wan"] = made.plan.invest
        names["invested_before_wan"] = made.plan.invested_before or made.plan.invest
    planned = {_field(point): point.planned for point in made.points if point.planned}
    return names | planned


def _phrased(made: TableMap) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name the columns that the phrases of a project and its plans are filled from, by field."""
    words = {**made.project.model_dump(exclude_none=True), **(made.plan.model_dump() if made.plan else {})}
    for key, phrase in words.items():
        if named := columns(str(phrase)):
            yield key.rstrip("_"), named


def _lacking(source: Source, made: TableMap, draft: Draft) -> dict[str, list[Cell]]:
    """Give the cells for want of whose value a field is not written; of `{points}` all that is planned."""
    planned = [(draft.row(point), point.planned) for point in made.points if point.planned]
    amounts = [("investment_total_wan", (made.project.investment,))]
    amounts += [("invest_wan", (made.plan.invest,))] if made.plan else []
    found: dict[str, list[Cell]] = {}
    for key, named in [*_phrased(made), *amounts]:
        taken = [pair for name in named for pair in (planned if name == POINTS else [(draft.rows[0], name)])]
        if cells := [source.cell(row, name) for row, name in taken if row.values[name] is None]:
            found[key] = cells
    return found


def valid(
    model: type[R],
    facts: Mapping[str, Any],
    where: Cell,
    cells: Mapping[str, Cell] | None = None,
    lacking: Mapping[str, Sequence[Cell]] | None = None,
) -> tuple[R | None, list[Problem]]:
    """Make one record from text fields; its faults are told in the loader's words, at the field's cell.

    What is missing because its cells have no value is told of those, which `lacking` has by field.
    """
    given = {key: value for key, value in facts.items() if value is not None}
    try:
        return model.model_validate(given), []
    except ValidationError as error:
        tree = Tree(where.path, given)
        tree.places = {(key,): _Spot(cell.line - 1, cell.column - 1) for key, cell in (cells or {}).items()}
        at = {(cell.line, cell.column): cell for cell in (cells or {}).values()}
        found = faults(model, tree, error)
        marks = (at.get((each.mark.line, each.mark.column), where) for each in found)
        told = [Problem(mark, each.code, each.values) for mark, each in zip(marks, found, strict=True)]
        return None, [_lacked(each, given, lacking or {}) for each in told]


def _lacked(found: Problem, given: Mapping[str, Any], lacking: Mapping[str, Sequence[Cell]]) -> Problem:
    """Tell a field that is missing by the cells it was to come from."""
    words = dict(found.values)
    key = words.get("key", "")
    if given.get(key) or not (cells := lacking.get(key)):
        return found
    headers = "”“".join(dict.fromkeys(cell.header for cell in cells))
    return problem(cells[0], sheets.NOTHING_TO_TAKE, columns=headers, key=key, title=words.get("title", key))


def _as_written(source: Source, found: Problem, amounts: AbstractSet[int]) -> Problem:
    """Tell a faulty amount as its cell has it, and what that was read as."""
    words, mark = dict(found.values), found.mark
    if not (isinstance(mark, Cell) and mark.column - 1 in amounts and "input" in words):
        return found
    written = source.sheet.text(mark)
    if written == words["input"] or not written:
        return found
    return problem(mark, found.code, **words | {"input": f"{written}（= {words['input']}）"})


class _Spot(NamedTuple):
    """A place as the decoder's trees keep it, from 0."""

    line: int
    column: int


def _project(made: TableMap, draft: Draft) -> dict[str, Any]:
    words = made.project.model_dump(exclude={"investment", "lead_units", "id"}, exclude_none=True)
    facts: dict[str, Any] = {key: fill(phrase, draft.values) for key, phrase in words.items()}
    facts["id"] = draft.id
    units = [fill(phrase, draft.values) for phrase in made.project.lead_units]
    facts["lead_units"] = [unit for unit in units if unit is not None]
    facts["investment_total_wan"] = total(draft.rows, made.project.investment)
    return facts


def _field(point: Point) -> str:
    """Name the plan's field a point's planned date goes into."""
    if point.becomes == "substantive_start":
        return "start_week"
    return "milestone" if point.becomes == "milestone_reached" else "completion_month"


def _promises(made: TableMap, draft: Draft) -> list[Promise]:
    found: list[Promise] = []
    for point in made.points:
        row = draft.row(point)
        text = row.values[point.planned] if point.planned else None
        if text:
            found.append((point, row, _period(text, _PERIODS[_field(point)])))
    return found


def _period(text: str, kind: type[Week | Month]) -> Week | Month:
    return kind.of(day(text)) if text.count("-") > 1 else kind.parse(text)


def _plans(plans: Plans, draft: Draft, promises: Sequence[Promise]) -> Iterator[dict[str, Any]]:
    """Write one entry a year, with what is planned in it; a stated year takes everything."""
    if plans.year:
        yield _plan(plans, draft, fill(plans.year, draft.values), promises, [])
        return
    for year in sorted({period.year for *_, period in promises}):
        due = [promise for promise in promises if promise[2].year == year]
        before = [promise for promise in promises if promise[2].year < year]
        yield _plan(plans, draft, str(year), due, before)


def _plan(
    plans: Plans, draft: Draft, year: str | None, due: Sequence[Promise], before: Sequence[Promise]
) -> dict[str, Any]:
    rows = _rows(due) or list(draft.rows)
    spent = (
        total(rows, plans.invested_before) if plans.invested_before else total(_rows(before), plans.invest)
    )
    facts: dict[str, Any] = {
        "project": draft.id,
        "year": year,
        "class": fill(plans.class_, draft.values),
        "invest_wan": total(rows, plans.invest),
        "invested_before_wan": spent or "0",
        "goal": fill(plans.goal, {**draft.values, POINTS: _words(due, year)}),
    }
    milestones = []
    for point, _, period in due:
        if (name := _field(point)) == "milestone":
            milestones.append({"id": point.id, "name": point.name, "due_month": str(period)})
        else:
            facts[name] = str(period)
    return facts | ({"milestones": milestones} if milestones else {})


def _rows(promises: Iterable[Promise]) -> list[Row]:
    return list({row.number: row for _, row, _ in promises}.values())


def _words(promises: Sequence[Promise], year: str | None) -> str | None:
    """Name what is due in a plan's year, as an official text does; None where nothing is planned at all."""
    due = [(point, period) for point, _, period in promises if str(period.year) == year]
    words = "、".join(f"{point.name}（{_told(period)}）" for point, period in due)
    return words or (NOTHING_DUE if promises else None)


def _told(period: Week | Month) -> str:
    return f"第{period.number}周" if isinstance(period, Week) else f"{period.number}月"


def _deeds(source: Source, made: TableMap, draft: Draft, planned: set[str]) -> Iterator[Made]:
    """Write what has been done, at the actual dates; a faulty one is named by its own cell."""
    unit = fill(made.project.lead_units[0], draft.values) or ""
    for point in made.points:
        row = draft.row(point)
        on = row.values[point.actual] if point.actual else None
        if not on:
            continue
        where = source.cell(row, point.actual or "")
        if made.known_until and on > str(made.known_until):
            yield None, [problem(where, codes.AFTER, input=on, limit=made.known_until)]
        elif point.becomes == "milestone_reached" and point.id not in planned:
            yield None, [problem(where, codes.NO_PROMISE, point=point.name)]
        else:
            for facts in _events(made, draft, point, on, unit):
                yield valid(KINDS[facts["kind"]], facts, where)


def _events(made: TableMap, draft: Draft, point: Point, on: str, writer: str) -> Iterator[dict[str, str]]:
    """Write the deed, and its certification by the office on the same day where the map says so."""
    base = {"date": on, "document": made.document}
    key = f"{draft.id}-{point.id}"
    fact = {**base, "id": key, "kind": point.becomes, "writer": writer, "project": draft.id}
    yield fact | ({"milestone": point.id} if point.becomes == "milestone_reached" else {})
    if point.certified and point.becomes in CERTIFICATES:
        kind, field = CERTIFICATES[point.becomes]
        yield {**base, "id": f"{key}-RD", "kind": kind, "writer": made.office, field: key}
