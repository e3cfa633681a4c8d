"""数据接口: every document for other programs, its fields, how to read and to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.words import day as said
from generator.outputs.api import ROOT, documents
from generator.outputs.api.shapes import HEAD, INDEX, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.outputs.page import Page
    from generator.outputs.press import Press

POWER_QUERY = """\
源 = Json.Document(Web.Contents("网站地址/api/v1/projects.json")),
行 = Table.FromRecords(源[rows]),
数 = Table.TransformColumnTypes(行, {{"invested_wan", type number}}, "en-US")"""
PYTHON = """\
import json, urllib.request
文件 = json.load(urllib.request.urlopen("网站地址/api/v1/projects.json"))
print(文件["as_of"], len(文件["rows"]), 文件["revision"]["commit"])"""


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
        head=HEAD,
        shapes=[
            (shape, [one for one in found if one.shape is shape]) for shape in SHAPES if shape is not INDEX
        ],
        power_query=POWER_QUERY.splitlines(),
        python=PYTHON.splitlines(),
    )
