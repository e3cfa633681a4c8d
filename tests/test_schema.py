"""The JSON Schemas: Chinese, and of one mind with the loader."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation  # type: ignore[import-untyped]
from districts import BASE, PROBLEMS
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from places import ROOT
from pydantic import TypeAdapter, ValidationError
from rounds import LONG_RUN
from typer.testing import CliRunner

from generator.cli import app
from generator.records.model import types
from generator.records.model.events import KINDS
from generator.records.schema import KINDS_OF_FILE, schemas, widened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = sorted(BASE.rglob("data/**/*.yml"))
# What a schema cannot know is left to `guatu check`.
UNSEEN = {"G310", "G311", "G327"}
SEEN = [f"G3{number:02}" for number in range(1, 27) if f"G3{number:02}" not in UNSEEN]
read = construct_yaml_implementation().load
"""How check-jsonschema reads a file: numbers typed, days left as text."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("schemas") / "schema"
    result = CliRunner().invoke(app, ["schema", "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


def name(path: str) -> str:
    shelf = path.split("data/")[1].removeprefix("register/").split("/")[0].removesuffix(".yml")
    names = {shelf: file for file, shelf, _ in KINDS_OF_FILE}
    return f"{names.get(shelf, 'event')}.json"


def accepted(folder: Path, schema: str, *files: Path) -> bool:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        str(folder / schema),
        *map(str, files),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_one_for_each_kind() -> None:
    assert len(schemas()) == len(KINDS_OF_FILE) + len(KINDS) + 1


@pytest.mark.parametrize("schema", sorted({name(str(file)) for file in FILES}))
def test_check_jsonschema_accepts_the_base(folder: Path, schema: str) -> None:
    assert accepted(folder, schema, *(file for file in FILES if name(str(file)) == schema))


def test_check_jsonschema_accepts_each_event_by_its_own_schema(folder: Path) -> None:
    kinds: dict[str, list[Path]] = {}
    for file in FILES:
        if match := re.search(r"^kind: (\w+)$", file.read_text(), re.MULTILINE):
            kinds.setdefault(match[1], []).append(file)
    chosen = {kind: files for kind, files in kinds.items() if kind in KINDS}
    assert len(chosen) > 10
    for kind in ("weekly_report", "decision", "plan_approved"):
        assert accepted(folder, f"event-{kind}.json", *chosen[kind])


@pytest.mark.parametrize("code", SEEN)
def test_check_jsonschema_refuses_what_the_loader_refuses(folder: Path, code: str) -> None:
    [file] = list((PROBLEMS / code / "bad").rglob("*.yml"))
    assert not accepted(folder, name(str(file)), file)


def test_every_file_of_the_demo_district_is_accepted(found: dict[str, Any]) -> None:
    """Check finds nothing in them, so no schema may; of the events, short runs look at every fifth."""
    every = sorted((ROOT / "data").rglob("*.yml"))
    events = [file for file in every if file.is_relative_to(ROOT / "data" / "events")]
    files = sorted({*every} - {*events} | {*(events if LONG_RUN else events[::5])})
    checkers = {schema: Draft7Validator(found[schema]) for schema in {name(str(file)) for file in files}}
    refused = {
        file.name: fault.message
        for file in files
        for fault in checkers[name(str(file))].iter_errors(read(file.read_text(encoding="utf-8")))
    }
    assert len(files) > 1000
    assert not refused


@pytest.fixture(scope="session")
def found() -> dict[str, Any]:
    return schemas()


@pytest.mark.parametrize(
    "kind", [types.Day, types.Week, types.Month, types.Quarter, types.Money, types.Points]
)
def test_a_schema_accepts_every_scalar_the_loader_accepts(kind: Any) -> None:
    """What is written without quotes too, as an editor types it."""
    adapter = TypeAdapter(kind)
    checker = Draft7Validator(widened(adapter.json_schema()))
    pattern = adapter.json_schema()["pattern"].strip("^$")
    shapes = (pattern, "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{4}-W?[0-9]{2}", "-?[0-9]{1,11}([.][0-9]{1,5})?")
    texts = st.one_of(
        st.dates(date(1985, 1, 1), date(2105, 12, 31)).map(str),
        *(st.from_regex(re.compile(shape, re.ASCII), fullmatch=True) for shape in shapes),
    )

    @given(texts)
    def holds(text: str) -> None:
        if loads(adapter, text):
            assert checker.is_valid(text)
            assert checker.is_valid(read(f"v: {text}")["v"])

    holds()


def test_days_of_a_schema_are_those_of_the_calendar() -> None:
    checker = Draft7Validator(TypeAdapter(types.Day).json_schema())
    for year in (*range(1985, 1994), *range(2023, 2029), *range(2096, 2106)):
        for month, day in product(range(14), range(33)):
            text = f"{year}-{month:02}-{day:02}"
            assert checker.is_valid(text) is loads(TypeAdapter(types.Day), text), text


@pytest.mark.parametrize(
    ("schema", "line"),
    [
        ("plan.json", "completion_month: 2028-13"),
        ("plan.json", "completion_month: 2028-00"),
        ("plan.json", "completion_month: 1989-12"),
        ("plan.json", "start_week: 2026-W60"),
        ("plan.json", "start_week: 2026-W00"),
        ("plan.json", "invest_wan: 10000000000"),
        ("plan.json", "invest_wan: 10000000000.5"),
        ("plan.json", 'goal: "   "'),
        ("plan.json", 'goal: "\u3000"'),
        ("project.json", "signed: 2024-02-30"),
        ("project.json", "signed: 2025-02-29"),
        ("project.json", "signed: 2024-04-31"),
        ("event-bonus_decided.json", "points: 10000"),
        ("event-bonus_decided.json", "points: -10000.0"),
        ("calendar.json", "rest_days: [2026-01-01, 2026-01-01]"),
        ("event-issued.json", "period: 2101"),
    ],
)
def test_what_a_schema_can_know_is_refused(found: dict[str, Any], schema: str, line: str) -> None:
    written = read(line)
    [(key, value)] = written.items()
    faults = [one for one in Draft7Validator(found[schema]).iter_errors({key: value}) if key in one.path]
    assert faults


@pytest.mark.parametrize(
    ("schema", "line"),
    [
        ("event-issued.json", "period: 2025"),
        ("event-bulletin_published.json", "period: 2025"),
        ("plan.json", "invest_wan: 9999999999.9999"),
        ("plan.json", "invest_wan: 0.3"),
        ("plan.json", "goal: 1"),
        ("plan.json", "goal: true"),
        ("project.json", "signed: 2024-02-29"),
        ("event-bonus_decided.json", "points: -9999.9999"),
    ],
)
def test_what_the_loader_reads_is_accepted_without_quotes(
    found: dict[str, Any], schema: str, line: str
) -> None:
    written = read(line)
    assert not [one for one in Draft7Validator(found[schema]).iter_errors(written) if one.path]


def loads(adapter: TypeAdapter[Any], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("schema", sorted(schemas()))
def test_words_are_chinese(schema: str) -> None:
    for key, words in spoken(schemas()[schema]):
        assert re.search("[\u4e00-\u9fff]", words) or re.fullmatch("SHA-256|D[0-9]+", words), (key, words)


def test_every_field_has_a_title() -> None:
    for schema in schemas().values():
        for key, node in schema["properties"].items():
            assert node.get("title"), (schema["title"], key)


def test_plain_json() -> None:
    assert json.loads(json.dumps(schemas())) == schemas()
    assert "null" not in json.dumps(schemas())
    assert "@" not in json.dumps(schemas())


def spoken(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"title", "description"} and isinstance(value, str):
                yield key, value
            else:
                yield from spoken(value)
    elif isinstance(node, list):
        for value in node:
            yield from spoken(value)
