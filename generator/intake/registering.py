"""The register the files refer to, and the approval of each plan year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.intake.building import valid
from generator.intake.phrases import columns, fill
from generator.intake.values import clean
from generator.records.codes import intake as codes
from generator.records.model.events import PlanApproved
from generator.records.model.organisations import Leader, Organisation, Person
from generator.records.model.projects import Plan
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import BaseModel

    from generator.intake.drafts import Draft
    from generator.intake.model import TableMap
    from generator.intake.rows import Row, Source
    from generator.records.model.types import Record
    from generator.records.source import Problem

    Seen = dict[str, tuple[dict[str, Any], Row]]
    Spellings = Mapping[str, tuple[str, Mapping[str, int]]]
    """By derived value: the column it translates, and the place of each spelling in its code list."""


def register(source: Source, made: TableMap, drafts: Sequence[Draft]) -> tuple[list[Record], list[Problem]]:
    """Make the organisations, people and leaders, each once; a second wording of one is a fault."""
    records: list[Record] = []
    problems: list[Problem] = []
    rows = [row for draft in drafts for row in draft.rows]
    forms: list[tuple[type[Record], Sequence[BaseModel]]] = [
        (Organisation, made.register_.organisations),
        (Person, made.register_.people),
        (Leader, made.register_.leaders),
    ]
    spellings = _spellings(made)
    for model, entries in forms:
        seen: Seen = {}
        for entry in entries:
            problems += _gather(source, entry, rows, seen, spellings)
        for facts, row in seen.values():
            record, found = valid(model, facts, source.cell(row))
            problems += found
            records += [record] if record else []
    return records, problems


def _gather(
    source: Source, entry: BaseModel, rows: Sequence[Row], seen: Seen, spellings: Spellings
) -> list[Problem]:
    """Fill a form once, or for each value of the columns it uses.

    Spellings to which a code list gives one id are of one thing; the one the list names first is taken.
    """
    phrases = entry.model_dump(exclude_none=True)
    used = {name: _columns(value) for name, value in phrases.items()}
    names = tuple(dict.fromkeys(name for found in used.values() for name in found))
    spelled = dict(spellings[name] for name in used["id"] if name in spellings)
    met: set[tuple[str | None, ...]] = set()
    problems: list[Problem] = []
    for row in rows if names else rows[:1]:
        key = tuple(row.values[name] for name in names)
        if key in met or None in key:
            continue
        met.add(key)
        facts = {name: _filled(value, row) for name, value in phrases.items()}
        known, first = seen.setdefault(str(facts["id"]), (facts, row))
        differing = [name for name, value in facts.items() if known[name] != value]
        field = next((name for name in differing if not spelled.keys() >= set(used[name])), None)
        if field:
            words = {"input": facts[field], "other": known[field], "id": facts["id"]}
            at = source.cell(first, names[0]).coordinate
            problems.append(problem(source.cell(row, names[0]), codes.REGISTER_DIFFERS, first=at, **words))
        elif differing and _rank(spelled, row) < _rank(spelled, first):
            seen[str(facts["id"])] = facts, row
    return problems


def _spellings(made: TableMap) -> Spellings:
    order = {
        each.name: {clean(entry.code): at for at, entry in enumerate(each.entries)} for each in made.lists
    }
    plain = [value for value in made.derived if value.codes and not value.first]
    taken = [(value, columns(value.take)) for value in plain]
    return {
        value.name: (names[0], order[value.codes or ""])
        for value, names in taken
        if value.take == "".join(f"{{{name}}}" for name in names[:1])
    }


def _rank(spelled: Mapping[str, Mapping[str, int]], row: Row) -> list[int]:
    return [order.get(row.values[name] or "", len(order)) for name, order in spelled.items()]


def _columns(value: Any) -> list[str]:  # noqa: ANN401 - a phrase, or several
    phrases = value if isinstance(value, tuple) else (value,)
    return [name for phrase in phrases for name in columns(str(phrase))]


def _filled(value: Any, row: Row) -> Any:  # noqa: ANN401 - a phrase, or several
    if isinstance(value, tuple):
        return [fill(each, row.values) for each in value]
    return fill(str(value), row.values)


def approvals(
    source: Source, made: TableMap, records: Iterable[Record]
) -> tuple[list[Record], list[Problem]]:
    """Approve the plan of every year that has entries and has begun; later years stay drafts."""
    if made.plan is None or made.plan.approval is None:
        return [], []
    found: list[Record] = []
    problems: list[Problem] = []
    where = source.sheet.cell(source.sheet.header.line, source.sheet.header.number, 0)
    for on in approval_days(made, records):
        if made.known_until and on > str(made.known_until):
            continue
        year = on[:4]
        facts = {"id": f"PLAN-{year}", "kind": "plan_approved", "date": on, "writer": made.office}
        facts |= {"year": year, "approved_on": on, "document": made.plan.approval.document}
        record, faulty = valid(PlanApproved, facts, where)
        problems += faulty
        found += [record] if record else []
    return found, problems


def approval_days(made: TableMap, records: Iterable[Record]) -> list[str]:
    """Give the day on which each year's plan is approved by the map, those of later years too."""
    if made.plan is None or made.plan.approval is None:
        return []
    years = sorted({record.year for record in records if isinstance(record, Plan)})
    return [f"{year}-{made.plan.approval.month_day}" for year in years]
