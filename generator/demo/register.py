"""The register: organisations, people, leaders and the departments of the 12 steps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.demo.book import Entry
from generator.demo.span import calendar_text, shipped
from generator.demo.world import BUREAU, STEPS, Unit, World, person
from generator.records import emit
from generator.records.model.authority import BUILT_IN, Authority
from generator.records.model.organisations import Leader, Organisation, Person, Steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.demo.book import Book
    from generator.records.model.types import Record

_DEPUTIES = ("欧阳", "诸葛", "上官", "司徒", "夏侯")
_SCORED = {"责任单位", "街道", "审批部门"}
_POST = {
    "管委会": "管委会主任",
    "区重大项目办": "主任",
    "街道": "办事处主任",
    "审批部门": "局长",
    "纪委": "书记",
    "组织部": "部长",
}


LONGEST_DUE = 92  # days ahead; an item due next year needs next year's calendar


def write(book: Book, world: World, day: date) -> None:
    """Write policy, calendar and register, all by 区重大项目办 on one day."""
    for path, text in _files(book, world):
        folder = path.split("/")[1]
        topic = {"policy": "考评细则", "calendar": "工作日历"}.get(folder, "机构和人员名册")
        book.put(Entry(day, BUREAU, path, text, topic))


def _files(book: Book, world: World) -> Iterator[tuple[str, str]]:
    yield from shipped("policy")
    ahead = book.span.end + timedelta(days=LONGEST_DUE)
    for year in range(book.span.first.year - 1, ahead.year + 1):
        yield f"data/calendar/{year}.yml", calendar_text(year)
    for number, unit in enumerate(world.units):
        yield _file("organisations", unit.id, Organisation, _organisation(unit))
        yield _file("people", f"R-{unit.id}", Person, _head(unit, number))
    for number, unit in enumerate(world.offices, 1):
        yield _file("people", f"R-L{number}", Person, _deputy(number))
        yield _file("leaders", f"L{number}", Leader, _leader(number, unit))
    steps = [{"step": step, "departments": units} for step, units in STEPS.items()]
    yield "data/register/steps.yml", emit.text(Steps, {"steps": steps})
    rights = [right.model_dump(exclude_defaults=True) for right in BUILT_IN.values()]
    yield "data/register/authority.yml", emit.text(Authority, {"rights": rights})


def _file(shelf: str, name: str, model: type[Record], fields: dict[str, object]) -> tuple[str, str]:
    return f"data/register/{shelf}/{name}.yml", emit.text(model, fields)


def _organisation(unit: Unit) -> dict[str, object]:
    return {
        "id": unit.id,
        "name": unit.name,
        "short": unit.short,
        "kind": unit.kind,
        "scored": unit.kind in _SCORED,
        "head": f"R-{unit.id}",
        "accounts": [f"{unit.id.lower()}-clerk"],
    }


def _head(unit: Unit, number: int) -> dict[str, object]:
    post = _POST.get(unit.kind, "主任")
    return {"id": f"R-{unit.id}", "name": person(number), "organisation": unit.id, "post": post}


def _deputy(number: int) -> dict[str, object]:
    name = deputy(number)
    return {"id": f"R-L{number}", "name": name, "organisation": "GWH", "post": "管委会副主任"}


def _leader(number: int, office: Unit) -> dict[str, object]:
    return {"id": f"L{number}", "person": f"R-L{number}", "offices": [office.id]}


def deputy(number: int) -> str:
    """Give the made-up name of a 分管负责人."""
    return f"{_DEPUTIES[number - 1]}某"
