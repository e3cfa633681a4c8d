"""The JSON Schemas: Chinese, and of one mind with the loader."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from districts import BASE, PROBLEMS
from typer.testing import CliRunner

from generator.cli import app
from generator.records.model.events import KINDS
from generator.records.schema import KINDS_OF_FILE, schemas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = sorted(BASE.rglob("data/**/*.yml"))
# What a schema cannot know is left to `guatu check`.
UNSEEN = {"G305", "G307", "G309", "G310", "G311", "G327"}
SEEN = [f"G3{number:02}" for number in range(1, 27) if f"G3{number:02}" not in UNSEEN]


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
