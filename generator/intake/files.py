"""Records as files: where each lies, its text, and putting it there without losing what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records import emit
from generator.records.codes import intake as codes
from generator.records.contents import between, content
from generator.records.model.events import Event
from generator.records.model.organisations import Leader, Organisation, Person
from generator.records.model.projects import Plan, Project
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.records.model.types import Record
    from generator.records.source import Problem


SHOWN = 6
"""Fields named at most."""


def where(record: Record) -> str:
    """Give a record's path below the root; the path is the writer."""
    match record:
        case Project():
            return f"data/projects/{record.lead_units[0]}/{record.id}.yml"
        case Plan():
            return f"data/plans/{record.year}/{record.project}.yml"
        case Event():
            return f"data/events/{record.writer}/{record.date.year}/{record.id}.yml"
        case Organisation():
            return f"data/register/organisations/{record.id}.yml"
        case Person():
            return f"data/register/people/{record.id}.yml"
        case Leader():
            return f"data/register/leaders/{record.id}.yml"
    raise TypeError(type(record))


def text_of(record: Record) -> str:
    """Write a record as the text of its file."""
    return emit.text(type(record), record.model_dump(by_alias=True, exclude_none=True))


def copied(source: Path, to: str) -> Iterator[tuple[str, bytes]]:
    """Read a file for its place below the root, or every `.yml` of a folder for a folder there."""
    if not source.is_dir():
        yield to, source.read_bytes()
        return
    for path in sorted(source.glob("*.yml")):
        yield f"{to}/{path.name}", path.read_bytes()


def compare(root: Path, files: Mapping[str, bytes]) -> tuple[list[str], list[Problem]]:
    """Give the files not yet there, and a problem for each that is there with other content."""
    new: list[str] = []
    problems: list[Problem] = []
    for path, made in files.items():
        try:
            old = (root / path).read_bytes()
        except FileNotFoundError:
            new.append(path)
            continue
        if old != made:
            labels, names = _differing(path, old, made)
            problems.append(problem(Mark(path), codes.FILE_DIFFERS, fields=labels, said=names))
    return new, problems


def _differing(path: str, old: bytes, new: bytes) -> tuple[str, str]:
    """Name the fields that differ between what is there and what would be written: by title, by key."""
    was, now = content(path, old), content(path, new)
    if was is None or now is None:
        return "内容", "it cannot be read"
    fields = between(was, now)
    labels = "、".join(dict.fromkeys(f"{one.label}（{one.name}）" for one in fields[:SHOWN]))
    more = f"等 {len(fields)} 项" if len(fields) > SHOWN else ""
    return labels + more or "写法", ", ".join(one.name for one in fields[:SHOWN]) or "written otherwise"


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Put files below the root, over what is there."""
    for folder in sorted({path.rpartition("/")[0] for path in files}):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path, made in files.items():
        (root / path).write_bytes(made)
