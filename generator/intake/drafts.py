"""Rows gathered into projects: the same key, the phases asked for, one value for each column."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.intake.phrases import columns, fill
from generator.intake.tally import SHOWN
from generator.intake.values import clean, decimal_text
from generator.records.codes import intake as codes
from generator.records.codes import sheets
from generator.records.source import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from generator.intake.model import Group, Point, TableMap
    from generator.intake.rows import Row, Source
    from generator.records.source import Problem

NO_PHASE = "（空）"


@dataclass(frozen=True)
class Draft:
    """One project to be: its id, its rows in order, and which row is which phase."""

    id: str
    rows: Sequence[Row]
    phases: Mapping[str, Row]

    @property
    def values(self) -> Mapping[str, str | None]:
        """Give the values of its first row, which its other rows share where it matters."""
        return self.rows[0].values

    def row(self, point: Point) -> Row:
        """Give the row a point is read from."""
        return self.phases[point.phase] if point.phase else self.rows[0]


@dataclass
class Sorting:
    """What became of the groups: projects, those left out by their phases, those spoiled by a faulty cell.

    `beginnings` has the first rows of groups that were left out, some of each sort.
    """

    drafts: list[Draft] = field(default_factory=list)
    left_out: Counter[tuple[str, ...]] = field(default_factory=Counter)
    rows_left_out: int = 0
    beginnings: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    spoiled: int = 0
    problems: list[Problem] = field(default_factory=list)


def sort(source: Source, made: TableMap, rows: Iterable[Row], faulty: AbstractSet[int]) -> Sorting:
    """Gather rows into projects, in the order in which the table brings them; `faulty` spoil theirs."""
    groups: dict[tuple[str | None, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row.values[name] for name in made.group.key)].append(row)
    found = Sorting()
    shared = _shared(made)
    ids: dict[str, Row] = {}
    for members in groups.values():
        if any(row.number in faulty for row in members):
            found.spoiled += 1
            continue
        if len(members) > 1 and not made.group.phase_column:
            found.problems += _twice(source, made.group, members)
            found.spoiled += 1
            continue
        phases = _phases(made.group, members)
        if phases is None:
            shape = _shape(made.group, members)
            found.left_out[shape] += 1
            found.rows_left_out += len(members)
            if len(found.beginnings[shape]) < SHOWN:
                found.beginnings[shape].append(members[0].number)
            continue
        found.problems += _differing(source, members, shared)
        if draft := _draft(source, made, members, phases, ids, found.problems):
            found.drafts.append(draft)
    return found


def _twice(source: Source, group: Group, rows: Sequence[Row]) -> Iterator[Problem]:
    """Without phases a project has one row: a second one’s dates would be lost, its amounts added."""
    first = rows[0]
    words = {
        "columns": "、".join(source.cell(first, name).header for name in group.key),
        "input": "、".join(first.values[name] or NO_PHASE for name in group.key),
    }
    for row in rows[1:]:
        where = source.cell(row, group.key[0])
        yield problem(where, sheets.KEY_TWICE, row=row.number, first=first.number, **words)


def _phases(group: Group, rows: Sequence[Row]) -> dict[str, Row] | None:
    """Tell the phases of a group's rows apart; None unless each asked for stands there once, and no other."""
    if not group.phase_column:
        return {}
    known = {clean(value): phase.id for phase in group.phases for value in phase.values}
    named = [known.get(row.values[group.phase_column] or "", "") for row in rows]
    if sorted(named) != sorted(phase.id for phase in group.phases):
        return None
    return dict(zip(named, rows, strict=True))


def _shape(group: Group, rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(sorted(row.values[group.phase_column or ""] or NO_PHASE for row in rows))


def _shared(made: TableMap) -> tuple[str, ...]:
    """Name the columns whose value all rows of a project must share: those its phrases use."""
    words = made.project.model_dump(exclude={"investment"}, exclude_none=True).values()
    phrases = [*(text for word in words for text in ([word] if isinstance(word, str) else word))]
    if made.plan:
        phrases += [made.plan.class_, made.plan.year or "", made.plan.goal]
    names = dict.fromkeys(name for phrase in phrases for name in columns(phrase) if name != "points")
    return tuple(names)


def _differing(source: Source, rows: Sequence[Row], shared: Iterable[str]) -> Iterator[Problem]:
    first = rows[0]
    for name in shared:
        for row in rows[1:]:
            if row.values[name] != first.values[name]:
                here, other = source.cell(row, name), source.cell(first, name)
                words = {"input": row.values[name] or "", "other": first.values[name] or ""}
                yield problem(here, codes.DIFFERS, column=here.header, first=other.coordinate, **words)


def _draft(  # noqa: PLR0913, PLR0917 - one argument for each thing a draft is made of
    source: Source,
    made: TableMap,
    rows: Sequence[Row],
    phases: Mapping[str, Row],
    ids: dict[str, Row],
    problems: list[Problem],
) -> Draft | None:
    phrase = made.project.id
    key = next(iter(columns(phrase)), "")
    where = source.cell(rows[0], key)
    name = fill(phrase, rows[0].values)
    if name is None:
        problems.append(problem(where, codes.REQUIRED))
        return None
    if name in ids:
        first = source.cell(ids[name], key).coordinate
        problems.append(problem(where, codes.ID_TWICE, id=name, first=first))
        return None
    ids[name] = rows[0]
    return Draft(name, rows, phases)


def total(rows: Iterable[Row], column: str) -> str | None:
    """Add up a column of amounts; None where no row has any."""
    amounts = [Decimal(text) for row in rows if (text := row.values[column]) is not None]
    return decimal_text(sum(amounts, Decimal(0))) if amounts else None
