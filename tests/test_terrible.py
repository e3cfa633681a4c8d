"""One terrible file, and a folder of them: the whole list of messages, as the clerk who sent it reads it.

`make bless` writes the lists anew; read the difference first.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from districts import BASE, build, problems

TERRIBLE = Path(__file__).parent / "terrible"
ONE = "data/projects/U01/P003.yml"


@pytest.mark.parametrize("name", ["file", "folder"])
def test_the_whole_list_of_messages(tmp_path: Path, name: str) -> None:
    build(tmp_path, BASE)
    for file in sorted((TERRIBLE / "data").rglob("*.yml")):
        path = file.relative_to(TERRIBLE).as_posix()
        if name == "folder" or path == ONE:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(file.read_bytes())
    said = "".join(f"{found.text()}\n" for found in problems(tmp_path))
    golden = TERRIBLE / f"{name}.txt"
    if os.environ.get("GUATU_BLESS"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
    assert said.count("\n") > 15
