"""What an import writes and what it leaves: new files, those that differ, those that stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.intake.files import text_of, where
from generator.intake.keeping import Keeping, differing, unsettled, words
from generator.intake.standing import CERTIFICATES
from generator.records.checks.doubts import named
from generator.records.codes import again
from generator.records.codes import intake as codes
from generator.records.model.events import Event
from generator.records.model.projects import Plan, Project
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.intake.model import TableMap
    from generator.intake.standing import Standing
    from generator.records.model.types import Record
    from generator.records.source import Code, Problem


@dataclass
class Settled:
    """What is to be written, by path; the rest is the same as it was, or `left`, for reasons in `problems`.

    `known`: events of the table by id that are told already, and the ids of those that tell of them.
    `shifted`: ids of the table stand for other projects than before, so that nothing of it can be trusted.
    """

    new: dict[str, bytes] = field(default_factory=dict)
    changed: dict[str, bytes] = field(default_factory=dict)
    same: int = 0
    left: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    shifted: bool = False


def settle(
    here: Standing, made: TableMap, records: Sequence[Record], copies: Mapping[str, bytes], *, force: bool
) -> Settled:
    """Compare what a table makes with what is there; nothing that is there is lost, `force` or not."""
    found = Settled()
    held = _renamed(here, records, found)
    keeping = Keeping.of(here, made, force=force)
    for one in records:
        record = _about_known(one, found)
        path = here.path(record) or where(record)
        if held.intersection(_about(record)):
            held.add(getattr(record, "id", ""))
            found.left.append(path)
        elif not _elsewhere(here, record, path, held, found):
            _compare(here, record, path, keeping, found)
    for path, data in copies.items():
        _copy(here, path, data, keeping, found)
    return found


def _renamed(here: Standing, records: Sequence[Record], found: Settled) -> set[str]:
    """Give the projects whose id has another name here; where names have changed places, all is amiss."""
    projects = [record for record in records if isinstance(record, Project)]
    now = {named(project.name) for project in projects}
    known = {named(project.name) for project in here.portfolio.projects.values()}
    held: set[str] = set()
    for project in projects:
        old = here.portfolio.projects.get(project.id)
        if old and named(old.name) != named(project.name):
            held.add(project.id)
            mark = Mark(old.path, old.marks.get("name", 1))
            values = {"id": project.id, "old": old.name, "new": project.name}
            found.problems.append(problem(mark, again.OTHER_NAME, **values))
            found.shifted = found.shifted or named(project.name) in known or named(old.name) in now
    return held


def _about(record: Record) -> list[str]:
    """Name what a record is about, which may be held back: its project, or the event it certifies."""
    keys = ("id",) if isinstance(record, Project) else ("project", "start", "completion")
    return [name for key in keys if isinstance(name := getattr(record, key, None), str)]


def _about_known(record: Record, found: Settled) -> Record:
    """Give a certificate as that of the event which tells already what the table would have told."""
    for key in ("start", "completion"):
        if isinstance(record, CERTIFICATES) and (other := found.known.get(getattr(record, key, ""))):
            return record.model_copy(update={key: other})
    return record


def _elsewhere(here: Standing, record: Record, path: str, held: set[str], found: Settled) -> bool:
    """Tell whether a record is told by a file elsewhere: of its id, or of the same deed under another id."""
    old, twin = here.same(record), here.elsewhere(record)
    if old is not None and old.path != path:
        values = {"id": getattr(record, "id", ""), "path": path}
        found.problems.append(problem(Mark(old.path), again.MOVED, **values))
    elif twin is not None and isinstance(record, Event):
        if twin.date == record.date or isinstance(record, CERTIFICATES):
            found.same += 1
            found.known[record.id] = twin.id
            return True
        days = {"day": twin.date, "other": record.date}
        values = {"title": record.title, "kind": record.kind, "id": twin.id, **days}
        mark = Mark(twin.path, twin.marks.get("date", 1))
        found.problems.append(problem(mark, again.TOLD_ELSEWHERE, **values))
    else:
        return False
    held.add(getattr(record, "id", ""))
    found.left.append(path)
    return True


def _compare(here: Standing, record: Record, path: str, keeping: Keeping, found: Settled) -> None:
    made, old = text_of(record).encode(), here.read(path)
    if old is None:
        found.new[path] = made
        return
    better = made if old == made else keeping.merged(record, old) or made
    fields = differing(path, old, better)
    if fields is not None and not (fields := unsettled(here, record, fields)):
        found.same += 1
        return
    code, values = _stands(here, record, path)
    if code is None and keeping.force:
        found.changed[path] = better
        return
    found.left.append(path)
    found.problems.append(problem(Mark(path), code or codes.FILE_DIFFERS, **words(fields), **values))


def _stands(here: Standing, record: Record, path: str) -> tuple[Code | None, dict[str, object]]:
    """Give why a file stands whatever is said: a recorded event, a recorded plan of an approved year."""
    if path in here.committed and isinstance(record, Event):
        return again.EVENT_STANDS, {"id": record.id}
    if path in here.committed and isinstance(record, Plan) and record.year in here.approved:
        return again.PLAN_STANDS, {"year": record.year}
    return None, {}


def _copy(here: Standing, path: str, data: bytes, keeping: Keeping, found: Settled) -> None:
    old = here.read(path)
    fields = differing(path, old, data) if old is not None else None
    if old is None:
        found.new[path] = data
    elif fields == []:
        found.same += 1
    elif keeping.force:
        found.changed[path] = data
    else:
        found.left.append(path)
        found.problems.append(problem(Mark(path), codes.FILE_DIFFERS, **words(fields)))
