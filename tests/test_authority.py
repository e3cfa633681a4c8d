"""The authority matrix: every kind of organisation against every kind of event, and each limit both ways."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import full_records
import pytest

from generator.records.checks import Check, Context, authority, check
from generator.records.model.authority import BUILT_IN, FIRM, Authority
from generator.records.model.events import KINDS
from generator.records.model.organisations import Organisation
from generator.records.portfolio import Portfolio
from generator.records.rights import rights

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

COLUMNS = ("责任单位", "街道", "审批部门", "综合协调办", "区重大项目办", "督查室", "纪委", "组织部", "管委会")
MATRIX = """
weekly_report          yes yes yes yes yes no  no  no  no
monthly_report         yes yes yes yes yes no  no  no  no
coordination           no  no  no  yes yes no  no  no  no
issue_raised           yes yes yes yes yes no  no  no  no
issue_escalated        no  no  no  yes yes no  no  no  no
issue_resolved         yes yes yes yes yes no  no  no  no
meeting                yes yes yes yes yes no  no  no  no
decision               no  no  no  yes yes no  no  no  no
due_changed            no  no  no  yes yes no  no  no  no
item_closed            yes yes yes yes yes no  no  no  no
closure_confirmed      no  no  no  no  yes no  no  no  no
ceremony               yes yes yes yes yes no  no  no  no
substantive_start      yes yes yes yes yes no  no  no  no
start_certified        no  no  no  no  yes no  no  no  no
milestone_reached      yes yes yes yes yes no  no  no  no
completed              yes yes yes yes yes no  no  no  no
commissioned           yes yes yes yes yes no  no  no  no
completion_certified   no  no  no  no  yes no  no  no  no
step_done              yes yes yes yes yes no  no  no  no
start_plan_confirmed   no  no  no  no  yes no  no  no  no
plan_approved          no  no  no  no  yes no  no  no  no
plan_adjusted          no  no  no  no  yes no  no  no  no
lead_changed           no  no  no  no  yes no  no  no  no
project_withdrawn      no  no  no  no  yes no  no  no  no
supervision            no  no  no  no  yes yes no  no  no
card_issued            no  no  no  no  yes yes no  no  no
consent                no  no  no  no  yes yes no  no  no
referral_sent          no  no  no  no  no  yes no  no  no
referral_receipt       no  no  no  no  no  yes yes no  no
rectification_received no  no  no  no  yes no  no  no  no
commendation           no  no  no  no  yes no  no  yes no
bonus_decided          no  no  no  no  yes no  no  yes no
bulletin_published     no  no  no  no  yes no  no  no  no
issued                 no  no  no  no  yes yes no  no  yes
report_filed           no  no  no  yes no  no  no  no  no
correction             yes yes yes yes yes yes yes yes yes
"""
ROWS = {row.split()[0]: row.split()[1:] for row in MATRIX.strip().splitlines()}
ONLY = (Check(authority.writers),)


@pytest.fixture(scope="module")
def whole(policy: Policy, calendars: dict[int, CalendarYear]) -> Portfolio:
    """One record of every kind, and one organisation of every kind."""
    made = full_records.portfolio(lambda _where, limit: "字" * min(limit, 4), policy, calendars)
    units = {f"K{at}": _organisation(f"K{at}", kind) for at, kind in enumerate(COLUMNS)}
    return Portfolio(**{**vars(made), "organisations": {**made.organisations, **units}})


def _organisation(name: str, kind: str) -> Organisation:
    return Organisation.model_validate(
        {"id": name, "name": kind, "short": kind, "kind": kind, "scored": "否"}
    )


def _refused(whole: Portfolio, kind: str, writer: str) -> bool:
    event = next(event for event in whole.events.values() if event.kind == kind)
    changed = event.model_copy(update={"writer": writer})
    alone = Portfolio(**{**vars(whole), "events": {event.id: changed}})
    return "G515" in {found.code.id for found in check(alone, Context(), ONLY)}


def test_the_matrix_names_every_kind() -> None:
    assert list(ROWS) == list(KINDS) == list(BUILT_IN)
    assert all(len(row) == len(COLUMNS) for row in ROWS.values())


@pytest.mark.parametrize("kind", ROWS)
def test_every_kind_of_organisation(whole: Portfolio, kind: str) -> None:
    found = ["no" if _refused(whole, kind, f"K{at}") else "yes" for at in range(len(COLUMNS))]
    assert found == ROWS[kind]


@pytest.mark.parametrize("kind", ROWS)
def test_the_register_may_say_otherwise_but_lifts_no_firm_limit(whole: Portfolio, kind: str) -> None:
    """A right given to the last kind of organisation alone is theirs alone; two hands stay two."""
    given = {"rights": [{"kind": kind, "writers": ["纪委"], "limits": []}]}
    other = Portfolio(**{**vars(whole), "authority": Authority.model_validate(given)})
    found = [not _refused(other, kind, f"K{at}") for at in range(len(COLUMNS))]
    assert found == [column == "纪委" for column in COLUMNS]
    kept = {limit for limit in BUILT_IN[kind].limits if limit in FIRM}
    assert set(rights(other)[kind].limits) == kept


def test_kinds_the_register_leaves_out_keep_the_built_in_rights(whole: Portfolio) -> None:
    given = {"rights": [{"kind": "decision", "writers": ["区重大项目办"]}]}
    other = Portfolio(**{**vars(whole), "authority": Authority.model_validate(given)})
    assert {kind for kind, right in rights(other).items() if right != BUILT_IN[kind]} == {"decision"}


def test_the_page_of_rights_prints_the_matrix(built: Path) -> None:
    """The built site's table, read back, is the table above."""
    text = html.unescape((built / "rights.html").read_text(encoding="utf-8"))
    table = text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert tuple(re.findall(r"<th scope=\"col\">(.*?)</th>", text))[1:10] == COLUMNS
    rows = {}
    for row in table.split("<tr>")[1:]:
        name, *cells, _ = re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)
        words = [re.sub(r"<.*?>", "", cell) for cell in cells]
        rows[re.findall(r"<code>(.*?)</code>", name)[0]] = [
            "yes" if word == "可以" else "no" for word in words
        ]
    assert rows == ROWS
