"""A small district built by hand, record by record, for tests of what the mechanism derives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.mechanism.report import Report, report
from generator.records.model.events import KINDS
from generator.records.model.organisations import Organisation
from generator.records.model.projects import Plan, Project
from generator.records.model.types import MARKS, Record
from generator.records.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Built:
    """A district in the making: units, then projects, plans and events; each record has its own path."""

    def __init__(self, *rest: Record) -> None:
        self.records: list[Record] = list(rest)
        self.unit("ZDB", "区重大项目办", scored="否")

    def unit(self, key: str, kind: str = "责任单位", *, scored: str = "是") -> None:
        """Register an organisation."""
        self._add(Organisation, key, {"name": key, "short": key, "kind": kind, "scored": scored})

    def project(self, key: str = "P1", leads: Iterable[str] = ("JIA",), **more: Any) -> None:
        """Add a project of 2亿元, signed or not as told."""
        base = {"name": key, "content": "建厂房", "investor": "某公司", "sector": "工业", "street": "JIE"}
        base |= {"responsible_person": "张某", "leader": "L1", "investment_total_wan": "20000"}
        self._add(Project, key, base | {"lead_units": list(leads)} | more)

    def plan(self, class_: str, project: str = "P1", year: int = 2026, **more: Any) -> None:
        """Add a project's entry in a year's plan."""
        base = {"project": project, "year": str(year), "class": class_, "goal": "按计划推进"}
        base |= {"invest_wan": "1000", "invested_before_wan": "0"}
        self._made(Plan, f"plans/{year}/{project}", base | more)

    def event(self, kind: str, on: str, **values: Any) -> str:
        """Add an event and give its id."""
        key = f"E{len(self.records)}"
        self._made(KINDS[kind], key, {"id": key, "kind": kind, "date": on, "writer": "ZDB"} | values)
        return key

    def approve(self, year: int, on: str) -> None:
        """Approve a year's plan."""
        self.event("plan_approved", on, year=str(year), approved_on=on, document="年度计划")

    def start(self, on: str, certified: str, project: str = "P1") -> None:
        """Start a project and have that certified."""
        self.event("start_certified", certified, start=self.event("substantive_start", on, project=project))

    def finish(self, on: str, certified: str, project: str = "P1", *, kind: str = "completed") -> None:
        """Complete (or commission) a project and have that certified."""
        self.event("completion_certified", certified, completion=self.event(kind, on, project=project))

    def withdraw(self, on: str, project: str = "P1", reason: str = "投资主体放弃投资") -> None:
        """Take a project out of the pools."""
        self.event("project_withdrawn", on, project=project, reason=reason, approver="主任办公会")

    def report(self, as_of: date) -> Report:
        """Compute the district's report of a day."""
        return report(Portfolio.of(self.records), as_of)

    def _add(self, model: type[Record], key: str, raw: dict[str, Any]) -> None:
        self._made(model, f"{model.__name__}/{key}", {"id": key} | raw)

    def _made(self, model: type[Record], where: str, raw: dict[str, Any]) -> None:
        self.records.append(model.model_validate(raw | {MARKS: {}, "@path": f"data/{where}.yml"}))


def with_last_two(*rest: Record) -> Built:
    """JIA closes an item early in 2026Q1, BING leaves one open; so YI and BING are its last two."""
    made = Built(*rest)
    for key in ("JIA", "YI", "BING"):
        made.unit(key)
    for unit in ("JIA", "BING"):
        held = made.event("meeting", "2026-02-02", level="分管负责人", convener="张某")
        words = {"meeting": held, "text": "落实用地指标", "due": "2026-03-06"}
        key = made.event("decision", "2026-02-02", responsible=[unit], **words)
        if unit == "JIA":
            done = made.event("item_closed", "2026-03-02", item=key, result="已办结")
            made.event("closure_confirmed", "2026-03-03", closing=done)
    return made
