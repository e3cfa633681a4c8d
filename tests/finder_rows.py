"""The finder's index as it is read, and one of made-up records, as large as wanted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.outputs import finder

if TYPE_CHECKING:
    from pathlib import Path


def index_of(site: Path) -> bytes:
    """Read the index of a site, or of its pages."""
    return (site / finder.INDEX).read_bytes()


def rows_of(index: bytes) -> list[list[str]]:
    """Give an index's rows: kind, address, id, name, keywords."""
    rows: list[list[str]] = written_of(index)["rows"]
    return rows


def written_of(index: bytes) -> dict[str, Any]:
    """Give all an index holds: rows, words that mean the same, the finder's page."""
    found: dict[str, Any] = json.loads(index.decode().partition("=")[2].rstrip(";\n"))
    return found


def made_up(number: int) -> bytes:
    """Write an index of so many projects in thirty streets, as districts name them."""
    rows = (
        (
            *("项目", f"projects/P26-{n:05}.html", f"P26-{n:05}", f"第{n}号新能源汽车零部件生产基地项目"),
            f"新能源中心 第{n % 30}街道 欧阳某 工业 澄湖第{n}新能源科技有限公司",
        )
        for n in range(1, number + 1)
    )
    return finder.script("finder.html", rows)
