"""The form of 附件1: four rows a project, a column for each of the 12 steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.mechanism.steps import STEPS
from generator.outputs.papers import parts
from generator.outputs.papers.sheet import Blank, Column, Lines, Mark, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.mechanism.steps import StartSteps, StepState
    from generator.outputs.papers.sheet import Value
    from generator.outputs.tables.preparations import Preparation
    from generator.outputs.view import View

LABELS = ("完成时限", "审批部门", "签字（盖章）日期", "实际完成")
COLUMNS = (
    Column("序号", "count", 2),
    Column("项目名称", width=7),
    Column("责任单位", width=4),
    Column("责任人", width=3),
    Column("总投资（亿元）", "yi", 4),
    Column("计划开工（周）", width=6),
    Column("计划完工投产（月）", width=5),
    Column("内容", width=4),
    *(Column(f"{number} {step}", "day", 5, "前期事项") for number, step in enumerate(STEPS, 1)),
    Column("区重大项目办确认", "day", 5),
    Column("报分管负责人", "day", 5),
)
LEADING = 7
NOTHING: tuple[Value, ...] = (None,) * len(LABELS)
MERGED = frozenset({*range(LEADING), LEADING + len(STEPS) + 1, LEADING + len(STEPS) + 2})


def form(view: View, found: Sequence[Preparation]) -> Table:
    """Set out 附件1: deadline, department, signature and deed of each step, one record a project."""
    rows = tuple(row for number, one in enumerate(found, 1) for row in _record(view, number, one))
    empty = "没有计划开工和开展前期的项目。"
    return Table(COLUMNS, rows, empty=empty, stack=len(LABELS), merged=MERGED)


def _record(view: View, number: int, one: Preparation) -> Iterator[tuple[Value, ...]]:
    row, steps = one.row, one.steps
    head: tuple[Value, ...] = (
        number,
        parts.project(view, row.project.id),
        parts.units(view, row.units),
        row.project.responsible_person,
        row.project.investment_total_wan,
        _start(one),
        row.completion,
    )
    tail: tuple[Value, ...] = _approved(steps) if steps else (Mark("未编报", "bad"), None)
    cells = [_cells(view, one, step) for step in steps.steps] if steps else [NOTHING] * len(STEPS)
    for place, label in enumerate(LABELS):
        own = tuple(cell[place] for cell in cells)
        yield (*head, label, *own, *tail)
        head, tail = (None,) * len(head), (None,) * len(tail)


def _start(one: Preparation) -> Value:
    """Give the planned week, and what has become of it."""
    row = one.row
    state = None
    if row.started:
        state = Mark(f"{row.started}已开工", "good")
    elif row.awaited:
        state = Mark("已报开工，待认定", "warn")
    elif row.start_state == "应开工未开工":
        state = Mark(row.start_state, "bad")
    lines = tuple(line for line in (row.week, state) if line)
    return Lines(lines) if lines else None


def _approved(steps: StartSteps) -> tuple[Value, Value]:
    """Give the days 附件1 was confirmed by 区重大项目办 and reported to the leader."""
    return steps.confirmed or Mark("待确认", "warn"), steps.reported or Mark("未报", "warn")


def _cells(view: View, one: Preparation, step: StepState) -> tuple[Value, ...]:
    """Give a step's deadline, department, signature and deed."""
    planned = step.planned
    if planned is None:
        plan = one.row.project.start_plan
        named = plan is not None and step.name in plan.not_applicable
        return (Mark("不适用", "mute") if named else None, None, None, step.done)
    signed = step.signed or Blank("审批部门主要负责人签字（盖章）")
    return (
        planned.due,
        parts.unit(view, planned.department),
        signed,
        _done(step, started=one.row.started is not None),
    )


def _done(step: StepState, *, started: bool) -> Value:
    """Give the day a step was done; how late it is, while the project has not started."""
    if step.done:
        return Lines((step.done, Mark(f"迟{step.late}个工作日", "warn"))) if step.late else step.done
    if started:
        return Mark("未登记", "mute")
    return Mark(f"超期{step.late}个工作日", "bad") if step.late else None
