"""填报权限: which kind of organisation may write which kind of event, and within which limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.outputs.pages.amendments import of_authority
from generator.records.model.authority import BUILT_IN, FIRM
from generator.records.model.events import KINDS
from generator.records.model.events.base import LIMITS
from generator.records.rights import rights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.page import Page
    from generator.outputs.press import Press
    from generator.records.model.organisations import Kind

COLUMNS: tuple[Kind, ...] = (
    "责任单位",
    "街道",
    "审批部门",
    "综合协调办",
    "区重大项目办",
    "督查室",
    "纪委",
    "组织部",
    "管委会",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of event: its name, whether each kind of organisation may write it, the limits."""

    title: str
    kind: str
    may: Sequence[tuple[Kind, bool]]
    limits: str
    own: bool


def pages(press: Press) -> Iterator[Page]:
    """Print the matrix as it stands in the register, or as built in."""
    view = press.view
    yield press.page(
        "rights.md",
        "填报权限",
        "哪类单位可以填报哪种事件，有什么限制",
        template="rights.md.j2",
        kind="rights",
        hide=("navigation",),
        kinds=COLUMNS,
        rows=_rows(press),
        limits=list(LIMITS.items()),
        firm=FIRM,
        authority=view.known.authority,
        changes=of_authority(view),
    )


def _rows(press: Press) -> Sequence[Row]:
    return [
        Row(
            KINDS[kind].title,
            kind,
            [(one, one in right.writers) for one in COLUMNS],
            "、".join(right.limits),
            right != BUILT_IN[kind],
        )
        for kind, right in rights(press.view.known).items()
    ]
