"""The documents for other programs: every key is described, and lists say what the pages say."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import reading
from built import Built
from sealed_repository import made as sealed_repository

from generator.commands.build import ready
from generator.demo.simulate import Size
from generator.mechanism.report import report
from generator.mechanism.words import span
from generator.outputs import api
from generator.outputs.api import ROOT, rows
from generator.outputs.api.content import content
from generator.outputs.api.periods import SHAPES
from generator.outputs.documents import document
from generator.outputs.plan import view as view_of
from generator.outputs.view import View
from generator.records.calendar import Month, Week
from generator.records.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

CELL = re.compile(r'<td data-label="([^"]*)"[^>]*>(.*?)</td>')


@pytest.fixture(scope="module")
def served(built: Path) -> Path:
    return built / ROOT


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _undescribed(value: Any, schema: Mapping[str, Any], way: str) -> Iterator[str]:
    """Name the keys and places of a document that its schema says nothing of, and fields without a title."""
    if isinstance(value, dict):
        told = schema.get("properties", {})
        rest = schema.get("additionalProperties")
        for key, inner in value.items():
            found = told.get(key, rest)
            if not found or (key in told and not found["title"]):
                yield f"{way}.{key}"
            else:
                yield from _undescribed(inner, found, f"{way}.{key}")
    elif isinstance(value, list):
        places = schema.get("prefixItems", ())
        for number, inner in enumerate(value):
            found = places[number] if number < len(places) else schema.get("items")
            if not found:
                yield f"{way}[{number}]"
            else:
                yield from _undescribed(inner, found, f"{way}[]")


def test_every_key_of_every_document_is_described(served: Path) -> None:
    schemas = {shape.name: _read(served / f"schema/{shape.name}.json") for shape in SHAPES}
    paths = [path for path in served.rglob("*.json") if path.parent.name != "schema"]
    for path in paths:
        found = _read(path)
        schema = schemas[found["schema"].rpartition("/")[2]]
        assert not list(_undescribed(found, schema, path.stem))
    assert {_read(path)["schema"] for path in paths} == {f"guatu/v1/{shape.name}" for shape in SHAPES}


def test_every_field_stands_on_the_page(built: Path, served: Path) -> None:
    page = html.unescape((built / "data.html").read_text(encoding="utf-8"))

    def titles(schema: Mapping[str, Any]) -> Iterator[str]:
        for key, inner in schema.get("properties", {}).items():
            yield f"{key}</code>"
            yield inner["title"]
            for below in (inner, inner.get("items"), inner.get("additionalProperties")):
                if isinstance(below, dict):
                    yield from titles(below)

    for shape in SHAPES:
        assert not [one for one in titles(_read(served / f"schema/{shape.name}.json")) if one not in page]


def test_every_document_names_who_publishes_it(served: Path) -> None:
    for path in served.rglob("*.json"):
        if path.parent.name != "schema":
            found = _read(path)
            assert (found["publisher"], found["site_url"]) == ("重大产业项目推进考评", None)


def _cells(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("<tr><td"):
            found = CELL.findall(line)
            yield {key: html.unescape(re.sub("<[^>]*>", "", said)).strip(" —") for key, said in found}


def test_projects_are_as_their_list_shows_them(built: Path, served: Path) -> None:
    told = {row["id"]: row for row in _read(served / "projects.json")["rows"]}
    shown = {line["编号"]: line for line in _cells(built / "projects/index.html")}
    assert told.keys() == {key for key, line in shown.items() if line["状态"] != "已退库"}
    for key, row in told.items():
        line = shown[key]
        week = row["start_week"] and Week.parse(row["start_week"])
        assert re.sub("[（）]", "", span(week)) == line["计划开工"] if week else not line["计划开工"]
        assert line["计划完工投产"] == (row["completion_month"] or "")
        assert _agrees(line["状态"], row), (line["状态"], row)


def _agrees(state: str, row: Mapping[str, Any]) -> bool:
    """Tell whether a row's fields are what the list says in a word."""
    if found := re.fullmatch(r"(\d+)个节点超期(?:，最长(\d+)天)?", state):
        told = (row["milestones_overdue"], row["milestones_overdue_days"])
        return told == (int(found[1]), int(found[2] or 0))
    if "待认定" in state:
        return (row["start_awaited"] if "开工" in state else row["completion_awaited"]) is not None
    if found := re.fullmatch(r"延期(\d+)天(.*)|(.*)超期(\d+)天", state):
        days, what = int(found[1] or found[4]), found[2] or found[3]
        return bool(days == row["late_days" if what == "开工" else "completion_late_days"])
    return not row["late_days"] or row["completion_state"] not in {None, "未到期"}


def test_units_count_as_the_other_lists_do(built: Path, served: Path) -> None:
    projects, items = (_read(served / f"{name}.json")["rows"] for name in ("projects", "items"))
    held = Counter(unit for row in projects for unit in row["units"])
    responsible = Counter(unit for row in items for unit in set(row["responsible"]))
    supporting = Counter(unit for row in items for unit in set(row["supporting"]) - set(row["responsible"]))
    told = {row["id"]: row for row in _read(served / "units.json")["rows"]}
    assert held
    for key, row in told.items():
        counted = (row["projects"], row["items"], row["items_supporting"])
        assert counted == (held[key], responsible[key], supporting[key])
    shown = [
        line for line in _cells(built / "units/index.html") if "本年项目（个）" in line and "单位" in line
    ]
    assert shown
    named = {row["short"]: row for row in told.values()}
    for line in shown:
        row = named[line["单位"].split()[0]]
        assert (str(row["planned"]), str(row["items_open"])) == (
            line["本年项目（个）"],
            line["未办结责任事项（项）"],
        )


def test_cards_say_what_drew_them_and_which_notice(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = _district(policy, calendars)
    act = made.event(
        "supervision", "2026-03-02", unit="JIA", number="督〔2026〕3号", matter="土地未交付", project="P1",
        due="2026-03-20",
    )  # fmt: skip
    made.event(
        "card_issued", "2026-03-06", unit="JIA", colour="黄牌", year="2026", ordinal="1",
        number="黄〔2026〕1号", issued_on="2026-03-05",
    )  # fmt: skip
    (row,) = rows.cards(reading.view(made, date(2026, 3, 31)))
    assert (row["notice_number"], row["notice_date"], row["issued"]) == (
        "黄〔2026〕1号",
        "2026-03-05",
        "2026-03-06",
    )
    assert row["supervisions"] == [
        {
            "id": act,
            "number": "督〔2026〕3号",
            "date": "2026-03-02",
            "writer": "ZDB",
            "matter": "土地未交付",
            "project": "P1",
            "item": None,
            "due": "2026-03-20",
        }
    ]


def _district(policy: Policy, years: dict[int, CalendarYear]) -> Built:
    made = Built(policy, *years.values())
    made.unit("JIA")
    reading.leader(made)
    made.project()
    return made


def _row(made: Built, day: date) -> Mapping[str, Any]:
    (row,) = rows.projects(reading.view(made, day))
    return row


def test_a_project_carried_over_keeps_its_week_and_its_delay(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    """Planned for the week up to 12 October 2025, begun on 6 December, 55 days after; completed late too."""
    made = _district(policy, calendars)
    made.plan("计划新开工", year=2025, start_week="2025-W41", completion_month="2026-03")
    made.approve(2025, "2025-01-10")
    made.start("2025-12-06", "2025-12-10")
    made.plan("结转续建", completion_month="2026-03")
    made.approve(2026, "2026-01-10")
    made.finish("2026-05-11", "2026-05-20")
    row = _row(made, date(2026, 5, 15))
    assert (row["start_week"], row["start_year"]) == ("2025-W41", 2025)
    assert (row["start_state"], row["late_days"]) == ("延期开工", 55)
    assert (row["completion_month"], row["completion_state"]) == ("2026-03", "超期未完工投产")
    assert (row["completion_late_days"], row["completion_awaited"]) == (45, "2026-05-11")
    assert (row["overdue"], row["overdue_days"], row["milestones_overdue"]) == (1, 45, 0)
    after = _row(made, date(2026, 5, 31))
    assert (after["completion_state"], after["completion_late_days"]) == ("延期完工投产", 41)
    assert (after["completed"], after["completion_awaited"]) == ("2026-05-11", None)


def test_a_start_reported_waits_to_be_certified(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = _district(policy, calendars)
    made.plan("计划新开工", start_week="2026-W25", completion_month="2027-12")
    made.approve(2026, "2026-01-10")
    made.event("substantive_start", "2026-06-19", project="P1")
    row = _row(made, date(2026, 6, 30))
    assert (row["start_state"], row["late_days"]) == ("应开工未开工", 9)
    assert (row["start_awaited"], row["started"]) == ("2026-06-19", None)


def test_what_there_is_not_is_null(policy: Policy, calendars: dict[int, CalendarYear]) -> None:
    made = _district(policy, calendars)
    made.project("P0", signed="2026-01-05")
    made.plan("计划新开工", start_week="2026-W45", completion_month="2027-12")
    made.approve(2026, "2026-01-10")
    found = {row["id"]: row for row in rows.projects(reading.view(made, date(2026, 3, 31)))}
    amounts = ("plan_wan", "invested_wan", "scheduled_wan")
    assert [found["P0"][name] for name in amounts] == [None, None, None]
    assert [found["P1"][name] for name in amounts] == ["1000", None, "250"]
    duties = list(rows.duties(reading.view(made, date(2026, 3, 31))))
    assert any(row["party"] is None for row in duties)
    assert any(row["subject"] is None for row in duties)
    assert not [row for row in duties if "" in {row["party"], row["subject"]}]


def test_no_dust_of_a_division_is_told_and_the_digest_is_as_it_was(
    policy: Policy, calendars: dict[int, CalendarYear]
) -> None:
    made = _district(policy, calendars)
    made.project("P2")
    for project in ("P1", "P2"):
        made.plan("计划新开工", project, start_week="2026-W45", completion_month="2027-12")
    made.approve(2026, "2026-01-10")
    view, month = reading.view(made, date(2026, 5, 31)), Month(2026, 5)
    exact = Decimal(document(view, month)["district"]["scheduled"])
    assert exact.as_tuple().exponent < -4  # type: ignore[operator]
    told = content(view, month)
    assert told["district"]["scheduled"] == "833.3333"
    assert [row["scheduled_wan"] for row in rows.projects(view)] == ["416.6667", "416.6667"]
    assert document(view, month)["district"]["scheduled"] == str(exact)


def test_an_unfinished_year_is_not_closed(district: Path) -> None:
    portfolio, _ = load(district)
    view = View(report(portfolio, date(2026, 6, 30)), portfolio, report_on=lambda day: report(portfolio, day))
    year, whole = content(view, 2026), view.report.quarters
    assert not year["closed"]
    assert [(one["quarter"], one["unit"]) for one in year["rectifications"]] == [
        (str(quarter), unit) for quarter, found in whole.items() for unit in found.rectification
    ]
    assert [one["unit"] for one in year["rectifications"]] == year["rectification"]
    after = View(report(portfolio, date(2026, 12, 31)), portfolio)
    assert document(after, 2026)["closed"]


def test_the_index_tells_what_is_sealed(tmp_path: Path) -> None:
    root = sealed_repository(tmp_path / "data", Size(2, 1, "2026Q1", 1, 10))
    found = ready(root, date(2026, 2, 10), "", root / "site", files=False)
    issue = api.Issue(found[2].committed, "澄江区重大项目", "https://example.org/zhongda/")
    view = view_of(*found)
    files, listed = _listed(view, issue)
    sealed = [path for path, one in listed.items() if one["sealed"]]
    assert sealed == ["bulletins/2026-01.json"]
    assert "bulletins/2026-02.json" in listed
    assert listed[sealed[0]]["seal"]["number"] == 1
    assert files["api/v1/bulletins/2026-01.json"]["publisher"] == "澄江区重大项目"
    assert files["api/v1/index.json"]["site_url"] == "https://example.org/zhongda/"
    then = view.sealed("2026-01")
    assert then
    _, whole = _listed(then, issue)  # the site of the seal, all of which stays as it is
    assert all(one["sealed"] for one in whole.values())


def _listed(view: View, issue: api.Issue) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Give all documents and the rows of the index, which say the same of each."""
    files = {path: json.loads(data) for path, data in api.files(view, issue).items()}
    listed = {one["path"]: one for one in files["api/v1/index.json"]["documents"]}
    for path, one in listed.items():
        head = files[f"api/v1/{path}"]
        assert (head["revision"]["sealed"], head["seal"]) == (one["sealed"], one["seal"])
        assert (one["latest"], one["superseded_by"]) == (True, None)
    return files, listed
