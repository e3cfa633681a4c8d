"""How each neutral kind of fact is written as records (cases/README: keys of a fact)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

from generator.mechanism.scenario.draft import listed
from generator.mechanism.scenario.grammar import NONE, OPINIONS
from generator.records.calendar import Week, day
from generator.records.model.types import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.mechanism.scenario.draft import Draft, Fact


def _new_start(draft: Draft, fact: Fact) -> None:
    """Write new_start: nature (planned, preliminary), planned_week, started, signed, ceremony, changes."""
    key = draft.project(fact, signed=fact.get("signed"))
    week = fact.get("planned_week")
    class_ = "开展前期" if fact.get("nature") == "preliminary" else "计划新开工"
    planned = Week.parse(week).year if week else fact.get("plan_year")
    year = int(planned or _first(fact, "started", "ceremony", "signed", default="1990")[:4])
    draft.plan(key, year, class_, start_week=week)
    for change in fact.get("plan_changes") or []:
        values = {"project": key, "year": str(year), "field": "start_week", "old": week}
        _adjust(draft, change["approved"], new=change["planned_week"], **values)
        week = change["planned_week"]
    if fact.get("ceremony"):
        draft.event("ceremony", fact["ceremony"], project=key)
    if fact.get("started"):
        start = draft.event("substantive_start", fact["started"], project=key)
        draft.event("start_certified", fact["started"], start=start)


def _carry_over(draft: Draft, fact: Fact) -> None:
    """Write carry_over: milestones [{name, due_month, reached}], completion_month, completed, changes."""
    key = draft.project(fact)
    points = fact.get("milestones") or []
    ids = {point["name"]: f"M{number}" for number, point in enumerate(points, 1)}
    months = [point["due_month"] for point in points] + [fact.get("completion_month")]
    year = min(int(month[:4]) for month in months if month)
    milestones = [{"id": ids[p["name"]], "name": p["name"], "due_month": p["due_month"]} for p in points]
    draft.plan(key, year, "结转续建", completion_month=fact.get("completion_month"), milestones=milestones)
    for point in points:
        if point.get("reached"):
            draft.event("milestone_reached", point["reached"], project=key, milestone=ids[point["name"]])
        for change in point.get("plan_changes") or point.get("due_changes") or []:
            new, name = change.get("due_month") or change["due"], f"milestones.{ids[point['name']]}"
            values = {"project": key, "year": str(year), "field": name, "old": point["due_month"]}
            _adjust(draft, change["approved"], new=new, **values)
    for change in fact.get("plan_changes") or []:
        _adjust_carry_over(draft, fact, change, {"project": key, "year": str(year)}, ids)
    if fact.get("completed"):
        done = draft.event("commissioned", fact["completed"], project=key)
        draft.event("completion_certified", fact["completed"], completion=done)


def _adjust_carry_over(
    draft: Draft, fact: Fact, change: Fact, base: dict[str, str], ids: dict[str, str]
) -> None:
    """Write a change of the completion month, or of a milestone's due month (named, else the first)."""
    values = {"field": "completion_month", "old": fact.get("completion_month")}
    new = change.get("completion_month")
    if not new:
        due = {point["name"]: point["due_month"] for point in fact["milestones"]}
        name = _first(change, "milestone", "name", default=next(iter(due)))
        values, new = {"field": f"milestones.{ids[name]}", "old": due[name]}, change["due_month"]
    _adjust(draft, change["approved"], new=new, **base, **values)


def _adjust(draft: Draft, approved: str, **values: object) -> None:
    """Write plan_adjusted of a project, year and field, from old to new."""
    draft.event("plan_adjusted", approved, approved_on=approved, approver="区重大项目办", **values)


def _item(draft: Draft, fact: Fact, decided: str, meeting: str) -> str:
    key = draft.event(
        "decision",
        decided,
        meeting=meeting,
        text=fact["id"],
        responsible=[draft.unit(name) for name in listed(fact.get("responsible"))],
        supporting=[draft.unit(name) for name in listed(fact.get("supporting"))],
        due=fact.get("due"),
    )
    draft.subjects[key] = fact["id"]
    return key


def _timed_item(draft: Draft, fact: Fact) -> None:
    """Write timed_item: due, closed, responsible, supporting, due_changes [{approved, due}]."""
    days = [fact["due"], fact.get("closed"), *(c["approved"] for c in fact.get("due_changes") or [])]
    decided = str(min(day(text) for text in days if text) - timedelta(days=30))
    meeting = draft.event("meeting", decided, level="分管负责人", convener="分管负责人")
    key = _item(draft, fact, decided, meeting)
    for change in fact.get("due_changes") or []:
        draft.event(
            "due_changed", change["approved"], item=key, due=change["due"], decided_on=change["approved"]
        )
    _close(draft, fact, key)


def _untimed_item(draft: Draft, fact: Fact) -> None:
    """Write untimed_item: meetings [{date, level, sets_due?}], responsible, supporting, closed?."""
    held = fact.get("meetings") or []
    first = min((meeting["date"] for meeting in held), default=fact.get("closed"))
    decided = str(first)
    key = _item(draft, fact, decided, "NONE")
    for meeting in held:
        level = draft.levels[meeting["level"]]
        event = draft.event("meeting", meeting["date"], level=level, convener=level, agenda=[key])
        if due := _due_set(fact, meeting):
            draft.event(
                "due_changed", meeting["date"], item=key, due=due, meeting=event, decided_on=meeting["date"]
            )
    _close(draft, fact, key)


def _due_set(fact: Fact, meeting: Fact) -> str | None:
    """Give the due date a meeting sets: for one it does not name a day that is neither early nor late."""
    said = str(meeting.get("sets_due") or "")
    if said.lower() in {"", "no", "false", "否"}:
        return None
    return said if len(said) == len("2026-01-01") else fact.get("closed") or "2099-12-31"


def levels(facts: list[Fact]) -> dict[str, Level]:
    """Tell which level stands for each that a case names: of another name none that is named (D23).

    Raises ValueError for more levels than there are.
    """
    named = dict.fromkeys(m["level"] for fact in facts for m in fact.get("meetings") or [])
    found: dict[str, Level] = {}
    for name in sorted(named, key=lambda name: (name not in LEVEL, name not in LEVELS)):
        free = [level for level in LEVEL if level not in found.values()]
        if not free:
            raise ValueError(name)
        found[name] = next((level for level in free if level in {name, LEVELS.get(name)}), free[-1])
    return found


LEVEL: tuple[Level, ...] = get_args(Level)
LEVELS: dict[str, Level] = {
    "unit": "责任单位",
    "leader": "分管负责人",
    "head": "主要负责人专题会",
    "office": "主任办公会",
    "city": "市级",
    "区重大项目办": "主任办公会",
    "主要负责人": "主要负责人专题会",
    "专题会": "主要负责人专题会",
    "分管领导": "分管负责人",
}


def _close(draft: Draft, fact: Fact, item: str) -> None:
    if fact.get("closed"):
        closing = draft.event("item_closed", fact["closed"], item=item, result="已办结")
        draft.event("closure_confirmed", fact["closed"], closing=closing)


def _supervision(draft: Draft, fact: Fact) -> None:
    """Write supervision of a unit. A case knows no meetings: the month's last one follows the same day."""
    unit = draft.unit(fact["unit"])
    key = draft.event(
        "supervision", fact["date"], unit=unit, number=fact["id"], matter=fact.get("words", "督办")
    )
    draft.subjects[key] = fact["id"]
    draft.event("meeting", fact["date"], level="主任办公会", convener="主任", last_of="月")


def _consent(draft: Draft, fact: Fact) -> None:
    """Write the leader's consent. A case knows no sending: it follows consent the same day."""
    unit = draft.unit(fact["unit"])
    opinion = OPINIONS[str(_first(fact, "agreed", "consent", "opinion", default="同意"))]
    draft.event("consent", fact["date"], unit=unit, leader="LEADER", opinion=opinion)
    if opinion == "同意":
        draft.event("referral_sent", fact["date"], unit=unit)


def _commendation(draft: Draft, fact: Fact) -> None:
    """Write a commendation: the bonus points of the year that were decided (四(四))."""
    year = str(_first(fact, "year", default=str(fact.get("date", ""))[:4]))
    values = {"unit": draft.unit(fact["unit"]), "year": year, "basis": fact.get("words", "表彰")[:200]}
    draft.event(
        "bonus_decided", fact.get("date", f"{year}-12-31"), points=_first(fact, "points", "bonus"), **values
    )


def _project(draft: Draft, fact: Fact) -> None:
    """Write a project for routing only: sector, programme, investment_wan."""
    programme = fact.get("programme")
    values = {"sector": fact.get("sector"), "programme": programme if programme not in NONE else None}
    draft.project(fact, investment_total_wan=fact["investment_wan"], **values)


def _first(fact: Fact, *names: str, default: object = None) -> Any:  # noqa: ANN401 - a value of the case file
    return next((fact[name] for name in names if fact.get(name) is not None), default)


WRITERS: dict[str, Callable[[Draft, Fact], None]] = {
    "new_start": _new_start,
    "carry_over": _carry_over,
    "timed_item": _timed_item,
    "untimed_item": _untimed_item,
    "supervision": _supervision,
    "consent": _consent,
    "commendation": _commendation,
    "project": _project,
}
