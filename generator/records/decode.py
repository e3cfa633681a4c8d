"""One file's bytes to one record, or to everything that is wrong with it."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from generator.records.codes import fields as codes
from generator.records.codes import places as place_codes
from generator.records.codes import text as text_codes
from generator.records.codes import tree as tree_codes
from generator.records.guesses import halved, nearest
from generator.records.mending import read_through
from generator.records.model.types import MARKS
from generator.records.places import badly_named, misplaced, place_of
from generator.records.shapes import fields
from generator.records.source import problem
from generator.records.text import WIDE_STEP
from generator.records.wording import alike, faults, missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.records.model.types import Record
    from generator.records.places import Place
    from generator.records.source import Problem
    from generator.records.tree import Tree, Value

_MODELS = {
    "projects": ("projects", "Project"),
    "plans": ("projects", "Plan"),
    "organisations": ("organisations", "Organisation"),
    "people": ("organisations", "Person"),
    "leaders": ("organisations", "Leader"),
    "steps": ("organisations", "Steps"),
    "authority": ("authority", "Authority"),
    "policy": ("policy", "Policy"),
    "calendar": ("calendar", "CalendarYear"),
}
SATURDAY = 5
KIND = "事件种类"
"""What a form calls `kind`."""
SAID = {codes.UNKNOWN_KEY, codes.UNKNOWN_KEY_NEAR, tree_codes.COLON_IN_VALUE}
"""What says enough of a key that is none of ours."""
UNSURE = {text_codes.TAB, text_codes.STRANGE_SPACE}
"""Where these indent, nobody knows how deep: only what is wrong either way is told beside them."""
REMARK = "@remark"
"""The mark of a line with a remark whose `#` no space follows: text may have been lost there."""
COMMA = "@comma"
"""The mark of a line with a full-width comma in brackets: entries of a list may have become one."""
DIGITS = "@digits"
"""The mark of a line with digits enough, or of such a width, that it may tell the number of a person."""
_SIGNS = {
    REMARK: re.compile(rb"[ \t]#[^\s#]"),
    COMMA: re.compile(r"\[[^\]]*?，".encode()),
    DIGITS: re.compile(rb"[1-8\xef](?:[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{16}|\xbc[\x90-\x99])"),
}


def decode(path: str, data: bytes) -> tuple[Record | None, list[Problem]]:
    """Read one file of the data folder; the record is None exactly where there are problems."""
    place = place_of(path)
    if place is None:
        return None, [fault] if (fault := misplaced(path)) else []
    if fault := badly_named(path, place):
        return None, [fault]
    record, problems = _read(path, place, data)
    if any(found.code in UNSURE for found in problems):
        flat = set(_read(path, place, data, step="")[1])
        problems = [found for found in problems if found in flat]
    return record, problems


def _read(path: str, place: Place, data: bytes, step: str = WIDE_STEP) -> tuple[Record | None, list[Problem]]:
    tree, problems = read_through(path, data, step)
    if tree is None:
        return None, problems
    record, more = validated(place, tree, _marks(data))
    if record is not None:
        more = list(_agrees(record, place, tree))
    unknown = {found.mark for found in more if found.code in SAID}
    problems = [
        found for found in problems if not (found.code == tree_codes.STRANGE_KEY and found.mark in unknown)
    ] + more
    return (None if problems else record), problems


@cache
def model_of(shelf: str) -> type[Record]:
    """Give the model of a kind of file; imported only when one is read."""
    module, name = _MODELS[shelf]
    return getattr(import_module(f"generator.records.model.{module}"), name)  # type: ignore[no-any-return]


def model_for(place: Place, value: Value) -> type[Record]:
    """Give the model of the file at a place; that of all events where its kind is none of ours."""
    if place.shelf != "events":
        return model_of(place.shelf)
    from generator.records.model.events import KINDS, Event  # noqa: PLC0415 - registers need none of it

    kind = value.get("kind")
    return KINDS.get(kind, Event) if isinstance(kind, str) else Event


def _known(kind: Value) -> bool:
    from generator.records.model.events import KINDS  # noqa: PLC0415 - as above

    return isinstance(kind, str) and kind in KINDS


def _marks(data: bytes) -> Mapping[str, int]:
    """Mark the first line of what may mean other than it seems, for whoever looks at all files together.

    A reader tells which it is, as in quotes a remark or a comma is none.
    """
    found = ((name, sign.search(data)) for name, sign in _SIGNS.items())
    return {name: data.count(b"\n", 0, match.end()) + 1 for name, match in found if match}


def validated(
    place: Place, tree: Tree, marks: Mapping[str, int] | None = None
) -> tuple[Record | None, list[Problem]]:
    """Give the record a tree says, whatever its path says; None where its model finds a fault.

    `marks` are those of the file beside the tree's own.
    """
    if place.shelf == "events" and not _known(tree.value.get("kind")):
        return None, _of_no_kind(tree)
    model = model_for(place, tree.value)
    try:
        return model.model_validate(
            {**tree.value, MARKS: {**tree.lines(), **(marks or {})}, "@path": tree.path}
        ), []
    except ValidationError as error:
        return None, faults(model, tree, error)


def _of_no_kind(tree: Tree) -> list[Problem]:
    """Say what is wrong with an event whose `kind` is none of ours, and with all else it says.

    That is measured by the one kind that was probably meant, else by what every event says.
    """
    from generator.records.model.events import KINDS, Event  # noqa: PLC0415 - registers need none of it

    titles = {name: model.title for name, model in KINDS.items()}
    ours = {
        name
        for model in KINDS.values()
        for key, field in fields(model).items()
        for name in (key, field.title)
    } - {"kind", KIND}
    key = next((key for key in tree.value if key not in ours and alike(key, {"kind": KIND})), "kind")
    written, here = tree.value.get(key), tree.key(key) if key in tree.value else None
    said = ("kind",) in tree.spoiled
    strange = isinstance(written, str) and written not in titles and not said
    found = [_unknown_kind(tree, key, titles)] if strange else []
    meant = _meant(written, titles) if isinstance(written, str) else None
    model = KINDS[meant] if meant else Event
    try:
        model.model_validate({**tree.value, **({"kind": meant} if meant else {})})
    except ValidationError as error:
        found += [one for one in faults(model, tree, error) if meant or one.mark == here or _certain(one)]
    return found if found or said else [missing(Event, tree, ("kind",))]


def _meant(written: str, titles: dict[str, str]) -> str | None:
    """Give the one kind of event that was meant by other words; None where it may be one of several."""
    plain = halved(written).lower()
    near = [name for name, title in titles.items() if name == plain or (plain and title.startswith(plain))]
    near = near or nearest(plain, titles, 0.7)
    return near[0] if len(near) == 1 else None


def _certain(found: Problem) -> bool:
    """Tell a fault of any event from a key that may be one of the kind nobody knows."""
    said = dict(found.values)
    key = said.get("key", "")
    return found.code not in SAID or said.get("better") == halved(key).lower() or said.get("title") == key


def _unknown_kind(tree: Tree, key: str, titles: dict[str, str]) -> Problem:
    """Name the kinds of event that were probably meant, by their key or their Chinese title."""
    written = tree.value[key]
    near = nearest(written, [*titles, *titles.values()], 0.5)
    meant = [
        name for name, title in titles.items() if {name, title} & set(near) or (written and written in title)
    ]
    allowed = "、".join(f"{name}（{titles[name]}）" for name in meant) or "、".join(titles)
    return problem(tree.mark(key), codes.KIND, input=written[:60], allowed=allowed)


def _agrees(record: Any, place: Place, tree: Tree) -> Iterator[Problem]:  # noqa: ANN401 - any record
    """A file says the same as its path."""
    name = {"name": place.name}
    match place.shelf:
        case "plans":
            if record.project != place.name:
                yield problem(tree.mark("project"), place_codes.ID_AND_NAME, value=record.project, **name)
            if str(record.year) != place.year:
                yield _year(tree, "year", record.year, place.year)
        case "policy":
            if str(record.effective_from) != place.name:
                yield problem(
                    tree.mark("effective_from"), place_codes.DAY_AND_NAME, value=record.effective_from, **name
                )
            yield from _contradictions(record, tree)
        case "calendar":
            if str(record.year) != place.name:
                yield _year(tree, "year", record.year, place.name)
            yield from _calendar(record, tree)
        case "steps" | "authority":
            return
        case _:
            if record.id != place.name:
                yield problem(tree.mark("id"), place_codes.ID_AND_NAME, value=record.id, **name)
            yield from _unit(record, place, tree)


def _contradictions(record: Any, tree: Tree) -> Iterator[Problem]:  # noqa: ANN401 - any record
    from generator.records.figures import contradictions  # noqa: PLC0415 - other records need none of it

    return contradictions(record, tree)


def _unit(record: Any, place: Place, tree: Tree) -> Iterator[Problem]:  # noqa: ANN401 - any record
    if place.shelf == "projects" and place.unit not in record.lead_units:
        yield problem(tree.mark("lead_units"), place_codes.LEAD_AND_FOLDER, folder=place.unit)
    if place.shelf == "events":
        if record.writer != place.unit:
            values = {"value": record.writer, "folder": place.unit}
            yield problem(tree.mark("writer"), place_codes.WRITER_AND_FOLDER, **values)
        if f"{record.date.year:04}" != place.year:
            yield _year(tree, "date", record.date.year, place.year)


def _year(tree: Tree, key: str, value: int, folder: str) -> Problem:
    return problem(tree.mark(key), place_codes.YEAR_AND_FOLDER, value=value, folder=folder)


def _calendar(record: Any, tree: Tree) -> Iterator[Problem]:  # noqa: ANN401 - any record
    seen: set[date] = set()
    for key in ("rest_days", "makeup_workdays"):
        for index, day in enumerate(getattr(record, key)):
            mark = tree.mark(key, index)
            if day.year != record.year:
                yield problem(mark, place_codes.CALENDAR_DAY, day=day, year=record.year)
            if day in seen:
                yield problem(mark, place_codes.CALENDAR_TWICE, day=day)
            if key == "makeup_workdays" and day.weekday() < SATURDAY:
                yield problem(mark, place_codes.CALENDAR_MAKEUP, day=day)
            seen.add(day)
