"""Records as files: where each lies, its text, and putting it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records import emit
from generator.records.model.events import Event
from generator.records.model.organisations import Leader, Organisation, Person
from generator.records.model.projects import Plan, Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.records.model.types import Record


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


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Put files below the root, over what is there."""
    for folder in sorted({path.rpartition("/")[0] for path in files}):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path, made in files.items():
        (root / path).write_bytes(made)
