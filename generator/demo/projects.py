"""A project's file, in the versions its unit hands in: first entry, contract, start plan, decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo import names, world
from generator.demo.world import STEPS

if TYPE_CHECKING:
    import random

    from generator.demo.book import Book
    from generator.demo.script import Script
    from generator.demo.world import World


@dataclass
class Course:
    """How a project's life goes: its facts, and how far it has come."""

    id: str
    script: Script
    facts: dict[str, object]
    invest_wan: int
    office: str
    created: date
    leads: list[tuple[date, str]]
    invested: int = 0
    started: date | None = None
    finished: date | None = None
    stage: int = 0
    active: list[tuple[date, date, str]] = field(default_factory=list)
    budgets: dict[int, int] = field(default_factory=dict)
    versions: list[tuple[date, str, dict[str, object]]] = field(default_factory=list)
    steps: list[tuple[str, date]] = field(default_factory=list)
    steps_done: int = 0
    celebrated: bool = False

    @property
    def sector(self) -> str:
        """Give the sector."""
        return str(self.facts["sector"])

    def lead(self, day: date) -> str:
        """Give the unit in charge on a day."""
        return [unit for since, unit in self.leads if since <= day][-1]


def course(book: Book, district: World, number: int, width: int, script: Script) -> Course:
    """Make the number-th project and its first file."""
    rng = book.draw(f"project/{number}")
    lead = district.leads[(number if script.lead is None else script.lead) % len(district.leads)]
    kind = names.trade(number, lead.id)
    year = book.span.first.year + script.year
    name, investor = names.title(kind, number)
    invest = names.investment(rng)
    street = district.streets[rng.randrange(len(district.streets))]
    office = world.office(kind.sector, kind.programme, invest)
    leads = [lead.id] + ([district.streets[script.joint].id] if script.joint is not None else [])
    street = district.streets[script.joint] if script.joint is not None else street
    facts: dict[str, object] = {
        "id": f"P{year % 100}-{number + 1:0{width}}",
        "name": name,
        "content": names.content(kind, rng, invest),
        "investor": investor,
        "sector": kind.sector,
        "investment_total_wan": invest,
        "land": f"{kind.land}{rng.randrange(30, 320)}亩",
        "street": street.id,
        "address": names.place(rng, street.short),
        "lead_units": leads,
        "responsible_person": world.person(rng.randrange(120)),
        "leader": district.leader(script.override or office),
    }
    facts |= {"programme": kind.programme} if kind.programme else {}
    created = _created(book, script, rng)
    made = Course(str(facts["id"]), script, facts, invest, office, created, [(date.min, lead.id)])
    made.versions.append((created, "项目入库", dict(facts)))
    _contract(book, made, rng, year)
    return made


def write(book: Book, made: Course) -> None:
    """Write a project's file in all its versions, each with what was known by its day."""
    known: dict[str, object] = {}
    for day, topic, news in sorted(made.versions, key=lambda version: version[0]):
        known |= news
        if day <= book.span.end:
            book.project(known, day, topic)


def _created(book: Book, script: Script, rng: random.Random) -> date:
    if not script.year:
        return book.span.first.first - timedelta(days=1)
    january = date(book.span.first.year + script.year, 1, 1)
    if script.nature == "储备":
        return min(january + timedelta(days=rng.randrange(40, 240)), book.span.end)
    return january - timedelta(days=rng.randrange(15, 90))


def _contract(book: Book, made: Course, rng: random.Random, year: int) -> None:
    """Enter the project, and its contract when it is signed."""
    if made.script.same_year:
        first = max(date(year, 1, 6), made.created + timedelta(days=6))
        signed = first + timedelta(days=rng.randrange(45))
        if signed <= book.span.end:
            told = book.span.workday(signed + timedelta(days=rng.randrange(1, 6)))
            _version(made, told, "补充签约日期", signed=signed)
        return
    limit = min(made.created, date(year - 1, 12, 28))
    made.versions[0][2]["signed"] = made.facts["signed"] = limit - timedelta(days=rng.randrange(20, 500))


def start_plan(book: Book, made: Course, deadline: date, day: date, office: str) -> None:
    """Add 附件1 to a project's file and let 区重大项目办 confirm it: steps due one after another."""
    rng = book.draw(f"steps/{made.id}")
    skipped = [step for step in ("征收拆迁", "土地农转") if rng.random() < 0.4]  # noqa: PLR2004
    steps = [step for step in STEPS if step not in skipped]
    first = max(deadline - timedelta(days=300), day - timedelta(days=10))
    room = max((deadline - first).days - 6, len(steps))
    rows: list[dict[str, object]] = []
    for place, step in enumerate(steps, 1):
        due = book.span.workday(first + timedelta(days=room * place // len(steps)))
        made.steps.append((step, min(due, deadline)))
        row = {"step": step, "due": min(due, deadline), "department": STEPS[step][0]}
        rows.append(row | {"signed_by": _signer(STEPS[step][0]), "signed_on": day - timedelta(days=2)})
    told = book.span.workday(day + timedelta(days=1))
    plan: dict[str, object] = {"steps": rows, "not_applicable": skipped, "reported_on": day}
    _version(made, told, "开工推进计划表", start_plan=plan)
    confirmed = book.span.workday(told + timedelta(days=2))
    book.event("start_plan_confirmed", f"JHQR-{made.id}", confirmed, office, project=made.id)


def override(book: Book, made: Course, office: str, day: date) -> None:
    """Record that another coordination office takes the project."""
    reason = "项目与该办在建园区连片建设，经分管负责人会商由其统一协调"
    decision = {"office": office, "reason": reason, "decided_on": day}
    told = book.span.workday(day + timedelta(days=1))
    _version(made, told, "综合协调办调整", coordination_office=decision)
    made.office = office


def _version(made: Course, day: date, topic: str, **news: object) -> None:
    made.facts |= news
    made.versions.append((day, topic, news))


def _signer(department: str) -> str:
    order = ("ZGJ", "JSJ", "HBJ", "XSJ", "SHJ", "JTJ", "ZSB", "TCZ")
    return world.person(33 + order.index(department))
