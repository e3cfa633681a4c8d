"""A table and its map to files of ours: the whole import in one function, nothing written yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.intake.building import build
from generator.intake.drafts import Sorting, sort
from generator.intake.files import text_of, where
from generator.intake.registering import approvals, register
from generator.intake.rows import Source, take
from generator.intake.table import sheet
from generator.intake.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.intake.model import TableMap
    from generator.records.model.types import Record
    from generator.records.source import Problem


@dataclass(frozen=True)
class Outcome:
    """What an import found and made: files by path, what became of every row, problems in order."""

    files: Mapping[str, str] = field(default_factory=dict)
    records: Sequence[Record] = ()
    tally: Tally = field(default_factory=Tally)
    sorting: Sorting = field(default_factory=Sorting)
    problems: Sequence[Problem] = ()
    unread: Sequence[str] = ()

    @property
    def faulty(self) -> bool:
        """Tell whether any problem is an error, so that nothing may be written."""
        return any(found.severity == "error" for found in self.problems)


def import_table(path: str, data: bytes, made: TableMap) -> Outcome:
    """Read a table by its map, into the text of every file; linear in the rows."""
    found, problems = sheet(path, data, made)
    if found is None:
        return Outcome(problems=ordered(problems))
    tally = Tally()
    if any(each.severity == "error" for each in problems):
        return Outcome(tally=tally, problems=ordered(problems))
    source = Source.of(found, made)
    sorting = sort(source, made, take(source, made, tally), tally.faulty)
    records, faults = build(source, made, sorting.drafts)
    registered, more = register(source, made, sorting.drafts)
    approved, last = approvals(source, made, records)
    records = [*registered, *records, *approved]
    problems = [*problems, *tally.problems, *sorting.problems, *faults, *more, *last]
    files = {where(record): text_of(record) for record in records}
    return Outcome(files, records, tally, sorting, ordered(problems), tuple(found.unread()))


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file, row and column; of several faults of one cell keep each once."""
    unique = {(p.mark.path, p.mark.line, p.mark.column, p.code.id, p.values): p for p in problems}
    return [unique[key] for key in sorted(unique)]
