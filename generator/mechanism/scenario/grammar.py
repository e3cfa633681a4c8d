"""The keys of a case file (cases/README): what a fact of each kind has, what may be expected."""

from __future__ import annotations

from typing import get_args

from generator.mechanism.scenario.shape import (
    Chosen,
    Kind,
    Rows,
    Shape,
    Table,
    anything,
    in_month,
    in_quarter,
    in_week,
    in_year,
    names,
    number,
    on_day,
    one_of,
    text,
)
from generator.records.model.projects import Programme, Sector

NONE = ("none", "无")
"""Words for no programme (MECHANISM §5)."""
OPINIONS = dict.fromkeys(("同意", "是", "yes", "true"), "同意") | dict.fromkeys(
    ("不同意", "否", "no", "false", "refused"), "不同意"
)
_NAMED = {"id": text, "kind": text}
_OPINION = one_of(*OPINIONS)
_SHIFTED = Rows(Shape({"approved": on_day, "due": on_day}, "approved due"))
_MOVED = Shape({"approved": on_day, "due_month": in_month, "due": in_month}, "approved due_month|due")
_MILESTONE = Shape(
    {
        "name": text,
        "due_month": in_month,
        "reached": on_day,
        "plan_changes": Rows(_MOVED),
        "due_changes": Rows(_MOVED),
    },
    "name due_month",
)
_REPLANNED = Shape(
    {
        "approved": on_day,
        "completion_month": in_month,
        "due_month": in_month,
        "milestone": text,
        "name": text,
    },
    "approved completion_month|due_month",
)
_MEETING = Shape({"date": on_day, "level": text, "sets_due": text}, "date level")


def _fact(needs: str, **keys: Kind) -> Shape:
    return Shape({**_NAMED, **keys}, f"id {needs}")


FACTS = {
    "new_start": _fact(
        "",
        nature=one_of("planned", "preliminary"),
        planned_week=in_week,
        plan_year=in_year,
        started=on_day,
        signed=on_day,
        ceremony=on_day,
        plan_changes=Rows(Shape({"approved": on_day, "planned_week": in_week}, "approved planned_week")),
        lead=names,
    ),
    "carry_over": _fact(
        "milestones|completion_month",
        milestones=Rows(_MILESTONE),
        completion_month=in_month,
        completed=on_day,
        plan_changes=Rows(_REPLANNED),
        lead=names,
    ),
    "timed_item": _fact(
        "due", due=on_day, closed=on_day, responsible=names, supporting=names, due_changes=_SHIFTED
    ),
    "untimed_item": _fact(
        "meetings|closed", meetings=Rows(_MEETING), responsible=names, supporting=names, closed=on_day
    ),
    "supervision": _fact("unit date", unit=text, date=on_day),
    "consent": _fact(
        "unit date", unit=text, date=on_day, by=text, agreed=_OPINION, consent=_OPINION, opinion=_OPINION
    ),
    "commendation": _fact(
        "unit date|year points|bonus",
        unit=text,
        date=on_day,
        year=in_year,
        points=number,
        bonus=number,
        by=text,
    ),
    "project": _fact(
        "investment_wan",
        sector=one_of(*get_args(Sector)),
        programme=one_of(*get_args(Programme), *NONE),
        investment_wan=number,
    ),
}

SCORES = ("cat1", "cat2", "cat3", "base_total", "pre_seat_total", "total", "rank")
"""The numbers of one unit and quarter."""
SCORE = Shape(
    {"unit": text, "quarter": in_quarter, "as_of": on_day, **dict.fromkeys(SCORES, number)}, "unit quarter"
)
SECOND_RED = Shape({"unit": text, "date": on_day}, "unit date")
ENTRY = {
    "fact": text,
    "unit": text,
    "quarter": in_quarter,
    "clause": text,
    "date": on_day,
    "points": number,
}
CARD = {"unit": text, "colour": one_of("yellow", "red"), "date": on_day, "number": number}
ADJUSTMENT = {
    "unit": text,
    "applied_in": in_quarter,
    "from": in_quarter,
    "clause": text,
    "reason": text,
    "points": number,
}
_BY_UNIT = Table(in_quarter, Table(text, number))
EXPECTED = Shape(
    {
        "entries": Rows(Shape(ENTRY, " ".join(ENTRY))),
        "base_scores": Rows(SCORE),
        "cards": Rows(Shape(CARD, " ".join(CARD))),
        "adjustments": Rows(Shape(ADJUSTMENT, " ".join(ADJUSTMENT))),
        "pre_seat_totals": _BY_UNIT,
        "totals": _BY_UNIT,
        "ranks": _BY_UNIT,
        "rectification": Table(in_quarter, names),
        "referrals": Rows(Shape({"unit": text, "second_red": on_day}, "unit", open=True)),
        "annual": anything,
        "routing": Table(text, text),
        "weekly_report_due": anything,
        "monthly_report_due": anything,
        "weekly_coordination": anything,
    }
)
EARLIER = Shape({"as_of": on_day, **EXPECTED.keys, **SCORE.keys}, "as_of", open=True)
"""A row of `as_of_checks`: the numbers of a unit and quarter, or any key of `expected`."""
CASE = Shape(
    {
        "id": text,
        "title": text,
        "covers": anything,
        "readings": anything,
        "as_of": on_day,
        "units": names,
        "calendar_note": text,
        "includes": names,
        "facts": Rows(Chosen("kind", FACTS)),
        "expected": EXPECTED,
        "as_of_checks": Rows(EARLIER),
        "alternatives": Rows(Shape({"switch": text}, "switch", open=True)),
    },
    "id",
)
