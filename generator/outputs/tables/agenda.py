"""The next meeting of a level: the last one's items, what is to be discussed, announced, when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.mechanism.cases import card_cases
from generator.mechanism.docket import repeated_rule
from generator.mechanism.rules.items import untimed_meetings
from generator.outputs.tables.derived import docket_of, meetings_owed
from generator.outputs.tables.docketed import urgency
from generator.outputs.tables.sums import counts
from generator.records.calendar import Month
from generator.records.model.events import Meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import timedelta

    from generator.mechanism.cards import Referral
    from generator.mechanism.cases import CardCase
    from generator.mechanism.docket import ItemLine, Problem, Reached
    from generator.mechanism.obligations import Obligation
    from generator.outputs.view import View
    from generator.records.model.types import Level

KINDS = ("议题", "超期未办结", "没有时限", "再上会即扣分")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item for the agenda; `times` counts the meetings at this level so far.

    `nth` is which meeting without a time limit the next one would be, None for an item that has one;
    `charged` tells that 附件3之3.2 then costs points.
    """

    line: ItemLine
    times: int
    nth: int | None
    charged: bool


def last_meeting(view: View, level: Level) -> Meeting | None:
    """Give the newest meeting of a level."""
    held = [meeting for meeting in view.known.of_type(Meeting) if meeting.level == level]
    return held[-1] if held else None


def discussed_at(view: View, meeting: Meeting) -> Sequence[ItemLine]:
    """List what a meeting decided or had on its agenda, as it stands on the day."""
    found = [
        line
        for line in docket_of(view).items.values()
        if any(held.id == meeting.id for held in line.story.meetings)
    ]
    return sorted(found, key=urgency)


def proposals(view: View, level: Level) -> Sequence[Proposal]:
    """List the open items a level has dealt with, the most urgent first."""
    found = [
        _proposal(view, line, level)
        for line in docket_of(view).items.values()
        if line.open and line.discussed.get(level)
    ]
    return sorted(found, key=lambda one: (not one.charged, urgency(one.line)))


def _proposal(view: View, line: ItemLine, level: Level) -> Proposal:
    times = line.discussed.get(level, 0)
    rule = repeated_rule(view.report.policy)
    if rule is None or line.story.due is not None:
        return Proposal(line, times, None, charged=False)
    counted = [held for held in untimed_meetings(line.story) if rule.level == "any" or held.level == level]
    nth = len(counted) + 1
    return Proposal(line, times, nth, charged=nth >= rule.from_nth)


def proposal_counts(found: Sequence[Proposal]) -> Mapping[str, int]:
    """Count proposals: all, overdue, without a time limit, charged when discussed once more."""
    keys = [
        *(KINDS[0] for _ in found),
        *(KINDS[1] for one in found if one.line.state == "超期未办结"),
        *(KINDS[2] for one in found if one.line.story.due is None),
        *(KINDS[3] for one in found if one.charged),
    ]
    seen = counts(keys)
    return {kind: seen.get(kind, 0) for kind in KINDS}


def passed_up(view: View, reached: Collection[Reached]) -> Sequence[Problem]:
    """List the open problems that were passed on and have come up to one of these, the oldest first."""
    found = [
        problem
        for problem in docket_of(view).problems.values()
        if problem.resolved is None and problem.escalated and problem.reached in reached
    ]
    return sorted(found, key=lambda one: (-one.days, one.raised.id))


def to_announce(view: View, since: Meeting | None) -> Sequence[CardCase]:
    """List the cards drawn after the last meeting, and any still without its notice."""
    return [
        case
        for case in card_cases(view.report)
        if case.state == "应发未发" or since is None or case.card.date > since.date
    ]


def to_report(view: View) -> Sequence[Referral]:
    """List the units with two red cards that wait to be reported at the month's last 主任办公会 (五; O43)."""
    return [case for case in view.report.referrals if case.state == "待通报"]


def closing_month(view: View) -> tuple[Month, Obligation | None]:
    """Give the month whose last 主任办公会 comes next, and that duty; None without a calendar."""
    month = view.month
    held = any(meeting.last_of and Month.of(meeting.date) == month for meeting in view.known.of_type(Meeting))
    month = month.shift(1) if held else month
    duties = meetings_owed(view, month.first, month.last)
    found = (one for one in duties if one.duty == "月末主任办公会" and one.period == month)
    return month, next(found, None)


def head_due(view: View, span: timedelta) -> Obligation | None:
    """Give the duty of the head's next meeting (四(一)): the latest missed since the last, else the next."""
    last = last_meeting(view, "主要负责人专题会")
    found = [
        one
        for one in meetings_owed(view, view.as_of - span, view.as_of + span)
        if one.duty == "主要负责人专题会" and one.done is None and (last is None or one.due > last.date)
    ]
    missed = [one for one in found if one.due < view.as_of]
    return missed[-1] if missed else next(iter(found), None)
