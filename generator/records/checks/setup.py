"""What a new district still lacks: reminders for who looks at all of it; no change is refused for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from generator.records.codes import setup as codes
from generator.records.model.types import Step
from generator.records.source import Mark, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.checks.context import Context
    from generator.records.model.organisations import Kind
    from generator.records.portfolio import Portfolio
    from generator.records.source import Problem

OFFICE: Kind = "综合协调办"
NEEDED: tuple[tuple[Kind, str], ...] = (
    ("区重大项目办", "没有谁能批准计划、认定开工、确认办结"),
    (OFFICE, "没有谁报送周协调清单和月度汇总"),
    ("责任单位", "没有谁承担项目、参加考评"),
    ("街道", "项目的所在街道没有可写的"),
    ("督查室", "没有谁能印发红牌、提请问责"),
)
"""Kinds of organisation no district does without, and what fails without one (二, 五)."""
ORGANISATIONS, STEPS = "data/register/organisations", "data/register/steps.yml"


def editions(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """There is an edition of the rules, and a calendar of working days."""
    if not portfolio.policies and not context.unread:
        yield problem(Mark("data/policy"), codes.NO_EDITION)
    if not portfolio.calendars and not context.unread:
        yield problem(Mark("data/calendar"), codes.NO_CALENDARS)


def kinds(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """There is an organisation of each kind that nobody else can stand in for."""
    known = {unit.kind for unit in portfolio.organisations.values()}
    for kind, lacking in NEEDED if not context.unread else ():
        if kind not in known:
            yield problem(Mark(ORGANISATIONS), codes.NO_KIND, kind=kind, lacking=lacking)


def routes(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each line of 三层五线 leads to an office on the register; asked of the newest edition (D27)."""
    policy = context.policy()
    if policy is None or context.unread:
        return
    units = portfolio.organisations.values()
    known = {name for unit in units for name in (unit.id, unit.name, unit.short)}
    offices = "、".join(sorted(unit.short for unit in units if unit.kind == OFFICE)) or "（还没有）"
    for index, line in enumerate(policy.routing):
        if line.office not in known:
            place = "routing", index, "office"
            yield context.say(policy, codes.UNKNOWN_OFFICE, *place, input=line.office, offices=offices)


def steps(portfolio: Portfolio, context: Context) -> Iterator[Problem]:
    """Each of the 12 steps of 附件1 has a department that approves it."""
    given = portfolio.steps.steps if portfolio.steps else ()
    missing = [step for step in get_args(Step) if step not in {one.step for one in given}]
    if missing and not context.unread:
        yield problem(Mark(STEPS), codes.NO_STEPS, steps="、".join(missing))
