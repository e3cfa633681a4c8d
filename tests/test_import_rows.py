"""Which rows of a table are taken, and what plans, goals and approvals come of them."""

from __future__ import annotations

import pytest
from intake_examples import MAP, TABLE
from places import ROOT

from generator.intake.mapping import read_map
from generator.intake.run import Outcome, import_table
from generator.intake.summary import summary
from generator.records.codes import intake as codes
from generator.records.codes import sheets

LEDGER = ROOT / "examples" / "ledger"
LEFT_OUT = """rows:
  leave_out:
    - {column: unit_name, among: [制表：某某　审核：某某], reason: 制表行}
    - {blank: [name, amount], reason: 表下注}
"""


def imported(table: str, text: str) -> Outcome:
    made, problems = read_map("m.yml", text.encode())
    assert made is not None, [found.text() for found in problems]
    return import_table("t.csv", table.encode(), made)


def test_the_goal_names_what_is_due_in_the_year_of_the_plan() -> None:
    made, problems = read_map("map.yml", (LEDGER / "map.yml").read_bytes())
    assert made is not None, problems
    table = (LEDGER / "ledger.csv").read_text(encoding="utf-8-sig")
    files = import_table("t.csv", ("\ufeff" + table.replace("2026-W12", "2025-W12")).encode(), made).files
    goals = [text.rpartition("goal: ")[2] for path, text in sorted(files.items()) if "/plans/" in path]
    assert len(goals) == 5
    assert {"开工（第19周）\n", "（本年没有到期的节点）\n"} < {*goals}
    assert not any("20" in goal for goal in goals)


def test_rows_are_left_out_by_what_is_blank_and_whatever_the_width_of_spaces() -> None:
    """A note stands in one cell, here in the merged first column, and its columns of a project are blank."""
    text = MAP.replace("rows:\n", LEFT_OUT, 1).replace("required: 是}", "required: 是, fill_down: 是}", 1)
    table = TABLE + ",注一：见附件,,,,,\n注：“/”表示没有,,,,,,\n制表：某某　审核：某某,甲,,,,,\n"
    outcome = imported(table, text)
    assert outcome.tally.left_out == {"表下注": 1, "制表行": 1}
    filled, asked = outcome.problems  # the first note has a name
    assert (filled.code, asked.code) == (sheets.FILLED, codes.REQUIRED)
    assert "leave_out" in asked.hint()


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{column: name, reason: 注}", "写了“column”，还要写“among”"),
        ("{among: [注], reason: 注}", "写了“among”，还要写“column”"),
        ("{reason: 注}", "写了“reason”，还要写“blank”"),
        ("{blank: [key], reason: 注}", "没有名为“key”的列"),
        ("{blank: [nome], reason: 注}", "没有名为“nome”的列"),
    ],
)
def test_a_condition_says_enough(condition: str, said: str) -> None:
    text = MAP.replace("rows:\n", f"rows:\n  leave_out: [{condition}]\n", 1)
    _, problems = read_map("m.yml", text.encode())
    assert [said in found.message() for found in problems] == [True]


def test_codes_and_phases_may_be_written_with_spaces_of_any_width() -> None:
    outcome = imported(TABLE.replace("PNS,PNS", "未　开始,PNS"), MAP.replace("PNS,", "未　开始,", 1))
    assert [found.code for found in outcome.problems] == [codes.NOT_A_DATE]  # PNS is no code any more
    assert outcome.tally.statuses["started"] == {"未　开始": 1}


def test_an_approval_after_the_known_day_is_told() -> None:
    approval = "  approval: {month_day: 01-05, document: 计划}\nregister:"
    text = MAP.replace("register:", approval, 1)
    for until, written in (("2026-06-30", True), ("2026-01-04", False)):
        made, _ = read_map("m.yml", text.replace("2026-06-30", until).encode())
        assert made is not None
        outcome = import_table("t.csv", TABLE.replace(",6/2/2026", ",").encode(), made)
        told = [line for line in summary(made, outcome) if "未写" in line]
        assert any("PLAN-2026" in path for path in outcome.files) is written
        assert [line.split("；")[0] for line in told] == (
            [] if written else ["  未写：年度计划批准 2026-01-05，晚于 known_until（2026-01-04）"]
        )
