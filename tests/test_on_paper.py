"""What is for the screen alone stays off the paper."""

from __future__ import annotations

from dataclasses import replace

import papers_by_hand as by_hand

from generator.outputs.office.forms import on_paper
from generator.outputs.papers.sheet import Annex, Figure, Fold, Para

SAID = Figure("a", "starts", ((1,), (1,)), "正文已说明。", said=True)
UNSAID = replace(SAID, said=False, alt="只有图上有。")
NOTE, LINE = Para(("应发未发，已1个工作日",), note=True), Para(("单位：更新中心",))


def test_figures_said_elsewhere_and_notes_of_state_are_left_out() -> None:
    paper = replace(
        by_hand.BULLETIN,
        lead=(NOTE, LINE),
        blocks=(SAID, UNSAID, LINE, Fold("明细", (SAID, NOTE))),
        annexes=(Annex("附表", (SAID, LINE)),),
    )
    left = on_paper(paper)
    assert left.lead == (LINE,)
    assert left.blocks == (UNSAID, LINE, Fold("明细", (NOTE,)))
    assert left.annexes == (Annex("附表", (LINE,)),)
    assert on_paper(left) == left
