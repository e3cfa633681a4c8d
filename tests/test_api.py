"""The documents for other programs: as their schemas say, with the figures of `guatu score`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from commands import guatu
from jsonschema import Draft202012Validator

from generator.outputs.api import ROOT
from generator.outputs.api.periods import SHAPES
from generator.records.model.events import Decision
from generator.records.model.projects import Project

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys is told twice."""
    found = dict(pairs)
    assert len(found) == len(pairs), [key for key, _ in pairs]
    return found


@pytest.fixture(scope="module")
def api(built: Path) -> Path:
    return built / ROOT


def test_every_document_is_as_its_schema_says(api: Path) -> None:
    index = read(api / "index.json")
    listed = [one["path"] for one in index["documents"]]
    written = [path.relative_to(api).as_posix() for path in api.rglob("*.json")]
    assert sorted([*listed, "index.json", *(f"schema/{shape.name}.json" for shape in SHAPES)]) == sorted(
        written
    )
    for path in [*listed, "index.json"]:
        document = read(api / path)
        schema = read((api / path).parent / document["$schema"])
        Draft202012Validator.check_schema(schema)
        assert [str(error) for error in Draft202012Validator(schema).iter_errors(document)] == [], path
        assert document["schema"] == schema["$id"]


def test_the_fields_stand_in_the_order_they_are_told(api: Path) -> None:
    for shape in SHAPES:
        path = api / f"{shape.name}.json"
        if not path.is_file() or shape.name == "index":
            continue
        document = read(path)
        assert list(document) == [field.name for field in shape.whole]
        (rows,) = shape.fields
        assert document["rows"], shape.name
        assert all(list(row) == [field.name for field in rows.rows] for row in document["rows"])


@pytest.mark.parametrize("period", ["2026Q1", "2026Q2", "2026"])
def test_scores_are_those_of_the_command(district: Path, api: Path, period: str) -> None:
    document = read(api / "rankings" / f"{period}.json")
    options = ("--period", period, "--root", district, "--as-of", document["as_of"], "--format", "json")
    scored = json.loads(guatu("score", *options).out)
    assert {key: document[key] for key in scored} == scored


def test_no_amount_is_a_float_and_no_person_is_named(api: Path) -> None:
    def floats(value: Any) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)

    for path in api.rglob("*.json"):
        if path.parent.name != "schema":
            assert not floats(read(path)), path
    rows = read(api / "projects.json")["rows"]
    assert not {"responsible_person", "investor", "address"} & set(rows[0])
    assert {"name", "leader"} <= set(Project.model_fields) & set(rows[0])
    assert set(read(api / "items.json")["rows"][0]) & set(Decision.model_fields) >= {"text", "responsible"}
