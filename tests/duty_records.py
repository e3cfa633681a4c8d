"""A district of two lead units, an office and a leader, for tests of what is owed; events by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.records.model import organisations, projects
from generator.records.model.events import KINDS
from generator.records.model.types import MARKS, Record
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.model.calendar import CalendarYear
    from generator.records.model.policy import Policy

MEETINGS = {"专题": ("ZT", "主要负责人专题会"), "办公": ("ZRB", "主任办公会")}
FILED = {"周新开工情况": "KG", "周协调清单": "XT", "月度汇总": "HZ"}


def made(model: type[Record], where: str, /, **raw: Any) -> Record:
    """Make one record from raw values, as a file would give them."""
    return model.model_validate(raw | {MARKS: {}, "@path": f"data/{where}.yml"})


def event(kind: str, day: str, writer: str = "ZDB", key: str = "", **raw: Any) -> Record:
    """Make an event; its id tells kind and day."""
    name = f"{kind.upper().replace('_', '-')}-{day}{key}"
    return made(KINDS[kind], name, id=name, kind=kind, date=day, writer=writer, **raw)


def weekly(week: str, day: str, project: str = "XM") -> Record:
    """Make a weekly report."""
    return event(
        "weekly_report", day, "ZRD", f"-{project}", project=project, week=week, progress=["浇筑底板"]
    )


def monthly(month: str, day: str, project: str = "XM") -> Record:
    """Make a monthly report."""
    more = {"project": project, "month": month, "invested_ytd_wan": "100", "image_progress": "主体施工"}
    return event("monthly_report", day, "ZRD", f"-{project}", **more)


def meeting(level: str, day: str, last_of: str | None = None) -> Record:
    """Make a meeting of the head (专题) or a 主任办公会 (办公)."""
    more = {"last_of": last_of} if last_of else {}
    key, name = MEETINGS[level]
    return event("meeting", day, key=f"-{key}", level=name, convener="张某", **more)


def coordination(day: str, leader: str = "LD") -> Record:
    """Make a leader's coordination."""
    return event("coordination", day, "ZDO", leader=leader, form="协调会")


def filed(report: str, period: str, day: str) -> Record:
    """Make the filing of an office."""
    return event("report_filed", day, "ZDO", f"-{FILED[report]}", report=report, period=period)


def project(key: str, *units: str) -> list[Record]:
    """Make a project of some units, in the plan of 2026."""
    fixed = {"name": key, "content": "厂房", "investor": "某公司", "sector": "工业", "address": "一号"}
    who = {"lead_units": list(units), "street": "JIE", "responsible_person": "李某", "leader": "LD"}
    year = {"project": key, "year": "2026", "class": "结转续建", "completion_month": "2026-12"}
    money = {"invest_wan": "30000", "invested_before_wan": "0", "goal": "建成"}
    return [
        made(projects.Project, key, id=key, investment_total_wan="20000", **fixed, **who),
        made(projects.Plan, f"{key}-2026", **year, **money),
    ]


def district(
    policy: Policy,
    calendars: Mapping[int, CalendarYear],
    *more: Record,
    approved: str = "2026-01-05",
    leader: Mapping[str, str] | None = None,
    office: Mapping[str, str] | None = None,
) -> Portfolio:
    """Make the district: unit ZRD with project XM, unit ZRE without one, office ZDO, leader LD."""
    kinds = {"ZDB": "区重大项目办", "ZDO": "综合协调办", "ZRD": "责任单位", "ZRE": "责任单位", "JIE": "街道"}
    units = [
        made(organisations.Organisation, key, id=key, name=key, short=key, kind=kind, scored="是",
             **(office or {} if key == "ZDO" else {}))
        for key, kind in kinds.items()
    ]  # fmt: skip
    line = made(organisations.Leader, "LD", id="LD", person="R", offices=["ZDO"], **(leader or {}))
    plan = event("plan_approved", approved, year="2026", approved_on=approved, document="纪要")
    return Portfolio.of([policy, *calendars.values(), *units, line, plan, *project("XM", "ZRD"), *more])
