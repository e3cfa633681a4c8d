"""A district's list as a clerk keeps it in a workbook, and its map: what tests of `guatu import` change."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from generator.intake.mapping import read_map
from generator.intake.run import Outcome, import_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from generator.intake.model import TableMap

HEAD = ("序号", "项目名称", "责任单位", "总投资（亿元）", "计划开工", "计划完工", "实际开工")
MAP = """title: 清单
document: 2026年清单
known_until: 2026-11-30
lists:
  - name: units
    others: refuse
    entries:
      - {code: 高新园办, value: GXQ}
      - {code: 物流园办, value: WLY}
  - name: pending
    entries:
      - {code: 已开工, meaning: 没有写哪一天}
      - {code: 待定}
columns:
  - {name: number, header: 序号}
  - {name: name, header: 项目名称, required: 是}
  - {name: unit_name, header: 责任单位, required: 是, fill_down: 是}
  - name: investment
    header: 总投资（亿元）
    kind: number
    thousands: ","
    times: 10000
    default: "0"
    units: [{suffix: 亿元, times: 10000}, {suffix: 亿, times: 10000}, {suffix: 万元, times: 1}]
  - {name: week, header: 计划开工, kind: week, formats: ["%G年第%V周", "%Y年%m月%d日"], codes: pending}
  - {name: month, header: 计划完工, kind: month, formats: ["%Y年%m月", "%Y.%m"], codes: pending}
  - {name: start, header: 实际开工, kind: date, formats: ["%Y年%m月%d日", "%Y.%m.%d"], codes: pending}
derived:
  - {name: unit, take: "{unit_name}", codes: units}
  - {name: key, take: "{unit_name}|{name}", hash: 8}
rows:
  leave_out:
    - {column: name, among: [小计, 合计], reason: 合计行}
    - {column: unit_name, among: [小计, 合计], reason: 合计行}
    - {blank: [investment, week], reason: 分类行}
group: {key: [unit_name, name]}
office: ZDB
project:
  id: "P26-{key}"
  name: "{name}"
  content: "{name}"
  investor: 某公司
  sector: 其他
  investment: investment
  street: JD
  lead_units: ["{unit}"]
  responsible_person: 张某
  leader: L1
points:
  - {id: KG, name: 开工, becomes: substantive_start, planned: week, actual: start, certified: 是}
  - {id: WG, name: 完工投产, becomes: commissioned, planned: month}
plan:
  year: "2026"
  class: 计划新开工
  invest: investment
  goal: "{points}"
"""


def row(name: str, unit: str | None = "高新园办", amount: object = 1.5, **changed: object) -> list[object]:
    """Write a project's row; `week`, `month` and `start` may be changed."""
    dated = {"week": "2026年第38周", "month": "2026年12月", "start": None} | changed
    return [None, name, unit, amount, *dated.values()]


def book(
    rows: Sequence[Sequence[object]],
    edit: Callable[[Worksheet], object] | None = None,
    head: Sequence[Sequence[object]] = (HEAD,),
) -> bytes:
    """Make a workbook of its head and rows, as changed in the end."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "清单"
    for each in (*head, *rows):
        sheet.append([*each])
    if edit:
        edit(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def respelled(data: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Change a part of a workbook, its sheet unless named."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as whole, ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name in whole.namelist():
            text = whole.read(name)
            made.writestr(name, text.replace(old, new) if name == part else text)
    return stream.getvalue()


def sheet_map(text: str = MAP) -> TableMap:
    """Read a map without faults."""
    made, problems = read_map("m.yml", text.encode())
    assert made is not None, [found.text() for found in problems]
    return made


def imported(data: bytes | str, text: str = MAP, name: str = "t.xlsx") -> Outcome:
    """Import a workbook's bytes, or a CSV's text, by a map."""
    made = sheet_map(text)
    if isinstance(data, str):
        return import_table("t.csv", data.encode(), made)
    return import_table(name, data, made)


def told(outcome: Outcome) -> list[str]:
    """Give what is said, without the path; the English words are there too."""
    assert all(found.text("en") for found in outcome.problems)
    return [found.text().partition(":")[2] for found in outcome.problems]


def made(outcome: Outcome, field: str) -> dict[str, str]:
    """Give a field of each project or its plan and events, by the project's name."""
    names = {draft.id: draft.values["name"] or "" for draft in outcome.sorting.drafts}
    found: dict[str, str] = {}
    for text in outcome.files.values():
        lines = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line and line[0] != " ")
        if field in lines:
            found[names[lines.get("project", lines.get("id", ""))]] = lines[field]
    return found
