"""Q 集中开工清单和调度会材料: a week's joint starts, what the next meetings need (三(一); O11, O15, O16)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.outputs.papers import parts
from generator.outputs.papers.gathering import gathering
from generator.outputs.papers.kinds import RECENT, TABLES, PaperKind
from generator.outputs.papers.meeting_pack import head_meeting, office_meeting
from generator.outputs.papers.sheet import Heading, Paper
from generator.outputs.papers.tour import tour
from generator.records.calendar import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.outputs.papers.periods import Period
    from generator.outputs.papers.sheet import Block
    from generator.outputs.view import View

NAME = "集中开工清单和调度会材料"


def make(view: View, period: Period, _scope: str) -> Sequence[Paper]:
    """Draw up a week's list of joint starts and the material for the meetings that come next."""
    if not isinstance(period, Week):
        return ()
    return (
        replace(
            parts.form(view, KIND, period),
            title=f"{period.year}年第{period.number}周“周集中开工”清单和调度会材料",
            blocks=tuple(_blocks(view, period)),
        ),
    )


KIND = PaperKind("Q", NAME, "周", "", TABLES, make, search=False, keep=RECENT)


def _blocks(view: View, week: Week) -> Iterator[Block]:
    yield Heading("一、“周集中开工”清单")
    yield from gathering(view, week)
    yield Heading("二、主任办公会材料")
    yield from office_meeting(view, week)
    yield Heading("三、主要负责人专题会材料")
    yield from head_meeting(view)
    yield Heading("四、全市“拉练”备选项目")
    yield from tour(view)
