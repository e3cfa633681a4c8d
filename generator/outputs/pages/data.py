"""数据接口: every document for other programs, its fields, how to read and to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.api import ROOT, documents
from generator.outputs.api.fields import lines
from generator.outputs.api.periods import SHAPES
from generator.outputs.api.shapes import HEAD, INDEX, PROJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.page import Page
    from generator.outputs.press import Press

POWER_QUERY = """\
let
源 = Json.Document(Web.Contents("网站地址/api/v1/projects.json")),
行 = Table.FromRecords(源[rows]),
单位 = Table.TransformColumns(行, {{"units", each Text.Combine(_, "、")}}),
数 = Table.TransformColumnTypes(单位, {{
TYPES
}}, "en-US")
in
数"""
PER_UNIT = '单位 = Table.ExpandListColumn(行, "units"),'
"""The line to write instead for a row of each unit of a project."""
TYPES = {"amount": "type number", "day": "type date"}
"""What a query makes of the documents' kinds of text."""
PYTHON = """\
import json, urllib.request
文件 = json.load(urllib.request.urlopen("网站地址/api/v1/projects.json"))
print(文件["as_of"], len(文件["rows"]), 文件["revision"]["commit"])"""


def power_query() -> str:
    """Give the query that reads the projects into a sheet, amounts as numbers and days as days."""
    fields = next(field.rows for field in PROJECTS.fields if field.rows)
    typed = (f'{{"{field.name}", {TYPES[field.kind]}}}' for field in fields if field.kind in TYPES)
    return POWER_QUERY.replace("TYPES", ",\n".join(typed))


def pages(press: Press) -> Iterator[Page]:
    """Print the page of the documents for other programs."""
    view = press.view
    found = list(documents(view))
    yield press.page(
        "data.md",
        "数据接口",
        f"供其他办公室和程序读取的数据文件。数据截至{said(view.as_of)}。",
        template="data.md.j2",
        kind="data",
        hide=("navigation",),
        root=ROOT,
        head=lines(HEAD),
        lines=lines,
        index=INDEX,
        shapes=[
            (shape, [one for one in found if one.shape is shape]) for shape in SHAPES if shape is not INDEX
        ],
        power_query=power_query().splitlines(),
        per_unit=PER_UNIT,
        python=PYTHON.splitlines(),
    )
