"""One record of every kind with every field filled, and any text a test likes in each text field.

The models are walked: a new text field is filled, and looked for on the pages, by itself; a new field of
another type must be given in `skeleton` where it is required.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from generator.records.model import organisations, projects
from generator.records.model.events import KINDS
from generator.records.model.types import MARKS, Part, Record
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

    Text = Callable[[str, int], str]

PATHS = {MARKS, "@path"}
Raw = dict[str, Any]


def portfolio(
    text: Text, policy: Policy, calendars: Mapping[int, CalendarYear], copies: int = 1
) -> Portfolio:
    """Make `copies` of every kind of record; `text(where, limit)` writes each text field.

    `where` names the record and the field, `Project-XM-0:Project.name`; the number is that of the copy.
    """
    records: list[Record] = [policy, *calendars.values()]
    for copy in range(copies):
        for model, given in skeleton(f"-{copy}"):
            key = given["id"] if "id" in given else f"{given['year']}-{copy}"
            name = f"{model.__name__}-{key}"
            raw = fill(model, given, lambda where, limit, name=name: text(f"{name}:{where}", limit))  # type: ignore[misc]
            records.append(model.model_validate(raw | {MARKS: {}, "@path": f"data/test/{name}.yml"}))
    return Portfolio.of(records)


def fill(model: type[Part], given: Raw, text: Text) -> Raw:
    """Complete a record's raw values: whatever holds free text and is not given is written by `text`."""
    raw = dict(given)
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in PATHS:
            continue
        annotation = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        where = f"{model.__name__}.{key}"
        if key in given:
            raw[key] = _inside(annotation, given[key], text)
        elif (value := _written(annotation, where, text)) is not None:
            raw[key] = value
    return raw


def _inside(annotation: Any, value: Any, text: Text) -> Any:
    """Fill the mappings inside a given value."""
    part = _part(annotation)
    if part is None:
        return value
    if isinstance(value, list):
        return [fill(part, one, text) for one in value]
    return fill(part, value, text)


def _part(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Part) else None
    return next((part for one in typing.get_args(annotation) if (part := _part(one))), None)


def _written(annotation: Any, where: str, text: Text) -> Any:
    """Write a value for a type that holds free text; None for one that does not."""
    annotated = typing.get_origin(annotation) is Annotated
    base, *metadata = typing.get_args(annotation) if annotated else [annotation]
    if base is str:
        limits = [limit for rule in metadata if (limit := getattr(rule, "max_length", None))]
        typed = any(hasattr(rule, "func") or getattr(rule, "pattern", None) for rule in metadata)
        return None if typed or not limits else text(where, min(limits))
    if typing.get_origin(base) in {typing.Union, types.UnionType}:
        options = (_written(option, where, text) for option in typing.get_args(base))
        return next((option for option in options if option is not None), None)
    if typing.get_origin(base) is tuple:
        found = [_written(typing.get_args(base)[0], f"{where}{place}", text) for place in (1, 2)]
        return found if all(found) else None
    if typing.get_origin(base) is Mapping:
        return {"note": text(where, 200)}
    return (fill(base, {}, text) or None) if isinstance(base, type) and issubclass(base, Part) else None


def skeleton(s: str) -> Iterator[tuple[type[Record], Raw]]:
    """Give each kind's fixed values: ids, references, dates, choices; `s` ends every id."""
    kinds = {"ZDB": "区重大项目办", "ZDO": "综合协调办", "ZRD": "责任单位", "JIE": "街道", "SPJ": "审批部门"}
    kinds |= {"DCS": "督查室", "ZRE": "责任单位"}
    for key, kind in kinds.items():
        scored = "否" if key in {"ZDB", "DCS"} else "是"
        more = {"from": "2020-01-01", "to": "2030-12-31", "head": f"REN{s}"}
        yield organisations.Organisation, {"id": key + s, "kind": kind, "scored": scored} | more
    yield organisations.Person, {"id": f"REN{s}", "organisation": f"ZDB{s}"}
    line = {
        "id": f"LD{s}",
        "person": f"REN{s}",
        "offices": [f"ZDO{s}"],
        "from": "2020-01-01",
        "to": "2030-01-01",
    }
    yield organisations.Leader, line
    yield projects.Project, _project(s)
    yield projects.Project, _project(s) | {"id": f"XO{s}"}
    yield (
        projects.Plan,
        _plan(s, 2025, "计划新开工") | {"start_week": "2025-W19", "completion_month": "2027-06"},
    )
    yield projects.Plan, _plan(s, 2026, "结转续建") | {"completion_month": "2026-10"}
    for kind, given in _events(s):
        yield KINDS[kind], {"kind": kind} | given


def _project(s: str) -> Raw:
    steps = [
        {"step": "征收拆迁", "due": "2025-03-03", "department": f"SPJ{s}", "signed_on": "2025-01-20"},
        {"step": "环评", "due": "2026-03-03", "department": f"SPJ{s}"},
    ]
    return {
        "id": f"XM{s}",
        "sector": "工业",
        "programme": "网络安全人才与创新基地",
        "investment_total_wan": "123456.5",
        "street": f"JIE{s}",
        "lead_units": [f"ZRD{s}"],
        "leader": f"LD{s}",
        "coordination_office": {"office": f"ZDO{s}", "decided_on": "2025-01-15"},
        "signed": "2025-01-10",
        "start_plan": {"steps": steps, "not_applicable": ["七通一平"], "reported_on": "2025-01-25"},
        "attachments": [{"sha256": "0" * 64}],
    }


def _plan(s: str, year: int, class_: str) -> Raw:
    money = {"invest_wan": "30000", "invested_before_wan": "100"}
    points = [{"id": "M1", "due_month": f"{year}-08"}, {"id": "M2", "due_month": f"{year}-11"}]
    return {"project": f"XM{s}", "year": str(year), "class": class_, "milestones": points} | money


def _events(s: str) -> Iterator[tuple[str, Raw]]:
    """Give every kind of event once, each with an id, a writer and a day."""
    about = {"project": f"XM{s}"}
    unit = {"unit": f"ZRD{s}"}
    given: dict[str, Raw] = {
        "plan_approved": {"year": "2025", "approved_on": "2025-01-20"},
        "start_plan_confirmed": about,
        "plan_adjusted": about
        | {"year": "2025", "field": "start_week", "old": "2025-W19", "new": "2025-W21"}
        | {"approved_on": "2025-02-20"},
        "lead_changed": about | {"lead_units": [f"ZRD{s}", f"ZRE{s}"]},
        "project_withdrawn": {"project": f"XO{s}"},
        "step_done": about | {"step": "征收拆迁"},
        "ceremony": about,
        "substantive_start": about,
        "start_certified": {"start": f"SUBSTANTIVE-START{s}"},
        "weekly_report": about | {"week": "2026-W39"},
        "monthly_report": about
        | {"month": "2026-08", "invested_ytd_wan": "20000", "entered_statistics_on": "2026-08-20"},
        "milestone_reached": about | {"milestone": "M1"},
        "completed": about,
        "commissioned": about,
        "completion_certified": {"completion": f"COMPLETED{s}"},
        "issue_raised": about | {"category": "用地", "level": "区级", "units": [f"SPJ{s}"]},
        "issue_escalated": {"issue": f"ISSUE-RAISED{s}", "to": "市级"},
        "issue_resolved": {"issue": f"ISSUE-RAISED{s}"},
        "coordination": {"leader": f"LD{s}", "form": "协调会", "issues": [f"ISSUE-RAISED{s}"]},
        "meeting": {"level": "主任办公会", "agenda": [f"DECISION{s}"], "last_of": "季"},
        "decision": about
        | {"meeting": f"MEETING{s}", "responsible": [f"ZRD{s}"], "supporting": [f"JIE{s}"]}
        | {"due": "2026-07-01"},
        "due_changed": {"item": f"DECISION{s}", "meeting": f"MEETING{s}"}
        | {"due": "2026-08-03", "decided_on": "2026-06-25"},
        "item_closed": {"item": f"DECISION{s}"},
        "closure_confirmed": {"closing": f"ITEM-CLOSED{s}"},
        "supervision": about | unit | {"item": f"DECISION{s}", "due": "2026-10-10"},
        "card_issued": unit | {"colour": "黄牌", "year": "2026", "ordinal": "1", "issued_on": "2026-09-02"},
        "consent": unit | {"leader": f"LD{s}", "opinion": "同意"},
        "referral_sent": unit,
        "referral_receipt": unit,
        "rectification_received": unit | {"quarter": "2026Q2", "sha256": "0" * 64},
        "commendation": unit,
        "bonus_decided": unit | {"year": "2026", "points": "2"},
        "bulletin_published": {
            "bulletin": "月度通报", "period": "2026-08", "as_of": "2026-08-31",
            "number": "1", "revision": "2", "commit": "0" * 40, "tool": "0.2.0", "results": ["第1名"],
            **dict.fromkeys(("data", "plans", "policy", "report", "previous_head", "new_head"), "0" * 64),
        },
        "issued": unit | {"paper": "整改通知", "period": "2026Q2", "due": "2026-09-20"},
        "report_filed": {"report": "月度汇总", "period": "2026-08"},
        "correction": {"of": f"CEREMONY{s}"},
    }  # fmt: skip
    for kind, values in given.items():
        day = DAYS.get(kind, "2026-09-01")
        key = kind.upper().replace("_", "-") + s
        yield kind, {"id": key, "writer": WRITERS.get(kind, "ZRD") + s, "date": day} | values


DAYS = {
    "plan_approved": "2025-01-20", "start_plan_confirmed": "2025-01-26", "plan_adjusted": "2025-02-20",
    "step_done": "2025-03-05", "ceremony": "2025-05-20", "substantive_start": "2025-06-20",
    "start_certified": "2025-06-22", "weekly_report": "2026-09-24", "monthly_report": "2026-08-25",
    "completed": "2026-09-10", "commissioned": "2026-09-12", "completion_certified": "2026-09-13",
    "meeting": "2026-06-10", "decision": "2026-06-10", "due_changed": "2026-06-25",
    "issue_raised": "2026-05-01", "issue_resolved": "2026-06-01", "project_withdrawn": "2026-09-30",
}  # fmt: skip
WRITERS = {kind: "ZDB" for kind in KINDS if kind.startswith("plan_") or kind.endswith("certified")}
WRITERS |= {"closure_confirmed": "ZDB", "meeting": "ZDB", "decision": "ZDO", "supervision": "DCS"}
WRITERS |= {"issued": "ZDB", "report_filed": "ZDO", "project_withdrawn": "ZDB"}
